/** What the kernel tells a person's own map, and what its picture is given. */

import type { ExerciseState, Message } from "../../shared/afm";
import type { Say } from "../../shared/words";

/** A word; `stands_for` names the deck's word or the need, `x` and `y` where a hand placed it. */
export interface MapWord {
  id: string;
  label: string;
  stands_for: string;
  x: number | null;
  y: number | null;
}

/** More of `source` leads to more of `target`, or to less where the weight is below 0. */
export interface MapLink {
  source: string;
  target: string;
  weight: number;
}

export interface OwnMap {
  words: MapWord[];
  links: MapLink[];
}

/** A word to begin with; its key is what `stands_for` holds. */
export interface DeckWord {
  key: string;
  label: string;
}

/** The map as the record has it. */
export interface Mine extends OwnMap {
  is_handed_in: boolean;
  revision: number;
}

/** Traits of `widgets/my_map.py`. */
export interface State extends ExerciseState {
  question: string;
  deck: DeckWord[];
  strengths: number[];
  mine: Partial<Mine>;
}

/** What the picture is given: the same map the sentences show, and what a hand may do to it. */
export interface PictureProps {
  t: Say;
  words: MapWord[];
  links: MapLink[];
  strengths: readonly number[];
  mayEdit: boolean;
  /** The id of a word, or `linkId` of a link. */
  chosen: string | null;
  onChoose: (id: string | null) => void;
  onPlace: (id: string, x: number, y: number) => void;
  onLink: (source: string, target: string) => void;
  onChangeLink: (source: string, target: string, weight: number) => void;
  onDropLink: (source: string, target: string) => void;
  onRename?: (id: string, label: string) => void;
  onDropWord: (id: string) => void;
}

/** The map as this page last left it, saved or not. */
export function mapNow(mine: Partial<Mine>, pending: Message[]): OwnMap & { isHandedIn: boolean } {
  const last = pending.filter((message) => message.type === "save").at(-1);
  const now = (last ?? mine) as Partial<Mine>;
  return {
    words: now.words ?? [],
    links: now.links ?? [],
    isHandedIn: now.is_handed_in ?? false,
  };
}
