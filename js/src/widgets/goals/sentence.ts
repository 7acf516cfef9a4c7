/**
 * A goal as it is read while somebody types: its sentence, its change in words, what is missing.
 *
 * The same as `results/plans/goal_sentences.py` and `analysis/goal_checks.py` say of it once it is saved;
 * `tests/goal_cases.json` holds both to it.
 */

import type { Amount } from "../../shared/record_list_fields";
import { daySaid, amountSaid as numberSaid } from "../../shared/record_list_said";
import type { Say } from "../../shared/words";
import { clean } from "../../shared/writing";
import type { Fields } from "./state";

export interface Part {
  text: string;
  isBlank: boolean;
}

/** Something a goal lacks: the field it is about, and why, in a sentence. */
export interface Lack {
  check: string;
  key: string;
  text: string;
  /** What is written contradicts something else that is written. */
  isClash: boolean;
}

const PERCENT = ["%", "percent", "per cent"];
// What no share of a baseline is told beyond, as in the kernel: the baseline is too near to 0.
const LARGEST_SHARE = 1e12;

// From 1.9 times on a rise is said in times: "nearly" up to so much below, exact within so little.
const FROM_TWICE = 0.9;
const NEARLY = 0.3;
const AS_GOOD_AS = 0.02;

// Units people type most; of any other nobody can tell how one of them is said.
const ONE_OF = new Map(
  (
    "minutes minute hours hour days day nights night weeks week months month years year " +
    "people person places place calls call minutos minuto horas hora días día noches noche " +
    "semanas semana meses mes años año personas persona lugares lugar llamadas llamada"
  )
    .split(" ")
    .flatMap((many, at, all) => (at % 2 ? [] : [[many, all[at + 1] ?? many] as const])),
);

// Sums of decimals are off in their last places: 0.1 + 0.2 is 0.30000000000000004.
const CLOSE = 1e-9;

/** Whether two numbers are the same but for how a computer rounds, as in the kernel. */
export function isClose(one: number, other: number): boolean {
  return Math.abs(one - other) <= CLOSE * Math.max(Math.abs(one), Math.abs(other));
}

/** Return a goal's sentence in parts, with blanks for what is not written yet. */
export function goalParts(t: Say, goal: Fields): Part[] {
  const said: Record<string, string> = {
    by: goal.by ? daySaid(goal.by) : "",
    population: clean(goal.population),
    measure: clean(goal.measure),
    direction: goal.direction && t(`goal_${goal.direction}`),
    baseline: amountSaid(goal, goal.baseline),
    source: clean(goal.source),
    year: typeof goal.year === "number" ? String(goal.year) : "",
    target: amountSaid(goal, goal.target),
  };
  const parts: Part[] = [];
  // Said with no blanks filled in: they are parts of their own.
  for (const [place, piece] of t("goal_sentence")
    .split(/\{(\w+)\}/)
    .entries()) {
    if (place % 2 === 0) parts.push({ text: piece, isBlank: false });
    else if (said[piece]) parts.push({ text: said[piece], isBlank: false });
    else parts.push({ text: t("blank", { text: t(`blank_${piece}`) }), isBlank: true });
    if (piece === "target" && place % 2 && goal.unit && !isPercent(goal))
      parts.push({ text: ` ${unitOf(goal)}`, isBlank: false });
  }
  return parts.filter(({ text }) => text);
}

/** Return the unit as it stands beside the target: one day, two days; as in the kernel. */
function unitOf({ target, unit }: Fields): string {
  const said = clean(unit);
  return (target === 1 && ONE_OF.get(said.toLowerCase())) || said;
}

/** Whether the sentence says anything of this goal yet. */
export function isBegun({ by, population, measure, direction, baseline, target }: Fields): boolean {
  return Boolean(by || population || measure || direction || baseline !== null || target !== null);
}

/** Return how much a goal asks for, in percent, or nothing where there is nothing to tell. */
export function changeSaid(t: Say, goal: Fields): string {
  const { baseline, target } = goal;
  if (typeof baseline !== "number" || typeof target !== "number") return "";
  if (isClose(baseline, target)) return "";
  if (baseline === 0) return t("change_zero");
  const share = (target - baseline) / Math.abs(baseline);
  if (Math.abs(share) > LARGEST_SHARE) return t("change_none");
  const blanks = {
    percent: sizeSaid(t, 100 * Math.abs(share)),
    points: sizeSaid(t, Math.abs(target - baseline)),
  };
  const isMore = target > baseline;
  if (!isPercent(goal) && isMore && share >= FROM_TWICE) return timesSaid(t, 1 + share);
  if (isPercent(goal)) return t(isMore ? "change_points_more" : "change_points_less", blanks);
  return t(isMore ? "change_more" : "change_less", blanks);
}

/** Return a rise as people say it aloud: "nearly four times what it was". */
function timesSaid(t: Say, ratio: number): string {
  const whole = Math.floor(ratio + NEARLY);
  const name = t("change_times_names").split(", ")[whole - 2];
  const times = name ?? t("change_times_many", { n: numberSaid(whole) });
  const off = ratio - whole;
  if (Math.abs(off) < AS_GOOD_AS) return t("change_times", { times });
  return t(off < 0 ? "change_times_nearly" : "change_times_over", { times });
}

/**
 * Return what a goal still lacks, each with its reason, in the order of the form.
 *
 * `links` counts the needs and levers it comes from that still stand; `start` is when it was begun.
 */
export function lacksOf(t: Say, goal: Fields, links: number, start: string): Lack[] {
  const { by, baseline, target, direction } = goal;
  const found: string[] = [];
  const need = (check: string, isThere: unknown): void => {
    if (!isThere) found.push(check);
  };
  need("by", by);
  if (by && by <= start) found.push("by_early");
  need("population", clean(goal.population));
  need("measure", clean(goal.measure));
  need("unit", clean(goal.unit));
  need("direction", direction);
  need("baseline", typeof baseline === "number");
  need("source", clean(goal.source));
  need("year", typeof goal.year === "number");
  need("target", typeof target === "number");
  if (typeof baseline === "number" && typeof target === "number") {
    if (isClose(target, baseline)) found.push("target_same");
    else if (direction === "rise" && target < baseline) found.push("target_rise");
    else if (direction === "fall" && target > baseline) found.push("target_fall");
  }
  need("owner", goal.owner && (goal.owner.person_id || goal.owner.name || goal.owner.role));
  need("links", links);
  const blanks = {
    by: by ? daySaid(by) : "",
    start: daySaid(start),
    baseline: amountSaid(goal, baseline),
    target: amountSaid(goal, target),
  };
  return found.map((key) => {
    const check = key.replace(/_.*/, "");
    return { check, key, text: t(`lack_${key}`, blanks), isClash: key !== check };
  });
}

function isPercent(goal: Fields): boolean {
  return PERCENT.includes(clean(goal.unit).toLowerCase());
}

/** A number being typed may be no number yet: then nothing is said of it. */
function amountSaid(goal: Fields, amount: Amount): string {
  if (typeof amount !== "number") return "";
  return numberSaid(amount) + (isPercent(goal) ? "%" : "");
}

function sizeSaid(t: Say, size: number): string {
  const tenths = Math.floor(size * 10 + 0.5) / 10;
  return tenths ? numberSaid(tenths) : t("change_tiny");
}
