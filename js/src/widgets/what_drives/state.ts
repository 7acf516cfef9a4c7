/** What the kernel tells of what drives what on a map. */

import type { ExerciseState, Message } from "../../shared/afm";
import type { DrawnLink } from "../../shared/map_geometry";

/** A map that can be chosen; `why_not` says why there is nothing to look at. */
export interface MapHere {
  id: string;
  title: string;
  why_not: string;
  stamp: string;
}

export interface Findings {
  lead: string[];
  loops: { sentence: string; is_reinforcing: boolean }[];
  loop_notes: string[];
  roles: string[];
  words: { label: string; role: string; pushes: string; is_pushed: string; together: string }[];
  measures: { name: string; value: string; means: string }[];
  notes: string[];
  /** The strongest loop, its words in order; nothing where there is none. */
  picture: { words?: { key: string; label: string }[]; links?: DrawnLink[] };
}

/** The kernel's answer to `{type: "ask", map}`. */
export interface Answer extends Message {
  map: string;
  findings: Findings;
}

/** Traits of `widgets/what_drives.py`. */
export interface State extends ExerciseState {
  maps: MapHere[];
}
