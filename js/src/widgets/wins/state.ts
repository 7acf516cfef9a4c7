/** What the kernel tells of a team's wins, and what a page sends of one. */

import type { ExerciseState } from "../../shared/afm";
import type { Choice, Named } from "../../shared/record_list_fields";
import type { TeamRecord } from "../../shared/records";

/** The fields of a win (`Win` in `model/wins.py`). */
export interface Fields {
  title: string;
  done_on: string | null;
  evidence: string;
  is_ours: boolean;
  story: string;
  goal_id: string;
  condition: string;
  measure_id: string;
  activity_ids: string[];
  sectors: string[];
  partner_ids: string[];
  thanks_to: Named[];
  learned: string;
  next_win: string;
  next_by: string | null;
  is_public: boolean;
}

/** A win; `kept_on` is the day it was last written down, for one that has no day of its own.
 * `lost_release`: it was public until somebody changed it who may not publish. */
export interface Win extends Fields, TeamRecord {
  kept_on: string;
  lost_release?: boolean;
}

export interface State extends ExerciseState {
  wins: Win[];
  goals: Choice[];
  measures: Choice[];
  activities: Choice[];
  partners: Choice[];
  sectors: Choice[];
  members: Choice[];
}

export const BLANK: Fields = {
  title: "",
  done_on: null,
  evidence: "",
  is_ours: false,
  story: "",
  goal_id: "",
  condition: "",
  measure_id: "",
  activity_ids: [],
  sectors: [],
  partner_ids: [],
  thanks_to: [],
  learned: "",
  next_win: "",
  next_by: null,
  is_public: false,
};

/** The five conditions of collective impact, and none of them. */
export const CONDITIONS = [
  "",
  "common_agenda",
  "shared_measurement",
  "reinforcing_activities",
  "continuous_communication",
  "backbone",
];

/** Return today as "2026-03-31", by this device's clock. */
export function today(): string {
  const now = new Date();
  const two = (part: number): string => String(part).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
