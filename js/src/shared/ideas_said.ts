/** How many ideas there are, by one rule on every page: each counts that somebody wrote. */

import type { Say } from "./words";

/** Return "18 ideas, 4 of them put together with others"; `cards` is how many stand on each. */
export function ideasSaid(t: Say, cards: number[]): string {
  const sum = (some: number[]): number => some.reduce((all, one) => all + one, 0);
  const all = t("ideas", { n: sum(cards) });
  const together = sum(cards.filter((one) => one > 1));
  return together ? t("ideas_together", { n: together, all }) : all;
}

/** How many ideas stand in one thing of the wall; `originals` is empty where one stands alone. */
export function ideasIn({ originals }: { originals: string[] }): number {
  return Math.max(1, originals.length);
}
