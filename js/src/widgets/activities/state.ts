/** What the kernel tells the list of activities, and what follows from it. */

import type { ExerciseState } from "../../shared/afm";
import type { Amount, Choice, Named } from "../../shared/record_list_fields";
import type { TeamRecord } from "../../shared/records";

export const STATUSES = ["under_way", "planned", "done", "stopped"] as const;
export type Status = (typeof STATUSES)[number];

export interface Fields {
  name: string;
  goal_ids: string[];
  partner_ids: string[];
  recommendation_id: string;
  line: string;
  owner: Named | null;
  begins: string | null;
  by: string | null;
  cost: Amount;
  status: Status;
}

export type Activity = Fields & TeamRecord;

export interface Recommended extends Choice {
  goal_ids: string[];
}

export const BLANK: Fields = {
  name: "",
  goal_ids: [],
  partner_ids: [],
  recommendation_id: "",
  line: "",
  owner: null,
  begins: null,
  by: null,
  cost: null,
  status: "planned",
};

/** Traits of `widgets/activities.py`. */
export interface State extends ExerciseState {
  activities: Activity[];
  goals: Choice[];
  open_goals: string[];
  partners: Choice[];
  people_named: Choice[];
  lines: Choice[];
  recommendations: Recommended[];
  today: string;
  is_brief: boolean;
}

/** Whether an activity should have been done before today. */
export function isLate({ by, status }: Fields, today: string): boolean {
  return Boolean(by && by < today) && (status === "planned" || status === "under_way");
}

/** By the day it is to be done; what has none comes last. */
export function byDay(one: Activity, other: Activity): number {
  return (one.by ?? "9999").localeCompare(other.by ?? "9999");
}

export interface Group {
  key: string;
  title: string;
  items: Activity[];
}

/** Activities under the first of their goals, in the order of the goals; then those for none. */
export function byGoal(
  items: readonly Activity[],
  goals: readonly Choice[],
  none: string,
): Group[] {
  const firstOf = ({ goal_ids }: Activity): string =>
    goals.find(({ id }) => goal_ids.includes(id))?.id ?? "";
  return [...goals, { id: "", label: none }].map(({ id, label }) => ({
    key: id,
    title: label,
    items: items.filter((one) => firstOf(one) === id),
  }));
}

/** Goals that are served by activities which stand under another goal. */
export function servedElsewhere(
  items: readonly Activity[],
  goals: readonly Choice[],
): { goal: Choice; names: string[] }[] {
  return goals
    .map((goal, place) => ({
      goal,
      names: items
        .filter(({ goal_ids }) => goal_ids.includes(goal.id))
        .filter(({ goal_ids }) => goals.slice(0, place).some(({ id }) => goal_ids.includes(id)))
        .map(({ name }) => name),
    }))
    .filter(({ names }) => names.length);
}

/** Goals and recommendations for which nothing is done yet; what was stopped does not count. */
export function withoutWork(
  items: readonly Activity[],
  goals: readonly Choice[],
  recommendations: readonly Recommended[],
): { goals: Choice[]; recommendations: Recommended[] } {
  const live = items.filter(({ status }) => status !== "stopped");
  return {
    goals: goals.filter(({ id }) => !live.some(({ goal_ids }) => goal_ids.includes(id))),
    recommendations: recommendations.filter(
      ({ id }) => !live.some((one) => one.recommendation_id === id),
    ),
  };
}
