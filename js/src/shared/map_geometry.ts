/** Where a map's boxes, lines, arrow heads and signs stand, in units of its own. */

import { type Box, boxesOf, type DrawnWord, isIn, type Point } from "./map_boxes";
import { MOST_UPRIGHT, uprightBoxes } from "./map_boxes_upright";

/** A link to draw; its mark is "shared", "contested", "one_sector" or nothing. */
export interface DrawnLink {
  source: string;
  target: string;
  weight: number;
  mark?: string | undefined;
}

/** A link as it is drawn. */
export interface Line {
  link: DrawnLink;
  path: string;
  /** The corners of its arrow head. */
  head: string;
  width: number;
  /** Where its sign stands. */
  sign: Point;
}

export interface Sheet {
  boxes: Box[];
  lines: Line[];
  x: number;
  y: number;
  width: number;
  height: number;
  /** Whether its words stand in two columns, and not at the places they were given. */
  isUpright: boolean;
}

/** A quadratic curve: from, pulled towards, to. */
type Curve = [Point, Point, Point];

const MARGIN = 16;
export const SIGN = 11;
// How far a line's middle may be off the straight way.
const BENDS = [0, 26, -26, 45, -45, 70, -70, 100, -100, 135, -135, 180, -180];
// Where a sign may stand on its line.
const SIGN_PLACES = [0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73, 0.2, 0.8];
const SAMPLES = Array.from({ length: 33 }, (_, place) => (place + 1) / 34);

/** Lay a map out. Words keep their order of places; the boxes never lie on each other. */
export function sheetOf(words: readonly DrawnWord[], links: readonly DrawnLink[]): Sheet {
  return { ...sheetWith(boxesOf(words), links), isUpright: false };
}

/** Lay a map out for so much room across: a small map that is wider is turned upright. */
export function sheetFor(
  words: readonly DrawnWord[],
  links: readonly DrawnLink[],
  room: number,
): Sheet {
  const sheet = sheetOf(words, links);
  if (sheet.width <= room || words.length > MOST_UPRIGHT) return sheet;
  const upright = sheetWith(uprightBoxes(words, links), links);
  return upright.width < sheet.width ? { ...upright, isUpright: true } : sheet;
}

function sheetWith(boxes: Box[], links: readonly DrawnLink[]): Omit<Sheet, "isUpright"> {
  const known = new Map(boxes.map((box) => [box.key, box]));
  const pairs = new Set(links.map(({ source, target }) => JSON.stringify([source, target])));
  const signs: Point[] = [];
  const passed: Point[] = [];
  const lines = links.flatMap((link): Line[] => {
    const from = known.get(link.source);
    const to = known.get(link.target);
    if (!from || !to) return [];
    const others = boxes.filter((box) => box !== from && box !== to);
    // Two links between the same words each keep to their own side.
    const isPaired = pairs.has(JSON.stringify([link.target, link.source]));
    const bends = isPaired ? BENDS.filter((bend) => bend > 0) : BENDS;
    const curve = from === to ? around(from) : clearest(from, to, bends, others);
    const line = drawn(link, curve, from, to);
    const sign = signPlace(line.curve, others, signs);
    signs.push(sign);
    passed.push(...SAMPLES.map((t) => at(line.curve, t)));
    return [{ link, path: line.path, head: line.head, width: line.width, sign }];
  });
  return { boxes, lines, ...bounds(boxes, lines, passed) };
}

function at([from, pull, to]: Curve, t: number): Point {
  const u = 1 - t;
  return {
    x: u * u * from.x + 2 * u * t * pull.x + t * t * to.x,
    y: u * u * from.y + 2 * u * t * pull.y + t * t * to.y,
  };
}

/** Return the part of a curve between two of its places. */
function part([from, pull, to]: Curve, first: number, last: number): Curve {
  const blend = (one: number, other: number): Point => {
    const [a, b, c] = [(1 - one) * (1 - other), one + other - 2 * one * other, one * other];
    return { x: a * from.x + b * pull.x + c * to.x, y: a * from.y + b * pull.y + c * to.y };
  };
  return [blend(first, first), blend(first, last), blend(last, last)];
}

/** Whether a curve, which never leaves its three points, may come to a box at all. */
function isNear({ x, y, width, height }: Box, [a, b, c]: Curve): boolean {
  return (
    Math.max(a.x, b.x, c.x) > x - width / 2 - 6 &&
    Math.min(a.x, b.x, c.x) < x + width / 2 + 6 &&
    Math.max(a.y, b.y, c.y) > y - height / 2 - 6 &&
    Math.min(a.y, b.y, c.y) < y + height / 2 + 6
  );
}

