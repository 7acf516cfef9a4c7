/** Ways for links that no other word hides, and places for signs that can be seen and touched. */

import { meets, overlap } from "./picture_clear";
import { type Box, onWay, type Route, type Way, wayOf } from "./picture_lines";

/** A link to find a way for. */
export interface Routed {
  id: string;
  source: string;
  target: string;
  /** Which of the three strengths, from 1: its sign is so long. */
  size: number;
  /** Whether another link comes back; each then keeps to its own side. */
  isPaired: boolean;
}

// A sign stands nearer the word that is led to: there its head tells which way it goes.
const PLACES = [0.6, 0.5, 0.7, 0.4, 0.78, 0.3, 0.86, 0.2];
const BENDS = [0, 0.16, -0.16, 0.3, -0.3, 0.5, -0.5, 0.8, -0.8, 1.1, -1.1];
const PAIRED_BENDS = [0.16, 0.3, 0.5, 0.8, 1.1];
// Among many links there is no clear way to be found, only time to be lost.
const MANY = 60;
const GENTLE = 0.3;
// No line leaves the straight way farther than this; what is short may be bent more.
const FARTHEST = 300;
// A bent line is looked at as so many straight ones.
const PIECES = 8;
const AIR = 4;
const SIGN_HEIGHT = 22;

/** A link of two words before anything is known to be in its way. */
export function plainRoute(isPaired: boolean): Route {
  return { bend: isPaired ? 0.16 : 0, at: 0.6 };
}

/** The half width of a sign. */
export function halfOf(size: number): number {
  return 9 + 5 * size;
}

/**
 * Return a route for each link whose words have boxes; what is the same as `before`, stays so.
 *
 * Among many links only those of the words in `moved` look for another way, where it is given.
 */
export function routesOf(
  links: readonly Routed[],
  boxes: ReadonlyMap<string, Box>,
  before: ReadonlyMap<string, Route> = new Map(),
  moved: ReadonlySet<string> | null = null,
): Map<string, Route> {
  const all = [...boxes.values()];
  const isOfMany = links.length > MANY;
  const ways = links.flatMap(({ id, source, target, size, isPaired }) => {
    const [from, to] = [boxes.get(source), boxes.get(target)];
    if (!from || !to) return [];
    const isStill = isOfMany && moved && !moved.has(source) && !moved.has(target);
    const kept = isStill ? before.get(id) : undefined;
    const bend = kept?.bend ?? bendOf(from, to, all, isPaired, isOfMany);
    return [{ id, bend, way: wayOf(from, to, bend), half: halfOf(size), kept }];
  });
  const places = new Map<string, { at: number; sign: Box }>();
  for (const { id, way, half, kept } of ways)
    if (kept) places.set(id, { at: kept.at, sign: signAt(way, kept.at, half) });
  // A second time, as what came first did not know of what came later.
  for (let round = 0; round < (isOfMany ? 1 : 2); round += 1)
    for (const { id, way, half, kept } of ways) {
      if (kept) continue;
      places.delete(id);
      const signs = [...places.values()].map(({ sign }) => sign);
      places.set(id, placeOf(way, half, all, signs));
    }
  return new Map(
    ways.map(({ id, bend }) => {
      const at = places.get(id)?.at ?? 0.5;
      const old = before.get(id);
      return [id, old?.bend === bend && old.at === at ? old : { bend, at }];
    }),
  );
}

/** Return the least bend that leads past all other words, or past most of them. */
function bendOf(
  from: Box,
  to: Box,
  boxes: readonly Box[],
  isPaired: boolean,
  isOfMany: boolean,
): number {
  const others = boxes.filter((box) => box !== from && box !== to);
  const far = Math.hypot(to.x - from.x, to.y - from.y);
  const [least = 0, ...more] = isPaired ? PAIRED_BENDS : BENDS;
  let [best, fewest] = [least, hits(wayOf(from, to, least), others, least !== 0)];
  for (const bend of more) {
    if (fewest === 0) break;
    const size = Math.abs(bend);
    if ((size * far) / 2 > FARTHEST || (isOfMany && size > GENTLE)) continue;
    const count = hits(wayOf(from, to, bend), others, true);
    if (count < fewest) [best, fewest] = [bend, count];
  }
  return best;
}

/** Return how many words a way leads through. */
function hits(way: Way, boxes: readonly Box[], isBent: boolean): number {
  const { start, pull, tip } = way;
  const [left, right] = reach(start.x, pull.x, tip.x);
  const [top, bottom] = reach(start.y, pull.y, tip.y);
  const near = boxes.filter(
    ({ x, y, width, height }) =>
      x + width / 2 > left &&
      x - width / 2 < right &&
      y + height / 2 > top &&
      y - height / 2 < bottom,
  );
  if (!near.length) return 0;
  if (!isBent) return near.filter((box) => meets(start, tip, box, AIR)).length;
  const points = Array.from({ length: PIECES + 1 }, (_, at) => onWay(way, at / PIECES));
  return near.filter((box) =>
    points.some((to, at) => {
      const from = points[at - 1];
      return from !== undefined && meets(from, to, box, AIR);
    }),
  ).length;
}

function reach(...values: number[]): [number, number] {
  return [Math.min(...values) - AIR, Math.max(...values) + AIR];
}

/** Return the first place on a way where a sign is on no word and on no other sign. */
function placeOf(way: Way, half: number, boxes: readonly Box[], signs: readonly Box[]) {
  let best = { at: PLACES[0] ?? 0.5, sign: signAt(way, PLACES[0] ?? 0.5, half), worth: 1e9 };
  for (const at of PLACES) {
    const sign = signAt(way, at, half);
    // What a word covers cannot be touched at all.
    const worth =
      10 * boxes.filter((box) => overlap(box, sign)).length +
      signs.filter((other) => overlap(other, sign)).length;
    if (worth < best.worth) best = { at, sign, worth };
    if (worth === 0) break;
  }
  return best;
}

function signAt(way: Way, at: number, half: number): Box {
  return { ...onWay(way, at), width: 2 * half + AIR, height: SIGN_HEIGHT + AIR };
}
