/** What the kernel tells the meetings. */

import type { ExerciseState } from "../../shared/afm";
import type { Choice, Named } from "../../shared/record_list_fields";
import type { TeamRecord } from "../../shared/records";

export interface Fields {
  on: string | null;
  sort: "meeting" | "forum" | "coaching";
  came: Record<string, number>;
  partner_ids: string[];
  people: Named[];
  items: { text: string; goal_id: string; minutes: number }[];
  decisions: { text: string; by: string }[];
  note: string;
  next_on: string | null;
}

export type Meeting = Fields & TeamRecord;

/** Who came to the meetings that were counted, the earliest first; empty where none was. */
export interface Attendance {
  days: string[];
  totals: number[];
  sectors: { id: string; name: string; came: number[] }[];
}

/** Most meetings are written down on their day. */
export function blankOn(today: string): Fields {
  return {
    on: today,
    sort: "meeting",
    came: {},
    partner_ids: [],
    people: [],
    items: [],
    decisions: [],
    note: "",
    next_on: null,
  };
}

/** Traits of `widgets/meetings.py`. */
export interface State extends ExerciseState {
  meetings: Meeting[];
  today: string;
  sectors: Choice[];
  goals: Choice[];
  partners: Choice[];
  people_named: Choice[];
  attendance: Attendance | Record<string, never>;
  question: string;
}
