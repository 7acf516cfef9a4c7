/** The words of a map as the drawing library holds them: what is the same, stays the same. */

import type { Point } from "./layout";
import type { Box } from "./picture_lines";
import type { WordActs, WordNode } from "./picture_types";
import type { MapWord } from "./state";

// A word's box before it is measured.
const SIZE = { initialWidth: 168, initialHeight: 56 };
// The library's own English; a word is a button, which says itself.
const UNSAID = { "aria-roledescription": undefined };
// Also where it cannot be dragged.
const TOUCHED = { pointerEvents: "all" } as const;

export interface How {
  chosen: string | null;
  mayEdit: boolean;
  /** The word a key is moving. */
  held: string | null;
  acts: WordActs;
}

/** Return the words; one in a hand stays in it. */
export function nodesOf(
  words: readonly MapWord[],
  places: ReadonlyMap<string, Point>,
  { chosen, mayEdit, held, acts }: How,
  before: readonly WordNode[],
): WordNode[] {
  const known = new Map(before.map((node) => [node.id, node]));
  return words.map(({ id, label }) => {
    const old = known.get(id);
    const isHeld = old?.dragging || held === id;
    const position = (isHeld ? old?.position : places.get(id)) ?? { x: 0, y: 0 };
    const data = { label, isChosen: id === chosen, mayEdit, acts };
    if (old && isSame(old, position, data)) return old;
    const node = { ...SIZE, ...old, id, type: "word" as const, data, position };
    return { ...node, draggable: mayEdit, domAttributes: UNSAID, style: TOUCHED };
  });
}

function isSame(old: WordNode, { x, y }: Point, data: WordNode["data"]): boolean {
  return (
    old.position.x === x &&
    old.position.y === y &&
    old.data.label === data.label &&
    old.data.isChosen === data.isChosen &&
    old.data.mayEdit === data.mayEdit
  );
}

/** Return the words with one of them moved. */
export function moved(nodes: readonly WordNode[], id: string, by: Point): WordNode[] {
  return nodes.map((node) => {
    const { x, y } = node.position;
    return node.id === id ? { ...node, position: { x: x + by.x, y: y + by.y } } : node;
  });
}

/** Return a word's box. Words are placed by their middle. */
export function boxOf({ position, measured, initialWidth, initialHeight }: WordNode): Box {
  const width = measured?.width ?? initialWidth ?? 0;
  const height = measured?.height ?? initialHeight ?? 0;
  return { ...position, width, height };
}
