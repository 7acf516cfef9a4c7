/** What is wrong with a sheet before it is sent: the first thing, in words. */

import type { Say } from "../../shared/words";
import { clean, whyNot } from "../../shared/writing";
import { type Ask, counted, isEmpty, type Sheet, written } from "./state";

/** Return why a sheet cannot be saved, or nothing. */
export function problemOf(t: Say, sheet: Sheet, asks: readonly Ask[]): string {
  for (const ask of asks) {
    const problem = problemOfAsk(t, sheet, ask);
    if (problem) return problem;
  }
  return isEmpty(sheet) ? t(sheet.revision ? "nothing_left" : "nothing_yet") : "";
}

function problemOfAsk(t: Say, sheet: Sheet, ask: Ask): string {
  const label = (id: string): string => ask.items?.find(({ value }) => value === id)?.label ?? "";
  const most = ask.dots_each ?? 0;
  switch (ask.kind) {
    case "idea_board":
      return (sheet.ideas[ask.step] ?? []).map((one) => whyNot(t, one, false)).find(Boolean) ?? "";
    case "dot_vote": {
      const dots = counted(sheet.dots[ask.step] ?? []);
      const over = Object.keys(dots).find((id) => (dots[id] ?? 0) > most);
      return over ? t("dots_too_many", { n: most, text: label(over) }) : "";
    }
    case "priorities": {
      const picks = (sheet.picks[ask.step] ?? []).filter(Boolean);
      const twice = picks.find((id, place) => picks.indexOf(id) < place);
      return twice ? t("pick_twice", { text: label(twice) }) : problemOfScores(t, sheet, ask);
    }
    case "my_map":
      return problemOfMap(t, sheet, ask);
    default:
      return "";
  }
}

function problemOfScores(t: Say, sheet: Sheet, { step, ways = [] }: Ask): string {
  for (const { method, parts } of ways)
    for (const { id, least, most } of parts)
      for (const thing of Object.values(sheet.scores[step]?.[method] ?? {})) {
        const text = clean(thing[id] ?? "");
        const isScore = /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most;
        if (text && !isScore) return t("number_between", { text, least, most });
      }
  return "";
}

function problemOfMap(t: Say, sheet: Sheet, { step }: Ask): string {
  const { sentences = [], isHandedIn = false } = sheet.maps[step] ?? {};
  const seen = new Set<string>();
  for (const [{ source, sign, target, strength }, n] of written(sentences)) {
    const ends = [source, target].map((one) => clean(one).toLowerCase());
    if (!ends[0] || !ends[1] || !sign || !strength) return t("link_half", { n });
    if (ends[0] === ends[1]) return t("link_same", { n });
    const tooLong = [source, target].map((one) => whyNot(t, one, false)).find(Boolean);
    if (tooLong) return tooLong;
    const key = JSON.stringify(ends);
    if (seen.has(key)) return t("link_twice", { n });
    seen.add(key);
  }
  return isHandedIn && seen.size === 0 ? t("handed_in_empty") : "";
}
