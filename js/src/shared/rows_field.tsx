/** A list of small parts within a form, such as what a meeting spent its time on. */

import type { ComponentChildren } from "preact";
import type { FieldProps } from "./fields";
import { useFocusNext } from "./focus";
import { blankOf, type Field, isThere, problemsOf } from "./record_list_fields";
import type { Say } from "./words";

// biome-ignore lint/suspicious/noExplicitAny: the parts of a list have fields of their own
type Row = Record<string, any>;

/** `children` draws one part's field: its value, how it is changed, and what is wrong with it. */
export function RowsField({
  t,
  fields,
  rows,
  onRows,
  most,
  addLabel,
  children,
  label,
  help,
  error,
}: FieldProps & {
  t: Say;
  fields: readonly Field<Row>[];
  rows: readonly Row[];
  onRows: (rows: Row[]) => void;
  most: number;
  addLabel: string;
  children: (
    field: Field<Row>,
    row: Row,
    onValue: (value: unknown) => void,
    error: string,
  ) => ComponentChildren;
}) {
  const focusNext = useFocusNext();
  const groupOf = (event: Event) => (event.currentTarget as HTMLElement).closest(".ci-many");
  const add = (event: Event): void => {
    const group = groupOf(event);
    onRows([...rows, blankOf(fields)]);
    focusNext(() =>
      [...(group?.querySelectorAll(".ci-one-of-many") ?? [])]
        .at(-1)
        ?.querySelector<HTMLElement>("input, select, textarea"),
    );
  };
  const remove = (at: number, event: Event): void => {
    const group = groupOf(event);
    onRows(rows.filter((_row, place) => place !== at));
    focusNext(() => group?.querySelector<HTMLElement>("[data-add]"));
  };
  return (
    <fieldset class="ci-field ci-group ci-many" data-invalid={error ? "" : undefined}>
      <legend class="ci-label">{label}</legend>
      {help && <p class="ci-help">{help}</p>}
      {rows.map((row, place) => {
        const problems: Row = error ? problemsOf(t, fields, row) : {};
        const number = t("row_number", { number: place + 1 });
        return (
          <fieldset key={place} class="ci-one-of-many">
            <legend class="ci-help">{number}</legend>
            {fields
              .filter((field) => isThere(field, row))
              .map((field) => {
                const change = (value: unknown): void => {
                  const next = { ...row, [field.name]: value };
                  onRows(rows.map((one, at) => (at === place ? next : one)));
                };
                return (
                  <div key={field.name}>
                    {children(field, row, change, problems[field.name] ?? "")}
                  </div>
                );
              })}
            <button
              type="button"
              class="ci-button ci-quiet"
              onClick={(event) => remove(place, event)}
            >
              {t("row_remove")} <span class="ci-hidden">{number}</span>
            </button>
          </fieldset>
        );
      })}
      {rows.length < most && (
        <button type="button" class="ci-button" data-add onClick={add}>
          {addLabel}
        </button>
      )}
      {error && <p class="ci-error">{error}</p>}
    </fieldset>
  );
}
