/** What each way asks of a thing, and the words of each score. */

import type { Option } from "../../shared/fields";
import type { Say } from "../../shared/words";
import type { Criterion, Scored } from "./state";

export interface Question {
  part: string;
  label: string;
  help: string;
  /** The highest score first. */
  options: Option[];
}

/** Scores whose words the catalogue has: of ten, each pair shares the words of the lower one. */
const OF_TEN = [10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0];
const OF_FIVE = [5, 4, 3, 2, 1];

/** Return what a way asks. */
export function questionsOf(t: Say, way: Scored, criteria: readonly Criterion[]): Question[] {
  const option = (score: number, meaning: string): Option => ({
    value: String(score),
    label: meaning ? t("scored_as", { score, meaning }) : String(score),
  });
  if (way === "hanlon")
    return ["size", "seriousness", "effectiveness"].map((part) => ({
      part,
      label: t(`hanlon_${part}`),
      help: t(`hanlon_${part}_help`),
      options: OF_TEN.map((score) => option(score, t(`score_${part}_${band(score)}`))),
    }));
  if (way === "impact_effort")
    return ["impact", "effort"].map((part) => ({
      part,
      label: t(`impact_effort_${part}`),
      help: "",
      options: OF_FIVE.map((score) => option(score, score % 2 ? t(`score_${part}_${score}`) : "")),
    }));
  return criteria.map(({ id, name, about, low, high }) => ({
    part: id,
    label: name,
    help: about,
    options: OF_FIVE.map((score) => option(score, score === 5 ? high : score === 1 ? low : "")),
  }));
}

/** Return the score whose words a score of ten has. */
function band(score: number): number {
  return score === 0 ? 0 : score - ((score + 1) % 2);
}
