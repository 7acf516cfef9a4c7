/** A small map for a narrow screen: its words in two columns, read from the top down. */

import { type Box, boxOf, type DrawnWord, isIn, type Point } from "./map_boxes";

/** With more words than this, two columns are a tangle; the picture is moved sideways instead. */
export const MOST_UPRIGHT = 8;

// A line of a word's box, narrower than where there is room.
const WIDEST = 112;
// Between the columns, between the boxes of a column, and from a word down to the next one.
const ROOM = { x: 54, y: 64, step: 48 };
const SAMPLES = Array.from({ length: 15 }, (_, place) => (place + 1) / 16);

interface Ends {
  source: string;
  target: string;
}

/** Return the boxes in two columns, in the order that makes the links shortest and clear. */
export function uprightBoxes(words: readonly DrawnWord[], links: readonly Ends[]): Box[] {
  const boxes = words.map((word) => boxOf(word, WIDEST));
  // What stood to the left, where most things begin, stands at the top now.
  const starts = [
    [...boxes].sort((one, other) => one.x - other.x || one.y - other.y),
    [...boxes].sort((one, other) => one.y - other.y || one.x - other.x),
  ].map((order) => settled(order, links));
  const [first, second] = starts;
  return (first && second && second.cost < first.cost ? second : first)?.placed ?? [];
}

/** Let words change places as long as that makes the picture better. */
function settled(start: Box[], links: readonly Ends[]) {
  let order = start;
  let best = weighed(order, links);
  for (let isBetter = true; isBetter; ) {
    isBetter = false;
    for (let one = 0; one < order.length; one += 1)
      for (let other = one + 1; other < order.length; other += 1) {
        const next = [...order];
        [next[one], next[other]] = [order[other] as Box, order[one] as Box];
        const found = weighed(next, links);
        // Less by more than what rounding makes, or two words could change for ever.
        if (found.cost >= best.cost - 1e-6) continue;
        [order, best, isBetter] = [next, found, true];
      }
  }
  return best;
}

function weighed(order: Box[], links: readonly Ends[]) {
  const placed = inColumns(order);
  const at = new Map(placed.map((box) => [box.key, box]));
  let cost = 0;
  for (const { source, target } of links) {
    const [from, to] = [at.get(source), at.get(target)];
    if (!from || !to || from === to) continue;
    const points = SAMPLES.map((share) => between(from, to, share));
    const hits = placed.filter(
      (box) => box !== from && box !== to && points.some((point) => isIn(box, point, 8)),
    );
    // A line up costs a little more than one down.
    cost += Math.hypot(to.x - from.x, to.y - from.y) + 300 * hits.length;
    if (to.y < from.y) cost += 30;
  }
  return { placed, cost };
}

/** Put boxes left and right in turn, each a little lower than the one before. */
function inColumns(order: Box[]): Box[] {
  const wide = [0, 1].map((side) =>
    Math.max(0, ...order.filter((_, place) => place % 2 === side).map(({ width }) => width)),
  );
  const [left = 0, right = 0] = wide;
  const middles = [left / 2, left + ROOM.x + right / 2];
  const placed: Box[] = [];
  for (const [place, box] of order.entries()) {
    const [above, beside] = [placed[place - 2], placed[place - 1]];
    const y = Math.max(
      above ? above.y + (above.height + box.height) / 2 + ROOM.y : 0,
      beside ? beside.y + ROOM.step : 0,
    );
    placed.push({ ...box, x: middles[place % 2] ?? 0, y });
  }
  return placed;
}

function between(from: Point, to: Point, share: number): Point {
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}
