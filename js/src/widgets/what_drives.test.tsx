import { act, screen, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { findings as axe } from "../shared/axe";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget from "./what_drives";
import type { Findings, State } from "./what_drives/state";

const OUR = { id: "people", title: "Our map", why_not: "", stamp: "1" };
const OWN = { id: "own", title: "My own map", why_not: "", stamp: "3" };
const CLOSED = { ...OUR, why_not: "It appears when the maps are closed.", stamp: "" };

const SAID: Findings = {
  lead: ["Stigma <b> pushes most.", "Deaths is pushed most.", "The strongest loop: More stigma …"],
  loops: [
    {
      sentence: "More stigma leads to less help: this feeds itself (reinforcing).",
      is_reinforcing: true,
    },
    {
      sentence: "More help leads to less need: this holds itself in check.",
      is_reinforcing: false,
    },
  ],
  loop_notes: ["1 loop feeds itself.", "Loops of up to 6 words were looked for."],
  roles: ["There is no driver."],
  words: [
    { label: "Stigma <b>", role: "does both", pushes: "1.90", is_pushed: "0.40", together: "2.30" },
  ],
  measures: [
    { name: "Density, as in Mental Modeler", value: "0.55", means: "The share of links." },
    { name: "Complexity", value: "not defined (no drivers)", means: "Receivers for each driver." },
  ],
  notes: ["1 link leads from a word to itself."],
  picture: {
    words: [
      { key: "own:stigma", label: "Stigma <b>" },
      { key: "own:help", label: "Help" },
    ],
    links: [
      { source: "own:stigma", target: "own:help", weight: -0.5 },
      { source: "own:help", target: "own:stigma", weight: -0.25 },
    ],
  },
};

/** A reply of the kernel, and what the page makes of it. */
async function answer(reply: () => void) {
  await act(async () => reply());
}

function show(changed: Partial<State> = {}) {
  return showExercise<State>(widget, {
    ...exerciseState("what_drives"),
    may: [],
    maps: [OUR, OWN],
    ...changed,
  });
}

async function answered(changed: Partial<Findings> = {}) {
  const page = show();
  await answer(() =>
    page.model.reply({ type: "findings", map: "people", findings: { ...SAID, ...changed } }),
  );
  return page;
}

test("the team's map is asked for at once, and three sentences come first", async () => {
  const { sent, el, model } = show();
  expect(sent()).toEqual([{ type: "ask", map: "people" }]);
  expect(screen.getByText("Looking at the map…")).toBeTruthy();
  await answer(() => model.reply({ type: "findings", map: "people", findings: SAID }));
  const said = [...el.querySelectorAll(".ci-says > p")].map((one) => one.textContent);
  expect(said.slice(0, 3)).toEqual(SAID.lead);
  expect(screen.queryByText("Looking at the map…")).toBeNull();
  expect(await axe()).toEqual([]);
});

test("loops are read aloud, the strongest is drawn, and numbers stand under folds", async () => {
  const { user } = await answered();
  const loops = within(screen.getByRole("region", { name: "Loops, read aloud" }));
  expect(loops.getAllByRole("listitem").map((one) => one.textContent)).toEqual(
    SAID.loops.map(({ sentence }) => sentence),
  );
  expect(screen.getByRole("img", { name: /the same/ }).textContent).toContain("Stigma <b>");
  const table = screen.getByText("Every word in numbers").closest("details");
  expect(table?.open).toBe(false);
  await user.click(screen.getByText("Every word in numbers"));
  await user.click(screen.getByText("The whole map in numbers"));
  expect(screen.getByRole("row", { name: /Stigma <b> 1.90 0.40 2.30 does both/ })).toBeTruthy();
  expect(screen.getByText("not defined (no drivers)")).toBeTruthy();
  expect(screen.getByText("1 link leads from a word to itself.")).toBeTruthy();
  expect(await axe()).toEqual([]);
});

test("without a loop there is no picture and no empty list", async () => {
  const { el } = await answered({ loops: [], picture: {} });
  expect(screen.queryByRole("img")).toBeNull();
  expect(el.querySelector("ol")).toBeNull();
  expect(el.textContent).toContain("Loops of up to 6 words were looked for.");
});

test("while the team's map is closed to all, one's own is looked at", async () => {
  const { sent, user, el } = show({ maps: [CLOSED, OWN] });
  expect(sent()).toEqual([{ type: "ask", map: "own" }]);
  await user.selectOptions(screen.getByRole("combobox", { name: "Which map?" }), "people");
  expect(sent()).toHaveLength(1);
  expect(el.textContent).toContain("It appears when the maps are closed.");
  expect(await axe()).toEqual([]);
});

test("where there is nothing to look at, it says why and asks nothing", async () => {
  const { sent, el, model } = show({ maps: [CLOSED] });
  expect(el.textContent).toContain("It appears when the maps are closed.");
  model.change({ maps: [] });
  expect(el.textContent).toContain("There is no map to look at yet.");
  expect(sent()).toEqual([]);
  expect(await axe()).toEqual([]);
});

test("a map that changed is asked for anew, and what is known stays meanwhile", async () => {
  const { sent, model } = await answered();
  model.change({ maps: [{ ...OUR, stamp: "2" }, OWN] });
  expect(sent()).toHaveLength(2);
  expect(screen.getByText("Deaths is pushed most.")).toBeTruthy();
  await answer(() =>
    model.reply({ type: "findings", map: "people", findings: { ...SAID, lead: ["New."] } }),
  );
  expect(screen.getByText("New.")).toBeTruthy();
});

test("the answer to one map is never shown under another", async () => {
  const { user, model } = await answered();
  const first = model.sent.at(-1)?.request_id as string;
  await user.selectOptions(screen.getByRole("combobox"), "own");
  expect(screen.queryByText("Deaths is pushed most.")).toBeNull();
  await answer(() =>
    model.receive({ type: "findings", request_id: first, map: "people", findings: SAID }),
  );
  expect(screen.queryByText("Deaths is pushed most.")).toBeNull();
  await answer(() =>
    model.reply({ type: "findings", map: "own", findings: { ...SAID, lead: ["Mine."] } }),
  );
  expect(screen.getByText("Mine.")).toBeTruthy();
});

test("a refusal is said in the kernel's words", async () => {
  const { model } = show();
  await answer(() => model.reply({ type: "refused", text: "That map is not here." }));
  expect(screen.getByText("That map is not here.")).toBeTruthy();
});
