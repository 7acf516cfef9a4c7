/** What the kernel tells of the questions about goals. */

import type { ExerciseState, Message } from "../../shared/afm";

export const ANSWERS = ["yes", "not_yet", "not_sure"] as const;
export type Answer = (typeof ANSWERS)[number];

/** A question that no machine can answer. */
export interface Question {
  id: string;
  letter: string;
  name: string;
  ask: string;
}

/** One person's answers about one goal, by the questions' ids. */
export interface Review {
  answers: Record<string, Answer>;
  notes: Record<string, string>;
}

/** A goal to be asked about; `lines` and `notes` are empty until two have answered. */
export interface AskedGoal {
  id: string;
  aim: string;
  parts: { text: string; is_blank: boolean }[];
  is_mine: boolean;
  people: number;
  /** What others said is told to this person once they have answered too. */
  is_held: boolean;
  lines: string[];
  notes: string[];
}

/** Traits of `widgets/goal_reviews.py`. */
export interface State extends ExerciseState {
  goals: AskedGoal[];
  questions: Question[];
  mine: Record<string, Review & { revision: number }>;
}

/** Return this person's answers about a goal as this page last left them, saved or not. */
export function reviewNow(
  goal: string,
  mine: State["mine"],
  pending: readonly Message[],
): Review | undefined {
  const last = pending.filter((one) => one.type === "save" && one.goal_id === goal).at(-1);
  return (last as unknown as Review | undefined) ?? mine[goal];
}
