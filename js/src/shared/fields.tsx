/** Fields of a form: each has its label, and says its help and what is wrong with it. */

import type { ComponentChildren, Ref } from "preact";
import { useState } from "preact/hooks";
import { useUniqueId } from "./unique_id";
import type { Say } from "./words";
import { clean } from "./writing";

/** What every field has; `error` is nothing where nothing is wrong. */
export interface FieldProps {
  label: string;
  help?: string;
  error?: string;
}

/** One thing that can be chosen; `help` says more of it. */
export interface Option<Value extends string = string> {
  value: Value;
  label: string;
  help?: string;
}

/** Wire a field's words to it by their ids. */
function useWiring({ help, error }: FieldProps) {
  const id = useUniqueId();
  const said = [help && `${id}-help`, error && `${id}-problem`].filter(Boolean).join(" ");
  return { id, describedBy: said || undefined };
}

function Help({ id, help }: { id: string; help?: string | undefined }) {
  if (!help) return null;
  return (
    <p class="ci-help" id={`${id}-help`}>
      {help}
    </p>
  );
}

function Problem({ id, error }: { id: string; error?: string | undefined }) {
  if (!error) return null;
  return (
    <p class="ci-error" id={`${id}-problem`}>
      {error}
    </p>
  );
}

type Kind = "text" | "number" | "decimal" | "date";

// "numeric" shows no point on some phones.
const INPUT_MODES = {
  text: undefined,
  number: "numeric",
  decimal: "decimal",
  date: undefined,
} as const;

/** One line of text. `Writing` is for sentences. */
export function TextField({
  text,
  onText,
  field,
  kind = "text",
  most,
  ...words
}: FieldProps & {
  text: string;
  onText: (text: string) => void;
  /** As many letters as can be typed. */
  most?: number;
  field?: Ref<HTMLInputElement>;
  /** The keyboard a phone shows, and whether there is a calendar. */
  kind?: Kind;
}) {
  const { id, describedBy } = useWiring(words);
  return (
    <div class="ci-field">
      <label class="ci-label" for={id}>
        {words.label}
      </label>
      <Help id={id} help={words.help} />
      <input
        id={id}
        class={kind === "text" ? "ci-input" : "ci-input ci-input-short"}
        {...(kind === "date" ? { type: "date" } : { type: "text" })}
        inputMode={INPUT_MODES[kind]}
        dir={kind === "text" ? "auto" : undefined}
        autocomplete="off"
        ref={field ?? null}
        value={text}
        maxLength={most}
        aria-describedby={describedBy}
        aria-invalid={words.error ? "true" : undefined}
        onInput={(event) => onText(event.currentTarget.value)}
      />
      <Problem id={id} error={words.error} />
    </div>
  );
}

/** A day as `2026-03-31`, or nothing. */
export function DateField({
  day,
  onDay,
  ...words
}: FieldProps & { day: string; onDay: (day: string) => void }) {
  return <TextField {...words} kind="date" text={day} onText={onDay} />;
}

/** A number that is being written: as long as it is none, it is the text there is. */
export type Numeric = number | string | null;

/** Return the whole number a text says, null for an empty one, or the text where it says none. */
function numberOf(text: string): Numeric {
  const written = clean(text);
  // "1,200" and "1 200" are the same number; "1.5" and "about 40" are none.
  const isNumber = /^-?(\d+|\d{1,3}([,\u0020\u00a0\u202f]\d{3})+)$/.test(written);
  if (!isNumber) return written || null;
  return Number(written.replaceAll(/[^\d-]/g, ""));
}

/** Return what is wrong with a number, or nothing: then it is a number, or null where it may be. */
export function numberProblem(
  t: Say,
  value: Numeric,
  { least = 0, most = 1_000_000_000, isNeeded = false } = {},
): string {
  if (value === null) return isNeeded ? t("number_first") : "";
  if (typeof value === "number" && value >= least && value <= most) return "";
  return t("number_between", { text: String(value), least, most });
}

/**
 * A whole number.
 *
 * No `type="number"`: that loses what is no number, and a wheel changes it unseen.
 */
export function NumberField({
  value,
  onValue,
  ...words
}: FieldProps & { value: Numeric; onValue: (value: Numeric) => void }) {
  const [typed, setTyped] = useState("");
  const text = numberOf(typed) === value ? typed : String(value ?? "");
  const type = (next: string): void => {
    setTyped(next);
    onValue(numberOf(next));
  };
  return <TextField {...words} kind="number" text={text} onText={type} />;
}

/** One of several, folded; `empty` is shown where nothing is chosen, and can be chosen. */
export function SelectField<Value extends string>({
  value,
  onValue,
  options,
  empty,
  ...words
}: FieldProps & {
  value: Value | "";
  onValue: (value: Value | "") => void;
  options: readonly Option<Value>[];
  empty?: string;
}) {
  const { id, describedBy } = useWiring(words);
  return (
    <div class="ci-field">
      <label class="ci-label" for={id}>
        {words.label}
      </label>
      <Help id={id} help={words.help} />
      <select
        id={id}
        class="ci-input"
        value={value}
        aria-describedby={describedBy}
        aria-invalid={words.error ? "true" : undefined}
        onChange={(event) => onValue(event.currentTarget.value as Value | "")}
      >
        {empty !== undefined && <option value="">{empty}</option>}
        {options.map((one) => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </select>
      <Problem id={id} error={words.error} />
    </div>
  );
}

/** Choices under one question; the browser says the question with each. */
function Group({ children, ...words }: FieldProps & { children: ComponentChildren }) {
  const { id, describedBy } = useWiring(words);
  return (
    <fieldset
      class="ci-field ci-group"
      aria-describedby={describedBy}
      data-invalid={words.error ? "" : undefined}
    >
      <legend class="ci-label">{words.label}</legend>
      <Help id={id} help={words.help} />
      <div class="ci-group-choices">{children}</div>
      <Problem id={id} error={words.error} />
    </fieldset>
  );
}

function ChoiceWords({ label, help }: { label: string; help?: string | undefined }) {
  return (
    <span>
      <span dir="auto">{label}</span>
      {help && <span class="ci-help ci-choice-help">{help}</span>}
    </span>
  );
}

/** One of several, all of them seen. */
export function RadioField<Value extends string>({
  value,
  onValue,
  options,
  ...words
}: FieldProps & {
  value: Value | "";
  onValue: (value: Value) => void;
  options: readonly Option<Value>[];
}) {
  const name = useUniqueId();
  return (
    <Group {...words}>
      {options.map((one) => (
        <label key={one.value} class="ci-choice">
          <input
            type="radio"
            name={name}
            checked={one.value === value}
            onChange={() => onValue(one.value)}
          />
          <ChoiceWords label={one.label} help={one.help} />
        </label>
      ))}
    </Group>
  );
}

/** Any number of several; `values` keep the order they were ticked in. */
export function CheckboxField<Value extends string>({
  values,
  onValues,
  options,
  ...words
}: FieldProps & {
  values: readonly Value[];
  onValues: (values: Value[]) => void;
  options: readonly Option<Value>[];
}) {
  return (
    <Group {...words}>
      {options.map(({ value, label, help }) => (
        <label key={value} class="ci-choice">
          <input
            type="checkbox"
            checked={values.includes(value)}
            onChange={(event) => {
              const others = values.filter((one) => one !== value);
              onValues(event.currentTarget.checked ? [...others, value] : others);
            }}
          />
          <ChoiceWords label={label} help={help} />
        </label>
      ))}
    </Group>
  );
}
