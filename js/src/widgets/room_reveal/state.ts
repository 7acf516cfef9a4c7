/** What the projector's remote control knows, and what it can ask for. */

import type { PageState } from "../../shared/afm";

export interface Reveal {
  view: string;
  to_show: string;
  step: string;
  is_side_by_side: boolean;
  part: string;
  screen: number;
  /** How many screens there are, where that is known; else 0. */
  screens: number;
}

export interface Book {
  name: string;
  title: string;
  steps: { key: string; title: string; has_survey: boolean }[];
}

/** Traits of `widgets/room_reveal.py`. */
export interface RoomRevealState extends PageState {
  leads: string;
  now: Partial<Reveal>;
  teams: { id: string; name: string }[];
  groups: { id: string; name: string }[];
  groups_steps: Book["steps"];
  workbooks: Book[];
  room_step: string;
  /** The parts of what teams share, by name. */
  parts: Record<string, string>;
}
