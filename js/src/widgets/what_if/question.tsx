/** The form a what-if is asked with: what is held, and under a fold how it is worked out. */

import { useLayoutEffect, useRef } from "preact/hooks";
import { SelectField, TextField } from "../../shared/fields";
import { useFocusNext } from "../../shared/focus";
import { useUniqueId } from "../../shared/unique_id";
import type { Say } from "../../shared/words";
import { type Draft, type How, type Mistakes, NO_PUSH, type PushDraft } from "./draft";
import { type MapHere, RULES, SQUASHINGS } from "./state";

interface Props {
  t: Say;
  draft: Draft;
  onChange: (part: Partial<Draft>) => void;
  /** What was wrong when it was asked; nothing before that. */
  mistakes: Mistakes | null;
}

// As many as the kernel takes (`AskWhatIf` in `messages/maps.py`).
const MOST_PUSHES = 20;
const WAYS: How[] = ["up", "zero", "down", "other"];

export function QuestionForm({
  map,
  onAsk,
  isAsking,
  ...props
}: Props & { map: MapHere; onAsk: () => void; isAsking: boolean }) {
  const { t, mistakes } = props;
  const form = useRef<HTMLFormElement>(null);
  const settings = useRef<HTMLDetailsElement>(null);
  useLayoutEffect(() => {
    if (mistakes?.steepness && settings.current) settings.current.open = true;
    if (mistakes) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [mistakes]);
  const ask = (event: Event): void => {
    event.preventDefault();
    onAsk();
  };
  return (
    <form class="ci-question" onSubmit={ask} noValidate ref={form}>
      <Pushes {...props} map={map} />
      <details ref={settings}>
        <summary>{t("settings")}</summary>
        <Settings {...props} />
      </details>
      <div class="ci-actions">
        <button type="submit" class="ci-button ci-primary">
          {t("ask")}
        </button>
        <p role="status" class="ci-help">
          {isAsking ? t("asking") : ""}
        </p>
      </div>
    </form>
  );
}

function Pushes({ t, draft, onChange, mistakes, map }: Props & { map: MapHere }) {
  const list = useRef<HTMLFieldSetElement>(null);
  const focusNext = useFocusNext();
  const { pushes } = draft;
  const words = map.words.map(({ key, label }) => ({ value: key, label }));
  const change = (place: number, part: Partial<PushDraft>): void =>
    onChange({ pushes: pushes.map((one, at) => (at === place ? { ...one, ...part } : one)) });
  const focusLast = (): void =>
    focusNext(() => [...(list.current?.querySelectorAll("select") ?? [])].at(-2));
  return (
    <fieldset class="ci-pushes" ref={list}>
      <legend class="ci-label">{t("push_title")}</legend>
      {pushes.map((push, place) => (
        <div key={place} class="ci-push">
          <SelectField
            label={t("push_word")}
            value={push.word}
            empty={t("push_choose")}
            options={words}
            onValue={(word) => change(place, { word })}
            error={mistakes?.words[place] ?? ""}
          />
          <SelectField<How>
            label={t("push_how")}
            value={push.how}
            options={WAYS.map((how) => ({ value: how, label: t(`push_${how}`) }))}
            onValue={(how) => how && change(place, { how })}
          />
          {push.how === "other" && (
            <TextField
              label={t("push_value")}
              text={push.value}
              onText={(value) => change(place, { value })}
              error={mistakes?.values[place] ?? ""}
            />
          )}
          {pushes.length > 1 && (
            <button
              type="button"
              class="ci-button ci-quiet"
              onClick={() => {
                onChange({ pushes: pushes.filter((_, at) => at !== place) });
                focusLast();
              }}
            >
              {t("push_remove")}{" "}
              <span class="ci-hidden">
                {map.words.find(({ key }) => key === push.word)?.label ?? ""}
              </span>
            </button>
          )}
        </div>
      ))}
      {pushes.length < Math.min(MOST_PUSHES, words.length) && (
        <button
          type="button"
          class="ci-button ci-quiet ci-another"
          onClick={() => {
            onChange({ pushes: [...pushes, NO_PUSH] });
            focusLast();
          }}
        >
          {t("push_more")}
        </button>
      )}
    </fieldset>
  );
}

function Settings({ t, draft, onChange, mistakes }: Props) {
  const { rule, squashing } = draft;
  const needs = t("rule_rescaled_needs");
  const isRescaled = rule === "rescaled";
  return (
    <div class="ci-settings">
      <p class="ci-help">{t("settings_help")}</p>
      <Choices
        t={t}
        name="rule"
        value={rule}
        values={RULES}
        onValue={(next) => onChange({ rule: next })}
        why={(one) => (one === "rescaled" && squashing !== "sigmoid" ? needs : "")}
      />
      <Choices
        t={t}
        name="squashing"
        value={squashing}
        values={SQUASHINGS}
        onValue={(next) => onChange({ squashing: next })}
        why={(one) => (isRescaled && one !== "sigmoid" ? needs : "")}
      />
      <TextField
        label={t("steepness")}
        help={t("steepness_help")}
        text={draft.steepness}
        onText={(steepness) => onChange({ steepness })}
        error={mistakes?.steepness ?? ""}
      />
    </div>
  );
}

/** One of several; `why` says why one cannot be chosen now. */
function Choices<Value extends string>({
  t,
  name,
  value,
  values,
  onValue,
  why,
}: {
  t: Say;
  name: string;
  value: Value;
  values: readonly Value[];
  onValue: (value: Value) => void;
  why: (value: Value) => string;
}) {
  const group = useUniqueId();
  return (
    <fieldset class="ci-field ci-group">
      <legend class="ci-label">{t(name)}</legend>
      <div class="ci-group-choices">
        {values.map((one) => (
          <label key={one} class="ci-choice">
            <input
              type="radio"
              name={group}
              checked={one === value}
              disabled={why(one) !== ""}
              onChange={() => onValue(one)}
            />
            <span>
              {t(`${name}_${one}`)}
              <span class="ci-help ci-choice-help">{why(one) || t(`${name}_${one}_help`)}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
