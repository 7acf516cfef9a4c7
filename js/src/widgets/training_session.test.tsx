import { act, screen, waitFor } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { findings } from "../shared/axe";
import { EVERY } from "../shared/stay_awake";
import { fakeModel, wordsOf } from "../shared/testing";
import widget, { type TrainingSessionState } from "./training_session";

const endings: (() => void)[] = [];
let isHidden = false;

beforeEach(() => {
  isHidden = false;
  vi.spyOn(document, "hidden", "get").mockImplementation(() => isHidden);
});
afterEach(() => {
  for (const end of endings.splice(0)) end();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function show(team = "Pellwood County", ends = true) {
  const model = fakeModel<TrainingSessionState>({
    module: "training_session",
    words: wordsOf("training_session"),
    ends,
    team,
    limits: { file: 1_000, part: 300 },
  });
  const el = document.createElement("div");
  document.body.append(el);
  const leave = { now: () => {} };
  act(() => {
    const end = widget.render({ model, el });
    leave.now = () => {
      act(end);
      el.remove();
    };
  });
  endings.push(() => leave.now());
  const turn = (hidden: boolean): void => {
    isHidden = hidden;
    act(() => {
      document.dispatchEvent(new Event("visibilitychange"));
    });
  };
  const types = (): string[] => model.sent.map(({ type }) => type);
  return { model, el, types, turn, leave };
}

test("every page says that the session will be deleted, and how to take the work along", async () => {
  const { el } = show();
  expect(el.querySelector(".ci-session-title")?.textContent).toMatch(/deleted when the session/);
  expect(screen.getByText("Take your work along, or bring it back")).toBeTruthy();
  expect(await findings()).toEqual([]);
});

test("a small message keeps the page awake while it is seen, and none while it is hidden", () => {
  vi.useFakeTimers();
  const { types, turn, leave } = show();
  const pass = (times: number) =>
    act(() => {
      vi.advanceTimersByTime(times * EVERY);
    });
  expect(EVERY).toBeLessThanOrEqual(5 * 60_000);
  pass(2);
  expect(types()).toEqual(["alive", "alive"]);
  turn(true);
  pass(5);
  expect(types()).toHaveLength(2);
  turn(false);
  expect(types()).toHaveLength(3);
  pass(1);
  expect(types()).toHaveLength(4);
  leave.now();
  pass(3);
  expect(types()).toHaveLength(4);
});

test("the team's work is handed over as a file", async () => {
  const saved: string[] = [];
  URL.createObjectURL = () => "blob:made-up";
  URL.revokeObjectURL = () => {};
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    saved.push(this.download);
  });
  const user = userEvent.setup();
  const { model } = show();
  await user.click(screen.getByText("Take your work along, or bring it back"));
  await user.click(screen.getByRole("button", { name: "Take the work of Pellwood County along" }));
  expect(model.sent.at(-1)).toMatchObject({ type: "take" });
  model.reply({ type: "file", name: "pellwood.jsonl", media: "x/y", base64: btoa("{}") });
  await waitFor(() => expect(saved).toEqual(["pellwood.jsonl"]));
  expect(screen.getByText("pellwood.jsonl is with your downloads.")).toBeTruthy();
});

test("where nothing ends, nothing is said and nothing is sent", () => {
  vi.useFakeTimers();
  const { el, types, turn } = show("Pellwood County", false);
  act(() => {
    vi.advanceTimersByTime(3 * EVERY);
  });
  turn(true);
  turn(false);
  expect(el.textContent).toBe("");
  expect(types()).toEqual([]);
});

test("whoever is on no team is told to join first", () => {
  show("");
  expect(screen.queryByRole("button", { name: /Take the work/ })).toBeNull();
  expect(screen.getByText(/Join a team first/)).toBeTruthy();
});

test("a file comes back in parts, and what came of it is read aloud", async () => {
  const user = userEvent.setup({ applyAccept: false });
  const { model, types } = show();
  await user.click(screen.getByText("Take your work along, or bring it back"));
  const field = screen.getByLabelText("Bring a file back");
  await user.upload(field, new File(["x".repeat(400)], "pellwood.jsonl"));
  await waitFor(() => expect(types().at(-1)).toBe("begin"));
  model.reply({ type: "arrived", next: 0, parts: 2 });
  await waitFor(() => expect(types().at(-1)).toBe("part"));
  model.reply({ type: "arrived", next: 1, parts: 2 });
  await waitFor(() => expect(model.sent.at(-1)).toMatchObject({ type: "part", number: 1 }));
  model.reply({ type: "arrived", next: 2, parts: 2 });
  await waitFor(() => expect(types().at(-1)).toBe("bring"));
  model.reply({ type: "brought", text: "The work of Pellwood County is here." });
  await screen.findByText("The work of Pellwood County is here.");
  expect(await findings()).toEqual([]);
  await user.upload(field, new File(["x".repeat(1_200)], "big.jsonl"));
  await screen.findByText(/big.jsonl has 0.0 MB/);
  expect(types().at(-1)).toBe("bring");
});
