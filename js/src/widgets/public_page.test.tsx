import { screen, within } from "@testing-library/preact";
import { expect, test, vi } from "vitest";
import { findings } from "../shared/axe";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import { sayFrom } from "../shared/words";
import widget, { listed, peopleListed, type ShownWin, type State } from "./public_page";

const VAN: ShownWin = {
  id: "w1",
  title: "The van drove <b>",
  done_on: "2026-06-09",
  story: "",
  evidence: "The driver’s sheet",
  who: ["Ray", "a nurse", "2 members"],
  partners: [],
  goal: "Rides",
  learned: "Ask first.",
  next_win: "Twice",
  next_by: "2026-09-15",
};

function show(changed: Partial<State> = {}) {
  return showExercise<State>(widget, {
    ...exerciseState("public_page"),
    team_name: "Pellwood",
    wins: [VAN],
    not_marked: 1,
    not_done: 0,
    without_name: 3,
    ...changed,
  });
}

test("the page says what the public will read, and what is left out", async () => {
  show();
  const page = within(screen.getByRole("region", { name: "Pellwood: what went well" }));
  expect(page.getByText("The van drove <b>")).toBeTruthy();
  expect(page.getByText("Ray; a nurse; 2 members")).toBeTruthy();
  expect(page.getByText(/Twice, by September 15, 2026/)).toBeTruthy();
  const left = within(screen.getByRole("region", { name: "What is left out" }));
  expect(left.getAllByRole("listitem").map((one) => one.textContent?.slice(0, 8))).toEqual([
    "1 win st",
    "3 people",
  ]);
  expect(await findings()).toEqual([]);
});

test("either the page or the cards are printed, and the mark is gone afterwards", async () => {
  const printed: (string | undefined)[] = [];
  const { user } = show();
  const print = vi.spyOn(window, "print").mockImplementation(() => {
    printed.push(document.documentElement.dataset.ciPrint);
    dispatchEvent(new Event("afterprint"));
  });
  await user.click(screen.getByRole("button", { name: "Print the page" }));
  await user.click(screen.getByRole("button", { name: "Print the cards" }));
  expect(printed).toEqual(["page", "cards"]);
  expect(document.documentElement.dataset.ciPrint).toBeUndefined();
  print.mockRestore();
});

test("with no win for the public it says how one gets there", async () => {
  show({ wins: [], not_marked: 0, without_name: 0 });
  expect(screen.getByText(/No win is marked for the public yet/)).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Print the page" })).toBeNull();
  expect(await findings()).toEqual([]);
});

test("two people are never read as one", () => {
  const english = sayFrom({ and: "and" });
  expect(peopleListed(english, ["Ray"])).toBe("Ray");
  expect(peopleListed(english, ["Ray", "a bus driver"])).toBe("Ray, and a bus driver");
  expect(peopleListed(english, ["Ray", "a nurse", "a judge"])).toBe("Ray; a nurse; a judge");
  expect(peopleListed(sayFrom({ and: "y" }), ["Ray", "Inés"])).toBe("Ray, e Inés");
});

test("a list says e before the sound of i in Spanish, and and in English always", () => {
  const spanish = sayFrom({ and: "y" });
  expect(listed(spanish, ["padres", "iglesias"])).toBe("padres e iglesias");
  expect(listed(spanish, ["agua", "hielo"])).toBe("agua y hielo");
  expect(listed(sayFrom({ and: "and" }), ["parents", "investors"])).toBe("parents and investors");
});
