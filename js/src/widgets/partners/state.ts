/** What the kernel tells of who is at the table. */

import type { ExerciseState, Message } from "../../shared/afm";
import type { Numeric, Option } from "../../shared/fields";
import { locale } from "../../shared/locale";
import type { Field } from "../../shared/record_list_fields";
import type { TeamRecord } from "../../shared/records";
import type { Say } from "../../shared/words";

/** The ladder, from its foot; the order of `Level` in `model/partners.py`. */
export const LEVELS = [
  "none",
  "networking",
  "coordinating",
  "cooperating",
  "collaborating",
] as const;
export type Level = (typeof LEVELS)[number];

/** What is sent of a partner; "" where a new one's step of the ladder is not chosen yet. */
export interface PartnerFields {
  name: string;
  sectors: string[];
  people: Numeric;
  level_now: Level | "";
  level_wanted: Level | "";
  history: string;
  resistance: string;
  reach_out: string;
  reach_by: string | null;
}

export type Partner = PartnerFields & TeamRecord;

export const NEW_PARTNER: PartnerFields = {
  name: "",
  sectors: [],
  people: 0,
  level_now: "",
  level_wanted: "",
  history: "",
  resistance: "",
  reach_out: "",
  reach_by: null,
};

/** A sector of a list; `tick` is what puts a partner there, "" where that follows by itself. */
export interface Sector {
  id: string;
  name: string;
  includes: string;
  tick: string;
  state: "covered" | "in_mind" | "perhaps" | "nobody";
  partners: string[];
}

/** A list of sectors; the program's own has an empty id. */
export interface SectorList {
  id: string;
  name: string;
  covered: number;
  sectors: Sector[];
}

export type Presence = "yes" | "no" | "not_known";

export interface Seat extends TeamRecord {
  group: string;
  name: string;
  is_present: Presence | "";
}

export interface Outreach {
  id: string;
  name: string;
  who: string;
  by: string;
  is_past: boolean;
}

/** Traits of `widgets/partners.py`. */
export interface State extends ExerciseState {
  partners: Partner[];
  lists: SectorList[];
  seats: Seat[];
  outreach: Outreach[];
  people_at_table: number;
}

/** Whether more of a partner is wanted, the same, or less; "" while a step is not chosen. */
export function wantedOf({ level_now: now, level_wanted: then }: PartnerFields): string {
  if (!now || !then) return "";
  const way = LEVELS.indexOf(then) - LEVELS.indexOf(now);
  if (way === 0) return "same";
  return way > 0 ? "more" : "less";
}

/** Return the places of a list that a person ticks. */
export function ticksOf(list: SectorList | undefined): Option[] {
  return (list?.sectors ?? [])
    .filter(({ tick }) => tick)
    .map(({ tick, name }) => ({ value: tick, label: name }));
}

/** Return the seats with what was said here on top of the kernel's state. */
export function seatsNow(seats: Seat[], pending: readonly Message[]): Seat[] {
  const said = new Map(
    pending
      .filter(({ type }) => type === "seat")
      .map(({ group, is_present }) => [group, is_present as Presence]),
  );
  return seats.map((seat) => ({ ...seat, is_present: said.get(seat.group) ?? seat.is_present }));
}

/** Return a day such as `2026-03-31` as people write it. */
export function dayOf(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date).toLocaleDateString(locale(), {
    day: "numeric",
    month: "long",
    year: "numeric",
  });
}

/** Return the steps of the ladder as choices; `isTold` says what each means. */
export function levelOptions(t: Say, isTold: boolean): Option<Level>[] {
  return LEVELS.map((level) => ({
    value: level,
    label: t(`level_${level}`),
    ...(isTold ? { help: t(`what_${level}`) } : {}),
  }));
}

/** The fields in words. */
export function fieldsOf(t: Say, lists: SectorList[]): Field<PartnerFields>[] {
  const sectors = new Map(lists.flatMap(ticksOf).map(({ value, label }) => [value, label]));
  const level = (value: unknown): string => (value ? t(`level_${value}`) : "");
  return [
    { name: "name", kind: "text", label: t("name") },
    {
      name: "sectors",
      kind: "links",
      label: t("sectors"),
      options: [...sectors].map(([id, label]) => ({ id, label })),
    },
    { name: "people", kind: "whole", label: t("people"), least: 0, most: 1000 },
    { name: "level_now", kind: "own", label: t("now"), say: level },
    { name: "level_wanted", kind: "own", label: t("wanted"), say: level },
    { name: "history", kind: "writing", label: t("history") },
    { name: "resistance", kind: "writing", label: t("resistance") },
    { name: "reach_out", kind: "text", label: t("reach_out") },
    { name: "reach_by", kind: "date", label: t("reach_by") },
  ];
}
