import { screen } from "@testing-library/preact";
import { expect, test, vi } from "vitest";
import { findings } from "../shared/axe";
import { wordsOf } from "../shared/testing";
import { showExercise } from "../shared/testing_exercise";
import widget, { type RoomCardsState } from "./room_cards";

const card = (team: string, code: string, is_open = true) => ({
  team,
  code,
  url: "http://192.168.1.20:8866/start",
  qr: ["101", "010", "101"],
  is_open,
});

function show(changed: Partial<RoomCardsState> = {}) {
  return showExercise(
    widget as never,
    {
      module: "room_cards",
      words: wordsOf("room_cards"),
      leads: "yes",
      program: "Learning Forums",
      occasions: [
        { id: "forum-1", name: "Forum 1" },
        { id: "forum-2", name: "Forum 2" },
      ],
      occasion: "forum-2",
      cards: [card("Ash County", "K7QM-3TXW"), card("Elm County", "AAAA-2222", false)],
      ...changed,
    } as never,
  );
}

test("a card has the team, its square, its code and how to join; a closed one says it is closed", async () => {
  const { el } = show();
  const [ash, elm] = el.querySelectorAll(".ci-table-card");
  expect(ash?.querySelector("svg")?.getAttribute("aria-label")).toContain("K7QM-3TXW");
  expect(ash?.querySelectorAll("ol > li")).toHaveLength(3);
  expect(ash?.textContent).toContain("192.168.1.20:8866/start");
  expect(elm?.querySelector("svg")).toBeNull();
  expect(elm?.textContent).toContain("nobody can join with this code now");
  expect(await findings()).toEqual([]);
});

test("another occasion is asked for, and no other code is shown meanwhile", async () => {
  const { sent, user, model } = show();
  await user.selectOptions(screen.getByLabelText("The cards of"), "Forum 1");
  expect(sent()).toEqual([{ type: "ask", occasion: "forum-1" }]);
  model.change({ occasion: "forum-1", cards: [card("Ash County", "BBBB-3333")] } as never);
  expect(screen.getByText("BBBB-3333")).toBeTruthy();
  expect(screen.queryByText("K7QM-3TXW")).toBeNull();
});

test("four cards stand on a sheet, and only the cards are printed", async () => {
  const codes = ["A", "B", "C", "D", "E"];
  const { el, user } = show({ cards: codes.map((one) => card(one, `${one}AAA-2222`)) });
  const sheets = [...el.querySelectorAll(".ci-table-cards-sheet")];
  expect(sheets.map((sheet) => sheet.childElementCount)).toEqual([4, 1]);
  const page = document.documentElement.classList;
  const print = vi.spyOn(window, "print").mockImplementation(() => {
    expect(page.contains("ci-printing-cards")).toBe(true);
  });
  await user.click(screen.getByRole("button", { name: "Print the cards" }));
  expect(print).toHaveBeenCalledOnce();
  window.dispatchEvent(new Event("afterprint"));
  expect(page.contains("ci-printing-cards")).toBe(false);
});

test("an address that no phone can open is said before anything is printed", () => {
  show({ cards: [{ ...card("Ash County", "K7QM-3TXW"), url: "http://127.0.0.1:8866/start" }] });
  expect(screen.getByText(/which no phone can open/)).toBeTruthy();
});

test("who does not lead sees no code", () => {
  const { el } = show({ leads: "no", cards: [], occasions: [] });
  expect(el.textContent).toBe("");
});
