/** One declared field of a list's form, drawn as its kind asks for. */

import {
  CheckboxField,
  DateField,
  NumberField,
  type Numeric,
  type Option,
  RadioField,
  SelectField,
  TextField,
} from "./fields";
import { AmountField } from "./record_list_amount";
import {
  type Amount,
  type Choice,
  countProblem,
  type Field,
  labelOf,
  MOST_LONG,
  type Named,
  valueIn,
  wordOf,
} from "./record_list_fields";
import { RowsField } from "./rows_field";
import { WhoField, WhosField } from "./who_field";
import type { Say } from "./words";
import { Writing } from "./writing";

interface Props<F> {
  t: Say;
  field: Field<F>;
  values: F;
  /** What the field is in a blank record: an empty day is "" or null as there. */
  blank: unknown;
  onValue: (value: unknown) => void;
  error: string;
}

export function RecordField<F>({ t, field, values, blank, onValue, error }: Props<F>) {
  const value = valueIn(field, values);
  const words = { label: labelOf(t, field), help: wordOf(t, field.name, "help"), error };
  const text = String(value ?? "");
  switch (field.kind) {
    case "text":
      return <TextField {...words} text={text} onText={onValue} />;
    case "writing":
      return <Writing {...words} t={t} rows={2} text={text} onText={onValue} />;
    case "long":
      return <Writing {...words} t={t} rows={6} most={MOST_LONG} text={text} onText={onValue} />;
    case "date":
      return (
        <DateField
          {...words}
          day={text}
          onDay={(day) => onValue(day || (blank === "" ? "" : null))}
        />
      );
    case "number":
    case "money":
      return (
        <AmountField
          {...words}
          value={value as Amount}
          onValue={onValue}
          isMoney={field.kind === "money"}
        />
      );
    case "whole":
      return <NumberField {...words} value={value as Numeric} onValue={onValue} />;
    case "check":
      return (
        <CheckOne {...words} isChecked={value === true} onCheck={(checked) => onValue(checked)} />
      );
    case "select":
    case "radios": {
      const options = field.values.map((one) => ({ value: one, label: optionOf(t, field, one) }));
      return field.kind === "radios" ? (
        <RadioField {...words} value={text} options={options} onValue={onValue} />
      ) : (
        <SelectField {...words} value={text} options={options} onValue={onValue} />
      );
    }
    case "link":
      return (
        <SelectField
          {...words}
          value={text}
          options={withGone(t, field.options, text ? [text] : [])}
          empty={wordOf(t, field.name, "none") || t("link_none")}
          onValue={onValue}
        />
      );
    case "links":
      return (
        <LinksField
          {...words}
          values={value as string[]}
          options={withGone(t, field.options, value as string[])}
          none={wordOf(t, field.name, "none") || t("links_none")}
          onValues={onValue}
        />
      );
    case "who":
      return (
        <WhoField {...words} t={t} people={field.people} who={value as Named} onWho={onValue} />
      );
    case "whos":
      return (
        <WhosField
          {...words}
          t={t}
          people={field.people}
          whos={value as Named[]}
          onWhos={onValue}
          {...(field.most ? { most: field.most } : {})}
        />
      );
    case "rows":
      return (
        <RowsField
          {...words}
          t={t}
          fields={field.fields}
          rows={value as Record<string, unknown>[]}
          onRows={onValue}
          most={field.most}
          addLabel={wordOf(t, field.name, "add") || t("row_add")}
        >
          {(part, row, change, problem) => (
            <RecordField
              t={t}
              field={part}
              values={row}
              blank={null}
              onValue={change}
              error={problem}
            />
          )}
        </RowsField>
      );
    case "counts":
      return (
        <CountsField {...words} t={t} field={field} counts={value as Counts} onCounts={onValue} />
      );
    case "own":
      return null;
  }
}

/** An option of a field in words. */
export function optionOf<F>(t: Say, field: Field<F>, value: string): string {
  return wordOf(t, field.name, value) || value;
}

/** The options, with those that are chosen and no longer on their own list. */
function withGone(t: Say, options: readonly Choice[], chosen: readonly string[]): Option[] {
  const gone = chosen.filter((id) => !options.some((one) => one.id === id));
  return [
    ...options.map(({ id, label }) => ({ value: id, label })),
    ...gone.map((id) => ({ value: id, label: t("link_gone") })),
  ];
}

type Words = { label: string; help: string; error: string };

function CheckOne({
  label,
  help,
  error,
  isChecked,
  onCheck,
}: Words & { isChecked: boolean; onCheck: (isChecked: boolean) => void }) {
  return (
    <div class="ci-field">
      <label class="ci-choice ci-check">
        <input
          type="checkbox"
          checked={isChecked}
          aria-invalid={error ? "true" : undefined}
          onChange={(event) => onCheck(event.currentTarget.checked)}
        />
        <span>
          {label}
          {help && <span class="ci-help ci-choice-help">{help}</span>}
        </span>
      </label>
      {error && <p class="ci-error">{error}</p>}
    </div>
  );
}

/** Ticks; nothing to tick is said. */
function LinksField({
  options,
  none,
  values,
  onValues,
  ...words
}: Words & {
  options: Option[];
  none: string;
  values: string[];
  onValues: (values: string[]) => void;
}) {
  if (options.length)
    return <CheckboxField {...words} options={options} values={values} onValues={onValues} />;
  return (
    <div class="ci-field">
      <p class="ci-label">{words.label}</p>
      <p class="ci-help">{none}</p>
    </div>
  );
}

type Counts = Record<string, Amount>;

/** A whole number for each of several things. */
function CountsField<F>({
  t,
  field,
  counts,
  onCounts,
  label,
  help,
  error,
}: Words & {
  t: Say;
  field: Extract<Field<F>, { kind: "counts" }>;
  counts: Counts;
  onCounts: (counts: Counts) => void;
}) {
  const gone = Object.keys(counts).filter((id) => !field.of.some((one) => one.id === id));
  const change = (id: string, count: Amount): void => {
    const { [id]: _before, ...others } = counts;
    onCounts(count === null || count === 0 ? others : { ...others, [id]: count });
  };
  return (
    <fieldset class="ci-field ci-group" data-invalid={error ? "" : undefined}>
      <legend class="ci-label">{label}</legend>
      {help && <p class="ci-help">{help}</p>}
      <div class="ci-counts">
        {[...field.of, ...gone.map((id) => ({ id, label: t("link_gone") }))].map((one) => (
          <NumberField
            key={one.id}
            label={one.label}
            value={counts[one.id] ?? null}
            onValue={(count) => change(one.id, count)}
            error={error ? countProblem(t, field, counts[one.id] ?? null) : ""}
          />
        ))}
      </div>
      {error && <p class="ci-error">{error}</p>}
    </fieldset>
  );
}
