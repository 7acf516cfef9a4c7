/** What the kernel tells of cases: the cases, one's own answers, and the reasons in the end. */

import type { ExerciseState } from "../../shared/afm";
import type { Reason } from "../../shared/verdict";

export interface Case {
  id: string;
  title: string;
  story: string;
  question: string;
  choices: string[];
}

/** The number of an answer, from 1; or that one does not know yet. */
export type Answer = number | "dont_know";
export type Answers = Record<string, Answer>;

export interface Explained {
  id: string;
  choices: Reason[];
  rule: string;
  sources: string[];
}

export interface CaseResult {
  id: string;
  /** How many chose each answer; empty where too few answered. */
  counts: number[];
  dont_know: number;
}

/** Traits of `widgets/case_exercise.py`. */
export interface State extends ExerciseState {
  title: string;
  about: string;
  cases: Case[];
  mine: { answers?: Answers; revision?: number };
  reasons: Explained[];
  result: { answered?: number; too_few?: boolean; later?: number; cases?: CaseResult[] };
}
