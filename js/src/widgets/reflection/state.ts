/** What the kernel tells a guided exercise. */

import type { ExerciseState } from "../../shared/afm";
import { clean, lettersLeft } from "../../shared/writing";

/** One question; `such_as` is an answer somebody might give. */
export interface Prompt {
  id: string;
  name: string;
  ask: string;
  such_as: string;
}

export interface Part {
  name: string;
  prompts: Prompt[];
}

/** Answers by their prompt; one that is empty is left out. */
export type Answers = Record<string, string>;

/** Traits of `widgets/reflection.py`. */
export interface State extends ExerciseState {
  parts: Part[];
  mine: { answers: Answers; revision: number };
}

/** Return the answers with what was typed on top: what fits, and only what is not empty. */
export function withTyped(answers: Answers, typed: Answers): Answers {
  const fitting = Object.entries(typed).filter(([, text]) => lettersLeft(text) >= 0);
  const all = { ...answers, ...Object.fromEntries(fitting.map(([id, text]) => [id, clean(text)])) };
  return Object.fromEntries(Object.entries(all).filter(([, text]) => text !== ""));
}

/** Return what of the typed words is nowhere else yet. */
export function unsent(answers: Answers, typed: Answers): Answers {
  const kept = withTyped(answers, typed);
  return Object.fromEntries(
    Object.entries(typed).filter(
      ([id, text]) => lettersLeft(text) < 0 || (kept[id] ?? "") !== (answers[id] ?? ""),
    ),
  );
}
