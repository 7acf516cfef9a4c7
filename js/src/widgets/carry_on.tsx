/** After the program: who carries each goal on, and what the network keeps. */

import type { ExerciseState } from "../shared/afm";
import { defineExercise, type Exercise } from "../shared/define_exercise";
import { useTrait } from "../shared/hooks";
import { AllSaid, type Field, RecordList, said } from "../shared/record_list";
import type { Choice, Named } from "../shared/record_list_fields";
import type { TeamRecord } from "../shared/records";

interface Fields {
  goal_id: string;
  what: string;
  who: Named | null;
  partner_ids: string[];
  money: string;
  first_step: string;
}

export type CarryOn = Fields & TeamRecord;

/** Traits of `widgets/carry_on.py`. */
export interface State extends ExerciseState {
  carried: CarryOn[];
  left: Choice[];
  question: string;
  goals: Choice[];
  partners: Choice[];
  people_named: Choice[];
}

const BLANK: Fields = {
  goal_id: "",
  what: "",
  who: null,
  partner_ids: [],
  money: "",
  first_step: "",
};

function Carrying(exercise: Exercise<State>) {
  const { model, t } = exercise;
  const question = useTrait(model, "question");
  const goal: Field<Fields> = {
    name: "goal_id",
    kind: "link",
    options: useTrait(model, "goals"),
  };
  const rest: Field<Fields>[] = [
    { name: "who", kind: "who", people: useTrait(model, "people_named") },
    { name: "partner_ids", kind: "links", options: useTrait(model, "partners") },
    { name: "money", kind: "writing", optional: true },
    { name: "first_step", kind: "writing", optional: true },
  ];
  return (
    <RecordList<Fields, CarryOn, State>
      exercise={exercise}
      may="answer"
      name="carried"
      items={useTrait(model, "carried")}
      blank={BLANK}
      fields={[goal, { name: "what", kind: "writing" }, ...rest]}
      groups={(items) => [
        { key: "goals", title: t("group_goals"), items: items.filter((one) => one.goal_id) },
        { key: "network", title: t("group_network"), items: items.filter((one) => !one.goal_id) },
      ]}
      start={useTrait(model, "left").map(({ id, label }) => ({
        label: t("carry", { goal: label }),
        start: { goal_id: id },
      }))}
      show={(one) => (
        <>
          {one.goal_id && (
            <p class="ci-help">
              {t("for_goal")} <span dir="auto">{said(t, goal, one.goal_id)}</span>
            </p>
          )}
          <p dir="auto">
            <strong>{one.what}</strong>
          </p>
          <AllSaid
            t={t}
            fields={rest.filter(({ name }) => name !== "partner_ids" || one.partner_ids.length)}
            values={one}
          />
        </>
      )}
    >
      {question && (
        <p class="ci-question-asked" dir="auto">
          {question}
        </p>
      )}
    </RecordList>
  );
}

export default defineExercise(Carrying);
