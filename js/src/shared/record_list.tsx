/** A team's list of records, declared: what is asked for, and how one is shown. */

import type { ComponentChildren } from "preact";
import type { ExerciseState } from "./afm";
import { RecordConflict } from "./conflict_fields";
import type { Exercise } from "./define_exercise";
import { DroppedRecords, RecordHistory } from "./history";
import { RecordField } from "./record_list_field";
import { type Field, isThere, problemsOf, readied } from "./record_list_fields";
import { type Problems, RecordActions, RecordForm } from "./record_parts";
import { type Records, type RecordsOptions, type TeamRecord, useRecords } from "./records";
import type { Say } from "./words";

/** `id` is the record's in the form, "" for a new one. */
type Content<Of> = (of: Of, id: string) => ComponentChildren;

interface FormParts<Fields> {
  /** What is wrong on top of what each field checks itself. */
  check?: (fields: Fields) => Problems<Fields>;
  /** Live content above the fields of the form, and below them; it may hold fields of its own. */
  beforeForm?: Content<Fields>;
  afterForm?: Content<Fields>;
}

export interface ListProps<Fields, Item, State extends ExerciseState>
  extends Omit<RecordsOptions<Fields, Item>, "mayEdit" | "fields">,
    FormParts<Fields> {
  exercise: Exercise<State>;
  fields: readonly Field<Fields>[];
  /** What a record's card holds, when it is not in the form. */
  show: (item: Item, records: Records<Fields, Item>) => ComponentChildren;
  groups?: (items: Item[]) => { key: string; title: string; items: Item[] }[];
  /** Buttons beside "add" that open a form with some of it filled in. */
  start?: readonly { label: string; start: Partial<Fields> }[];
  /** Words naming a record to those who do not see beside what a button stands. */
  about?: (item: Item) => string;
  /** The action that changes the list; without it a person looks on. */
  may?: string;
  /** The words of its heading, of an empty list and of the button, where they are not its own. */
  title?: string;
  none?: string;
  addLabel?: string;
  children?: ComponentChildren;
}

/** Return a list's records for a widget that draws them itself. */
export function useListOf<
  Fields extends object,
  Item extends Fields & TeamRecord,
  State extends ExerciseState = ExerciseState,
>(
  exercise: Exercise<State>,
  options: Omit<RecordsOptions<Fields, Item>, "mayEdit"> & { may?: string },
): Records<Fields, Item> {
  const mayEdit = exercise.may.includes(options.may ?? "keep_records");
  return useRecords<Fields, Item, State>(exercise, { ...options, mayEdit });
}

/** The form of a declared list. */
export function ListForm<Fields extends object, Item>({
  t,
  records,
  blank,
  check,
  beforeForm,
  afterForm,
}: FormParts<Fields> & { t: Say; records: Records<Fields, Item>; blank: Fields }) {
  const { fields } = records;
  return (
    <RecordForm
      t={t}
      records={records}
      saveLabel={t("save")}
      check={(values) => ({ ...problemsOf(t, fields, values), ...found(check?.(values)) })}
      ready={(values) => readied(t, fields, values, blank)}
    >
      {(values, problem) => (
        <>
          {beforeForm?.(values, records.editing?.id ?? "")}
          {fields
            .filter((field) => isThere(field, values))
            .map((field) => (
              <RecordField
                key={field.name}
                t={t}
                field={field}
                values={values}
                blank={blank[field.name]}
                onValue={(value) => records.change({ [field.name]: value } as Partial<Fields>)}
                error={problem(field.name)}
              />
            ))}
          {afterForm?.(values, records.editing?.id ?? "")}
        </>
      )}
    </RecordForm>
  );
}

/** Only what is wrong: an empty problem does not hide what a field found itself. */
function found<Fields>(problems: Problems<Fields> = {}): Problems<Fields> {
  const wrong = Object.entries(problems).filter(([, problem]) => problem);
  return Object.fromEntries(wrong) as Problems<Fields>;
}

/** A list with its form, its conflicts, its earlier versions, and what was taken off it. */
export function RecordList<
  Fields extends object,
  Item extends Fields & TeamRecord,
  State extends ExerciseState = ExerciseState,
>(props: ListProps<Fields, Item, State>) {
  const { exercise, blank, show, groups, about, start = [], children } = props;
  const { t, phase } = exercise;
  const records = useListOf<Fields, Item, State>(exercise, props);
  const { now, editing, edited, mayEdit } = records;
  const form = <ListForm {...formParts(props)} t={t} records={records} blank={blank} />;
  const shown = groups?.(now) ?? [{ key: "", title: "", items: now }];
  const card = (item: Item) => (
    <li key={item.id} class="ci-record">
      {item === edited ? form : show(item, records)}
      {item !== edited && (
        <div class="ci-actions">
          {mayEdit ? (
            <RecordActions
              t={t}
              records={records}
              item={item}
              about={about?.(item) ?? records.about(item)}
            />
          ) : (
            <RecordHistory
              records={records}
              item={item}
              about={about?.(item) ?? records.about(item)}
            />
          )}
        </div>
      )}
    </li>
  );
  return (
    <div class="ci-records">
      <RecordConflict records={records} />
      <h3 tabIndex={-1} ref={records.head}>
        {props.title ?? t("list_title")}
      </h3>
      {phase === "open" && !mayEdit && <p class="ci-help">{t("looking_on")}</p>}
      {!now.length && <p class="ci-waiting">{props.none ?? t("list_none")}</p>}
      {shown
        .filter(({ items }) => items.length)
        .map(({ key, title, items }) => (
          <section key={key} class="ci-record-group" aria-label={title || t("list_title")}>
            {title && <h4>{title}</h4>}
            <ul class="ci-record-list">{items.map(card)}</ul>
          </section>
        ))}
      {editing && !edited ? (
        <div class="ci-record">{form}</div>
      ) : (
        mayEdit && (
          <div class="ci-actions">
            <button
              type="button"
              class="ci-button"
              data-opens={`new ${records.kind}`}
              onClick={() => records.add()}
            >
              {props.addLabel ?? t("add")}
            </button>
            {start.map((one) => (
              <button
                key={one.label}
                type="button"
                class="ci-button"
                data-opens={one.label}
                onClick={() => records.add(one.start)}
              >
                {one.label}
              </button>
            ))}
          </div>
        )
      )}
      {children}
      <DroppedRecords records={records} />
    </div>
  );
}

/** Those parts a form has; what is not there is left out. */
function formParts<Fields>({ check, beforeForm, afterForm }: FormParts<Fields>): FormParts<Fields> {
  return {
    ...(check && { check }),
    ...(beforeForm && { beforeForm }),
    ...(afterForm && { afterForm }),
  };
}

export type { Field } from "./record_list_fields";
export { AllSaid, said } from "./record_list_said";
