/** What the kernel tells of where a team's work has moved. */

import type { ExerciseState } from "../../shared/afm";

/** The time one meeting had for something; `untimed` counts items without their minutes. */
export interface Spent {
  minutes: number;
  untimed: number;
}

/** How many of how many agreed; empty where nothing may be shown. */
export type Agreed = { n: number; of: number } | Record<string, never>;

export interface Seen {
  occasions: string[];
  rows: { text: string; at: Agreed[] }[];
}

/** Traits of `widgets/drift.py`. */
export interface State extends ExerciseState {
  questions: string[];
  days: string[];
  times: { goal: string; spent: Spent[] }[];
  conditions: string[];
  seen: Seen | Record<string, never>;
  fell: string[];
}
