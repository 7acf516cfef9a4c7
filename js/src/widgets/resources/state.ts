/** What the kernel tells the list of resources. */

import type { ExerciseState } from "../../shared/afm";
import type { Field } from "../../shared/record_list_fields";
import type { TeamRecord } from "../../shared/records";

export const CAPACITIES = ["room", "nearly_full", "full", "waiting_list", "not_known"] as const;
export type Capacity = (typeof CAPACITIES)[number];

export interface Fields {
  line: string;
  name: string;
  who: string;
  /** Ids of the program's; nothing is everyone. */
  populations: string[];
  reach: string;
  capacity: Capacity;
  gap: string;
}

export type Resource = Fields & TeamRecord;

export const BLANK: Fields = {
  line: "",
  name: "",
  who: "",
  populations: [],
  reach: "",
  capacity: "not_known",
  gap: "",
};

export interface Line {
  id: string;
  name: string;
  about: string;
}

export interface Population {
  id: string;
  name: string;
}

export interface Cell {
  resources: number;
  with_room: number;
  waiting: number;
  word: "none" | "full" | "not_known" | "room";
}

const choicesOf = (of: readonly Line[] | readonly Population[]) =>
  of.map(({ id, name }) => ({ id, label: name }));

/** The fields in words. */
export function fieldsOf(lines: Line[], populations: Population[]): Field<Fields>[] {
  return [
    { name: "line", kind: "link", options: choicesOf(lines) },
    { name: "name", kind: "text" },
    { name: "who", kind: "text", optional: true },
    {
      name: "populations",
      kind: "links",
      options: choicesOf(populations),
    },
    { name: "reach", kind: "writing", optional: true },
    { name: "capacity", kind: "select", values: CAPACITIES },
    { name: "gap", kind: "writing", optional: true },
  ];
}

export interface LineCoverage {
  id: string;
  whole: Cell;
  /** In the order of the populations. */
  cells: Cell[];
  holes: string[];
  thin: string[];
}

export interface Coverage {
  resources: number;
  duplicates: string[][];
  lines: LineCoverage[];
}

/** A statement that the list does not bear out. */
export interface Difference {
  id: string;
  text: string;
  word: string;
  side: "hoped" | "doubted";
  lines: string[];
}

export interface Comparison {
  occasion: string;
  alike: number;
  apart: Difference[];
}

/** Traits of `widgets/resources.py`; coverage and comparison may be empty. */
export interface State extends ExerciseState {
  lines: Line[];
  populations: Population[];
  resources: Resource[];
  coverage: Partial<Coverage>;
  comparison: Partial<Comparison>;
}
