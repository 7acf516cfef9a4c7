/** What the projector is sent, as Python names it. */

import type { PageState } from "../../shared/afm";
import type { Timer } from "../../shared/countdown";

/** An address to open or to scan. */
export interface Address {
  url: string;
  qr: string[];
}

export interface Exercise extends Address {
  title: string;
  workbook: string;
  prompt: string;
}

export interface Progress {
  title: string;
  is_answered: boolean;
  here: number;
  answered: number;
  teams: string[];
}

/** A team's result, which its own page shows in a frame. */
export interface TeamResult {
  team_id: string;
  team: string;
  workbook: string;
  step: string;
  title: string;
  /** What the team is still doing in it; nothing once it found something. */
  going_on: "" | "answering" | "voting" | "work";
}

export interface Said {
  id: string;
  text: string;
  word: string;
  people: number;
  counts: number[];
  beside: { team: string; counts: number[] }[];
}

export interface RoomResult {
  title: string;
  survey: string;
  scale: string[];
  teams: number;
  too_few: number;
  is_side_by_side: boolean;
  statements: Said[];
}

/** One part of what teams share; of what they lack no team is named. */
export interface Sharing {
  title: string;
  is_gap: boolean;
  screens: { text: string; teams: string[]; n: number }[][];
}

export interface Program {
  name?: string;
  support?: string;
  records?: string;
  occasion?: string;
  made_up?: boolean;
}

/** One view and what it needs; nothing until a facilitator is here. */
export type Shown = { screen?: number } & View;

type View =
  | { view?: never }
  | { view: "welcome" }
  | ({ view: "join" } & Address)
  | ({ view: "exercise" } & Exercise)
  | ({ view: "progress" } & Progress)
  | ({ view: "result" } & (TeamResult | RoomResult))
  | ({ view: "shared" } & Sharing);

/** Traits of `widgets/projector.py`. */
export interface ProjectorState extends PageState {
  leads: string;
  program: Program;
  shown: Shown;
  timer: Partial<Timer>;
  messages: { id: string; text: string }[];
}
