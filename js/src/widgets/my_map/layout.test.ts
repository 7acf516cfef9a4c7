import { expect, test } from "vitest";
import { layout, NARROW_ROOM, type Point, ROOM } from "./layout";
import { unclear } from "./layout_order";
import type { MapLink, MapWord } from "./state";

function word(id: string, x: number | null = null, y: number | null = null): MapWord {
  return { id, label: id, stands_for: "", x, y };
}

function many(count: number): MapWord[] {
  return Array.from({ length: count }, (_, at) => word(`w${at}`));
}

/** Links that go all over the place, the same in each run. */
function tangled(words: readonly MapWord[], count: number): MapLink[] {
  const links = new Map<string, MapLink>();
  for (let at = 0; links.size < count; at += 1) {
    const source = words[(at * 7) % words.length]?.id ?? "";
    const target = words[(at * 13 + 5 + Math.floor(at / words.length)) % words.length]?.id ?? "";
    if (source !== target) links.set(`${source}>${target}`, { source, target, weight: 0.62 });
  }
  return [...links.values()];
}

function overlaps(places: Iterable<Point>, room = ROOM): number {
  const all = [...places];
  return all.flatMap((one, at) =>
    all
      .slice(at + 1)
      .filter(
        (other) => Math.abs(one.x - other.x) < room.x - 2 && Math.abs(one.y - other.y) < room.y - 2,
      ),
  ).length;
}

test("an empty map has no places", () => {
  expect(layout([], []).size).toBe(0);
});

test.each([1, 2, 5, 20, 60])("of %i words none lies on another", (count) => {
  const words = many(count);
  const places = layout(words, count > 2 ? tangled(words, Math.min(150, count * 2)) : []);
  expect([...places.keys()]).toEqual(words.map(({ id }) => id));
  expect(overlaps(places.values())).toBe(0);
  for (const { x, y } of places.values()) expect(Math.abs(x) + Math.abs(y)).toBeLessThan(20_000);
});

test("the same map is laid out the same way each time", () => {
  const words = many(25);
  const links = tangled(words, 60);
  expect([...layout(words, links)]).toEqual([...layout(words, links)]);
});

test("what a hand placed stays where it is, and nothing is put on it", () => {
  const words = [word("stigma", 100, 50), ...many(12), word("shame", 900, -300)];
  const places = layout(words, tangled(words, 20));
  expect(places.get("stigma")).toEqual({ x: 100, y: 50 });
  expect(places.get("shame")).toEqual({ x: 900, y: -300 });
  expect(overlaps(places.values())).toBe(0);
});

test("a new word moves none of those that are there", () => {
  const words = many(10);
  const before = layout(words, tangled(words, 15));
  const more = [...words, word("new")];
  const after = layout(more, [{ source: "new", target: "w0", weight: 1 }], before);
  for (const { id } of words) expect(after.get(id)).toEqual(before.get(id));
  expect(overlaps(after.values())).toBe(0);
});

test("words a hand put on each other are left so", () => {
  const places = layout([word("a", 0, 0), word("b", 10, 0)], []);
  expect([...places.values()]).toEqual([
    { x: 0, y: 0 },
    { x: 10, y: 0 },
  ]);
});

test("a tall picture is laid out higher than a wide one", () => {
  const words = many(12);
  const shapeOf = (shape: number) => {
    const places = [...layout(words, tangled(words, 14), new Map(), shape).values()];
    const span = (values: number[]) => Math.max(...values) - Math.min(...values);
    return span(places.map(({ x }) => x)) / span(places.map(({ y }) => y));
  };
  expect(shapeOf(0.75)).toBeLessThan(1);
  expect(shapeOf(2)).toBeGreaterThan(1.2);
  const narrow = layout(words, tangled(words, 14), new Map(), 0.75);
  expect(overlaps(narrow.values(), NARROW_ROOM)).toBe(0);
});

test("a link to a word that is gone is passed over", () => {
  const lost = { source: "a", target: "gone", weight: 1 };
  expect(layout([word("a"), word("b")], [lost]).size).toBe(2);
});

test("on a phone few words stand in two columns, and a chain of them leads past no other word", () => {
  const words = many(8);
  // In the order of a shuffled deck, so that the first places are not the best.
  const chain = ["w3", "w6", "w0", "w5", "w1", "w7", "w2", "w4"];
  const links = chain.slice(1).map((target, at) => ({
    source: chain[at] ?? "",
    target,
    weight: 1,
  }));
  const places = layout(words, links, new Map(), 0.8);
  expect(new Set([...places.values()].map(({ x }) => x)).size).toBe(2);
  expect(overlaps(places.values(), NARROW_ROOM)).toBe(0);
  const length = links.reduce((sum, { source, target }) => {
    const [one, other] = [places.get(source), places.get(target)];
    return sum + Math.hypot((one?.x ?? 0) - (other?.x ?? 0), (one?.y ?? 0) - (other?.y ?? 0));
  }, 0);
  // Nothing but length: no line leads through a word, and no two cross.
  expect(unclear(places, links)).toBeCloseTo(length);
});

test("words in disorder change places until links are clear", () => {
  const words = many(12);
  const links = tangled(words, 12);
  for (const shape of [0.8, 1.7]) {
    const places = layout(words, links, new Map(), shape);
    const crowded = new Map([...places].map(([id, place]) => [id, { ...place, y: 0 }]));
    expect(unclear(places, links)).toBeLessThan(unclear(crowded, links) / 2);
  }
});
