/** What a list's form asks for, declared once: its fields, and what is wrong with one. */

import type { ComponentChildren } from "preact";
import { type Numeric, numberProblem } from "./fields";
import { nameProblem } from "./names";
import type { Say } from "./words";
import { whyNot } from "./writing";

/** A record that can be linked to, or a person, as the kernel's `choices` and `members` give it. */
export interface Choice {
  id: string;
  label: string;
}

/** Who reads a name. */
export const AUDIENCES = ["team", "cohort", "public"] as const;
export type Audience = (typeof AUDIENCES)[number];

/** Somebody who carries or did something (`Named` in `model/names.py`). */
export interface Named {
  person_id: string;
  name: string;
  role: string;
  said_yes: Audience[];
}

/** A number being written: as long as it is none, it is the text there is. */
export type Amount = Numeric;

type Sort<F> =
  | { kind: "text" | "writing" | "long" | "date" | "money" | "check" }
  | { kind: "number"; least?: number; most?: number }
  | { kind: "whole"; least: number; most: number }
  | { kind: "select" | "radios"; values: readonly string[] }
  | { kind: "link" | "links"; options: readonly Choice[] }
  | { kind: "who" | "whos"; people: readonly Choice[]; most?: number }
  // biome-ignore lint/suspicious/noExplicitAny: the parts of a list have fields of their own
  | { kind: "rows"; fields: readonly Field<any>[]; most: number }
  | { kind: "counts"; of: readonly Choice[]; most?: number }
  | {
      /** A field the widget asks for itself: in `beforeForm` or `afterForm`, or nowhere. */
      kind: "own";
      say: (value: unknown, fields: F) => ComponentChildren;
    };

/**
 * One field. Write `name` first and `kind` next: a test reads the catalogue's keys from that.
 *
 * Its words are `<name>_label`, and `<name>_help` where the catalogue has it; an option's
 * `<name>_<value>`, that of the value "" `<name>_none`; of rows also `<name>_add`.
 */
export type Field<F> = {
  name: keyof F & string;
  /** Text that may be left empty. Dates, numbers, links and people may be, unless `isNeeded`. */
  optional?: boolean;
  isNeeded?: boolean;
  /** Its words, where the catalogue has them under another key. */
  label?: string;
  /** Whether the field is there, for what else is filled in. */
  when?: (fields: F) => boolean;
} & Sort<F>;

/** A field's own word: `<name>_<part>`, or nothing where the catalogue has none. */
export function wordOf(t: Say, name: string, part: string): string {
  const key = [name, part || "none"].join("_");
  const said = t(key);
  return said === key ? "" : said;
}

export function labelOf<F>(t: Say, field: Field<F>): string {
  return field.label || wordOf(t, field.name, "label") || field.name;
}

/** A field's label where it is read: without what only the form says, and a colon. */
export function nameOf<F>(t: Say, field: Field<F>): string {
  const label = labelOf(t, field);
  const ending = [t("leave_empty"), ":"].find((one) => label.endsWith(one)) ?? "";
  return label.slice(0, label.length - ending.length).trim();
}

/** A field's value; what the declaration names is in every record of the list. */
export function valueIn<F>(field: Field<F>, fields: Partial<F>): unknown {
  return fields[field.name];
}

export function isThere<F>(field: Field<F>, fields: F): boolean {
  return field.kind !== "own" && (field.when?.(fields) ?? true);
}

/** Return an empty part of a list, for its fields. */
export function blankOf(fields: readonly Field<Row>[]): Row {
  return Object.fromEntries(fields.map((field) => [field.name, blankValue(field)]));
}

function blankValue<F>(field: Field<F>): unknown {
  switch (field.kind) {
    case "check":
      return false;
    case "whole":
      return field.isNeeded ? null : field.least;
    case "date":
    case "number":
    case "money":
    case "who":
      return null;
    case "links":
    case "whos":
    case "rows":
      return [];
    case "counts":
      return {};
    case "select":
    case "radios":
      return field.values[0] ?? "";
    default:
      return "";
  }
}

