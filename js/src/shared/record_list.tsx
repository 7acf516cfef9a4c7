/** A team's list of records, declared: what is asked for, and how one is shown. */

import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
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
  groups?: (items: Item[]) => Group<Item>[];
  /** Buttons beside "add" that open a form with some of it filled in. */
  start?: readonly { label: string; start: Partial<Fields> }[];
  /** Words naming a record to those who do not see beside what a button stands. */
  about?: (item: Item) => string;
  /** The action that changes the list; without it a person looks on. */
  may?: string;
  /** Which records this person may change, of a list they may add to; without it, all. */
  mayChange?: (item: Item) => boolean;
  /** The words of its heading, of an empty list and of the button, where they are not its own. */
  title?: string;
  none?: string;
  addLabel?: string;
  /** The name of what was taken off, where a step has two lists. */
  dropped?: string;
  /** The button that adds, and a new record's form, stand above the list. */
  addFirst?: boolean;
  /** So many cards at first; a button shows the others. */
  most?: number;
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
  const { exercise, blank, show, groups, about, start = [], dropped, children } = props;
  const { t, phase } = exercise;
  const records = useListOf<Fields, Item, State>(exercise, props);
  const { now, editing, edited, mayEdit } = records;
  const form = <ListForm {...formParts(props)} t={t} records={records} blank={blank} />;
  const all = groups?.(now) ?? [{ key: "", title: "", items: now }];
  const fold = useFold(records, all, props.most);
  const card = (item: Item) => (
    <li key={item.id} class="ci-record">
      {item === edited ? form : show(item, records)}
      {item !== edited && (
        <div class="ci-actions">
          {mayEdit && (props.mayChange?.(item) ?? true) ? (
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
  const adding =
    editing && !edited ? (
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
    );
  const title = props.title ?? t("list_title");
  return (
    <div class="ci-records">
      <RecordConflict records={records} {...(about && { about })} />
      <h3 tabIndex={-1} ref={records.head}>
        {title}
      </h3>
      {phase === "open" && !mayEdit && <p class="ci-help">{t("looking_on")}</p>}
      {props.addFirst && adding}
      {!now.length && <p class="ci-waiting">{props.none ?? t("list_none")}</p>}
      {fold.groups
        .filter(({ items }) => items.length)
        .map((group) => (
          <section key={group.key} class="ci-record-group" aria-label={group.title || title}>
            {group.title && <h4>{group.title}</h4>}
            <ul class="ci-record-list">{group.items.map(card)}</ul>
          </section>
        ))}
      {fold.isFoldable && (
        <div class="ci-actions">
          <button
            type="button"
            class="ci-button ci-quiet"
            aria-expanded={fold.isOpen}
            onClick={fold.turn}
          >
            {fold.isOpen ? t("list_show_fewer") : t("list_show_all", { n: fold.count })}{" "}
            <span class="ci-hidden">{title}</span>
          </button>
        </div>
      )}
      {!props.addFirst && adding}
      {children}
      <DroppedRecords records={records} {...(dropped && { title: dropped })} />
    </div>
  );
}

interface Group<Item> {
  key: string;
  title: string;
  items: Item[];
}

/** The first cards of a long list. What somebody wrote here, or has in the form, is never folded. */
function useFold<Fields, Item extends TeamRecord>(
  { edited, exercise }: Records<Fields, Item>,
  groups: readonly Group<Item>[],
  most = Number.POSITIVE_INFINITY,
) {
  const [isOpen, setOpen] = useState(false);
  const written = useRef(new Set<string>());
  for (const { record_id } of exercise.view.pending) written.current.add(String(record_id));
  const count = groups.reduce((sum, { items }) => sum + items.length, 0);
  let place = 0;
  const isFirst = (item: Item): boolean =>
    place++ < most || item === edited || written.current.has(item.id);
  const first = groups.map((group) => ({ ...group, items: group.items.filter(isFirst) }));
  const isFoldable = first.some(({ items }, at) => items.length < (groups[at]?.items.length ?? 0));
  const turn = (): void => setOpen(!isOpen);
  return { groups: isOpen ? groups : first, isFoldable, isOpen, count, turn };
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
