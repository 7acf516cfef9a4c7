/** How far the teams are, as Python counts it. */

import type { PageState } from "../../shared/afm";

export interface Exercise {
  key: string;
  name: string;
  closes: boolean;
  by_each: boolean;
}

export interface Standing {
  answered: number;
  written: number;
  is_open: boolean;
}

export interface Live extends Standing {
  last: number;
  quiet: number;
}

export interface Team {
  id: string;
  name: string;
  here: number;
  standings: Live[];
}

/** Traits of `widgets/room_progress.py`. */
export interface RoomProgressState extends PageState {
  leads: string;
  step: string;
  title: string;
  exercises: Exercise[];
  teams: Team[];
  overview: { id: string; title: string; standings: Standing[] }[];
}
