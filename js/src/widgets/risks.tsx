/** What could go wrong, and what a team would stop doing. */

import type { ExerciseState } from "../shared/afm";
import { defineExercise, type Exercise } from "../shared/define_exercise";
import { useTrait } from "../shared/hooks";
import { AllSaid, type Field, RecordList } from "../shared/record_list";
import type { Choice, Named } from "../shared/record_list_fields";
import type { TeamRecord } from "../shared/records";

const SORTS = ["risk", "stop_doing"] as const;

interface Fields {
  sort: (typeof SORTS)[number];
  text: string;
  likely: "" | "hardly" | "maybe" | "likely";
  answer: string;
  goal_ids: string[];
  owner: Named | null;
}

export type Risk = Fields & TeamRecord;

/** Traits of `widgets/risks.py`. */
export interface State extends ExerciseState {
  risks: Risk[];
  goals: Choice[];
  people_named: Choice[];
}

const BLANK: Fields = {
  sort: "risk",
  text: "",
  likely: "",
  answer: "",
  goal_ids: [],
  owner: null,
};

const isRisk = ({ sort }: Fields): boolean => sort === "risk";

function Risks(exercise: Exercise<State>) {
  const { model, t } = exercise;
  const fields: Field<Fields>[] = [
    { name: "sort", kind: "radios", values: SORTS },
    { name: "text", kind: "writing" },
    { name: "likely", kind: "radios", values: ["", "hardly", "maybe", "likely"], when: isRisk },
    { name: "answer", kind: "writing", optional: true, when: isRisk },
    { name: "goal_ids", kind: "links", options: useTrait(model, "goals") },
    { name: "owner", kind: "who", people: useTrait(model, "people_named") },
  ];
  return (
    <RecordList<Fields, Risk, State>
      exercise={exercise}
      may="answer"
      name="risk"
      items={useTrait(model, "risks")}
      blank={BLANK}
      fields={fields}
      start={[{ label: t("start_stop"), start: { sort: "stop_doing" } }]}
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
            <strong>{one.text}</strong>
          </p>
          <AllSaid
            t={t}
            fields={fields.filter(({ name }) => name !== "text" && name !== "sort")}
            values={one}
          />
        </>
      )}
    />
  );
}

export default defineExercise(Risks);
