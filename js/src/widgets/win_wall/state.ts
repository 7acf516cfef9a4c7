/** What the kernel tells of the wall. */

import type { ExerciseState, Message } from "../../shared/afm";
import type { Choice } from "../../shared/record_list_fields";

export interface Thanks {
  text: string;
  by: string;
  is_signed: boolean;
  is_guest: boolean;
  is_mine: boolean;
}

export interface Card {
  id: string;
  title: string;
  done_on: string;
  story: string;
  evidence: string;
  is_ours: boolean;
  goal_id: string;
  goal: string;
  measure: string;
  activities: string[];
  condition: string;
  sector_ids: string[];
  sectors: string[];
  partners: string[];
  thanks_to: string[];
  learned: string;
  next_win: string;
  next_by: string;
  thanks: Thanks[];
}

/** This person's own thanks for a win; the text is empty where they were taken back. */
export interface Mine {
  revision: number;
  text: string;
  is_signed: boolean;
  in_report: boolean;
}

export interface Reading {
  measure_id: string;
  on: string;
  value: number;
}

export interface Month {
  month: string;
  wins: string[];
  readings: Reading[];
}

export interface Measure extends Choice {
  unit: string;
}

export interface State extends ExerciseState {
  wins: Card[];
  mine: Record<string, Mine>;
  goals: Choice[];
  sectors: Choice[];
  months: Month[];
  measures: Measure[];
  written_in: string;
}

/** Return this person's own thanks for a win, with what is not saved yet. */
export function mineNow(
  winId: string,
  mine: Record<string, Mine>,
  pending: readonly Message[],
): Mine | undefined {
  const last = pending.filter(({ win_id }) => win_id === winId).at(-1);
  const known = mine[winId];
  if (!last) return known;
  const text = last.type === "thank" ? String(last.text) : "";
  return {
    revision: known?.revision ?? 0,
    text,
    is_signed: last.is_signed === true,
    in_report: last.in_report === true,
  };
}

/** What the wall is narrowed down to: "" is all, "none" a win without a goal. */
export interface Filter {
  goal: string;
  sector: string;
}
export const WITHOUT = "none";

export function filtered(wins: readonly Card[], { goal, sector }: Filter): Card[] {
  return wins.filter(
    (win) =>
      (!goal || win.goal_id === (goal === WITHOUT ? "" : goal)) &&
      (!sector || win.sector_ids.includes(sector)),
  );
}
