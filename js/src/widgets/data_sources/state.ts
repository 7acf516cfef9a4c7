/** What the kernel tells the list of data. */

import type { ExerciseState } from "../../shared/afm";
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

/** Traits of `widgets/data_sources.py`. */
export interface State extends ExerciseState {
  sources: DataSource[];
}
