/** Two versions of one record, field by field: what both changed is chosen, the rest is kept. */

import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ExerciseState, Message } from "./afm";
import { mergeFields } from "./conflict_merge";
import type { Exercise } from "./define_exercise";
import { ConflictNotice, Notice } from "./exercise";
import type { Conflict } from "./outbox";
import { type Field, nameOf } from "./record_list_fields";
import { AllSaid, said } from "./record_list_said";
import type { Records } from "./records";
import { useUniqueId } from "./unique_id";
import type { Say } from "./words";

type Side = "mine" | "theirs";

/** What there is to decide where somebody else saved a record of this list first. */
export function RecordConflict<Fields extends object, Item>({
  records,
  about = records.about as (item: Item) => string,
}: {
  records: Records<Fields, Item>;
  /** Words that name a record, where they are not those of its first text. */
  about?: (item: Item) => string;
}) {
  const { t, view } = records.exercise;
  const { save, drop } = records.messages;
  const [note, setNote] = useState("");
  const conflict = view.conflict;
  const isOurs = conflict?.message.type === save || conflict?.message.type === drop;
  const isWhole = conflict?.theirs.type === "drop" || conflict?.message.type === drop;
  const merge = conflict && isOurs && !isWhole ? mergeOf(records, conflict) : null;
  const names = (list: readonly string[]): string => labelsSaid(t, records, list);
  const isByItself = merge?.asked.length === 0;
  useEffect(() => {
    if (!merge || !conflict || !isByItself) return;
    if (merge.taken.length) setNote(t("merged_by_itself", { fields: names(merge.taken) }));
    settle(records, conflict, merge.merged);
  }, [conflict?.message.request_id, conflict?.revision, isByItself]);
  if (!conflict || !isOurs || isByItself)
    return (
      <>
        {note && (
          <Notice onClose={() => setNote("")} closeLabel={t("dismiss")}>
            {note}
          </Notice>
        )}
        {/* Always there, so that it is read aloud when it comes. */}
        <p class="ci-hidden" role="status">
          {note}
        </p>
      </>
    );
  if (isWhole) {
    const show = (version: object) => (
      <AllSaid t={t} fields={records.fields} values={version as Partial<Fields>} />
    );
    return (
      <WholeConflict exercise={records.exercise} show={show} about={about(asSaved(conflict))} />
    );
  }
  const { message, theirs } = conflict;
  return merge ? (
    <Choices
      key={conflict.revision}
      t={t}
      about={about(asSaved(conflict))}
      mine={message as unknown as Partial<Fields>}
      theirs={theirs as Partial<Fields>}
      fields={merge.asked.map((name) => fieldOf(records, name))}
      taken={merge.taken.length ? t("taken_from_theirs", { fields: names(merge.taken) }) : ""}
      onChoose={(chosen) => settle(records, conflict, { ...merge.merged, ...chosen })}
    />
  ) : null;
}

/** The choice between two whole versions, such as one that takes the record off the list. */
export function WholeConflict<State extends ExerciseState>({
  exercise: { t, outbox, view },
  show,
  about = "",
}: {
  exercise: Exercise<State>;
  show: (version: object) => ComponentChildren;
  /** The record's words, where they say more than what is shown of both. */
  about?: string;
}) {
  if (!view.conflict) return null;
  const { text, message, theirs } = view.conflict;
  const said = (version: object): ComponentChildren =>
    String((version as Message).type).startsWith("drop") ? (
      <p>{t("version_drop")}</p>
    ) : (
      show(version)
    );
  return (
    <ConflictNotice
      t={t}
      text={about ? `${t("conflict_about", { about })} ${text}` : text}
      mine={said(message)}
      theirs={said(theirs)}
      onKeepMine={() => outbox.keepMine()}
      onTakeTheirs={() => outbox.takeTheirs()}
    />
  );
}

function mergeOf<Fields extends object, Item>(
  records: Records<Fields, Item>,
  { message, theirs, start }: Conflict,
) {
  const mine = message as unknown as Fields;
  return mergeFields<Fields>(
    records.sends,
    start as Partial<Fields> | undefined,
    mine,
    theirs as Partial<Fields>,
  );
}

