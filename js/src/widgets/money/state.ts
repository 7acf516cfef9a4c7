/** What the kernel tells of a team's two ledgers. */

import type { ExerciseState } from "../../shared/afm";
import type { Amount, Choice } from "../../shared/record_list_fields";
import type { TeamRecord } from "../../shared/records";

export const LEDGERS = ["project_manager", "implementation"] as const;
export const SORTS = ["received", "planned", "spent"] as const;
export type LedgerName = (typeof LEDGERS)[number];

export interface Fields {
  ledger: LedgerName;
  sort: (typeof SORTS)[number];
  amount: Amount;
  on: string | null;
  what: string;
  activity_id: string;
}

export type Line = Fields & TeamRecord;

/** The sums of a ledger, in cents. */
export interface Sums {
  name: LedgerName;
  received: number;
  planned: number;
  spent: number;
  left: number;
  free: number;
}

export interface ActivityMoney {
  activity_id: string;
  cost: number | null;
  planned: number;
  spent: number;
  is_over: boolean;
}

/** Traits of `widgets/money.py`. */
export interface State extends ExerciseState {
  lines: Line[];
  sums: Sums[];
  activities: Choice[];
  by_activity: ActivityMoney[];
  is_brief: boolean;
}

export const BLANK: Fields = {
  ledger: "implementation",
  sort: "spent",
  amount: null,
  on: null,
  what: "",
  activity_id: "",
};

/** The newest first; what has no day stands before. */
export function byDay(one: Fields, other: Fields): number {
  return (other.on ?? "9999").localeCompare(one.on ?? "9999");
}
