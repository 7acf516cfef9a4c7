/** The parts a team's list is made of: its form and its buttons. */

import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { AskFirst } from "./ask_first";
import { Notice } from "./exercise";
import { RecordHistory } from "./history";
import { isChanged, type Records, type TeamRecord } from "./records";
import type { Say } from "./words";

/** What is wrong with each field, in words; nothing, or "", where nothing is. */
export type Problems<Fields> = { [Name in keyof Fields]?: string };

interface FormProps<Fields, Item> {
  t: Say;
  records: Records<Fields, Item>;
  /** Words on the button that saves. */
  saveLabel: string;
  /** What is saved with the fields and stands in none of them. */
  alsoSave?: Partial<Fields>;
  /** Asked when the form is saved; it stays open, at the first problem, where there is one. */
  check?: (fields: Fields) => Problems<Fields>;
  /** What is saved of the fields as they stand. */
  ready?: (fields: Fields) => Fields;
  /** The fields; `problem` says what is wrong with one until that is changed. */
  children: (fields: Fields, problem: (name: keyof Fields) => string) => ComponentChildren;
}

// There, Escape folds a list or a calendar, and the page may hear of it.
const HAS_OWN_ESCAPE = "select, input[type=date]";

/** The form that is open. Its second button leaves it, and Escape where nothing would be lost. */
export function RecordForm<Fields extends object, Item>(props: FormProps<Fields, Item>) {
  const { editing } = props.records;
  return editing && <Form key={editing.key} {...props} fields={editing.now} />;
}

function Form<Fields extends object, Item>({
  t,
  records,
  fields,
  saveLabel,
  alsoSave,
  check,
  ready,
  children,
}: FormProps<Fields, Item> & { fields: Fields }) {
  const form = useRef<HTMLFormElement>(null);
  const [found, setFound] = useState<{ at: Fields; problems: Problems<Fields> }>();
  const focus = (field: string): void => form.current?.querySelector<HTMLElement>(field)?.focus();
  useLayoutEffect(() => {
    if (records.takesFocus) focus("input, select, textarea");
  }, []);
  useLayoutEffect(() => {
    if (found) focus("[aria-invalid=true], [data-invalid] input");
  }, [found]);
  const problem = (name: keyof Fields): string =>
    (found?.at[name] === fields[name] && found?.problems[name]) || "";
  const save = (event: Event): void => {
    event.preventDefault();
    const problems = check?.(fields) ?? {};
    if (Object.values(problems).some(Boolean)) setFound({ at: fields, problems });
    else records.save({ ...ready?.(fields), ...alsoSave });
  };
  const leave = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || event.isComposing) return;
    if ((event.target as Element).matches(HAS_OWN_ESCAPE)) return;
    if (records.editing && !isChanged(records.editing)) records.cancel();
  };
  return (
    <form class="ci-record-form" onSubmit={save} noValidate ref={form} onKeyDown={leave}>
      {records.editing?.base && !records.edited ? <Notice>{t("dropped_meanwhile")}</Notice> : null}
      {children(fields, problem)}
      <div class="ci-actions">
        <button type="submit" class="ci-button ci-primary">
          {saveLabel}
        </button>
        <button type="button" class="ci-button" onClick={records.cancel}>
          {t("cancel")}
        </button>
      </div>
    </form>
  );
}

/** Change, drop and earlier versions, at the foot of a record. `about` is said to those who do not see beside what. */
export function RecordActions<Fields extends object, Item extends TeamRecord>({
  t,
  records,
  item,
  about,
}: {
  t: Say;
  records: Records<Fields, Item>;
  item: Item;
  about: string;
}) {
  return (
    <>
      <button
        type="button"
        class="ci-button ci-quiet"
        data-opens={item.id}
        onClick={() => records.edit(item)}
      >
        {t("edit")} <span class="ci-hidden">{about}</span>
      </button>
      <AskFirst
        label={t("drop")}
        about={about}
        question={t("drop_sure")}
        yes={t("drop_yes")}
        no={t("keep_it")}
        onYes={() => records.drop(item)}
      />
      <RecordHistory records={records} item={item} about={about} />
    </>
  );
}
