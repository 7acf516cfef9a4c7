/** How a link is drawn between two words: a line, its head, and the place of its sign. */

import type { Point } from "./layout";

/** A word's box; x and y are its middle. */
export interface Box extends Point {
  width: number;
  height: number;
}

export interface Line {
  path: string;
  /** The corners of its head. */
  head: string;
  sign: Point;
}

// How far a line leaves the straight way where another comes back, as a part of its length.
const BEND = 0.16;
// A sign stands nearer the word that is led to: there its head tells which way it goes.
const SIGN_AT = 0.6;
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

/** Draw a link; one that `isPaired` keeps to its own side of the two words. */
export function lineBetween(from: Box, to: Box, width: number, isPaired: boolean): Line {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const bend = isPaired ? BEND : 0;
  const pull = { x: (from.x + to.x) / 2 - dy * bend, y: (from.y + to.y) / 2 + dx * bend };
  const start = edgeOf(from, pull);
  const tip = edgeOf(to, pull);
  const way = direction(isPaired ? pull : start, tip, { x: dx, y: dy });
  const size = 8 + 1.6 * width;
  const neck = { x: tip.x - way.x * size, y: tip.y - way.y * size };
  const corner = (side: number): Point => ({
    x: neck.x - way.y * size * 0.5 * side,
    y: neck.y + way.x * size * 0.5 * side,
  });
  return {
    path: isPaired
      ? `M${said(start)} Q${said(pull)} ${said(neck)}`
      : `M${said(start)} L${said(neck)}`,
    head: [tip, corner(1), corner(-1)].map(said).join(" "),
    sign: rounded(onCurve(start, isPaired ? pull : between(start, tip), tip)),
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

function onCurve(start: Point, pull: Point, tip: Point): Point {
  const [t, u] = [SIGN_AT, 1 - SIGN_AT];
  const at = (way: "x" | "y") => u * u * start[way] + 2 * u * t * pull[way] + t * t * tip[way];
  return { x: at("x"), y: at("y") };
}

function rounded({ x, y }: Point): Point {
  return { x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10 };
}

function said({ x, y }: Point): string {
  return `${x.toFixed(1)},${y.toFixed(1)}`;
}
