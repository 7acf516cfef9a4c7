/** What a team does: who, what, by when, with whom, for which goals, at what cost. */

import { useState } from "preact/hooks";
import { defineExercise, type Exercise } from "../shared/define_exercise";
import { RadioField } from "../shared/fields";
import { useFocusNext } from "../shared/focus";
import { useTrait } from "../shared/hooks";
import { type Field, RecordList } from "../shared/record_list";
import { recordsNow } from "../shared/records";
import { ActivityCard, type Linked } from "./activities/card";
import {
  type Activity,
  BLANK,
  byDay,
  byGoal,
  type Fields,
  isLate,
  STATUSES,
  type State,
  servedElsewhere,
  withoutWork,
} from "./activities/state";

const WAYS = ["status", "goal"] as const;
// From month to month, what is under way is looked at first.
const BRIEFLY = ["under_way", "planned", "done", "stopped"] as const;

function Activities(exercise: Exercise<State>) {
  const { model, t, view } = exercise;
  const items = useTrait(model, "activities");
  const goals = useTrait(model, "goals");
  const open = useTrait(model, "open_goals");
  const recommendations = useTrait(model, "recommendations");
  const today = useTrait(model, "today");
  const isBrief = useTrait(model, "is_brief");
  const [way, setWay] = useState<(typeof WAYS)[number]>("status");
  const focusNext = useFocusNext();
  const linked: Linked = {
    goals,
    recommendations,
    partners: useTrait(model, "partners"),
    people: useTrait(model, "people_named"),
    lines: useTrait(model, "lines"),
  };
  const fields: Field<Fields>[] = [
    { name: "name", kind: "writing" },
    { name: "status", kind: "select", values: STATUSES },
    { name: "by", kind: "date" },
    { name: "begins", kind: "date" },
    { name: "owner", kind: "who", people: linked.people },
    { name: "partner_ids", kind: "links", options: linked.partners },
    { name: "goal_ids", kind: "links", options: goals },
    { name: "recommendation_id", kind: "link", options: recommendations },
    { name: "line", kind: "link", options: linked.lines },
    { name: "cost", kind: "money" },
  ];
  const now = recordsNow<Fields, Activity>({ items, blank: BLANK }, view.pending);
  const late = now.filter((one) => isLate(one, today)).length;
  const waiting = withoutWork(
    now,
    goals.filter(({ id }) => open.includes(id)),
    recommendations,
  );
  const start = [
    ...waiting.recommendations.map(({ id, label, goal_ids }) => ({
      label: t("start_for_recommendation", { text: label }),
      start: { name: label, recommendation_id: id, goal_ids },
    })),
    ...waiting.goals.map(({ id, label }) => ({
      label: t("start_for_goal", { text: label }),
      start: { goal_ids: [id] },
    })),
  ];
  const ahead = now.filter(({ status }) => status === "planned" || status === "under_way").length;
  const ends = ({ begins, by }: Fields) => ({
    by: begins && by && by < begins ? t("ends_first") : "",
  });
  return (
    <div class="ci-activity-parts">
      {late > 0 && <p class="ci-late">{t("late_count", { n: late })}</p>}
      {now.length > 1 && !isBrief && (
        <RadioField
          label={t("group_by_label")}
          value={way}
          options={WAYS.map((one) => ({ value: one, label: t(`group_by_${one}`) }))}
          onValue={setWay}
        />
      )}
      <RecordList<Fields, Activity, State>
        exercise={exercise}
        may="answer"
        name="activity"
        items={items}
        blank={BLANK}
        fields={fields}
        order={byDay}
        most={6}
        check={ends}
        start={isBrief ? [] : start}
        {...(isBrief && { most: Math.max(ahead, 1) })}
        groups={(all) =>
          way === "goal"
            ? byGoal(all, goals, t("group_no_goal"))
            : (isBrief ? BRIEFLY : STATUSES).map((one) => ({
                key: one,
                title: t(`status_${one}`),
                items: all.filter(({ status }) => status === one),
              }))
        }
        show={(activity, records) => (
          <ActivityCard
            t={t}
            activity={activity}
            linked={linked}
            today={today}
            isBrief={isBrief}
            onStatus={
              records.mayEdit
                ? (status) => {
                    records.put(activity, { status });
                    // It may stand in another group now: the keyboard goes with it.
                    focusNext(() => statusOf(records.head.current, activity.id));
                  }
                : null
            }
          />
        )}
      >
        {way === "goal" &&
          servedElsewhere(now, goals).map(({ goal, names }) => (
            <p key={goal.id} class="ci-help" dir="auto">
              {t("also_served", { goal: goal.label, names: names.join(", ") })}
            </p>
          ))}
      </RecordList>
    </div>
  );
}

/** The field in which an activity on the list under this heading says where it stands. */
function statusOf(head: HTMLElement | null, id: string): HTMLElement | null | undefined {
  const cards = head?.closest(".ci")?.querySelectorAll<HTMLElement>("[data-status]") ?? [];
  return [...cards].find((one) => one.dataset.status === id)?.querySelector("select");
}

export default defineExercise(Activities);
