/** What the kernel tells of a team's days, and how they stand to today. */

import type { ExerciseState } from "../../shared/afm";
import { locale } from "../../shared/locale";

export interface Thing {
  day: string;
  what: string;
  kind: string;
  id: string;
  state: "open" | "done" | "stopped";
}

/** Traits of `widgets/timeline.py`. */
export interface State extends ExerciseState {
  things: Thing[];
  today: string;
}

export interface Month {
  /** Such as "2026-03". */
  key: string;
  things: Thing[];
}

// What is there on its day and leaves nothing to be done.
const HAPPENS = ["forum", "program_meeting", "meeting", "next_meeting", "win"];

/** Return days by month, in the order they come in. */
export function months(things: readonly Thing[]): Month[] {
  const found = new Map<string, Thing[]>();
  for (const one of things) {
    const key = one.day.slice(0, 7);
    found.set(key, [...(found.get(key) ?? []), one]);
  }
  return [...found].map(([key, here]) => ({ key, things: here }));
}

/** Return the day that comes next; things of that day are all next. */
export function nextDay(things: readonly Thing[], today: string): string {
  return things.find(({ day, state }) => day >= today && state === "open")?.day ?? "";
}

export type When = "done" | "stopped" | "today" | "next" | "passed" | "";

/** Return how a thing stands to today; nothing where the place it has says enough. */
export function whenOf({ day, kind, state }: Thing, today: string, next: string): When {
  const happens = HAPPENS.includes(kind);
  if (state === "stopped") return "stopped";
  if (state === "done") return happens ? "" : "done";
  if (day === today) return "today";
  if (day > today) return day === next ? "next" : "";
  return happens ? "" : "passed";
}

/** Return a month such as "2026-03" in words. */
export function monthSaid(month: string): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  const how = { month: "long", year: "numeric" } as const;
  return new Date(year, number - 1, 1).toLocaleDateString(locale(), how);
}
