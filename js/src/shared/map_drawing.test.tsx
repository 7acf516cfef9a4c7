import { render, screen } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { findings } from "./axe";
import { boxesOf, widthOf, wrapped } from "./map_boxes";
import { uprightBoxes } from "./map_boxes_upright";
import { MapDrawing } from "./map_drawing";
import { sheetFor, sheetOf } from "./map_geometry";
import { catalogue } from "./testing";
import { sayFrom } from "./words";

const t = sayFrom(catalogue().common ?? {});
const WORDS = [
  { key: "own:stigma", label: "stigma", x: 0, y: 0 },
  { key: "deck:help", label: "asking for help <b>early</b>", x: 3, y: 0 },
  { key: "need:beds", label: "Beds for women", x: 1, y: 2 },
];
const LINKS = [
  { source: "own:stigma", target: "deck:help", weight: -0.8, mark: "shared" },
  { source: "need:beds", target: "deck:help", weight: 0.25, mark: "contested" },
  { source: "own:stigma", target: "need:beds", weight: 0.4, mark: "one_sector" },
  { source: "deck:help", target: "own:stigma", weight: 0.3 },
];

// As wide as a picture on a phone of 360 pixels, in units of a map.
const PHONE = 278;

/** A team's words, and links that look random and are the same each time. */
function teamMap(count: number, linked: number, seed: number) {
  const labels = "Stigma,Asking for help,People in treatment,Overdose deaths,Opioid use,Loneliness,"
    .concat(
      "Fentanyl in the drug supply,Waiting time for treatment,Hope,Naloxone in people’s hands",
    )
    .split(",");
  const next = numbers(seed);
  const words = labels.slice(0, count).map((label, place) => ({
    key: `own:${place}`,
    label,
    x: Math.floor(place / 3) * 210,
    y: (place % 3) * 120,
  }));
  const key = () => `own:${Math.floor(next() * count)}`;
  const links = Array.from({ length: linked }, () => {
    return { source: key(), target: key(), weight: next() - 0.5 };
  });
  return { words, links: links.filter(({ source, target }) => source !== target) };
}

afterEach(() => vi.restoreAllMocks());

function show(changed: Partial<Parameters<typeof MapDrawing>[0]> = {}) {
  const props = { t, words: WORDS, links: LINKS, label: "Our map; its sentences follow." };
  return render(<MapDrawing {...props} {...changed} />).container;
}

function overlaps(boxes: ReturnType<typeof boxesOf>): number {
  return boxes.flatMap((one, place) =>
    boxes
      .slice(place + 1)
      .filter(
        (other) =>
          Math.abs(one.x - other.x) < (one.width + other.width) / 2 &&
          Math.abs(one.y - other.y) < (one.height + other.height) / 2,
      ),
  ).length;
}