/** Save what was put together on top of theirs; where that is theirs, there is nothing to save. */
function settle<Fields extends object, Item>(
  { sends, exercise: { outbox } }: Records<Fields, Item>,
  { theirs }: Conflict,
  merged: Fields,
): void {
  const { asked, taken } = mergeFields(sends, undefined, merged, theirs as Partial<Fields>);
  if (asked.length + taken.length === 0) outbox.takeTheirs();
  else outbox.keepMine(Object.fromEntries(sends.map((name) => [name, merged[name]])));
}

/** The declared field, or one that shows what it holds: no difference may go unseen. */
function fieldOf<Fields, Item>(
  { fields }: Records<Fields, Item>,
  name: keyof Fields & string,
): Field<Fields> {
  const found = fields.find((one) => one.name === name);
  return found ?? { name, kind: "own", label: name, say: (value) => String(value ?? "") };
}

function labelsSaid<Fields, Item>(
  t: Say,
  records: Records<Fields, Item>,
  names: readonly string[],
): string {
  const labels = names.map((name) => nameOf(t, fieldOf(records, name as keyof Fields & string)));
  return labels.map((label) => `“${label}”`).join(", ");
}

/** A record as it was saved last; one that was dropped, as it was begun to be changed here. */
function asSaved<Item>({ theirs, start, message }: Conflict): Item {
  return { ...message, ...start, ...theirs } as Item;
}

function Choices<Fields>({
  t,
  about,
  mine,
  theirs,
  fields,
  taken,
  onChoose,
}: {
  t: Say;
  about: string;
  mine: Partial<Fields>;
  theirs: Partial<Fields>;
  fields: readonly Field<Fields>[];
  taken: string;
  onChoose: (chosen: Partial<Fields>) => void;
}) {
  const head = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => head.current?.focus(), []);
  const [sides, setSides] = useState<Record<string, Side>>({});
  const sideOf = (name: string): Side => sides[name] ?? "mine";
  const save = (): void => {
    const kept = fields.map(({ name }) => [name, (sideOf(name) === "mine" ? mine : theirs)[name]]);
    onChoose(Object.fromEntries(kept) as Partial<Fields>);
  };
  return (
    <section class="ci-conflict" aria-label={t("conflict_title")}>
      <p class="ci-conflict-title" tabIndex={-1} ref={head}>
        <strong>{t("conflict_title")}</strong> {about && `${t("conflict_about", { about })} `}
        {t("choose_by_field")}
      </p>
      {fields.map((field) => (
        <Choice
          key={field.name}
          t={t}
          label={nameOf(t, field)}
          side={sideOf(field.name)}
          mine={said(t, field, mine[field.name], mine as Fields)}
          theirs={said(t, field, theirs[field.name], theirs as Fields)}
          onSide={(side) => setSides({ ...sides, [field.name]: side })}
        />
      ))}
      {taken && <p class="ci-help">{taken}</p>}
      <div class="ci-actions">
        <button type="button" class="ci-button ci-primary" onClick={save}>
          {t("save_choice")}
        </button>
      </div>
    </section>
  );
}

function Choice({
  t,
  label,
  side,
  mine,
  theirs,
  onSide,
}: {
  t: Say;
  label: string;
  side: Side;
  mine: ComponentChildren;
  theirs: ComponentChildren;
  onSide: (side: Side) => void;
}) {
  const name = useUniqueId();
  const option = (which: Side, content: ComponentChildren) => (
    <label class="ci-choice ci-version">
      <input type="radio" name={name} checked={side === which} onChange={() => onSide(which)} />
      <span>
        <span class="ci-version-name">{t(`conflict_${which}`)}</span>
        <span class="ci-version-text" dir="auto">
          {content ?? <span class="ci-help">{t("nothing_said")}</span>}
        </span>
      </span>
    </label>
  );
  return (
    <fieldset class="ci-field ci-group">
      <legend class="ci-label">{label}</legend>
      <div class="ci-versions">
        {option("mine", mine)}
        {option("theirs", theirs)}
      </div>
    </fieldset>
  );
}
