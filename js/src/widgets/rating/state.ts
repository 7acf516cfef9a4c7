/** What the kernel tells a survey. */

import type { ExerciseState } from "../../shared/afm";

/** A value of the scale, or one of the two honest ways not to answer. */
export type Answer = number | "dont_know" | "prefer_not";
export type Answers = Record<string, Answer>;

export interface Grade {
  value: number;
  label: string;
}

export interface Statement {
  id: string;
  text: string;
}

/** One statement's result; `counts` follow the scale and are empty where too few answered. */
export interface StatementResult {
  id: string;
  text: string;
  counts: number[];
  other: Record<string, number>;
  word: string;
  agreement: number | null;
  consensus: number | null;
  sectors: { name: string; people: number; mean: number }[];
}

export interface SurveyResult {
  answered: number;
  too_few: boolean;
  later: number;
  statements: StatementResult[];
  /** Ids of statements, or empty where no two differ. */
  most_agreed?: string;
  most_split?: string;
}

/** What the same statements were answered in a file; only what may be shown is here. */
export interface Beside {
  id: string;
  title: string;
  statements: { id: string; answered: number; counts: number[] }[];
}

/** Traits of `widgets/rating.py`. */
export interface State extends ExerciseState {
  title: string;
  scale: Grade[];
  statements: Statement[];
  mine: { answers?: Answers; revision?: number };
  result: Partial<SurveyResult>;
  beside: Beside[];
}
