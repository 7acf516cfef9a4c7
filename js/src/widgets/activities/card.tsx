/** An activity on the list: what is known of it, and where it stands, which can be said at once. */

import { SelectField } from "../../shared/fields";
import type { Choice } from "../../shared/record_list_fields";
import { daySaid, moneySaid, whoSaid } from "../../shared/record_list_said";
import type { Say } from "../../shared/words";
import { type Activity, isLate, STATUSES, type Status } from "./state";

/** What an activity can be linked to. */
export interface Linked {
  goals: readonly Choice[];
  partners: readonly Choice[];
  people: readonly Choice[];
  lines: readonly Choice[];
  recommendations: readonly Choice[];
}

export function ActivityCard({
  t,
  activity,
  linked,
  today,
  isBrief,
  onStatus,
}: {
  t: Say;
  activity: Activity;
  linked: Linked;
  today: string;
  /** Whether all but what changes from month to month is folded. */
  isBrief: boolean;
  /** Nothing for those who look on. */
  onStatus: ((status: Status) => void) | null;
}) {
  const days = [
    activity.by && t("card_by", { day: daySaid(activity.by) }),
    activity.begins && t("card_from", { day: daySaid(activity.begins) }),
  ].filter(Boolean);
  const lines = told(t, activity, linked)
    .filter(([, text]) => text)
    .map(([label, text]) => (
      <p key={label} class="ci-activity-line">
        <span class="ci-help">{label}</span> <span dir="auto">{text}</span>
      </p>
    ));
  return (
    <>
      <p dir="auto">
        <strong>{activity.name}</strong>
      </p>
      {isLate(activity, today) ? (
        <p class="ci-late">{t("late", { day: daySaid(String(activity.by)) })}</p>
      ) : (
        days.length > 0 && <p>{days.join(" · ")}</p>
      )}
      {!isBrief && lines}
      {onStatus ? (
        <div class="ci-status" data-status={activity.id}>
          <SelectField<Status>
            label={t("status_label")}
            value={activity.status}
            options={STATUSES.map((one) => ({ value: one, label: t(`status_${one}`) }))}
            onValue={(next) => next && onStatus(next)}
          />
        </div>
      ) : (
        <p>
          <span class="ci-tag">{t(`status_${activity.status}`)}</span>
        </p>
      )}
      {isBrief && lines.length > 0 && (
        <details>
          <summary>{t("more")}</summary>
          {lines}
        </details>
      )}
    </>
  );
}

/** What is known, a line each; what nobody said, or is gone, is left out. */
function told(t: Say, activity: Activity, linked: Linked): [string, string][] {
  const names = (ids: readonly string[], options: readonly Choice[]): string =>
    options
      .filter(({ id }) => ids.includes(id))
      .map(({ label }) => label)
      .join("; ");
  const { owner, cost } = activity;
  return [
    [t("card_owner"), owner ? whoSaid(t, linked.people, owner) : ""],
    [t("card_partners"), names(activity.partner_ids, linked.partners)],
    [t("card_goals"), names(activity.goal_ids, linked.goals)],
    [t("card_recommendation"), names([activity.recommendation_id], linked.recommendations)],
    [t("card_line"), names([activity.line], linked.lines)],
    [t("card_cost"), typeof cost === "number" ? moneySaid(cost) : ""],
  ];
}
