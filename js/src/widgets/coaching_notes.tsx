/** Notes of coaching check-ins: the kernel sends a page those that are meant for its person. */

import type { ExerciseState } from "../shared/afm";
import { defineExercise, type Exercise } from "../shared/define_exercise";
import { useTrait } from "../shared/hooks";
import { type Field, RecordList } from "../shared/record_list";
import { daySaid } from "../shared/record_list_said";
import type { TeamRecord } from "../shared/records";

type Reader = "faculty" | "project_manager" | "team";

interface Fields {
  on: string | null;
  text: string;
  meant_for: Reader;
  topic: string;
}

export type Note = Fields & TeamRecord & { is_mine: boolean };

/** Traits of `widgets/coaching_notes.py`. */
export interface State extends ExerciseState {
  notes: Note[];
  today: string;
  readers: Reader[];
}

function CoachingNotes(exercise: Exercise<State>) {
  const { model, t } = exercise;
  const today = useTrait(model, "today");
  const fields: Field<Fields>[] = [
    { name: "meant_for", kind: "radios", values: useTrait(model, "readers") },
    { name: "on", kind: "date", isNeeded: true },
    { name: "topic", kind: "text", optional: true },
    { name: "text", kind: "long" },
  ];
  return (
    <RecordList<Fields, Note, State>
      exercise={exercise}
      name="note"
      items={useTrait(model, "notes")}
      unseen={{ is_mine: true }}
      mayChange={({ is_mine }) => is_mine}
      addFirst
      most={3}
      blank={{ on: today, text: "", meant_for: "project_manager", topic: "" }}
      fields={fields}
      order={(one, other) => String(other.on).localeCompare(String(one.on))}
      about={({ on, topic }) => topic || (on ? daySaid(on) : "")}
      show={(note) => (
        <>
          <p>
            <strong>{note.on && daySaid(note.on)}</strong>
            {note.topic && (
              <>
                {" · "}
                <span dir="auto">{note.topic}</span>
              </>
            )}
          </p>
          <p class="ci-note-text" dir="auto">
            {note.text}
          </p>
          <p class="ci-help">{t("read_by", { who: t(`meant_for_${note.meant_for}`) })}</p>
        </>
      )}
    >
      <p class="ci-help">{t("privacy")}</p>
    </RecordList>
  );
}

export default defineExercise(CoachingNotes);
