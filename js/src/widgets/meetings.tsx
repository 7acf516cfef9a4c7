/** Meetings: who came by sector, what the time went on, what was decided; and who came over time. */

import { defineExercise, type Exercise } from "../shared/define_exercise";
import { useTrait } from "../shared/hooks";
import { type Field, RecordList } from "../shared/record_list";
import { daySaid } from "../shared/record_list_said";
import { AttendanceTable } from "./meetings/attendance";
import { Card } from "./meetings/card";
import { blankOn, type Fields, type Meeting, type State } from "./meetings/state";

function Meetings(exercise: Exercise<State>) {
  const { model, t } = exercise;
  const sectors = useTrait(model, "sectors");
  const goals = useTrait(model, "goals");
  const partners = useTrait(model, "partners");
  const people = useTrait(model, "people_named");
  const fields: Field<Fields>[] = [
    { name: "on", kind: "date", isNeeded: true },
    { name: "sort", kind: "select", values: ["meeting", "forum", "coaching"] },
    { name: "came", kind: "counts", of: sectors },
    {
      name: "decisions",
      kind: "rows",
      most: 30,
      fields: [
        { name: "text", kind: "writing" },
        { name: "by", kind: "text", optional: true },
      ],
    },
    {
      name: "items",
      kind: "rows",
      most: 30,
      fields: [
        { name: "text", kind: "writing" },
        { name: "goal_id", kind: "link", options: goals },
        { name: "minutes", kind: "whole", least: 0, most: 600 },
      ],
    },
    { name: "partner_ids", kind: "links", options: partners },
    { name: "people", kind: "whos", people, most: 60 },
    { name: "note", kind: "long", optional: true },
    { name: "next_on", kind: "date" },
  ];
  return (
    <RecordList<Fields, Meeting, State>
      exercise={exercise}
      may="answer"
      name="meeting"
      items={useTrait(model, "meetings")}
      blank={blankOn(useTrait(model, "today"))}
      fields={fields}
      order={(one, other) => String(other.on).localeCompare(String(one.on))}
      about={({ on }) => (on ? daySaid(on) : "")}
      show={(meeting, { now }) => (
        <Card t={t} fields={fields} meeting={meeting} isNewest={meeting === now[0]} />
      )}
    >
      <AttendanceTable
        t={t}
        attendance={useTrait(model, "attendance")}
        question={useTrait(model, "question")}
      />
    </RecordList>
  );
}

export default defineExercise(Meetings);
