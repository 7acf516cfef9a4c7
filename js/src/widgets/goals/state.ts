/** What the kernel tells of a team's goals. */

import type { ExerciseState } from "../../shared/afm";
import type { Amount, Choice, Named } from "../../shared/record_list_fields";
import type { TeamRecord } from "../../shared/records";

/** The fields of `model/goals.py`, Goal. */
export interface Fields {
  aim: string;
  horizon: "short" | "long";
  need_ids: string[];
  lever_ids: string[];
  by: string | null;
  population: string;
  measure: string;
  unit: string;
  direction: "rise" | "fall" | "";
  baseline: Amount;
  source: string;
  year: Amount;
  target: Amount;
  owner: Named | null;
  partner_ids: string[];
  status: "open" | "reached" | "set_aside";
  rank: number;
}

/** A goal; `start` is the day it was begun, and missing in one the kernel has not seen yet. */
export interface Goal extends Fields, TeamRecord {
  start: string;
}

/** One letter of the set a program holds its goals against. */
export interface Criterion {
  id: string;
  letter: string;
  name: string;
  about: string;
  checks: string[];
  ask: string;
}

/** What people said of a goal; `lines` and `notes` are empty until two have. */
export interface Answers {
  people: number;
  /** It is told to this person once they have answered too. */
  is_held: boolean;
  lines: string[];
  notes: string[];
}

export const BLANK: Fields = {
  aim: "",
  horizon: "short",
  need_ids: [],
  lever_ids: [],
  by: null,
  population: "",
  measure: "",
  unit: "",
  direction: "",
  baseline: null,
  source: "",
  year: null,
  target: null,
  owner: null,
  partner_ids: [],
  status: "open",
  rank: 1,
};

/** Traits of `widgets/goals.py`. */
export interface State extends ExerciseState {
  goals: Goal[];
  begins: string;
  needs: Choice[];
  levers: Choice[];
  partners: Choice[];
  members: Choice[];
  criteria_name: string;
  criteria: Criterion[];
  answers: Record<string, Answers>;
}
