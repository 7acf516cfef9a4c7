/** What is in the way of what: lines, words, and the signs on lines. */

import type { Point } from "./layout";
import type { Box } from "./picture_lines";

/** Whether the straight way between two points meets a box, or comes nearer to it than `air`. */
export function meets(from: Point, to: Point, box: Box, air = 0): boolean {
  let [first, last] = [0, 1];
  for (const [way, size] of [
    ["x", box.width],
    ["y", box.height],
  ] as const) {
    const far = to[way] - from[way];
    const half = size / 2 + air;
    const [near, beyond] = [box[way] - half - from[way], box[way] + half - from[way]];
    if (Math.abs(far) < 1e-9) {
      if (near > 0 || beyond < 0) return false;
    } else {
      first = Math.max(first, Math.min(near / far, beyond / far));
      last = Math.min(last, Math.max(near / far, beyond / far));
    }
    if (first > last) return false;
  }
  return true;
}

/** Whether two boxes lie on each other. */
export function overlap(one: Box, other: Box): boolean {
  return (
    Math.abs(one.x - other.x) < (one.width + other.width) / 2 &&
    Math.abs(one.y - other.y) < (one.height + other.height) / 2
  );
}

/** Whether the straight ways between two and two points cross. */
export function cross(from: Point, to: Point, start: Point, end: Point): boolean {
  return (
    side(from, to, start) * side(from, to, end) < 0 &&
    side(start, end, from) * side(start, end, to) < 0
  );
}

/** On which side of a way a point is: below 0, above 0, or on it. */
function side(from: Point, to: Point, { x, y }: Point): number {
  return (to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x);
}
