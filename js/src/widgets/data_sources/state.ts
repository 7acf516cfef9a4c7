/** What the kernel tells the list of data. */

import type { ExerciseState } from "../../shared/afm";
import type { Field } from "../../shared/record_list_fields";
import type { TeamRecord } from "../../shared/records";

export const SOURCE_STATES = ["have", "can_get", "missing", "not_known"] as const;
export type SourceState = (typeof SOURCE_STATES)[number];

export interface Fields {
  name: string;
  tells: string;
  holder: string;
  newest: string;
  state: SourceState;
  missing: string;
  could_give: string;
}

export type DataSource = Fields & TeamRecord;

export const BLANK: Fields = {
  name: "",
  tells: "",
  holder: "",
  newest: "",
  state: "not_known",
  missing: "",
  could_give: "",
};

export const FIELDS: Field<Fields>[] = [
  { name: "name", kind: "text" },
  { name: "state", kind: "select", values: SOURCE_STATES },
  { name: "tells", kind: "writing", optional: true },
  { name: "holder", kind: "text", optional: true },
  { name: "newest", kind: "text", optional: true },
  { name: "missing", kind: "writing", optional: true },
  { name: "could_give", kind: "text", optional: true },
];

/** Traits of `widgets/data_sources.py`. */
export interface State extends ExerciseState {
  sources: DataSource[];
}
