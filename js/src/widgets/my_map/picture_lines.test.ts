import { expect, test } from "vitest";
import { edgeOf, lineBetween } from "./picture_lines";

const box = (x: number, y: number) => ({ x, y, width: 100, height: 40 });
const STRAIGHT = { bend: 0, at: 0.6 };
const BENT = { bend: 0.16, at: 0.6 };
const numbers = (path: string) => (path.match(/-?\d+(\.\d+)?/g) ?? []).map(Number);

test("a line begins and ends at the words' edges", () => {
  const { path, head } = lineBetween(box(0, 0), box(400, 0), 2, STRAIGHT);
  const [x = 0, y] = numbers(path);
  expect([x, y]).toEqual([53, 0]);
  expect(numbers(head).slice(0, 2)).toEqual([347, 0]);
});

test("two links between the same words keep apart, and so do their signs", () => {
  const there = lineBetween(box(0, 0), box(400, 0), 2, BENT);
  const back = lineBetween(box(400, 0), box(0, 0), 2, BENT);
  expect(Math.abs(there.sign.y - back.sign.y)).toBeGreaterThan(40);
});

test("a way that ends inside the box is not followed out of it", () => {
  expect(edgeOf(box(0, 0), { x: 10, y: 5 })).toEqual({ x: 10, y: 5 });
});

test.each([
  [0, 0],
  [5, 5],
  [0, 30],
  [90, 0],
])("words that lie on each other (%i, %i apart) still have a line with numbers in it", (x, y) => {
  for (const route of [STRAIGHT, BENT]) {
    const { path, head, sign } = lineBetween(box(0, 0), box(x, y), 5, route);
    expect(`${path} ${head} ${sign.x} ${sign.y}`).not.toMatch(/NaN|Infinity/);
  }
});
