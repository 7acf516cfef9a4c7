/** A question as it is being put together, and what is still wrong with it. */

import type { Say } from "../../shared/words";
import type { MapHere, Question, Rule, Squashing } from "./state";

export type How = "up" | "zero" | "down" | "other";
const HELD: Record<string, number> = { up: 1, zero: 0, down: -1 };

/** A word and how it is held; `value` is written where it is another one. */
export interface PushDraft {
  word: string;
  how: How;
  value: string;
}

export interface Draft {
  map: string;
  pushes: PushDraft[];
  rule: Rule;
  squashing: Squashing;
  steepness: string;
}

export interface Mistakes {
  words: string[];
  values: string[];
  steepness: string;
}

export const NO_PUSH: PushDraft = { word: "", how: "up", value: "" };
export const NO_DRAFT: Draft = {
  map: "",
  pushes: [NO_PUSH],
  rule: "kosko",
  squashing: "sigmoid",
  steepness: "1",
};

/** Return the number a person wrote, with a comma or a point and any minus; nothing for none. */
export function numberIn(text: string): number | null {
  const written = text.trim().replace(/^[−–]/, "-").replace(",", ".");
  return /^-?(\d+\.?\d*|\.\d+)$/.test(written) ? Number(written) : null;
}

/** Return a number as it is written. */
export function written(value: number): string {
  return String(value).replace("-", "−");
}

/** Return the value a push holds its word at; nothing where none is written that can be. */
export function heldAt({ how, value }: PushDraft): number | null {
  const to = how === "other" ? numberIn(value) : (HELD[how] ?? null);
  return to !== null && Math.abs(to) <= 1 ? to : null;
}

function steepnessOf({ steepness }: Draft): number | null {
  const value = numberIn(steepness);
  return value !== null && value > 0 && value <= 10 ? value : null;
}

/** Return what is wrong with each part of a question, in words. */
export function mistakesIn(t: Say, draft: Draft): Mistakes {
  const words = draft.pushes.map(({ word }, place) => {
    if (!word) return t("push_first");
    const before = draft.pushes.slice(0, place);
    return before.some((one) => one.word === word) ? t("push_twice") : "";
  });
  return {
    words,
    values: draft.pushes.map((push) => (heldAt(push) === null ? t("push_value_wrong") : "")),
    steepness: steepnessOf(draft) === null ? t("steepness_wrong") : "",
  };
}

export function isAllRight({ words, values, steepness }: Mistakes): boolean {
  return ![...words, ...values, steepness].some(Boolean);
}

/** Return a question that nothing is wrong with. */
export function questionOf(draft: Draft, map: string): Question {
  return {
    map,
    pushes: draft.pushes.map((push) => ({ word: push.word, to: heldAt(push) ?? 0 })),
    rule: draft.rule,
    squashing: draft.squashing,
    steepness: steepnessOf(draft) ?? 1,
  };
}

/** Return a question that was kept as it would be put together now. */
export function draftOf(question: Question): Draft {
  return {
    ...question,
    pushes: question.pushes.map(({ word, to }) => {
      const how = (Object.keys(HELD) as How[]).find((one) => HELD[one] === to);
      return { word, how: how ?? "other", value: how ? "" : written(to) };
    }),
    steepness: String(question.steepness),
  };
}

/** Return a draft for a map: words it lacks are let go of. */
export function fittedTo(draft: Draft, map: MapHere): Draft {
  const here = new Set(map.words.map(({ key }) => key));
  return {
    ...draft,
    pushes: draft.pushes.map((push) => ({
      ...push,
      word: here.has(push.word) ? push.word : "",
    })),
  };
}
