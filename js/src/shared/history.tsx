/** Earlier versions of a record, and what was taken off a list: read, and put back. */

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Message } from "./afm";
import { type Asked, useAnswer } from "./asking";
import { isSame } from "./conflict_merge";
import { useFocusNext } from "./focus";
import { AllSaid, momentSaid } from "./record_list_said";
import type { Records, TeamRecord } from "./records";
import type { Say } from "./words";

/** One version of a record as the kernel tells it (`visit/past.py`). */
interface Version<Fields> {
  revision: number;
  when: string;
  is_mine: boolean;
  is_dropped: boolean;
  fields: Partial<Fields>;
}

type History<Fields> = Message & { versions: Version<Fields>[]; earlier: number };

/** What was taken off, and when and by whom that was. */
interface Dropped<Fields> {
  record: TeamRecord & Partial<Fields>;
  kind: string;
  when: string;
  is_mine: boolean;
}

const who = (t: Say, isMine: boolean): string => t(isMine ? "history_you" : "history_team");

/** A button, and the versions of a record when it is pressed; nothing for one of one version. */
export function RecordHistory<Fields extends object, Item extends TeamRecord>({
  records,
  item,
  about,
}: {
  records: Records<Fields, Item>;
  item: Item;
  about: string;
}) {
  const { t } = records.exercise;
  const [isOpen, setOpen] = useState(false);
  const [restored, setRestored] = useState("");
  const told = useRef<HTMLParagraphElement>(null);
  const focusNext = useFocusNext();
  if (item.revision < 2 || !records.fields.length) return null;
  const restore = ({ fields, when }: Version<Fields>, number: number): void => {
    records.put(item, fields);
    setOpen(false);
    setRestored(t("history_restored", { number, when: momentSaid(when) }));
    focusNext(() => told.current);
  };
  const isRefused = records.exercise.view.refusal?.message.record_id === item.id;
  return (
    <>
      <button
        type="button"
        class="ci-button ci-quiet"
        aria-expanded={isOpen}
        onClick={() => {
          setOpen(!isOpen);
          setRestored("");
        }}
      >
        {t("history_open")} <span class="ci-hidden">{about}</span>
      </button>
      {restored && !isRefused && (
        <p class="ci-history ci-notice ci-notice-good" tabIndex={-1} ref={told}>
          {restored}
        </p>
      )}
      {isOpen && <Versions records={records} item={item} onRestore={restore} />}
    </>
  );
}

function Versions<Fields extends object, Item extends TeamRecord>({
  records,
  item,
  onRestore,
}: {
  records: Records<Fields, Item>;
  item: Item;
  onRestore: (version: Version<Fields>, number: number) => void;
}) {
  const { t, model } = records.exercise;
  const asked = useAnswer<History<Fields>>(model);
  // Anew whenever somebody saved it meanwhile.
  useLayoutEffect(
    () => asked.ask({ type: "history", record_id: item.id }),
    [item.id, item.revision],
  );
  const versions = asked.answer?.versions ?? [];
  // The first that was ever written is version 1, whatever the store counts.
  const count = versions.length + (asked.answer?.earlier ?? 0);
  return (
    <section class="ci-history" aria-label={t("history_open")}>
      <Waiting t={t} asked={asked} />
      <ol>
        {versions.map((version, place) => (
          <li key={version.revision}>
            <Version records={records} version={version} before={versions[place + 1]} />
            {place > 0 && records.mayEdit && !version.is_dropped && (
              <button
                type="button"
                class="ci-button"
                onClick={() => onRestore(version, count - place)}
              >
                {t("history_restore")}{" "}
                <span class="ci-hidden">
                  {t("history_number", { number: count - place, when: momentSaid(version.when) })}
                </span>
              </button>
            )}
          </li>
        ))}
      </ol>
      {(asked.answer?.earlier ?? 0) > 0 && (
        <p class="ci-help">{t("history_earlier", { n: asked.answer?.earlier ?? 0 })}</p>
      )}
    </section>
  );
}

/** Who saved a version and when, and what it changed. */
function Version<Fields extends object, Item>({
  records,
  version,
  before,
}: {
  records: Records<Fields, Item>;
  version: Version<Fields>;
  before: Version<Fields> | undefined;
}) {
  const { fields, sends, exercise } = records;
  const { t } = exercise;
  const changed = sends.filter((name) => !isSame(before?.fields[name], version.fields[name]));
  let what = t("history_changed");
  if (!before) what = t("history_first");
  if (before?.is_dropped) what = t("history_put_back");
  if (version.is_dropped) what = t("history_dropped");
  return (
    <>
      <p>
        <strong>{who(t, version.is_mine)}</strong>, {momentSaid(version.when)}: {what}
      </p>
      {!version.is_dropped && (
        <AllSaid
          t={t}
          fields={fields}
          values={version.fields}
          {...(before && !before.is_dropped ? { only: changed, before: before.fields } : {})}
        />
      )}
    </>
  );
}

function Waiting<Answer extends Message>({ t, asked }: { t: Say; asked: Asked<Answer> }) {
  let text = asked.refusal;
  if (asked.isAsking && !asked.answer) text = t("history_asking");
  if (asked.isLost) text = t("take_no_reply");
  return (
    <p class="ci-help" role="status">
      {text}
    </p>
  );
}

/** What was taken off the list, folded; asked for when it is opened. */
export function DroppedRecords<Fields extends object, Item extends TeamRecord>({
  records,
  title,
}: {
  records: Records<Fields, Item>;
  /** Its name, where a step has two lists. */
  title?: string;
}) {
  const { t, model } = records.exercise;
  const asked = useAnswer<Message & { records: Dropped<Fields>[] }>(model);
  const [isOpen, setOpen] = useState(false);
  const summary = useRef<HTMLElement>(null);
  const focusNext = useFocusNext();
  const onList = records.now.map(({ id }) => id).join(" ");
  useLayoutEffect(() => {
    if (isOpen) asked.ask({ type: "dropped" });
  }, [isOpen, onList]);
  const here = new Set(records.now.map(({ id }) => id));
  // What came back a moment ago is on the list already.
  const dropped = (asked.answer?.records ?? []).filter(
    ({ record, kind }) => !here.has(record.id) && (!records.kind || kind === records.kind),
  );
  const putBack = (one: Dropped<Fields>): void => {
    records.putBack(one.record);
    focusNext(() => summary.current);
  };
  return (
    <details class="ci-dropped" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary ref={summary}>{title ?? t("dropped_title")}</summary>
      <Waiting t={t} asked={asked} />
      {asked.answer && !dropped.length && <p class="ci-help">{t("dropped_none")}</p>}
      <ul class="ci-record-list">
        {dropped.map((one) => (
          <li key={one.record.id} class="ci-record">
            <AllSaid t={t} fields={records.fields} values={one.record} />
            <p class="ci-help">
              {t("dropped_by", { who: who(t, one.is_mine), when: momentSaid(one.when) })}
            </p>
            {records.mayEdit && (
              <div class="ci-actions">
                <button type="button" class="ci-button" onClick={() => putBack(one)}>
                  {t("put_back")} <span class="ci-hidden">{records.about(one.record)}</span>
                </button>
              </div>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
