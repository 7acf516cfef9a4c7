/** What a field of a record says, in words. */

import type { ComponentChildren } from "preact";
import { locale } from "./locale";
import {
  type Amount,
  type Choice,
  type Field,
  type Named,
  nameOf,
  valueIn,
  wordOf,
} from "./record_list_fields";
import type { Say } from "./words";

/** Return a day such as "2026-03-31" in words, as the kernel says it: "March 31, 2026". */
export function daySaid(day: string): string {
  return asDate(day).toLocaleDateString(locale(), { dateStyle: "long" });
}

/** Return the day of a moment such as "2026-03-31T14:05:00Z", by this device's clock. */
export function dayOfMoment(moment: string): string {
  return new Date(moment).toLocaleDateString(locale(), { dateStyle: "long" });
}

/** The midnight of a day by this device's clock, also in a year that is still being typed. */
function asDate(day: string): Date {
  return new Date(`${day}T00:00`);
}

/** Return a moment such as "2026-03-31T14:05:00Z" in words, by this device's clock. */
export function momentSaid(moment: string): string {
  const how = { dateStyle: "long", timeStyle: "short" } as const;
  return new Date(moment).toLocaleString(locale(), how);
}

// A number that six decimals would make 0 keeps two of its digits; a smaller one is none.
const DECIMALS = { maximumFractionDigits: 6 };
const TINY = { maximumSignificantDigits: 2 };
const [LEAST_OF_SIX, LEAST_SAID] = [5e-7, 1e-19];

/** Return a number in words as the kernel says it (`words/said.py`): "1,200", "12.5" and "−3". */
export function amountSaid(amount: number): string {
  const size = Math.abs(amount);
  if (size < LEAST_SAID) return "0";
  const how = size < LEAST_OF_SIX ? TINY : DECIMALS;
  return new Intl.NumberFormat(locale(), how).format(amount).replace("-", "−");
}

/** Return cents in words: "$1,200" or "$12.50". */
export function moneySaid(cents: number): string {
  const digits = { minimumFractionDigits: cents % 100 ? 2 : 0, maximumFractionDigits: 2 };
  const how = { style: "currency", currency: "USD", ...digits } as const;
  return new Intl.NumberFormat(locale(), how).format(cents / 100);
}

/** Return who somebody is, as the team's own pages say it. */
export function whoSaid(t: Say, people: readonly Choice[], who: Named): string {
  const name = who.person_id
    ? (people.find(({ id }) => id === who.person_id)?.label ?? t("who_member"))
    : who.name;
  if (!name) return who.role || t("who_member");
  return who.role ? `${name} (${who.role})` : name;
}

function labelsOf(t: Say, options: readonly Choice[], ids: readonly string[]): string[] {
  return ids.map((id) => options.find((one) => one.id === id)?.label ?? t("link_gone"));
}

function listSaid(parts: readonly ComponentChildren[]): ComponentChildren {
  if (!parts.length) return null;
  return (
    <ul>
      {parts.map((part, place) => (
        <li key={place} dir="auto">
          {part}
        </li>
      ))}
    </ul>
  );
}

/** Return one field's value in words; null where nobody said anything. */
export function said<F>(
  t: Say,
  field: Field<F>,
  value: unknown,
  fields: F = {} as F,
): ComponentChildren {
  if (field.kind === "own") return field.say(value, fields);
  if (field.kind === "check") return t(value ? "yes" : "no");
  if (value === null || value === undefined) return null;
  switch (field.kind) {
    case "date":
      return value ? daySaid(String(value)) : null;
    case "number":
      return typeof value === "number" ? amountSaid(value) : String(value);
    case "whole": // a year may be one: 2025 has no comma
      return String(value);
    case "money":
      return typeof value === "number" ? moneySaid(value) : String(value);
    case "select":
    case "radios":
      return wordOf(t, field.name, String(value)) || String(value) || null;
    case "link":
      return value ? (labelsOf(t, field.options, [String(value)])[0] ?? null) : null;
    case "links":
      return listSaid(labelsOf(t, field.options, value as string[]));
    case "who":
      return whoSaid(t, field.people, value as Named);
    case "whos":
      return listSaid((value as Named[]).map((who) => whoSaid(t, field.people, who)));
    case "rows":
      return listSaid((value as Row[]).map((row) => rowSaid(t, field.fields, row)));
    case "counts":
      return listSaid(
        Object.entries(value as Record<string, Amount>).map(
          ([id, count]) => `${labelsOf(t, field.of, [id])[0]}: ${count}`,
        ),
      );
    default:
      return String(value) || null;
  }
}

type Row = Record<string, unknown>;

/** Return a part of a list in one line: what it is about, and then the rest with its labels. */
function rowSaid(t: Say, fields: readonly Field<Row>[], row: Row): ComponentChildren {
  return fields
    .map((field, place) => {
      const value = valueIn(field, row);
      const words = said(t, field, value, row);
      if (words === null || value === 0) return null;
      return place ? [" · ", nameOf(t, field), " ", words] : words;
    })
    .filter((part) => part !== null);
}

/** Every field of a version of a record with its label; what nobody said is left out. */
export function AllSaid<F>({
  t,
  fields,
  values,
  only,
  before,
}: {
  t: Say;
  fields: readonly Field<F>[];
  values: Partial<F>;
  /** Only these fields, and then also an empty one. */
  only?: readonly string[];
  /** The version before, to be read beside this one. */
  before?: Partial<F>;
}) {
  const nothing = <span class="ci-help">{t("nothing_said")}</span>;
  return (
    <dl class="ci-said">
      {fields.map((field) => {
        const words = said(t, field, valueIn(field, values), values as F);
        if (only ? !only.includes(field.name) : words === null || words === false) return null;
        return (
          <div key={field.name}>
            <dt>{nameOf(t, field)}</dt>
            {before && (
              <dd dir="auto">
                <span class="ci-help">{t("history_was")}</span>{" "}
                {said(t, field, valueIn(field, before), before as F) ?? nothing}
              </dd>
            )}
            <dd dir="auto">
              {before && <span class="ci-help">{t("history_is")} </span>}
              {words ?? nothing}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
