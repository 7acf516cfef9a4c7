/** How a team works: one note, read like a page, changed by anybody on the team. */

import type { ExerciseState } from "../shared/afm";
import { RecordConflict } from "../shared/conflict_fields";
import { defineExercise, type Exercise } from "../shared/define_exercise";
import { RecordHistory } from "../shared/history";
import { useTrait } from "../shared/hooks";
import { AllSaid, type Field, ListForm, useListOf } from "../shared/record_list";
import type { TeamRecord } from "../shared/records";
import type { Say } from "../shared/words";

interface Fields {
  rhythm: string;
  membership: string;
  joining: string;
  decides: { what: string; who: string }[];
  keeps_records: string;
  handover: string;
}

export type Note = Fields & TeamRecord;

/** Traits of `widgets/governance.py`. */
export interface State extends ExerciseState {
  note: Note | Record<string, never>;
}

const BLANK: Fields = {
  rhythm: "",
  membership: "",
  joining: "",
  decides: [],
  keeps_records: "",
  handover: "",
};
const FIELDS: Field<Fields>[] = [
  { name: "rhythm", kind: "writing", optional: true },
  { name: "membership", kind: "writing", optional: true },
  { name: "joining", kind: "writing", optional: true },
  {
    name: "decides",
    kind: "rows",
    most: 20,
    fields: [
      { name: "what", kind: "writing" },
      { name: "who", kind: "text", optional: true },
    ],
  },
  { name: "keeps_records", kind: "writing", optional: true },
  { name: "handover", kind: "writing", optional: true },
];

function Governance(exercise: Exercise<State>) {
  const { model, t, phase } = exercise;
  const kept = useTrait(model, "note");
  const records = useListOf<Fields, Note, State>(exercise, {
    may: "answer",
    name: "governance",
    items: "id" in kept ? [kept as Note] : [],
    blank: BLANK,
    fields: FIELDS,
  });
  const note = records.now[0];
  if (!note) return null;
  const isEmpty = FIELDS.every(({ name }) => !note[name].length);
  return (
    <div class="ci-governance-note">
      <RecordConflict records={records} />
      <h3 tabIndex={-1} ref={records.head}>
        {t("title")}
      </h3>
      {phase === "open" && !records.mayEdit && <p class="ci-help">{t("looking_on")}</p>}
      {records.editing ? (
        <ListForm t={t} records={records} blank={BLANK} />
      ) : (
        <>
          {isEmpty ? (
            <p class="ci-waiting">{t("none")}</p>
          ) : (
            <AllSaid t={t} fields={readable(t)} values={note} />
          )}
          <div class="ci-actions">
            {records.mayEdit && (
              <button
                type="button"
                class="ci-button"
                data-opens={note.id}
                onClick={() => records.edit(note)}
              >
                {t(isEmpty ? "begin" : "change")}
              </button>
            )}
            {!isEmpty && (
              <button type="button" class="ci-button ci-quiet" onClick={print}>
                {t("print")}
              </button>
            )}
            <RecordHistory records={records} item={note} about={t("title")} />
          </div>
        </>
      )}
    </div>
  );
}

/** The fields as a reader wants them: what is decided and by whom in one line. */
function readable(t: Say): Field<Fields>[] {
  const decides: Field<Fields> = {
    name: "decides",
    kind: "own",
    label: t("decides_label"),
    say: (_value, note) =>
      note.decides.length ? (
        <ul>
          {note.decides.map(({ what, who }, place) => (
            <li key={place} dir="auto">
              {who ? `${what}: ${who}` : what}
            </li>
          ))}
        </ul>
      ) : null,
  };
  return FIELDS.map((field) => (field.name === "decides" ? decides : field));
}

/** Print the note and nothing else of the page (see governance.css). */
function print(): void {
  const { classList } = document.documentElement;
  classList.add("ci-print-governance");
  try {
    window.print();
  } finally {
    classList.remove("ci-print-governance");
  }
}

export default defineExercise(Governance);
