/** What a team agreed to share with whom, and what it does not share. */

import type { ExerciseState } from "../shared/afm";
import { defineExercise, type Exercise } from "../shared/define_exercise";
import { useTrait } from "../shared/hooks";
import { AllSaid, type Field, RecordList } from "../shared/record_list";
import type { TeamRecord } from "../shared/records";

const SORTS = ["may", "never"] as const;

interface Fields {
  sort: (typeof SORTS)[number];
  what: string;
  held_by: string;
  goes_to: string;
  condition: string;
  agreed_on: string | null;
}

export type Shared = Fields & TeamRecord;

/** Traits of `widgets/sharing.py`. */
export interface State extends ExerciseState {
  sharings: Shared[];
}

const BLANK: Fields = {
  sort: "may",
  what: "",
  held_by: "",
  goes_to: "",
  condition: "",
  agreed_on: null,
};
const isShared = ({ sort }: Fields): boolean => sort === "may";

function Sharing(exercise: Exercise<State>) {
  const { model, t } = exercise;
  const fields: Field<Fields>[] = [
    { name: "sort", kind: "radios", values: SORTS },
    { name: "what", kind: "writing" },
    { name: "held_by", kind: "text", optional: true },
    { name: "goes_to", kind: "text", optional: true, when: isShared },
    { name: "condition", kind: "writing", optional: true },
    { name: "agreed_on", kind: "date", optional: true },
  ];
  return (
    <div class="ci-sharing-parts">
      <p class="ci-help">{t("counsel")}</p>
      <RecordList<Fields, Shared, State>
        exercise={exercise}
        may="answer"
        name="sharing"
        items={useTrait(model, "sharings")}
        blank={BLANK}
        fields={fields}
        start={[{ label: t("start_never"), start: { sort: "never" } }]}
        groups={(items) =>
          SORTS.map((one) => ({
            key: one,
            title: t(`group_${one}`),
            items: items.filter(({ sort }) => sort === one),
          }))
        }
        show={(one) => (
          <>
            <p dir="auto">
              <strong>{one.what}</strong>
            </p>
            <AllSaid
              t={t}
              fields={fields.filter(({ name }) => name !== "what" && name !== "sort")}
              values={one}
            />
          </>
        )}
      />
    </div>
  );
}

export default defineExercise(Sharing);
