import { expect, test } from "vitest";
import { meets, overlap } from "./picture_clear";
import { type Box, onWay, wayOf } from "./picture_lines";
import { halfOf, type Routed, routesOf } from "./picture_routes";

const box = (x: number, y: number): Box => ({ x, y, width: 120, height: 52 });
const link = (source: string, target: string, isPaired = false): Routed => ({
  id: `${source}>${target}`,
  source,
  target,
  size: 3,
  isPaired,
});

/** The words a link's line leads through, and those its sign is on. */
function inTheWay(boxes: Map<string, Box>, one: Routed) {
  const { bend, at } = routesOf([one], boxes).get(one.id) ?? { bend: 0, at: 0 };
  const [from, to] = [boxes.get(one.source) as Box, boxes.get(one.target) as Box];
  const way = wayOf(from, to, bend);
  const points = Array.from({ length: 41 }, (_, step) => onWay(way, step / 40));
  const others = [...boxes].filter(([id]) => id !== one.source && id !== one.target);
  const sign = { ...onWay(way, at), width: 2 * halfOf(one.size), height: 22 };
  return {
    line: others.filter(([, other]) =>
      points.some((to, step) => step > 0 && meets(points[step - 1] ?? to, to, other)),
    ).length,
    sign: [...boxes.values()].filter((other) => overlap(other, sign)).length,
  };
}

test("what has nothing in its way goes straight", () => {
  const boxes = new Map([
    ["a", box(0, 0)],
    ["b", box(0, 300)],
    ["c", box(300, 150)],
  ]);
  expect(routesOf([link("a", "b")], boxes).get("a>b")).toEqual({ bend: 0, at: 0.6 });
});

test.each([
  [0, 150],
  [20, 120],
  [-45, 190],
])("a word between two others is passed by, and the sign is on neither (%i, %i)", (x, y) => {
  const boxes = new Map([
    ["a", box(0, 0)],
    ["b", box(0, 300)],
    ["c", box(x, y)],
  ]);
  expect(inTheWay(boxes, link("a", "b"))).toEqual({ line: 0, sign: 0 });
  expect(inTheWay(boxes, link("b", "a", true))).toEqual({ line: 0, sign: 0 });
});

test("two signs do not stand on each other where there is room", () => {
  const boxes = new Map([
    ["a", box(-300, -200)],
    ["b", box(300, 200)],
    ["c", box(-300, 200)],
    ["d", box(300, -200)],
  ]);
  const crossing = [link("a", "b"), link("c", "d")];
  const routes = routesOf(crossing, boxes);
  const [one, other] = crossing.map(({ id, source, target }) => {
    const { bend, at } = routes.get(id) ?? { bend: 0, at: 0 };
    const way = wayOf(boxes.get(source) as Box, boxes.get(target) as Box, bend);
    return { ...onWay(way, at), width: 48, height: 22 };
  });
  expect(overlap(one as Box, other as Box)).toBe(false);
});

test("a route that is the same stays the same, and a link of no box has none", () => {
  const boxes = new Map([
    ["a", box(0, 0)],
    ["b", box(0, 300)],
  ]);
  const before = routesOf([link("a", "b")], boxes);
  const after = routesOf([link("a", "b"), link("a", "gone")], boxes, before);
  expect(after.get("a>b")).toBe(before.get("a>b"));
  expect(after.size).toBe(1);
});

test("a way meets a box it touches, and none it ends before", () => {
  expect(meets({ x: -100, y: 0 }, { x: 100, y: 0 }, box(0, 0))).toBe(true);
  expect(meets({ x: -100, y: 0 }, { x: -70, y: 0 }, box(0, 0))).toBe(false);
  expect(meets({ x: 0, y: 40 }, { x: 0, y: 90 }, box(0, 0))).toBe(false);
  expect(meets({ x: -100, y: 30 }, { x: 100, y: 30 }, box(0, 0), 5)).toBe(true);
});

test("among many links only those of a moved word look for another way", () => {
  const ids = Array.from({ length: 12 }, (_, at) => `w${at}`);
  const at = (place: number) => box((place % 4) * 200, Math.floor(place / 4) * 120);
  const boxes = new Map(ids.map((id, place) => [id, at(place)]));
  const links = ids.flatMap((one) => ids.filter((two) => one < two).map((two) => link(one, two)));
  expect(links.length).toBeGreaterThan(60);
  const before = routesOf(links, boxes);
  boxes.set("w5", box(260, 190));
  const after = routesOf(links, boxes, before, new Set(["w5"]));
  const changed = links.filter(({ id }) => after.get(id) !== before.get(id));
  expect(changed.length).toBeGreaterThan(0);
  expect(changed.every(({ source, target }) => [source, target].includes("w5"))).toBe(true);
});
