import { act, render, screen } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findings } from "../../shared/axe";
import { announceConnection } from "../../shared/connection";
import { keep } from "../../shared/keep";
import { wordsOf } from "../../shared/testing";
import { sayFrom } from "../../shared/words";
import { StateLine } from "./state_line";

const KEY = "ciwidgets.outbox.p1.idea_board.needs/ideas";
const REFUSED = {
  message: { type: "add", request_id: "r1", record_id: "i1", text: "Rides at night" },
  isSent: true,
  refused: "This step has been closed.",
};
let page: HTMLElement;

beforeEach(() => {
  history.replaceState(null, "", "/needs.ipynb");
  page = document.createElement("main");
  page.innerHTML = '<section class="ci-step" id="step-ideas"></section>';
  document.body.append(page);
});

afterEach(() => {
  page.remove();
  act(() => announceConnection("connected"));
  history.replaceState(null, "", "/");
});

function show(person = "p1"): string {
  render(<StateLine t={sayFrom(wordsOf("join_strip"))} person={person} />);
  return document.body.textContent ?? "";
}

test("what was refused on this page is led to, and another person's is not spoken of", async () => {
  keep(KEY, [REFUSED]);
  expect(show()).toContain("needs your look");
  expect(screen.getByRole("link", { name: "Show it" }).getAttribute("href")).toBe("#step=ideas");
  expect(document.body.textContent).not.toContain("Rides at night");
  expect(await findings()).toEqual([]);
});

test("somebody else's words are not spoken of", () => {
  keep(KEY, [REFUSED]);
  expect(show("p2")).toContain("Everything is saved");
});

test.each([
  ["of a step that is gone", "/needs.ipynb", "gone"],
  ["of another page", "/start.ipynb", "ideas"],
])("what was refused %s stands beside the line until it is put away", async (_, path, step) => {
  history.replaceState(null, "", path);
  keep(KEY.replace("/ideas", `/${step}`), [REFUSED]);
  const user = userEvent.setup();
  expect(show()).toContain("Rides at night");
  expect(document.body.textContent).not.toContain("Everything is saved");
  const links = screen.queryAllByRole("link").map((one) => one.getAttribute("href"));
  expect(links).toEqual(step === "gone" ? [] : ["needs.ipynb#step=ideas"]);
  expect(await findings()).toEqual([]);
  await user.click(screen.getByRole("button", { name: /Put away/ }));
  await user.click(screen.getByRole("button", { name: "Yes, put them away" }));
  expect(document.body.textContent).not.toContain("Rides at night");
  expect(document.body.textContent).toContain("Everything is saved");
  expect(localStorage.length).toBe(0);
});

test("words that were not added are not promised to be sent", () => {
  show();
  act(() => void keep("ciwidgets.draft.p1.needs/ideas.idea", "Half an id"));
  expect(screen.getByText(/have not added yet. Everything else is saved/)).toBeTruthy();
  act(() => announceConnection("lost"));
  const said = screen.getByRole("status").textContent;
  expect(said).toBe("No connection. Words you have not added yet stay here and are not sent.");
  act(() => void keep("ciwidgets.draft.p1.needs/ideas.idea", null));
  expect(screen.getByText(/Everything so far is saved/)).toBeTruthy();
});
