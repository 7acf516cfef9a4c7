/** What the kernel tells the next steps, and when one is due. */

import type { ExerciseState } from "../../shared/afm";
import type { Choice, Named } from "../../shared/record_list_fields";
import type { TeamRecord } from "../../shared/records";

export interface Fields {
  text: string;
  owner: Named | null;
  by: string | null;
  status: "open" | "done" | "dropped";
  meeting_id: string;
  goal_id: string;
}

export type NextStep = Fields & TeamRecord;

export const BLANK: Fields = {
  text: "",
  owner: null,
  by: null,
  status: "open",
  meeting_id: "",
  goal_id: "",
};

/** Traits of `widgets/next_steps.py`. */
export interface State extends ExerciseState {
  steps: NextStep[];
  today: string;
  goals: Choice[];
  meetings: Choice[];
  people_named: Choice[];
}

const DAY = 86_400_000;

/** Return how many days ago a day was; less than 0 for one to come. */
export function daysAgo(day: string, today: string): number {
  return Math.round((Date.parse(today) - Date.parse(day)) / DAY);
}

export type GroupKey = "overdue" | "open" | "done" | "dropped";
export const GROUPS: readonly GroupKey[] = ["overdue", "open", "done", "dropped"];

/** Return under which heading a step stands. */
export function groupOf({ status, by }: Fields, today: string): GroupKey {
  if (status !== "open") return status;
  return by && daysAgo(by, today) > 0 ? "overdue" : "open";
}

/** The earliest day first; what has none comes last. */
export function byDay(one: Fields, other: Fields): number {
  return (one.by ?? "9999").localeCompare(other.by ?? "9999");
}
