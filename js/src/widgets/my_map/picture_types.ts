/** Words as the drawing library holds them. */

import type { Node, ReactFlowInstance } from "@xyflow/react";

/** What a hand or a key does to a word in the picture. */
export interface WordActs {
  /** It was clicked, touched, or pressed; `byKey` says that a keyboard did it. */
  press: (id: string, byKey: boolean) => void;
  /** An arrow key moved it by so much. */
  nudge: (id: string, x: number, y: number) => void;
  /** The keyboard let go of it. */
  settle: (id: string) => void;
  /** Nothing is to be chosen. */
  leave: () => void;
}

export type WordNode = Node<
  { label: string; isChosen: boolean; mayEdit: boolean; acts: WordActs },
  "word"
>;

export type Flow = ReactFlowInstance<WordNode>;
