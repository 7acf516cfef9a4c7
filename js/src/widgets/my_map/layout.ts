/** Where a map's words stand while no hand has placed them. */

import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationNodeDatum,
} from "d3-force";
import { order } from "./layout_order";
import type { MapLink, MapWord } from "./state";

export interface Point {
  x: number;
  y: number;
}

/** The room a word takes, with air around it, in the picture's units; places are its middle. */
export const ROOM = { x: 204, y: 108 };
/** The same where the picture is higher than wide: words are narrower there. */
export const NARROW_ROOM = { x: 170, y: 108 };

/** So many words stand in two columns on a phone, where they can all be read and touched at once. */
export const FEW_WORDS = 8;
const COLUMN = { x: 194, y: 110 };

type Body = SimulationNodeDatum & Point & { id: string };

// Between a square's half side and its half diagonal: what is still too near is moved apart.
const REACH = ROOM.y * 0.58;
const TICKS = 240;
// To the middle, so that what has no links does not drift away.
const PULL = 0.09;

/**
 * Return a place for each word.
 *
 * What a hand placed stays, and so does what has a place in `known`; the same map gives the same
 * places. `shape` is how many times as wide as high the picture is to be.
 */
export function layout(
  words: readonly MapWord[],
  links: readonly MapLink[],
  known: ReadonlyMap<string, Point> = new Map(),
  shape = 1.5,
): Map<string, Point> {
  const settled = new Map<string, Point>();
  for (const { id, x, y } of words) {
    const place = x === null || y === null ? known.get(id) : { x, y };
    if (place) settled.set(id, place);
  }
  const free = words.filter(({ id }) => !settled.has(id)).map(({ id }) => id);
  if (!free.length) return settled;
  const isForTwo = settled.size === 0 && shape < 1 && words.length <= FEW_WORDS;
  if (isForTwo) for (const [at, id] of free.entries()) settled.set(id, inTwoColumns(at));
  else placeOthers(words, links, settled, shape);
  order(settled, links, free);
  return settled;
}

/** A place in two columns, the second half a step lower: lines pass between what is beside them. */
function inTwoColumns(at: number): Point {
  const column = at % 2;
  return { x: column * COLUMN.x, y: (Math.floor(at / 2) + column / 2) * COLUMN.y };
}

/** Add places for the words that have none. */
function placeOthers(
  words: readonly MapWord[],
  links: readonly MapLink[],
  settled: Map<string, Point>,
  shape: number,
): void {
  // Across is counted in these, so that a word's room is a square, which a circle is much like.
  const wider = (shape < 1 ? NARROW_ROOM : ROOM).x / ROOM.y;
  const middle = middleOf([...settled.values()], wider);
  const ids = new Set(words.map(({ id }) => id));
  const bodies = words.map(({ id }, at) => bodyOf(id, at, middle, settled.get(id), wider));
  const here = links.filter(({ source, target }) => ids.has(source) && ids.has(target));
  forceSimulation<Body>(bodies)
    .stop()
    .force("push", forceManyBody().strength(-3 * REACH))
    .force("apart", forceCollide(REACH).iterations(3))
    .force("x", forceX<Body>(middle.x).strength(PULL))
    .force("y", forceY<Body>(middle.y).strength(PULL))
    .force(
      "links",
      forceLink<Body, { source: string; target: string }>(here.map((link) => ({ ...link })))
        .id(({ id }) => id)
        .distance(2.1 * REACH),
    )
    .tick(TICKS);
  if (settled.size === 0) bringToShape(bodies, shape / wider);
  moveApart(bodies);
  for (const body of bodies) if (body.fx === undefined) toClearPlace(body, bodies);
  for (const { id, x, y } of bodies)
    if (!settled.has(id)) settled.set(id, { x: Math.round(x * wider), y: Math.round(y) });
}

/** A word to lay out: where it stays, or on a spiral around the middle to begin with. */
function bodyOf(
  id: string,
  at: number,
  middle: Point,
  place: Point | undefined,
  wider: number,
): Body {
  if (place) {
    const [x, y] = [place.x / wider, place.y];
    return { id, x, y, fx: x, fy: y };
  }
  const far = REACH * Math.sqrt(at + 0.5);
  const angle = at * Math.PI * (3 - Math.sqrt(5));
  return { id, x: middle.x + far * Math.cos(angle), y: middle.y + far * Math.sin(angle) };
}

/** Turn and stretch what lies around the middle until it is so many times as wide as high. */
function bringToShape(bodies: readonly Body[], shape: number): void {
  const [wide, high] = [spanOf(bodies, "x"), spanOf(bodies, "y")];
  const isTurned = wide > high !== shape > 1;
  const now = isTurned ? high / wide : wide / high;
  const stretch = Math.min(2, Math.max(0.5, Math.sqrt(shape / now)));
  for (const body of bodies) {
    const [x, y] = isTurned ? [body.y, body.x] : [body.x, body.y];
    body.x = x * stretch;
    body.y = y / stretch;
  }
}

/** How far words reach one way, with the room they take. */
function spanOf(bodies: readonly Body[], way: "x" | "y"): number {
  const all = bodies.map((body) => body[way]);
  return Math.max(...all) - Math.min(...all) + ROOM.y;
}

function middleOf(places: readonly Point[], wider: number): Point {
  const sum = places.reduce((one, { x, y }) => ({ x: one.x + x, y: one.y + y }), { x: 0, y: 0 });
  const count = places.length || 1;
  return { x: sum.x / count / wider, y: sum.y / count };
}

/** Put a word that is hemmed in by others on the nearest place that is clear. */
function toClearPlace(body: Body, bodies: readonly Body[]): void {
  const { x, y } = body;
  const others = bodies.filter((other) => other !== body);
  const isClear = () =>
    others.every((other) => {
      const far = Math.max(Math.abs(body.x - other.x), Math.abs(body.y - other.y));
      return far > ROOM.y - 0.5;
    });
  for (let step = 1; !isClear() && step < 4000; step += 1) {
    const far = (ROOM.y / 8) * Math.sqrt(step);
    const angle = step * Math.PI * (3 - Math.sqrt(5));
    [body.x, body.y] = [x + far * Math.cos(angle), y + far * Math.sin(angle)];
  }
}

/** Move words whose rooms still overlap, each pair the shorter way; what has its place stays. */
function moveApart(bodies: readonly Body[]): void {
  for (let round = 0; round < 200; round += 1) {
    let isStill = true;
    for (const [at, one] of bodies.entries()) {
      for (const other of bodies.slice(at + 1)) {
        const isMoved = pushApart(one, other);
        if (isMoved) isStill = false;
      }
    }
    if (isStill) return;
  }
}

function pushApart(one: Body, other: Body): boolean {
  const shares = [one, other].map(({ fx }) => (fx === undefined ? 1 : 0));
  const [first = 0, second = 0] = shares;
  const across = ROOM.y - Math.abs(one.x - other.x);
  const down = ROOM.y - Math.abs(one.y - other.y);
  if (across < 0.01 || down < 0.01 || first + second === 0) return false;
  const way = across < down ? "x" : "y";
  const push = (Math.min(across, down) + 0.5) / (first + second);
  const side = one[way] <= other[way] ? -1 : 1;
  one[way] += push * side * first;
  other[way] -= push * side * second;
  return true;
}
