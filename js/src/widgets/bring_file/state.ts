/** What the kernel tells of files: those that are here, and one that is looked at. */

import type { ExerciseState } from "../../shared/afm";
import type { Exercise } from "../../shared/define_exercise";

export interface Brought {
  id: string;
  revision: number;
  title: string;
  format: string;
  people: number;
  rows: number;
  /** How many maps came in this file. */
  maps?: number;
  occasion: string;
  brought_on: string;
  counts_as: number;
  /** The title of a file that holds nearly the same people, or nothing. */
  withheld: string;
}

export interface Question {
  id: string;
  text: string;
  type: string;
  scale: string;
  answered: number;
  counts: { label: string; people: number }[];
  other: number;
  may_count: boolean;
  counts_as: string;
}

export interface SurveyPreview {
  people: number;
  questions: Question[];
  more: number;
}

/** How many numbers there are of each kind. */
export const NUMBERS = [
  "shown",
  "unreliable",
  "suppressed",
  "missing",
  "not_applicable",
  "totals",
] as const;

export interface IndicatorPreview extends Record<(typeof NUMBERS)[number], number> {
  rows: number;
  source: string;
  measures: string[];
  periods: string[];
  groups: string[];
  places: string[];
  chosen: string[];
  too_many: boolean;
}

/** What each map of a file is: one person's, or a group's own. */
export type CountsAs = "person" | "group";

export interface MapPreview {
  title: string;
  words: number;
  links: number;
  with_strength: number;
  labels: string[];
  warnings: string[];
}

export interface MapsPreview {
  counts_as: CountsAs;
  count: number;
  list: MapPreview[];
  more: number;
}

/** What a row of a plan's table would do; `both` was changed in the file and here, and stays. */
export const VERDICTS = ["refused", "both", "changed", "new", "same"] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface PlanRow {
  line: number;
  verdict: Verdict;
  label: string;
  why: string;
  changes: { column: string; was: string; now: string }[];
}

export interface PlanPreview {
  what: string;
  counts: Record<Verdict, number>;
  /** The rows that would do something or cannot. */
  rows: PlanRow[];
  more: number;
}

export interface Preview {
  upload_id: string;
  title: string;
  format: string;
  here: string;
  dropped: { what: string; why: string }[];
  warnings: string[];
  survey: Partial<SurveyPreview>;
  indicators: Partial<IndicatorPreview>;
  maps?: Partial<MapsPreview>;
  plan?: PlanPreview;
}

/** Traits of `widgets/bring_file.py`. */
export interface State extends ExerciseState {
  brings: string;
  limits: { file?: number; second?: number; part?: number };
  statements: { id: string; text: string }[];
  brought: Brought[];
  preview: Partial<Preview>;
}

export type Model = Exercise<State>["model"];

/** Which of two files one is: the answers or numbers, or what explains them. */
export type Role = "file" | "dictionary" | "comments";
