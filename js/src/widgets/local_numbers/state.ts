/** What the kernel tells of a team's local numbers. */

import type { ExerciseState } from "../../shared/afm";

/** A number as it may be shown; one that is hidden has nothing but its state. */
export interface Numeral {
  state: "shown" | "count_only" | "too_few" | "hidden" | "missing";
  count?: number;
  population?: number;
  /** Per 100,000 people, with the ends of its 95% interval. */
  rate?: number;
  lower?: number;
  upper?: number;
  mark?: string;
  /** Age-adjusted, as its source printed it, per so many people. */
  adjusted?: number;
  per?: number;
  predicted?: number;
}

export interface Place {
  name: string;
  role: "own" | "holder" | "peer";
  numbers: Numeral[];
}

export interface Period {
  label: string;
  short: string;
}

/** Groups of the newest period; each place's first number is everyone's. */
export interface Breakdown {
  dimension: string;
  period: string;
  groups: string[];
  places: Place[];
}

export interface Measure {
  name: string;
  sentences: string[];
  /** The oldest first; each place has a number a period. */
  periods: Period[];
  /** The own place first, then those it lies in. */
  places: Place[];
  breakdowns: Breakdown[];
  left_out: string;
}

/** Traits of `widgets/local_numbers.py`. */
export interface State extends ExerciseState {
  measures: Measure[];
  notes: string[];
  sources: string[];
  template: string;
}

const WHOLE = new Intl.NumberFormat("en-US");
const TENTHS = new Intl.NumberFormat("en-US", {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

export function whole(number: number): string {
  return WHOLE.format(number);
}

/** Write a rate, or a count where there are no rates, as people read it. */
export function tenths(number: number): string {
  return TENTHS.format(number);
}
