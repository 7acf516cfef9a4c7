/** What the kernel tells of a team's map. */

import type { ExerciseState } from "../../shared/afm";
import type { DrawnWord } from "../../shared/map_boxes";

export type Mark = "shared" | "contested" | "one_sector" | "";
export const MARKS = ["shared", "contested", "one_sector"] as const;

/** A word and its place; `labels` are the ways it was written, where there are several. */
export interface TeamWord extends DrawnWord {
  labels: string[];
}

/** A link of a map from a file: nobody counted who drew it. */
export interface MapLink {
  source: string;
  target: string;
  weight: number;
  sentence?: string;
}

/** A link at least three people drew; `weight` is the average over everybody. */
export interface TeamLink extends MapLink {
  people: number;
  /** By how much one sign outweighs the other: 1 all the same, 0 half and half. */
  agreement: number;
  mark: Mark;
  /** The only ones who drew it. */
  sectors: string[];
  /** The weight where each sector has one vote; null where they cannot be told apart. */
  balanced: number | null;
  sentence: string;
}

export interface Result {
  people: number;
  too_few: boolean;
  /** How many handed in or changed a map since. */
  later: number;
  /** How many links too few drew to be named, and how many more the picture has no room for. */
  left_out: number;
  more?: number;
  /** Whether words were put together or apart since. */
  words_later?: boolean;
  words: TeamWord[];
  links: TeamLink[];
  pools: string[];
  sums: string[];
}

/** A group's own map, from a file. */
export interface FileMap {
  id: string;
  title: string;
  words: DrawnWord[];
  links: MapLink[];
}

/** Traits of `widgets/our_map.py`. */
export interface State extends ExerciseState {
  /** The earlier occasion this map is from, empty where it is of this one. */
  drawn_at: string;
  strengths: number[];
  /** Empty until the maps are closed. */
  result: Partial<Result>;
  files: FileMap[];
}

/** Whether a link is of a kind. What half of us drew may still be one sector's alone. */
export function isOf(link: MapLink, mark: Exclude<Mark, "">): boolean {
  if (!isOurs(link)) return false;
  return mark === "one_sector" ? link.sectors.length > 0 : link.mark === mark;
}

/** Tell a link of our map from one of a file. */
export function isOurs(link: MapLink): link is TeamLink {
  return "mark" in link;
}
