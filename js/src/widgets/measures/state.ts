/** What the kernel tells of a team's measures, their readings and their curves. */

import type { ExerciseState } from "../../shared/afm";
import type { Amount, Choice } from "../../shared/record_list_fields";
import type { TeamRecord } from "../../shared/records";

export const LEVELS = ["population", "program"] as const;
export const ASKS = ["how_much", "how_well", "better_off"] as const;
export const DIRECTIONS = ["rise", "fall"] as const;
export const EVERY = ["month", "quarter", "year"] as const;

export interface Fields {
  goal_id: string;
  name: string;
  unit: string;
  asks: (typeof ASKS)[number];
  level: (typeof LEVELS)[number];
  population: string;
  direction: (typeof DIRECTIONS)[number];
  every: (typeof EVERY)[number];
  baseline: Amount;
  source: string;
  year: Amount;
  target: Amount;
  by: string | null;
}

export type Measure = Fields & TeamRecord;

export const BLANK: Fields = {
  goal_id: "",
  name: "",
  unit: "",
  asks: "better_off",
  level: "program",
  population: "",
  direction: "rise",
  every: "month",
  baseline: null,
  source: "",
  year: null,
  target: null,
  by: null,
};

export interface ReadingFields {
  measure_id: string;
  on: string;
  value: Amount;
  note: string;
}

/** Of several readings on one day one is counted. */
export type Reading = ReadingFields & TeamRecord & { is_counted: boolean };

export const BLANK_READING: ReadingFields = { measure_id: "", on: "", value: null, note: "" };

/** A day and a value. */
export type Pair = [string, number];

/** What a curve says, a sentence each; empty where there is nothing to say. */
export interface Said {
  latest: string;
  change: string;
  baseline: string;
  target: string;
  progress: string;
  against: string;
  forecast: string;
  turned: string;
}

/** The forecast that could be set now. */
export interface Would {
  level: number;
  per_year: number;
  said: string;
  forecast: Pair[];
}

export interface Curve {
  said: Said;
  verdict: "turned" | "not_yet" | "open";
  /** The day the picture ends. */
  until: string;
  forecast: Pair[];
  would: Would | null;
}

/** Traits of `widgets/measures.py`. */
export interface State extends ExerciseState {
  measures: Measure[];
  readings: Reading[];
  curves: Record<string, Curve>;
  goals: Choice[];
  starts: { label: string; start: Partial<Fields> }[];
  today: string;
  is_brief: boolean;
}
