/** What the kernel tells the choice of needs. */

import type { ExerciseState, Message } from "../../shared/afm";
import type { Fact } from "../../shared/facts";
import type { Field } from "../../shared/record_list_fields";
import { recordsNow, type TeamRecord } from "../../shared/records";
import type { Say } from "../../shared/words";

/** A theme, or an idea that stands in none. */
export interface Candidate {
  id: string;
  text: string;
  dots: number;
  /** The words of the ideas in a theme. */
  ideas: string[];
  /** Its own id, and the ids of what was merged into it. */
  ids: string[];
  /** What a theme rests on. */
  fact_ids: string[];
}

/** Whether a need stands for a candidate. One that stands for a single idea leaves its theme free. */
export function standsFor(need: Need, { ids }: Candidate): boolean {
  return need.idea_ids.some((one) => ids.includes(one));
}

/** What is sent of a need: the list says its rank, a person writes the rest. */
export interface NeedFields {
  text: string;
  reason: string;
  idea_ids: string[];
  fact_ids: string[];
  rank: number;
}

export type Need = NeedFields & TeamRecord;

export const NEW_NEED: NeedFields = { text: "", reason: "", idea_ids: [], fact_ids: [], rank: 0 };

/** Traits of `widgets/need_choice.py`. */
export interface State extends ExerciseState {
  candidates: Candidate[];
  needs: Need[];
  facts: Fact[];
  most: number;
}

// A county can carry three to five; a program may allow fewer.
const FEWEST = 3;

/** Whether a team has begun to choose and has fewer needs than it could carry. */
export function areFew(needs: Need[], most: number): boolean {
  return needs.length > 0 && needs.length < Math.min(FEWEST, most);
}

/** The order of needs; of two with one rank, the one that was there first comes first. */
export function byRank(one: Need, other: Need): number {
  return one.rank - other.rank;
}

/** Return the needs in their order, with what was done here on top of the kernel's state. */
export function needsNow(needs: Need[], pending: Message[]): Need[] {
  return recordsNow({ items: needs, blank: NEW_NEED, order: byRank }, pending);
}

/** The fields in words. */
export function fieldsOf(t: Say, candidates: Candidate[], facts: Fact[]): Field<NeedFields>[] {
  const labelled = (of: readonly { id: string; text: string }[]) =>
    of.map(({ id, text }) => ({ id, label: text }));
  return [
    { name: "text", kind: "writing" },
    { name: "reason", kind: "writing", optional: true },
    { name: "fact_ids", kind: "links", label: t("rests_on"), options: labelled(facts) },
    {
      name: "idea_ids",
      kind: "links",
      label: t("also_stands_for"),
      options: labelled(candidates),
    },
    { name: "rank", kind: "own", label: t("place"), say: (rank) => String(rank) },
  ];
}
