import { act, screen, within } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";
import { findings } from "../shared/axe";
import { fakeModel, wordsOf } from "../shared/testing";
import widget, { type Check, type SelfCheckState } from "./self_check";

const CHECK: Check = {
  id: "wifi",
  title: "Line 4",
  story: "",
  question: "The wifi drops. What do you say?",
  choices: [
    { text: "Reload", verdict: "wrong", reason: "It cannot load <b>." },
    { text: "Go on writing", verdict: "right", reason: "It is kept." },
    { text: "A break", verdict: "partly", reason: "Later, yes." },
  ],
  rule: "Stay calm.",
  sources: ["A made-up book, page 3"],
};
const endings: (() => void)[] = [];
afterEach(() => {
  for (const end of endings.splice(0)) end();
});

function show(checks: Check[] = [CHECK, { ...CHECK, id: "two", question: "And then?" }]) {
  const model = fakeModel<SelfCheckState>({
    module: "self_check",
    words: wordsOf("self_check"),
    title: "Check yourself",
    about: "",
    checks,
  });
  const el = document.createElement("div");
  document.body.append(el);
  act(() => {
    const end = widget.render({ model, el });
    endings.push(() => {
      act(end);
      el.remove();
    });
  });
  return { model, el, user: userEvent.setup() };
}

const first = () => within(screen.getByRole("region", { name: "Question 1 of 2" }));
const press = () => first().getByRole("button", { name: /Check my answer/ });

test("no reason is shown before an answer is checked, and none is sent anywhere", async () => {
  const { el, model, user } = show();
  expect(el.textContent).toContain("nothing you choose here is kept or sent");
  expect(el.textContent).not.toContain("It is kept.");
  await user.click(first().getByRole("radio", { name: "Go on writing" }));
  expect(el.textContent).not.toContain("It is kept.");
  await user.click(press());
  const said = first().getByRole("status");
  expect(said.textContent).toBe("That is right. It is kept.");
  expect(first().getByText(/made-up book/)).toBeTruthy();
  expect(screen.getByText("You have checked 1 of 2 questions.")).toBeTruthy();
  expect(model.sent).toEqual([]);
  expect(JSON.stringify({ ...localStorage })).not.toContain("wifi");
  expect(await findings()).toEqual([]);
});

test("another answer hides the reason until it is checked, and a wrong one says why", async () => {
  const { user } = show();
  await user.click(first().getByRole("radio", { name: "Go on writing" }));
  await user.click(press());
  await user.click(first().getByRole("radio", { name: "Reload" }));
  expect(first().getByRole("status").textContent).toBe("");
  await user.click(press());
  expect(first().getByRole("status").textContent).toBe("Not this one. It cannot load <b>.");
  await user.click(first().getByRole("radio", { name: "A break" }));
  await user.click(press());
  expect(first().getByRole("status").textContent).toBe("There is something in it. Later, yes.");
  expect(screen.getByText("You have checked 1 of 2 questions.")).toBeTruthy();
});

test("the keyboard can look at answers without giving them away, and is told to choose", async () => {
  const { user } = show();
  press().focus();
  await user.keyboard("{Enter}");
  expect(first().getByRole("status").textContent).toBe("Please choose an answer first.");
  first().getByRole("radio", { name: "Reload" }).focus();
  await user.keyboard(" ");
  expect(first().getByRole("radio", { name: "Reload" })).toHaveProperty("checked", true);
  expect(first().getByRole("status").textContent).toBe("");
});

test("every answer's reason can be read once one was checked", async () => {
  const { user } = show();
  expect(screen.queryByText("What speaks for and against every answer")).toBeNull();
  await user.click(first().getByRole("radio", { name: "Reload" }));
  await user.click(press());
  await user.click(screen.getByText("What speaks for and against every answer"));
  const all = first()
    .getAllByRole("listitem")
    .map((one) => one.textContent);
  expect(all).toEqual([
    "No Reload It cannot load <b>.",
    "Right Go on writing It is kept.",
    "In part A break Later, yes.",
  ]);
});
