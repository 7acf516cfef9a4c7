// A link of a map as people read it aloud; the same wording as results/maps/sentences.py.

import type { Say } from "./words";

const NAMES = ["map_low", "map_medium", "map_high"];

/** Which of the program's three strengths is nearest: 0, 1 or 2; the weaker of two. */
export function strength(weight: number, strengths: readonly number[]): number {
  const off = strengths.map((one) => Math.abs(one - Math.abs(weight)));
  return off.indexOf(Math.min(...off));
}

/** "More “stigma” leads to a drop in “asking for help”, strongly." */
export function linkSentence(
  t: Say,
  source: string,
  target: string,
  weight: number,
  strengths: readonly number[],
): string {
  const how = t(NAMES[strength(weight, strengths)] ?? "map_low");
  return t(weight < 0 ? "map_less" : "map_more", { source, target, how });
}
