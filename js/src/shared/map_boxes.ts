/** A map's words in boxes that can be read, and none of them on another. */

export interface Point {
  x: number;
  y: number;
}

/** A word and its place, in any units. */
export interface DrawnWord extends Point {
  key: string;
  label: string;
}

/** A word's box; x and y are its middle. */
export interface Box extends Point {
  key: string;
  lines: string[];
  width: number;
  height: number;
}

export const LETTERS = 16;
export const LINE = 20;
const WIDEST = 164;
const MOST_LINES = 4;
const PAD = { x: 11, y: 9 };
// Room between boxes, for a line and its sign.
const ROOM = { x: 62, y: 46 };
// Where nothing stands from edge to edge, no more than this is left empty.
const MOST_EMPTY = { x: 120, y: 84 };
// A picture is at most so many times as large as its boxes; what is still too near is moved.
const MOST_AIR = 9;

/** Return how wide a text is drawn at most: the widest of the fonts a page may have is meant. */
export function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) {
    if (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/.test(letter))
      width += 1.05;
    else if (/[\p{Lu}mwMW@%—]/u.test(letter)) width += 0.84;
    else if (/[ijlt.,:;'’|()[\] ]/.test(letter)) width += 0.4;
    else if (!/\p{M}/u.test(letter)) width += 0.66;
  }
  return width * LETTERS;
}

/**
 * Return a label on lines that fit in a box; what does not fit ends in "…".
 *
 * A line is `widest` at most, but for a long word, which is broken only where no box would hold it.
 */
export function wrapped(label: string, widest = WIDEST): string[] {
  const lines: string[] = [];
  for (const word of label.trim().split(/\s+/).flatMap(pieces)) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && widthOf(longer) <= widest) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  if (lines.length <= MOST_LINES) return lines;
  const kept = lines.slice(0, MOST_LINES);
  let last = [...(kept[MOST_LINES - 1] ?? "")];
  while (widthOf(`${last.join("")}…`) > WIDEST) last = last.slice(0, -1);
  return [...kept.slice(0, -1), `${last.join("").trimEnd()}…`];
}

/** Return a word in pieces of a line's width at most. */
function pieces(word: string): string[] {
  const found: string[] = [""];
  for (const letter of word) {
    const longer = found.at(-1) + letter;
    if (widthOf(longer) <= WIDEST) found[found.length - 1] = longer;
    else found.push(letter);
  }
  return found;
}

/** Return a word's box where the word stands. */
export function boxOf({ key, label, x, y }: DrawnWord, widest = WIDEST): Box {
  const lines = wrapped(label, widest);
  return {
    key,
    lines,
    x,
    y,
    width: Math.max(60, ...lines.map(widthOf)) + 2 * PAD.x,
    height: lines.length * LINE + 2 * PAD.y,
  };
}

/** Return whether a point lies in a box, or nearer to it than `room`. */
export function isIn({ x, y, width, height }: Box, point: Point, room = 0): boolean {
  return Math.abs(point.x - x) <= width / 2 + room && Math.abs(point.y - y) <= height / 2 + room;
}

/** Return the boxes, spread just so far that none lies on another. */
export function boxesOf(words: readonly DrawnWord[]): Box[] {
  const boxes = words.map((word) => boxOf(word));
  const scale = spread(boxes);
  const spreadOut = boxes.map((box) => ({ ...box, x: box.x * scale, y: box.y * scale }));
  moveApart(spreadOut);
  squeeze(spreadOut, "x", "width");
  squeeze(spreadOut, "y", "height");
  return spreadOut;
}

function pairsOf(boxes: Box[]): [Box, Box][] {
  return boxes.flatMap((one, place) =>
    boxes.slice(place + 1).map((other): [Box, Box] => [one, other]),
  );
}

/** How far apart the middles of two boxes must be, either across or down. */
function needed(one: Box, other: Box): Point {
  return {
    x: (one.width + other.width) / 2 + ROOM.x,
    y: (one.height + other.height) / 2 + ROOM.y,
  };
}

/** Return what the places are multiplied with. */
function spread(boxes: Box[]): number {
  const scales = pairsOf(boxes).map(([one, other]) => {
    const { x, y } = needed(one, other);
    const [across, down] = [Math.abs(one.x - other.x), Math.abs(one.y - other.y)];
    return Math.min(x / Math.max(across, 1e-9), y / Math.max(down, 1e-9));
  });
  const xs = boxes.map(({ x }) => x);
  const ys = boxes.map(({ y }) => y);
  const wide = Math.max(0, ...xs) - Math.min(...xs);
  const high = Math.max(0, ...ys) - Math.min(...ys);
  const filled = boxes.reduce((sum, { width, height }) => {
    return sum + (width + ROOM.x) * (height + ROOM.y);
  }, 0);
  const airy = Math.sqrt((filled * MOST_AIR) / Math.max(wide * high, 1e-9));
  // On one line nothing is an area, and only what is needed counts.
  return Math.min(Math.max(0, ...scales), Math.min(wide, high) > 0 ? airy : 1e6) || 1;
}

/** Move boxes that are still too near each other, each pair the shorter way. */
function moveApart(boxes: Box[]): void {
  const pairs = pairsOf(boxes);
  for (let round = 0; round < 200; round += 1) {
    let isStill = true;
    for (const [one, other] of pairs) {
      const room = needed(one, other);
      const across = room.x - Math.abs(one.x - other.x);
      const down = room.y - Math.abs(one.y - other.y);
      if (across <= 0.01 || down <= 0.01) continue;
      isStill = false;
      const way = across < down ? "x" : "y";
      const half = Math.min(across, down) / 2 + 0.1;
      const side = one[way] <= other[way] ? -1 : 1;
      one[way] += half * side;
      other[way] -= half * side;
    }
    if (isStill) return;
  }
}

/** Narrow the empty stripes of a picture of which only a part is drawn. */
function squeeze(boxes: Box[], way: "x" | "y", size: "width" | "height"): void {
  let [reach, cut] = [Number.POSITIVE_INFINITY, 0];
  for (const box of [...boxes].sort(
    (one, other) => one[way] - one[size] / 2 - other[way] + other[size] / 2,
  )) {
    const start = box[way] - box[size] / 2;
    cut += Math.max(0, start - reach - MOST_EMPTY[way]);
    reach = Math.max(Number.isFinite(reach) ? reach : start, start + box[size]);
    box[way] -= cut;
  }
}
