/** What is wrong with a sheet before it is sent: in words, and at which field. */

import type { Say } from "../../shared/words";
import { clean, whyNot } from "../../shared/writing";
import { type Ask, counted, isEmpty, type Sheet, written } from "./state";

/** `field` is as `fieldAt` writes it, and nothing where the whole sheet is meant. */
export interface Problem {
  text: string;
  field: string;
}

/** Return the name of a field of a step: its part, and its place there. */
export function fieldAt(ask: Ask, ...place: (string | number)[]): string {
  return [ask.step, ...place].join(" ");
}

/** Return why a sheet cannot be saved, in the order of its fields; nothing where it can. */
export function problemsOf(t: Say, sheet: Sheet, asks: readonly Ask[]): Problem[] {
  const found = asks.flatMap((ask) => problemsOfAsk(t, sheet, ask));
  if (found.length || !isEmpty(sheet)) return found;
  return [{ text: t(sheet.revision ? "nothing_left" : "nothing_yet"), field: "" }];
}

function problemsOfAsk(t: Say, sheet: Sheet, ask: Ask): Problem[] {
  switch (ask.kind) {
    case "idea_board":
      return (sheet.ideas[ask.step] ?? []).flatMap((one, place) => {
        const text = whyNot(t, one, false);
        return text ? [{ text, field: fieldAt(ask, "idea", place) }] : [];
      });
    case "dot_vote":
      return problemsOfDots(t, sheet, ask);
    case "priorities":
      return [...problemsOfPicks(t, sheet, ask), ...problemsOfScores(t, sheet, ask)];
    case "my_map":
      return problemsOfMap(t, sheet, ask);
    default:
      return [];
  }
}

function labelOf(ask: Ask, id: string): string {
  return ask.items?.find(({ value }) => value === id)?.label ?? "";
}

function problemsOfDots(t: Say, sheet: Sheet, ask: Ask): Problem[] {
  const [slots, most] = [sheet.dots[ask.step] ?? [], ask.dots_each ?? 0];
  return Object.entries(counted(slots))
    .filter(([, n]) => n > most)
    .map(([id]) => ({
      text: t("dots_too_many", { n: most, text: labelOf(ask, id) }),
      field: fieldAt(ask, "slot", slots.lastIndexOf(id)),
    }));
}

function problemsOfPicks(t: Say, sheet: Sheet, ask: Ask): Problem[] {
  const picks = sheet.picks[ask.step] ?? [];
  return picks.flatMap((id, place) =>
    id && picks.indexOf(id) < place
      ? [
          {
            text: t("pick_twice", { text: labelOf(ask, id) }),
            field: fieldAt(ask, "slot", place),
          },
        ]
      : [],
  );
}

function problemsOfScores(t: Say, sheet: Sheet, ask: Ask): Problem[] {
  const found: Problem[] = [];
  for (const { method, parts } of ask.ways ?? [])
    for (const [thing, typed] of Object.entries(sheet.scores[ask.step]?.[method] ?? {}))
      for (const { id, least, most } of parts) {
        const text = clean(typed[id] ?? "");
        const isScore = /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most;
        if (text && !isScore)
          found.push({
            text: t("number_between", { text, least, most }),
            field: fieldAt(ask, method, thing, id),
          });
      }
  return found;
}

function problemsOfMap(t: Say, sheet: Sheet, ask: Ask): Problem[] {
  const { sentences = [], isHandedIn = false } = sheet.maps[ask.step] ?? {};
  const found: Problem[] = [];
  const seen = new Set<string>();
  for (const [{ source, sign, target, strength }, n] of written(sentences)) {
    const say = (text: string, part: string): void => {
      if (text) found.push({ text, field: fieldAt(ask, n, part) });
    };
    const ends = [source, target].map((one) => clean(one).toLowerCase());
    const parts = { source: ends[0], sign, target: ends[1], strength };
    const missing = Object.entries(parts).find(([, one]) => !one)?.[0];
    const key = JSON.stringify(ends);
    if (missing) say(t("link_half", { n }), missing);
    else if (ends[0] === ends[1]) say(t("link_same", { n }), "target");
    else if (seen.has(key)) say(t("link_twice", { n }), "source");
    say(whyNot(t, source, false), "source");
    say(whyNot(t, target, false), "target");
    seen.add(key);
  }
  if (isHandedIn && !seen.size)
    found.push({ text: t("handed_in_empty"), field: fieldAt(ask, "handed_in") });
  return found;
}
