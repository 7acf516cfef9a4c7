/** Which word stands where: words change places until as few links as can be run through others. */

import type { Point } from "./layout";
import { cross, meets } from "./picture_clear";

interface Ends {
  source: string;
  target: string;
}

// A word's box, about; and what a link through one, and two that cross, are worth in length.
const BOX = { width: 150, height: 58 };
const THROUGH = 420;
const CROSSED = 70;
// So much is weighed at most: what is larger is left as it is.
const MOST_WEIGHED = 400_000;
const ROUNDS = 6;

/** Let words of `free` change places as long as that makes the picture clearer. */
export function order(
  places: Map<string, Point>,
  links: readonly Ends[],
  free: readonly string[],
): void {
  const here = links.filter(
    ({ source, target }) => source !== target && places.has(source) && places.has(target),
  );
  const each = here.length * (places.size + here.length) + 1;
  let left = MOST_WEIGHED;
  let cost = unclear(places, here);
  for (let round = 0; round < ROUNDS && cost > 0; round += 1) {
    const before = cost;
    for (const [at, one] of free.entries()) {
      for (const other of free.slice(at + 1)) {
        left -= each;
        if (left < 0) return;
        swap(places, one, other);
        const now = unclear(places, here);
        // Less by more than what rounding makes, or two words could change for ever.
        if (now < cost - 1e-6) cost = now;
        else swap(places, one, other);
      }
    }
    if (cost === before) return;
  }
}

function swap(places: Map<string, Point>, one: string, other: string): void {
  const [first, second] = [places.get(one), places.get(other)];
  if (!first || !second) return;
  places.set(one, second);
  places.set(other, first);
}

/** How hard the links are to follow: less is better. */
export function unclear(places: ReadonlyMap<string, Point>, links: readonly Ends[]): number {
  const lines = links.flatMap(({ source, target }) => {
    const [from, to] = [places.get(source), places.get(target)];
    return from && to ? [{ source, target, from, to }] : [];
  });
  let cost = 0;
  for (const [at, { source, target, from, to }] of lines.entries()) {
    cost += Math.hypot(to.x - from.x, to.y - from.y);
    for (const [id, { x, y }] of places)
      if (id !== source && id !== target && meets(from, to, { x, y, ...BOX })) cost += THROUGH;
    for (const other of lines.slice(at + 1))
      if (cross(from, to, other.from, other.to)) cost += CROSSED;
  }
  return cost;
}