/** Return what is wrong with each field that is there, in words. */
export function problemsOf<F>(
  t: Say,
  fields: readonly Field<F>[],
  values: F,
): { [Name in keyof F]?: string } {
  const found: { [Name in keyof F]?: string } = {};
  for (const field of fields) {
    const problem = isThere(field, values) ? problemOf(t, field, valueIn(field, values)) : "";
    if (problem) found[field.name] = problem;
  }
  return found;
}

/** As much money as the record holds, in cents (`Cents` in `model/activities.py`). */
const MOST_CENTS = 1e12;

function problemOf<F>(t: Say, field: Field<F>, value: unknown): string {
  const isNeeded = field.isNeeded ?? false;
  switch (field.kind) {
    case "text":
      return nameProblem(t, String(value ?? ""), !field.optional);
    case "writing":
      return whyNot(t, String(value ?? ""), !field.optional);
    case "long":
      return whyNot(t, String(value ?? ""), !field.optional, MOST_LONG);
    case "number":
      return amountProblem(t, value as Amount, { ...field, isNeeded });
    case "money":
      return amountProblem(t, value as Amount, { least: 0, most: MOST_CENTS, isNeeded }, true);
    case "whole":
      return numberProblem(t, value as Amount, { ...field, isNeeded });
    case "who":
      return whoProblem(t, value as Named | null) || (isNeeded && !value ? t("choose_first") : "");
    case "whos":
      return (value as Named[]).some((one) => whoProblem(t, one)) ? t("look_below") : "";
    case "rows":
      return writtenRows(field.fields, value).some((row) => !isFine(t, field.fields, row))
        ? t("look_below")
        : "";
    case "counts":
      return Object.values(value as Record<string, Amount>).some((one) =>
        countProblem(t, field, one),
      )
        ? t("look_below")
        : "";
    default:
      return isNeeded && !(Array.isArray(value) ? value.length : value) ? t("choose_first") : "";
  }
}

/** As many letters as a long text of the record has (`Text` in `model/text.py`). */
export const MOST_LONG = 2000;

type Row = Record<string, unknown>;

/** The parts of a list that somebody wrote in. */
function writtenRows(fields: readonly Field<Row>[], rows: unknown): Row[] {
  const empty = JSON.stringify(blankOf(fields));
  return (rows as Row[]).filter((row) => JSON.stringify(row) !== empty);
}

function isFine<F>(t: Say, fields: readonly Field<F>[], values: F): boolean {
  return Object.keys(problemsOf(t, fields, values)).length === 0;
}

export function countProblem(t: Say, { most = 500 }: { most?: number }, value: Amount): string {
  return numberProblem(t, value, { least: 0, most });
}

export function whoProblem(t: Say, who: Named | null): string {
  if (!who || who.person_id) return who ? nameProblem(t, who.role, false) : "";
  if (!who.name.trim() && !who.role.trim()) return t("who_first");
  return nameProblem(t, who.name, false) || nameProblem(t, who.role, false);
}

function amountProblem(
  t: Say,
  value: Amount,
  { least = -1e12, most = 1e12, isNeeded }: { least?: number; most?: number; isNeeded: boolean },
  isMoney = false,
): string {
  if (value === null) return isNeeded ? t("number_first") : "";
  if (typeof value === "number" && value >= least && value <= most) return "";
  if (typeof value === "string") return t(isMoney ? "money_how" : "amount_how", { text: value });
  return t("amount_between", { text: String(value), least, most });
}

/**
 * Return fields as they are saved: parts nobody wrote in are left out, and what is not there for
 * what else is filled in is as in a blank one where it could not be saved.
 */
export function readied<F>(t: Say, fields: readonly Field<F>[], values: F, blank: F): F {
  const ready = { ...values };
  for (const field of fields) {
    const { name } = field;
    if (field.kind !== "own" && !isThere(field, values) && problemOf(t, field, values[name]))
      ready[name] = blank[name];
    if (field.kind === "rows")
      ready[name] = writtenRows(field.fields, values[name]) as F[typeof name];
  }
  return ready;
}
