/** Next steps: who does what, until when; done is one tap. */

import { useState } from "preact/hooks";
import { defineExercise, type Exercise } from "../shared/define_exercise";
import { useTrait } from "../shared/hooks";
import { AllSaid, type Field, RecordList } from "../shared/record_list";
import { daySaid } from "../shared/record_list_said";
import type { Records } from "../shared/records";
import type { Say } from "../shared/words";
import {
  BLANK,
  byDay,
  daysAgo,
  type Fields,
  GROUPS,
  groupOf,
  type NextStep,
  type State,
} from "./next_steps/state";

/** As many that are done as stand on the list before somebody asks for all. */
const DONE_SHOWN = 8;

function NextSteps(exercise: Exercise<State>) {
  const { model, t } = exercise;
  const [isAll, setAll] = useState(false);
  const steps = useTrait(model, "steps");
  const done = steps.filter(({ status }) => status === "done").length;
  const today = useTrait(model, "today");
  const meetings = useTrait(model, "meetings").map(({ id, label }) => ({
    id,
    label: daySaid(label),
  }));
  const fields: Field<Fields>[] = [
    { name: "text", kind: "writing" },
    { name: "owner", kind: "who", people: useTrait(model, "people_named") },
    { name: "by", kind: "date" },
    { name: "goal_id", kind: "link", options: useTrait(model, "goals") },
    { name: "meeting_id", kind: "link", options: meetings },
    { name: "status", kind: "select", values: ["open", "done", "dropped"] },
  ];
  return (
    <RecordList<Fields, NextStep, State>
      exercise={exercise}
      may="answer"
      name="step"
      items={steps}
      blank={BLANK}
      fields={fields}
      order={byDay}
      groups={(items) =>
        GROUPS.map((key) => {
          const here = items.filter((one) => groupOf(one, today) === key);
          // Of what is done, what was due last comes first.
          const shown =
            key === "done" ? here.reverse().slice(0, isAll ? here.length : DONE_SHOWN) : here;
          return { key, title: t(`group_${key}`), items: shown };
        })
      }
      show={(step, records) => (
        <Card t={t} fields={fields} step={step} today={today} records={records} />
      )}
    >
      {done > DONE_SHOWN && !isAll && (
        <button type="button" class="ci-button ci-quiet" onClick={() => setAll(true)}>
          {t("show_all", { n: done })}
        </button>
      )}
    </RecordList>
  );
}

function Card({
  t,
  fields,
  step,
  today,
  records,
}: {
  t: Say;
  fields: Field<Fields>[];
  step: NextStep;
  today: string;
  records: Records<Fields, NextStep>;
}) {
  const isOpen = step.status === "open";
  return (
    <>
      <p dir="auto">
        <strong>{step.text}</strong>
      </p>
      {isOpen && step.by && <p class="ci-due">{dueSaid(t, step.by, today)}</p>}
      {isOpen && !step.owner && <p class="ci-help">{t("nobody")}</p>}
      <AllSaid
        t={t}
        fields={fields.filter(({ name }) => !["text", "status", isOpen ? "by" : ""].includes(name))}
        values={step}
      />
      {records.mayEdit && step.status !== "dropped" && (
        <div class="ci-actions">
          <button
            type="button"
            class="ci-button"
            onClick={() => {
              records.put(step, { status: isOpen ? "done" : "open" });
              // The card moves to another heading, and its button with it.
              records.head.current?.focus();
            }}
          >
            {t(isOpen ? "tick" : "untick")} <span class="ci-hidden">{step.text}</span>
          </button>
        </div>
      )}
    </>
  );
}

/** Return in words until when a step is to be done, or since when it has been waiting. */
function dueSaid(t: Say, by: string, today: string): string {
  const days = daysAgo(by, today);
  if (days === 0) return t("due_today");
  return t(days > 0 ? "due_past" : "due", { day: daySaid(by) });
}

export default defineExercise(NextSteps);
