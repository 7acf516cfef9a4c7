/** What we tried: teams tell each other, in a group of people from several. */

import type { ExerciseState } from "../shared/afm";
import { defineExercise, type Exercise } from "../shared/define_exercise";
import { Notice } from "../shared/exercise";
import { useTrait } from "../shared/hooks";
import { AllSaid, type Field, RecordList } from "../shared/record_list";
import type { Choice } from "../shared/record_list_fields";
import type { TeamRecord } from "../shared/records";

interface Fields {
  what: string;
  came_of_it: string;
  advice: string;
  again: "yes" | "changed" | "no" | "";
  line: string;
}

export interface Tried extends Fields, TeamRecord {
  team: string;
  is_ours: boolean;
}

/** Traits of `widgets/tried.py`. */
export interface State extends ExerciseState {
  tried: Tried[];
  question: string;
  lines: Choice[];
}

const BLANK: Fields = { what: "", came_of_it: "", advice: "", again: "", line: "" };

function Telling(exercise: Exercise<State>) {
  const { model, t } = exercise;
  const question = useTrait(model, "question");
  const lines = useTrait(model, "lines");
  const rest: Field<Fields>[] = [
    { name: "came_of_it", kind: "writing", optional: true },
    { name: "advice", kind: "writing", optional: true },
    { name: "again", kind: "radios", values: ["", "yes", "changed", "no"] },
    { name: "line", kind: "link", options: lines, when: () => lines.length > 0 },
  ];
  return (
    <>
      {question && (
        <p class="ci-question-asked" dir="auto">
          {question}
        </p>
      )}
      <Notice>{t("who_reads")}</Notice>
      <RecordList<Fields, Tried, State>
        exercise={exercise}
        name="tried"
        items={useTrait(model, "tried")}
        blank={BLANK}
        unseen={{ team: "", is_ours: true }}
        fields={[{ name: "what", kind: "writing" }, ...rest]}
        mayChange={({ is_ours }) => is_ours}
        show={(one) => (
          <>
            <p dir="auto">
              <strong>{one.what}</strong>
            </p>
            {one.revision > 0 && (
              <p class="ci-help">{one.team ? t("from_team", { team: one.team }) : t("no_team")}</p>
            )}
            <AllSaid
              t={t}
              fields={rest.filter(({ name }) => (name === "again" ? one.again : one[name]))}
              values={one}
            />
          </>
        )}
      />
    </>
  );
}

export default defineExercise(Telling);
