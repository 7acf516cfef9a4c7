/** What the kernel tells of what comes first, and what this page knows on top of it. */

import type { ExerciseState, Message } from "../../shared/afm";

export const SCORED = ["hanlon", "impact_effort", "criteria"] as const;
export type Scored = (typeof SCORED)[number];
export type Way = "nominal" | Scored;
/** Whose sheet: this person's own, or the one the team agrees on. */
export type Who = "mine" | "team";

export interface Thing {
  id: string;
  text: string;
  /** A theme's ideas, or the ideas that stand under one title. */
  ideas: string[];
}

export interface Criterion {
  id: string;
  name: string;
  about: string;
  low: string;
  high: string;
}

/** Scores by part, of each thing; what is not there was not scored. */
export type Scores = Record<string, Record<string, number>>;

/** Scores that were given, or taken away where there is none. */
export type Changes = Record<string, Record<string, number | null>>;

export interface Sheet {
  scores: Scores;
  revision: number;
}

export const LETTERS = [
  "propriety",
  "economics",
  "acceptability",
  "resources",
  "legality",
] as const;
export type Answers = Partial<Record<(typeof LETTERS)[number], boolean>>;

export interface Gate {
  answers: Answers;
  revision: number;
}

export interface Part {
  title: string;
  sentences: string[];
  note: string;
}

export interface Detail {
  key: string;
  name: string;
  who: string;
  sentences: string[];
  columns: string[];
  rows: string[][];
}

/** All ways side by side, in words. */
export interface Result {
  columns: { key: string; name: string; who: string }[];
  rows: { id: string; text: string; places: string[] }[];
  parts: Part[];
  details: Detail[];
  too_few: string;
  later: number;
}

/** Traits of `widgets/priorities.py`. */
export interface State extends ExerciseState {
  things: Thing[];
  is_themes: boolean;
  left_out: number;
  criteria: Criterion[];
  mine: Partial<Record<Scored, Sheet>> & { nominal?: { picks: string[]; revision: number } };
  together: Partial<Record<Scored, Sheet>>;
  gates: Record<string, Gate>;
  result: Partial<Result>;
}

/** The name an own record, or one of the team, goes by in the outbox. */
export function sheetRecord(who: Who, way: Scored): string {
  return `${who}.${way}`;
}

export function gateRecord(id: string): string {
  return `gate.${id}`;
}

function last(pending: readonly Message[], isAsked: (message: Message) => boolean) {
  return pending.filter(isAsked).at(-1);
}

/** Return this person's choices as this page last left them, saved or not. */
export function picksNow(mine: State["mine"], pending: readonly Message[]): string[] {
  const message = last(pending, ({ type }) => type === "pick");
  return (message?.picks as string[] | undefined) ?? mine.nominal?.picks ?? [];
}

/** Return a sheet as this page last left it. */
export function scoresNow(
  sheet: Sheet | undefined,
  pending: readonly Message[],
  way: Scored,
  who: Who,
): Scores {
  const told = sheet?.scores ?? {};
  if (who === "team") return withChanges(told, changesNow(pending, way));
  const message = last(pending, (one) => isOf(one, way) && !one.is_together);
  return (message?.scores as Scores | undefined) ?? told;
}

function isOf(message: Message, way: Scored): boolean {
  return message.type === "score" && message.method === way;
}

/** Return what this page changed on the team's sheet and the kernel does not show yet. */
export function changesNow(pending: readonly Message[], way: Scored): Changes {
  return pending
    .filter((one) => isOf(one, way) && one.is_together)
    .reduce<Changes>((all, { scores }) => joined(all, scores as Changes), {});
}

/** Return changes with later ones on top. */
export function joined(changes: Changes, later: Changes): Changes {
  const all = { ...changes };
  for (const [id, parts] of Object.entries(later)) all[id] = { ...all[id], ...parts };
  return all;
}

/** Return a sheet with changes on top of it. */
export function withChanges(scores: Scores, changes: Changes): Scores {
  return Object.fromEntries(
    Object.entries(joined(scores, changes))
      .map(([id, parts]) => [
        id,
        Object.fromEntries(Object.entries(parts).filter(([, score]) => score !== null)),
      ])
      .filter(([, parts]) => Object.keys(parts as object).length > 0),
  );
}

/** Return the team's answers to the five questions about a thing, as this page last left them. */
export function answersNow(
  gate: Gate | undefined,
  pending: readonly Message[],
  id: string,
): Answers {
  const message = last(pending, (one) => one.type === "gate" && one.item_id === id);
  return (message?.answers as Answers | undefined) ?? gate?.answers ?? {};
}
