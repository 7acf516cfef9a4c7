/** Meetings: who came by sector, what the time went on, what was decided; and who came over time. */

import { useState } from "preact/hooks";
import { defineExercise, type Exercise } from "../shared/define_exercise";
import { useFocusNext } from "../shared/focus";
import { useTrait } from "../shared/hooks";
import { type Field, RecordList } from "../shared/record_list";
import { daySaid } from "../shared/record_list_said";
import { AttendanceTable } from "./meetings/attendance";
import { Card } from "./meetings/card";
import { blankOn, type Fields, type Meeting, type State } from "./meetings/state";

function Meetings(exercise: Exercise<State>) {
  const { model, t } = exercise;
  const [isMore, setMore] = useState(false);
  const focusNext = useFocusNext();
  const sectors = useTrait(model, "sectors");
  const goals = useTrait(model, "goals");
  const partners = useTrait(model, "partners");
  const people = useTrait(model, "people_named");
  const fields: Field<Fields>[] = [
    { name: "on", kind: "date", isNeeded: true },
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
      name: "sort",
      kind: "select",
      values: ["meeting", "forum", "coaching"],
      when: ({ sort }) => isMore || sort !== "meeting",
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
      when: ({ items }) => isMore || items.length > 0,
    },
    {
      name: "partner_ids",
      kind: "links",
      options: partners,
      when: ({ partner_ids }) => isMore || partner_ids.length > 0,
    },
    {
      name: "people",
      kind: "whos",
      people,
      most: 60,
      when: ({ people: named }) => isMore || named.length > 0,
    },
    { name: "note", kind: "long", optional: true, when: ({ note }) => isMore || note !== "" },
    { name: "next_on", kind: "date", when: ({ next_on }) => isMore || next_on !== null },
  ];
  return (
    <RecordList<Fields, Meeting, State>
      exercise={exercise}
      may="answer"
      name="meeting"
      items={useTrait(model, "meetings")}
      blank={blankOn(useTrait(model, "today"))}
      fields={fields}
      addFirst
      most={3}
      afterForm={() =>
        !isMore && (
          <div class="ci-actions">
            <button
              type="button"
              class="ci-button ci-quiet"
              onClick={({ currentTarget }) => {
                const form = currentTarget.closest("form");
                setMore(true);
                // The button is gone; what it opened begins with what kind of meeting it was.
                focusNext(() => form?.querySelector("select"));
              }}
            >
              {t("say_more")}
            </button>
          </div>
        )
      }
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
