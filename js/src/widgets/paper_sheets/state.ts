/** What stands on a sheet while it is typed in, and what is sent of it. */

import type { ExerciseState, Message } from "../../shared/afm";
import type { Option } from "../../shared/fields";
import { clean } from "../../shared/writing";

export type Answer = number | "dont_know" | "prefer_not";

/** One thing a person fills in; which of the fields are there is said in `visit/paper/shown.py`. */
export interface Ask {
  kind: "rating" | "idea_board" | "dot_vote" | "priorities" | "my_map";
  step: string;
  title: string;
  workbook: string;
  scale?: string[];
  statements?: { id: string; text: string }[];
  items?: Option[];
  ways?: Way[];
  /** Where the team itself types in what it agreed on. */
  place?: { workbook: string; step: string };
  dots?: number;
  dots_each?: number;
  words?: string[];
  strengths?: number[];
}

/** A way of scoring: what it asks of each thing. */
export interface Way {
  method: string;
  title: string;
  parts: { id: string; label: string; least: number; most: number }[];
}

/** Scores as typed, by thing and part. */
export type Scored = Record<string, Record<string, string>>;

export interface Occasion {
  id: string;
  name: string;
  date: string;
  is_to_come: boolean;
  closed: string[];
}

export interface Listed {
  id: string;
  revision: number;
  occasion: string;
  name: string;
  sector: string;
  said: Record<string, number>;
  is_theirs: boolean;
  is_mine: boolean;
}

export interface State extends ExerciseState {
  occasions: Occasion[];
  occasion: string;
  sectors: { id: string; name: string }[];
  asks: Ask[];
  sheets: Listed[];
  lists: { workbook: string; book: string; step: string; title: string; is_scored: boolean }[];
}

/** A sentence of a map; what is not chosen yet is empty. */
export interface Sentence {
  source: string;
  sign: "" | "more" | "less";
  target: string;
  strength: string;
}

/** Answers by step, as they are typed. */
export interface Typed {
  ratings: Record<string, Record<string, Answer>>;
  ideas: Record<string, string[]>;
  dots: Record<string, string[]>;
  picks: Record<string, string[]>;
  scores: Record<string, Record<string, Scored>>;
  maps: Record<string, { sentences: Sentence[]; isHandedIn: boolean }>;
}

/** A sheet on the form; `revision` 0 is a new one. */
export interface Sheet extends Typed {
  id: string;
  revision: number;
  occasion: string;
  name: string;
  /** There is a name, and this reader is not told it. */
  isNameHeld: boolean;
  sector: string;
}

export const NOTHING: Typed = { ratings: {}, ideas: {}, dots: {}, picks: {}, scores: {}, maps: {} };

/** How many things a person puts first. */
export const PICKS = 5;

const BLANK_SENTENCE: Sentence = { source: "", sign: "", target: "", strength: "" };

/** Return lines with an empty one at their end, for the next. */
export function withNext(lines: readonly string[]): string[] {
  const written = lines.reduce((last, one, place) => (one ? place + 1 : last), 0);
  return [...lines.slice(0, written), ""];
}

/** Return sentences with an empty one at their end. */
export function withNextSentence(sentences: readonly Sentence[]): Sentence[] {
  const last = sentences.at(-1);
  return last && !isWritten(last) ? [...sentences] : [...sentences, { ...BLANK_SENTENCE }];
}

function isWritten({ source, sign, target, strength }: Sentence): boolean {
  return [source, sign, target, strength].some((one) => clean(one) !== "");
}

/** Return the sentences something stands in, each with its number on the form. */
export function written(sentences: readonly Sentence[]): [Sentence, number][] {
  return sentences
    .map((one, place): [Sentence, number] => [one, place + 1])
    .filter(([one]) => isWritten(one));
}

/** Return what is sent of a sheet, without its number and its type. */
export function contentOf(sheet: Sheet, asks: readonly Ask[]): Record<string, unknown> {
  const dots = byStep(sheet.dots, (slots) => counted(slots));
  const ideas = byStep(sheet.ideas, (lines) => lines.map(clean).filter(Boolean));
  const picks = byStep(sheet.picks, (slots) => slots.filter(Boolean));
  const maps = byStep(sheet.maps, ({ sentences, isHandedIn }, step) => ({
    links: written(sentences).map(([one]) => linkOf(one, strengthsOf(asks, step))),
    is_handed_in: isHandedIn,
  }));
  return {
    occasion: sheet.occasion,
    name: sheet.isNameHeld && !clean(sheet.name) ? null : clean(sheet.name),
    sector: sheet.sector,
    ratings: filled(sheet.ratings),
    ideas: filled(ideas),
    dots: filled(dots),
    picks: filled(picks),
    scores: filled(byStep(sheet.scores, (ways) => filled(byStep(ways, numbersOf)))),
    maps: Object.fromEntries(
      Object.entries(maps).filter(([, one]) => one.links.length > 0 || one.is_handed_in),
    ),
  };
}

