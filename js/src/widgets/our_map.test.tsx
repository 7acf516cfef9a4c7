import { screen, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { findings } from "../shared/axe";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget from "./our_map";
import type { Result, State, TeamLink } from "./our_map/state";

const MARKUP = "Shame <img src=x onerror=alert(1)>";

function link(source: string, target: string, changed: Partial<TeamLink>): TeamLink {
  return {
    source,
    target,
    weight: 0.4,
    people: 4,
    agreement: 1,
    mark: "",
    sectors: [],
    balanced: 0.4,
    sentence: `More ${source} leads to more ${target}, a little.`,
    ...changed,
  };
}

const LINKS: TeamLink[] = [
  link("own:stigma", "own:help", {
    weight: -0.9,
    people: 9,
    mark: "shared",
    balanced: -0.5,
    sentence: "More “stigma” leads to a drop in “asking for help”, strongly.",
  }),
  link("own:arrests", "own:deaths", {
    weight: 0.02,
    people: 7,
    agreement: 0.14,
    mark: "contested",
    balanced: -0.3,
    sentence: "Some say more arrests leads to more overdose deaths, some say to less.",
  }),
  link("own:shame", "own:help", {
    mark: "one_sector",
    sectors: ["Families"],
    sentence: `More ${MARKUP} leads to more asking for help, a little.`,
  }),
  link("own:help", "own:deaths", { agreement: 0.5, balanced: 0 }),
];
const WORDS = ["stigma", "help", "arrests", "deaths", "shame", "alone"].map((name, place) => ({
  key: `own:${name}`,
  label: { help: "asking for help", deaths: "overdose deaths", shame: MARKUP }[name] ?? name,
  labels: name === "stigma" ? ["stigma", "Stigmas"] : [],
  x: (place % 3) * 210,
  y: Math.floor(place / 3) * 120,
}));
const RESULT: Result = {
  people: 12,
  too_few: false,
  later: 0,
  left_out: 31,
  words: WORDS,
  links: LINKS,
  pools: ["Families", "Health care, law enforcement"],
  sums: ["More arrests leads to less overdose deaths: sectors say less, people neither."],
};
const FILE = {
  id: "f1",
  title: "Bristol Bay",
  words: WORDS.slice(0, 3),
  links: [{ source: "own:stigma", target: "own:help", weight: -1 }],
};

function show(changed: Partial<State> = {}) {
  return showExercise<State>(widget, {
    ...exerciseState("our_map"),
    drawn_at: "",
    strengths: [0.25, 0.62, 1],
    result: RESULT,
    files: [],
    ...changed,
  });
}

const region = (name: string) => screen.getByRole("region", { name });
const picture = () => screen.getByRole("img", { name: /as a picture/ });
const signs = () =>
  [...picture().querySelectorAll(".ci-map-said")].map((one) => one.textContent).join("");
const radio = (name: RegExp | string) => screen.getByRole("radio", { name });
const oneWord = () => screen.getByRole<HTMLSelectElement>("combobox", { name: /one word/ });

test("while the maps are open it says how many are handed in, and shows no link", async () => {
  const { el } = show({ result: {}, answered: 3 });
  expect(el.textContent).toContain("Handed in so far: 3.");
  expect(screen.queryByRole("img")).toBeNull();
  expect(await findings()).toEqual([]);
});

test("with fewer than five maps nothing of them is shown", async () => {
  const few = { people: 4, too_few: true, later: 1, left_out: 0 };
  const { el } = show({ result: { ...few, words: [], links: [], pools: [], sums: [] } });
  expect(el.textContent).toContain("Fewer than five maps were handed in");
  expect(el.textContent).toContain("1 person handed in a map");
  expect(screen.queryByRole("img")).toBeNull();
  expect(await findings()).toEqual([]);
});

test("maps that have no link in common lead back to the words", () => {
  const { el } = show({ result: { ...RESULT, words: [], links: [], words_later: true, more: 2 } });
  expect(el.textContent).toContain("put those together in the step before");
  expect(el.textContent).toContain("Words were put together or taken apart after");
  expect(el.textContent).toContain("31 more links were drawn by fewer than three");
  expect(screen.queryByRole("img")).toBeNull();
});

test("what is shared, contested and one sector's is said in the kernel's sentences", async () => {
  const { el } = show();
  expect(region("What we share").textContent).toMatch(
    /“?asking for help”?, strongly.*9 of 12 drew it/,
  );
  expect(region("Where we differ").textContent).toMatch(/Some say more arrests.*7 of 12 drew it/);
  expect(region("What only one part of us sees").textContent).toMatch(
    /4 of 12 drew it\. Drawn only by people from one sector: Families/,
  );
  expect(region("One vote a person, or one vote a sector?").textContent).toContain("sectors say");
  expect(el.textContent).toContain("Families; Health care, law enforcement");
  expect(el.querySelector(".ci-our-writings")?.textContent).toBe("stigmastigma / Stigmas");
  expect(el.querySelector("img")).toBeNull();
  expect(await findings()).toEqual([]);
});

test("what half of us drew can be one sector's alone, and is said in both lists", async () => {
  const one = link("own:arrests", "own:help", { people: 8, mark: "shared", sectors: ["Law"] });
  const { el, user } = show({ result: { ...RESULT, links: [one] } });
  expect(region("What we share").textContent).toContain("8 of 12 drew it");
  expect(region("What only one part of us sees").textContent).toContain(
    "people from one sector: Law",
  );
  expect(radio("What only one part of us sees (1)")).toBeTruthy();
  await user.click(screen.getByText("All links as a table"));
  expect(el.querySelector("tbody")?.textContent).toContain("Shared. Only one sector: Law");
});

test("of small sectors that stand together none is said to be the one that drew it", async () => {
  const names = ["Education", "Medical community", "Schools"];
  const one = link("own:arrests", "own:help", { mark: "one_sector", sectors: names });
  const { el, user } = show({ result: { ...RESULT, links: [one] } });
  expect(region("What only one part of us sees").textContent).toContain(
    "Drawn only by people from one or more of: Education, Medical community, Schools",
  );
  await user.click(screen.getByText("All links as a table"));
  const rows = el.querySelector("tbody")?.textContent;
  expect(rows).toContain("Only from one or more of: Education, Medical community, Schools");
  expect(rows).not.toContain("one sector");
});

test("how many are on each side of a contested link stands nowhere", async () => {
  const { el, user } = show();
  await user.click(screen.getByText("All links as a table"));
  const row = within(el.querySelector("table") as HTMLElement).getByRole("row", {
    name: /arrests/,
  });
  expect([...row.children].map((cell) => cell.textContent)).toEqual([
    "arrests",
    "more or less overdose deaths",
    "a little",
    "7 of 12",
    "No, they are divided",
    "Contested",
    "less, a little",
  ]);
  expect(el.textContent).not.toMatch(/0\.14|\b[34] say/);
  expect(el.querySelectorAll("tbody tr").length).toBe(4);
  expect(await findings()).toEqual([]);
});

test("the picture shows what was chosen, and its sentences are the same links", async () => {
  const { el, user } = show();
  expect(signs()).toBe("−±++");
  expect(picture().textContent).toContain("alone");
  await user.click(radio("Where we differ (1)"));
  expect(signs()).toBe("±");
  expect(picture().textContent).not.toContain("stigma");
  expect(picture().getAttribute("aria-label")).toContain("links: 1");
  expect(el.querySelector("details ul")?.textContent).toContain("Some say more arrests");
  expect(el.querySelectorAll("details ul")[0]?.children.length).toBe(1);
  await user.click(radio("What only one part of us sees (1)"));
  expect(signs()).toBe("+");
  expect(await findings()).toEqual([]);
});

test("one word is chosen from the list or in the picture, and chosen again to see all", async () => {
  const { user } = show();
  await user.selectOptions(oneWord(), "overdose deaths");
  expect(signs()).toBe("+±");
  expect(screen.getByText("The picture in sentences (2 links)").closest("details")?.open).toBe(
    true,
  );
  await user.click(within(picture()).getByText("overdose deaths"));
  expect(oneWord().value).toBe("");
  await user.click(within(picture()).getByText("arrests"));
  expect(signs()).toBe("±");
  expect(picture().querySelector(".ci-map-chosen")?.textContent).toBe("arrests");
});

test("one vote a sector draws other weights and says them in words", async () => {
  const { el, user } = show();
  await user.click(radio("Each sector"));
  expect(signs()).toBe("−±+0");
  const said = el.querySelector("details ul")?.textContent;
  expect(said).toContain("More “stigma” leads to a drop in “asking for help”, clearly.");
  expect(said).toContain("neither more nor less overdose deaths");
});

test("without two groups of five no sector is told apart", () => {
  const links = LINKS.map((one) => ({ ...one, balanced: null, mark: "" as const, sectors: [] }));
  show({ result: { ...RESULT, links, pools: [], sums: [] } });
  expect(region("What only one part of us sees").textContent).toContain(
    "five people from each of two",
  );
  expect(screen.queryByRole("radio")).toBeNull();
  expect(region("What we share").textContent).toContain("There is no link that half of us drew.");
});

test("a choice that is gone when the map is made anew falls back to all", async () => {
  const { model, user } = show();
  await user.click(radio("Where we differ (1)"));
  model.change({ result: { ...RESULT, links: LINKS.slice(0, 1) } });
  expect(signs()).toBe("−");
  expect(await findings()).toEqual([]);
});

test("a map from a file can be looked at instead, also while the maps are open", async () => {
  const { el, user } = show({ result: {}, files: [FILE] });
  await user.selectOptions(screen.getByRole("combobox", { name: /Which map/ }), "f1");
  expect(signs()).toBe("−");
  expect(el.textContent).toContain("More “stigma” leads to a drop in “asking for help”, strongly.");
  await user.click(screen.getByText("All links as a table"));
  expect(el.querySelectorAll("thead th").length).toBe(3);
  expect(await findings()).toEqual([]);
});

test("a map too large to draw asks for a word, and draws that one's strongest links", async () => {
  const words = Array.from({ length: 90 }, (_, place) => ({
    key: `w${place}`,
    label: `word ${place}`,
    x: (place % 10) * 210,
    y: Math.floor(place / 10) * 120,
  }));
  const links = words.slice(1).map(({ key }, place) => {
    return { source: "w0", target: key, weight: place / 100 };
  });
  const { el, user } = show({ result: {}, files: [{ id: "f1", title: "Big", words, links }] });
  await user.selectOptions(screen.getByRole("combobox", { name: /Which map/ }), "f1");
  expect(el.textContent).toContain("too much here to draw at once: 90 words and 89 links");
  expect(screen.queryByRole("img")).toBeNull();
  await user.selectOptions(oneWord(), "word 0");
  expect(el.textContent).toContain("Drawn are the 40 strongest of its 89 links.");
  expect(picture().textContent).toContain("word 89");
  expect(picture().textContent).not.toContain("word 17");
});

test("a map from an earlier forum says so", () => {
  const { el } = show({ drawn_at: "Forum 2" });
  expect(el.textContent).toContain("These maps were drawn at Forum 2.");
});
