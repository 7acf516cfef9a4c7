import { screen, waitFor } from "@testing-library/preact";
import { expect, test } from "vitest";
import { findings } from "../shared/axe";
import { wordsOf } from "../shared/testing";
import { showExercise } from "../shared/testing_exercise";
import widget from "./room_shared";

function show() {
  return showExercise(
    widget as never,
    {
      module: "room_shared",
      words: wordsOf("room_shared"),
      leads: "yes",
      teams: [
        { id: "ash", name: "Ash County" },
        { id: "elm", name: "Elm County" },
      ],
    } as never,
  );
}

test("teams are read one after another, and then what they share is shown", async () => {
  const { sent, model, user } = show();
  await user.click(screen.getByRole("button", { name: "Look for what teams share" }));
  expect(screen.getByText("Reading Ash County: 1 of 2")).toBeTruthy();
  model.reply({ type: "read" });
  await screen.findByText("Reading Elm County: 2 of 2");
  model.reply({ type: "read" });
  await waitFor(() => expect(sent()).toHaveLength(3));
  const items = [{ text: "Rides", teams: ["Ash County", "Elm County"] }];
  const found = [{ subject: "needs", items, wall: wall("Needs", [{ ...items[0], n: 2 }]) }];
  model.reply({ type: "shared", found, unread: ["Oak County"] });
  await screen.findByText("Rides");
  expect(sent()).toEqual(["ash", "elm", ""].map((team_id) => ({ type: "ask", team_id })));
  expect(screen.getByText("Rides").parentElement?.textContent).toBe(
    "Rides 2 teams: Ash County, Elm County",
  );
  expect(screen.getByText(/Could not be read: Oak County/)).toBeTruthy();
  expect(await findings()).toEqual([]);
});

function wall(title: string, ...screens: object[][]) {
  return { title, is_gap: title !== "Needs", screens };
}

test("a part is seen as the wall would show it, before the wall shows it", async () => {
  const { sent, model, user } = show();
  await user.click(screen.getByRole("button", { name: "Look for what teams share" }));
  model.reply({ type: "read" });
  await screen.findByText(/Reading Elm/);
  model.reply({ type: "read" });
  await waitFor(() => expect(sent()).toHaveLength(3));
  const lack = (text: string) => [{ text, teams: [], n: 3 }];
  const items = [{ text: "Business", teams: ["Ash County", "Elm County", "Oak County"] }];
  const title = "Nobody at the table from";
  const gap = { subject: "sectors", items, wall: wall(title, lack("Business"), lack("Faith")) };
  model.reply({ type: "shared", found: [gap], unread: [] });
  await user.click(await screen.findByRole("button", { name: /See it as the wall/ }));
  const preview = screen.getByRole("region", { name: `As the wall would show it: ${title}` });
  expect(preview.textContent).toContain("Business3 teams");
  expect(preview.textContent).not.toContain("County");
  expect(screen.getByText(/no team is named there/)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Further down" }));
  expect(preview.textContent).toContain("Faith3 teams");
  expect(await findings()).toEqual([]);
  expect(sent()).toHaveLength(3); // nothing went to the wall yet
  await user.click(screen.getByRole("button", { name: `Show it on the wall ${title}` }));
  expect(sent().at(-1)).toEqual({ type: "reveal", part: "sectors", screens: 2 });
  model.reply({ type: "saved" });
  expect(await screen.findByText(`On the wall now: ${title}`)).toBeTruthy();
});

test("a refusal is said, and one can look again", async () => {
  const { model, user } = show();
  await user.click(screen.getByRole("button", { name: "Look for what teams share" }));
  model.reply({ type: "refused", text: "Only a facilitator." });
  expect((await screen.findByText("Only a facilitator.")).className).toBe("ci-error");
});