/** Whether anything of a step stands on a sheet. */
export function holds(sheet: Sheet, { step }: Ask): boolean {
  return answersOf(sheet).some((byStep) => step in byStep);
}

/** Whether there is anything on a sheet that would be lost. */
export function isHalfTyped(sheet: Sheet): boolean {
  return sheet.revision > 0 || !isEmpty(sheet) || clean(sheet.name) !== "" || sheet.sector !== "";
}

/** Whether nobody's answer stands on a sheet, whoever it is of. */
export function isEmpty(sheet: Sheet): boolean {
  return answersOf(sheet).every((byStep) => !Object.keys(byStep).length);
}

function answersOf(sheet: Sheet): object[] {
  const { occasion: _, name: __, sector: ___, ...answers } = contentOf(sheet, []);
  return Object.values(answers) as object[];
}

/** Return the sheet that a message or the kernel's answer says. */
export function sheetOf(said: Message, asks: readonly Ask[], revision: number): Sheet {
  const of = <Value>(name: string) => (said[name] ?? {}) as Record<string, Value>;
  const maps = of<{
    links: { source: string; target: string; weight: number }[];
    is_handed_in: boolean;
  }>("maps");
  return {
    id: String(said.record_id),
    revision,
    occasion: String(said.occasion),
    name: typeof said.name === "string" ? said.name : "",
    isNameHeld: said.name === null,
    sector: String(said.sector ?? ""),
    ratings: of("ratings"),
    ideas: of("ideas"),
    dots: byStep(of<Record<string, number>>("dots"), (ballot) =>
      Object.entries(ballot).flatMap(([id, n]) => Array<string>(n).fill(id)),
    ),
    picks: of("picks"),
    scores: byStep(of<Record<string, Record<string, Record<string, number>>>>("scores"), (ways) =>
      byStep(ways, (things) => byStep(things, (parts) => byStep(parts, String))),
    ),
    maps: byStep(maps, ({ links, is_handed_in }, step) => ({
      sentences: links.map(({ source, target, weight }) => ({
        source,
        target,
        sign: weight < 0 ? "less" : "more",
        strength: String(nearest(Math.abs(weight), strengthsOf(asks, step))),
      })),
      isHandedIn: is_handed_in,
    })),
  };
}

/** Return scores as numbers; a thing without one is left out. */
function numbersOf(things: Scored): Record<string, Record<string, number>> {
  return filled(
    byStep(things, (parts) =>
      Object.fromEntries(
        Object.entries(parts)
          .filter(([, text]) => clean(text))
          .map(([part, text]) => [part, Number(clean(text))]),
      ),
    ),
  );
}

function linkOf({ source, sign, target, strength }: Sentence, strengths: readonly number[]) {
  const weight = strengths[Number(strength)] ?? 0;
  return {
    source: clean(source),
    target: clean(target),
    weight: sign === "less" ? -weight : weight,
  };
}

function strengthsOf(asks: readonly Ask[], step: string): readonly number[] {
  return asks.find((one) => one.step === step)?.strengths ?? [];
}

function nearest(weight: number, strengths: readonly number[]): number {
  const away = strengths.map((one) => Math.abs(one - weight));
  return Math.max(0, away.indexOf(Math.min(...away)));
}

/** Return how many dots each thing has. */
export function counted(slots: readonly string[]): Record<string, number> {
  const dots: Record<string, number> = {};
  for (const id of slots) if (id) dots[id] = (dots[id] ?? 0) + 1;
  return dots;
}

function byStep<From, To>(
  all: Record<string, From>,
  make: (one: From, step: string) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(all).map(([step, one]) => [step, make(one, step)]));
}

function filled<Value extends object>(all: Record<string, Value>): Record<string, Value> {
  return Object.fromEntries(Object.entries(all).filter(([, one]) => Object.keys(one).length > 0));
}