/** Numbers that look random and are the same each time. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
}

test("the picture is one image with a name, and words are text", async () => {
  const page = show();
  expect(screen.getByRole("img", { name: "Our map; its sentences follow." })).toBeTruthy();
  expect(page.textContent).toContain("<b>early</b>");
  expect(page.querySelector("b")).toBeNull();
  expect(await findings(page)).toEqual([]);
});

test("a sign and its form say what a colour says", () => {
  const page = show();
  const said = [...page.querySelectorAll("figure section .ci-map-said")];
  expect(said.map((one) => one.textContent)).toEqual(["−", "±", "+", "+"]);
  const forms = said.map((one) => one.parentElement?.querySelectorAll(".ci-map-sign") ?? []);
  expect(forms.map((one) => [...one].map(({ tagName }) => tagName).join(" "))).toEqual([
    "circle circle",
    "polygon",
    "rect",
    "circle",
  ]);
});

test("the key explains what is in the picture and nothing else", () => {
  const all = [...show().querySelectorAll("li")].map((one) => one.textContent);
  expect(all.join(" ")).toMatch(/less of the other.*Shared.*Contested.*Only one sector.*thicker/);
  const plain = show({ links: LINKS.slice(3) }).querySelector("ul");
  expect(plain?.textContent).toBe("+More of the one leads to more of the other");
});

test("nothing is drawn of an empty map, and a link without its words is left out", () => {
  expect(show({ words: [] }).childElementCount).toBe(0);
  const lost = { source: "own:stigma", target: "own:gone", weight: 1 };
  expect(sheetOf(WORDS, [lost]).lines).toEqual([]);
});

test("a word can be chosen in the picture, and its links are brought out", async () => {
  let heard = "";
  const page = show({
    chosen: "need:beds",
    onChoose: (key) => {
      heard = key;
    },
  });
  await userEvent.click(screen.getByText("stigma"));
  expect(heard).toBe("own:stigma");
  expect(page.querySelector(".ci-map-chosen")?.textContent).toBe("Beds for women");
  expect(page.querySelectorAll(".ci-map-aside").length).toBe(4);
});

test("boxes never lie on each other, whatever their places are", () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const next = numbers(seed);
    const words = Array.from({ length: 8 * seed }, (_, place) => ({
      key: `own:${place}`,
      label: "some words of any length ".repeat(1 + Math.floor(next() * 4)),
      x: next() * 10 ** seed,
      y: next() * 10 ** seed,
    }));
    expect(overlaps(boxesOf(words))).toBe(0);
  }
  const same = WORDS.map((word) => ({ ...word, x: 5, y: 5 }));
  expect(overlaps(boxesOf(same))).toBe(0);
});

test("what is left out of a picture leaves no wide gap, and all else keeps its order", () => {
  const far = WORDS.map((word, place) => ({ ...word, x: place * 5000, y: 0 }));
  const near = { key: "own:near", label: "near", x: 20, y: 0 };
  const [one, two, three] = boxesOf([...far.slice(0, 2), near]);
  const gap = (from = one, to = two) =>
    (to?.x ?? 0) - (from?.x ?? 0) - ((from?.width ?? 0) + (to?.width ?? 0)) / 2;
  expect(gap(one, three)).toBeGreaterThan(60);
  expect(gap(three, two)).toBeGreaterThan(60);
  expect(gap(three, two)).toBeLessThan(121);
});

test("a box holds its words, and the longest label ends in an ellipsis", () => {
  for (const label of [
    "stigma",
    "Trust",
    "x".repeat(90),
    "長い言葉".repeat(30),
    "a ".repeat(140),
  ]) {
    const lines = wrapped(label);
    expect(lines.length).toBeLessThanOrEqual(4);
    for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(164);
  }
  expect(wrapped("asking for help")).toEqual(["asking for help"]);
  expect(wrapped("w".repeat(280)).at(-1)).toMatch(/…$/);
});

test("two links between the same words keep apart, and so do their signs", () => {
  const [there, , , back] = sheetOf(WORDS, LINKS).lines;
  expect(there?.path).not.toBe(back?.path);
  const apart = Math.hypot(
    (there?.sign.x ?? 0) - (back?.sign.x ?? 0),
    (there?.sign.y ?? 0) - (back?.sign.y ?? 0),
  );
  expect(apart).toBeGreaterThan(22);
});

test("lines end at boxes and inside the sheet, also where a word leads to itself", () => {
  const sheet = sheetOf(WORDS, [...LINKS, { source: "need:beds", target: "need:beds", weight: 1 }]);
  const box = sheet.boxes.find(({ key }) => key === "need:beds");
  for (const { path, head, link, sign } of sheet.lines) {
    const points = [...`${path} ${head}`.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map((one) => ({
      x: Number(one[1]),
      y: Number(one[2]),
    }));
    for (const { x, y } of [...points.slice(3), sign]) {
      expect(x).toBeGreaterThan(sheet.x);
      expect(x).toBeLessThan(sheet.x + sheet.width);
      expect(y).toBeGreaterThan(sheet.y);
      expect(y).toBeLessThan(sheet.y + sheet.height);
    }
    const tip = points[3];
    if (!box || !tip || link.target !== box.key) continue;
    const [across, down] = [Math.abs(tip.x - box.x), Math.abs(tip.y - box.y)];
    expect(Math.max(across / box.width, down / box.height)).toBeCloseTo(0.5, 1);
  }
});

test("a map of up to eight words is whole on a phone, in two columns from the top down", () => {
  for (let count = 2; count <= 8; count += 1)
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const { words, links } = teamMap(count, count + 2, seed);
      const sheet = sheetFor(words, links, PHONE / 0.85);
      expect(sheet.width * (sheet.isUpright ? 0.7 : 0.85)).toBeLessThanOrEqual(PHONE);
      expect(sheet.boxes.length).toBe(count);
      expect(overlaps(sheet.boxes)).toBe(0);
      expect(sheetFor(words, links, PHONE / 0.85)).toEqual(sheet);
    }
});

test("with room, or with more words than eight, words stay where they were given", () => {
  const small = teamMap(8, 9, 1);
  expect(sheetFor(small.words, small.links, 2000)).toEqual(sheetOf(small.words, small.links));
  const large = teamMap(9, 9, 1);
  expect(sheetFor(large.words, large.links, 300)).toEqual(sheetOf(large.words, large.links));
});

test("two columns hold long words and no words at all", () => {
  expect(uprightBoxes([], [])).toEqual([]);
  const words = WORDS.map((word) => ({ ...word, label: "w".repeat(280), x: 0, y: 0 }));
  expect(overlaps(uprightBoxes(words, LINKS))).toBe(0);
});

test("a picture that goes on to the side says so, and a keyboard can move it", async () => {
  vi.spyOn(Element.prototype, "clientWidth", "get").mockReturnValue(PHONE);
  const { words, links } = teamMap(10, 12, 1);
  const page = show({ words, links });
  expect(page.querySelector("figure p")?.textContent).toContain("move it sideways");
  expect(page.querySelector("figure")?.dataset.cut).toBe("true");
  const region = screen.getByRole("region", { name: /move it sideways/ });
  expect(region.tabIndex).toBe(0);
  expect(await findings(page)).toEqual([]);
});

test("a small picture on a phone is whole, and says nothing of moving it", () => {
  vi.spyOn(Element.prototype, "clientWidth", "get").mockReturnValue(PHONE);
  const { words, links } = teamMap(5, 5, 1);
  const page = show({ words, links });
  expect(page.querySelector("figure p")).toBeNull();
  expect(page.querySelector("figure")?.dataset.cut).toBe("false");
});
