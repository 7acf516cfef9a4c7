/** How a link is drawn between two words: a line, its head, and the place of its sign. */

import type { Point } from "./layout";

/** A word's box; x and y are its middle. */
export interface Box extends Point {
  width: number;
  height: number;
}

/** Which way a line takes, and where on it its sign stands. */
export interface Route {
  /** How far it leaves the straight way, as a part of its length; to its right above 0. */
  bend: number;
  /** Where its sign is: 0 is where the line begins, 1 its tip. */
  at: number;
}

export interface Line {
  path: string;
  /** The corners of its head. */
  head: string;
  sign: Point;
}

/** Where a line begins and ends, and what it is pulled towards in between. */
export interface Way {
  start: Point;
  pull: Point;
  tip: Point;
}

// Room between a word's edge and a line.
const GAP = 3;

/** Return where a line from a box's middle towards a point leaves it. */
export function edgeOf(box: Box, towards: Point): Point {
  const [dx, dy] = [towards.x - box.x, towards.y - box.y];
  const across = (box.width / 2 + GAP) / Math.abs(dx || 1e-9);
  const down = (box.height / 2 + GAP) / Math.abs(dy || 1e-9);
  const part = Math.min(across, down, 1);
  return { x: box.x + dx * part, y: box.y + dy * part };
}

/** Return the way of a line that leaves the straight one so far. */
export function wayOf(from: Box, to: Box, bend: number): Way {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const towards = { x: (from.x + to.x) / 2 - dy * bend, y: (from.y + to.y) / 2 + dx * bend };
  const [start, tip] = [edgeOf(from, towards), edgeOf(to, towards)];
  return { start, tip, pull: bend ? towards : between(start, tip) };
}

/** Draw a link. */
export function lineBetween(from: Box, to: Box, width: number, { bend, at }: Route): Line {
  const line = wayOf(from, to, bend);
  const { start, pull, tip } = line;
  const way = direction(bend ? pull : start, tip, { x: to.x - from.x, y: to.y - from.y });
  const size = 8 + 1.6 * width;
  const neck = { x: tip.x - way.x * size, y: tip.y - way.y * size };
  const corner = (side: number): Point => ({
    x: neck.x - way.y * size * 0.5 * side,
    y: neck.y + way.x * size * 0.5 * side,
  });
  return {
    path: bend ? `M${said(start)} Q${said(pull)} ${said(neck)}` : `M${said(start)} L${said(neck)}`,
    head: [tip, corner(1), corner(-1)].map(said).join(" "),
    sign: rounded(onWay(line, at)),
  };
}

/** Return the way from one point to another, of length 1; `otherwise` where they are one. */
function direction(from: Point, to: Point, otherwise: Point): Point {
  const way = { x: to.x - from.x, y: to.y - from.y };
  const { x, y } = Math.hypot(way.x, way.y) > 1 ? way : otherwise;
  const long = Math.hypot(x, y);
  return long ? { x: x / long, y: y / long } : { x: 1, y: 0 };
}

function between(one: Point, other: Point): Point {
  return { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 };
}

/** Return a point of a way: 0 is where it begins, 1 its tip. */
export function onWay({ start, pull, tip }: Way, t: number): Point {
  const u = 1 - t;
  const at = (way: "x" | "y") => u * u * start[way] + 2 * u * t * pull[way] + t * t * tip[way];
  return { x: at("x"), y: at("y") };
}

function rounded({ x, y }: Point): Point {
  return { x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10 };
}

function said({ x, y }: Point): string {
  return `${x.toFixed(1)},${y.toFixed(1)}`;
}
