/** What the kernel tells of what-ifs, and how one is asked. */

import type { ExerciseState, Message } from "../../shared/afm";
import type { TeamRecord } from "../../shared/records";

export const RULES = ["kosko", "modified_kosko", "rescaled"] as const;
export const SQUASHINGS = ["sigmoid", "tanh", "bivalent", "trivalent"] as const;
export type Rule = (typeof RULES)[number];
export type Squashing = (typeof SQUASHINGS)[number];

/** A map something can be tried on. */
export interface MapHere {
  id: string;
  title: string;
  why_not: string;
  stamp: string;
  is_own: boolean;
  words: { key: string; label: string }[];
}

/** A word held at a value from -1 to 1. */
export interface Push {
  word: string;
  to: number;
}

export interface Question {
  map: string;
  pushes: Push[];
  rule: Rule;
  squashing: Squashing;
  steepness: number;
}

/** A what-if that is kept: these fields are sent. */
export interface Fields extends Question {
  title: string;
}

export type Kept = Fields & TeamRecord;

export const BLANK: Fields = {
  title: "",
  map: "people",
  pushes: [],
  rule: "kosko",
  squashing: "sigmoid",
  steepness: 1,
};

export interface Move {
  word: number;
  label: string;
  is_up: boolean;
  /** 1 is what moves most; words that move alike share it. */
  place: number;
  sentence: string;
  votes: string;
  change: string;
  before: string;
  after: string;
}

/** The kernel's answer to a question. */
export interface Answer extends Message {
  map: string;
  title: string;
  held: string;
  lead: string;
  moves: Move[];
  still: string[];
  warnings: string[];
  worked: string[];
  is_settled: boolean;
}

/** Traits of `widgets/what_if.py`. */
export interface State extends ExerciseState {
  maps: MapHere[];
  kept: Kept[];
}
