/** A team's goals: each is a sentence that builds itself, and says what it still lacks. */

import type { Message } from "../shared/afm";
import { defineExercise, type Exercise } from "../shared/define_exercise";
import { useTrait } from "../shared/hooks";
import { type Field, RecordList } from "../shared/record_list";
import { Card } from "./goals/card";
import { Growing } from "./goals/growing";
import { linksOf, startsFrom } from "./goals/links";
import { BLANK, type Fields, type Goal, type State } from "./goals/state";

const MOST = 200;

function Goals(exercise: Exercise<State>) {
  const { model, t, view } = exercise;
  const goals = useTrait(model, "goals");
  const begins = useTrait(model, "begins");
  const needs = useTrait(model, "needs");
  const levers = useTrait(model, "levers");
  const partners = useTrait(model, "partners");
  const members = useTrait(model, "members");
  const criteria = useTrait(model, "criteria");
  const criteriaName = useTrait(model, "criteria_name");
  const answers = useTrait(model, "answers");
  const fields: Field<Fields>[] = [
    { name: "aim", kind: "writing" },
    { name: "need_ids", kind: "links", options: needs },
    { name: "lever_ids", kind: "links", options: levers },
    { name: "by", kind: "date" },
    { name: "population", kind: "text", optional: true },
    { name: "measure", kind: "writing", optional: true },
    { name: "unit", kind: "text", optional: true },
    { name: "direction", kind: "select", values: ["", "rise", "fall"] },
    { name: "baseline", kind: "number" },
    { name: "source", kind: "text", optional: true },
    { name: "year", kind: "whole", least: 1900, most: 2200 },
    { name: "target", kind: "number" },
    { name: "owner", kind: "who", people: members },
    { name: "partner_ids", kind: "links", options: partners },
    { name: "horizon", kind: "radios", values: ["short", "long"] },
    { name: "status", kind: "select", values: ["open", "reached", "set_aside"] },
    { name: "rank", kind: "whole", least: 1, most: MOST, isNeeded: true },
  ];
  const isOpen = (goal: Goal): boolean => goal.status === "open";
  return (
    <RecordList<Fields, Goal, State>
      exercise={exercise}
      may="answer"
      name="goal"
      items={goals}
      blank={{ ...BLANK, rank: lastPlace(goals, view.pending) }}
      fields={fields}
      unseen={{ start: begins }}
      order={nearestFirst}
      about={(goal) => goal.aim}
      groups={(items) => [
        {
          key: "short",
          title: t("group_short"),
          items: items.filter((one) => isOpen(one) && one.horizon === "short"),
        },
        {
          key: "long",
          title: t("group_long"),
          items: items.filter((one) => isOpen(one) && one.horizon === "long"),
        },
        {
          key: "closed",
          title: t("group_closed"),
          items: items.filter((one) => !isOpen(one)),
        },
      ]}
      start={startsFrom(t, goals, view.pending, needs, levers)}
      show={(goal) => (
        <Card
          t={t}
          goal={goal}
          links={linksOf(goal, [...needs, ...levers])}
          partners={linksOf({ need_ids: goal.partner_ids, lever_ids: [] }, partners)}
          members={members}
          criteria={criteria}
          criteriaName={criteriaName}
          answers={answers[goal.id]}
        />
      )}
      afterForm={(goal, id) => (
        <Growing
          t={t}
          goal={goal}
          links={linksOf(goal, [...needs, ...levers]).length}
          start={goals.find((one) => one.id === id)?.start ?? begins}
        />
      )}
    />
  );
}

/** A new goal goes last: it takes the place of none that is there. */
function lastPlace(goals: readonly Goal[], pending: readonly Message[]): number {
  const ranks = [...goals, ...pending].map(({ rank }) => Number(rank) || 0);
  return Math.min(Math.max(0, ...ranks) + 1, MOST);
}

function nearestFirst(one: Goal, other: Goal): number {
  const far = Number(one.horizon === "long") - Number(other.horizon === "long");
  return far || one.rank - other.rank;
}

export default defineExercise(Goals);