/** Return the curve that runs under the fewest other words, the straightest of them. */
function clearest(from: Box, to: Box, bends: number[], others: Box[]): Curve {
  let best: Curve = [from, from, to];
  let least = Number.POSITIVE_INFINITY;
  const long = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  for (const bend of bends) {
    // A curve comes half as far as what pulls it.
    const pull = {
      x: (from.x + to.x) / 2 - ((to.y - from.y) / long) * bend * 2,
      y: (from.y + to.y) / 2 + ((to.x - from.x) / long) * bend * 2,
    };
    const curve: Curve = [from, pull, to];
    const near = others.filter((box) => isNear(box, curve));
    const points = near.length ? SAMPLES.map((t) => at(curve, t)) : [];
    const hits = near.filter((box) => points.some((point) => isIn(box, point, 6))).length;
    if (hits < least) [best, least] = [curve, hits];
    if (!hits) break;
  }
  return best;
}

/** A word that leads to itself: a curve above its box. */
function around({ x, y, width, height }: Box): Curve {
  const top = y - height / 2;
  return [
    { x: x - width / 4, y: top },
    { x, y: top - 76 },
    { x: x + width / 4, y: top },
  ];
}

/** Return the last place of a curve that lies in a box at its beginning. */
function leaves(curve: Curve, box: Box): number {
  let [inside, outside] = [0, 0.5];
  for (let step = 0; step < 14; step += 1) {
    const middle = (inside + outside) / 2;
    if (isIn(box, at(curve, middle))) inside = middle;
    else outside = middle;
  }
  return outside;
}

/** Cut a curve at its boxes and put a head on it. */
function drawn(link: DrawnLink, curve: Curve, from: Box, to: Box) {
  const [start, pull, end] = curve;
  const isLoop = from === to;
  const first = isLoop ? 0 : leaves(curve, from);
  const last = isLoop ? 1 : 1 - leaves([end, pull, start], to);
  const shown = part(curve, first, last);
  const tip = shown[2];
  const width = 1.5 + 4 * Math.min(1, Math.abs(link.weight));
  const size = 9 + 1.6 * width;
  const long = Math.hypot(tip.x - shown[0].x, tip.y - shown[0].y) || 1;
  const neck = Math.max(0, 1 - (isLoop ? 0.6 : 1) * (size / long));
  const before = at(shown, neck);
  const reach = Math.hypot(tip.x - before.x, tip.y - before.y) || 1;
  const along = { x: (tip.x - before.x) / reach, y: (tip.y - before.y) / reach };
  const corner = (side: number): string =>
    point({
      x: tip.x - along.x * size - along.y * size * 0.5 * side,
      y: tip.y - along.y * size + along.x * size * 0.5 * side,
    });
  // The line ends inside its head.
  const [begin, towards, stop] = part(shown, 0, Math.min(1, neck + (1 - neck) * 0.3));
  return {
    curve: shown,
    width,
    head: [point(tip), corner(1), corner(-1)].join(" "),
    path: `M${point(begin)} Q${point(towards)} ${point(stop)}`,
  };
}

/** Return where a sign covers least: no word, and no other sign. */
function signPlace(curve: Curve, others: Box[], signs: Point[]): Point {
  const cost = (place: Point): number =>
    others.filter((box) => isIn(box, place, SIGN)).length * 3 +
    signs.filter((one) => Math.hypot(one.x - place.x, one.y - place.y) < SIGN * 2.8).length;
  const places = SIGN_PLACES.map((t) => at(curve, t));
  const costs = places.map(cost);
  return places[costs.indexOf(Math.min(...costs))] ?? at(curve, 0.5);
}

function point({ x, y }: Point): string {
  return `${x.toFixed(1)},${y.toFixed(1)}`;
}

function bounds(boxes: Box[], lines: Line[], passed: Point[]) {
  const spans = [
    ...boxes,
    ...passed.map((place) => ({ ...place, width: 0, height: 0 })),
    ...lines.map(({ sign }) => ({ ...sign, width: SIGN * 4, height: SIGN * 4 })),
  ];
  if (!spans.length) return { x: 0, y: 0, width: 0, height: 0 };
  const left = Math.min(...spans.map(({ x, width }) => x - width / 2)) - MARGIN;
  const top = Math.min(...spans.map(({ y, height }) => y - height / 2)) - MARGIN;
  const right = Math.max(...spans.map(({ x, width }) => x + width / 2)) + MARGIN;
  const bottom = Math.max(...spans.map(({ y, height }) => y + height / 2)) + MARGIN;
  return { x: left, y: top, width: right - left, height: bottom - top };
}
