/** What a sheet leaves empty, and what looks like a slip of the keyboard. */

import type { Say } from "../../shared/words";
import { clean } from "../../shared/writing";
import { type Ask, PICKS, type Sheet, written } from "./state";

/** Return what each step leaves empty, in words; nothing stands for a step that is full. */
export function leftEmpty(t: Say, sheet: Sheet, asks: readonly Ask[]): string[] {
  return asks.flatMap((ask) => {
    const { title } = ask;
    const [said, of] = saidOf(sheet, ask);
    if (!of) return said ? [] : [t("left_all", { title })];
    return said < of ? [t("left_some", { title, n: of - said, of })] : [];
  });
}

/** Return the first idea that is nothing but a number: keys meant for another field, perhaps. */
export function numberIdea(sheet: Sheet): string {
  const ideas = Object.values(sheet.ideas).flat().map(clean);
  return ideas.find((one) => /^[\p{N}\s]+$/u.test(one)) ?? "";
}

/** Return how much is said, and of how much; 0 where there is no such number. */
function saidOf(sheet: Sheet, { kind, step, ...ask }: Ask): [number, number] {
  const filled = (lines: readonly string[] = []): number => lines.filter(Boolean).length;
  const isEmptyList = !ask.items?.length;
  switch (kind) {
    case "rating":
      return [Object.keys(sheet.ratings[step] ?? {}).length, ask.statements?.length ?? 0];
    case "dot_vote":
      return isEmptyList ? [1, 0] : [filled(sheet.dots[step]), ask.dots ?? 0];
    case "priorities":
      return isEmptyList ? [1, 0] : [filled(sheet.picks[step]), PICKS];
    case "idea_board":
      return [filled(sheet.ideas[step]), 0];
    case "my_map":
      return [written(sheet.maps[step]?.sentences ?? []).length, 0];
  }
}
