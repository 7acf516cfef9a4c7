import { act, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, expect, test, vi } from "vitest";
import { findings } from "../../shared/axe";
import { announceConnection } from "../../shared/connection";
import { fakeModel, wordsOf } from "../../shared/testing";
import { sayFrom } from "../../shared/words";
import { RoomLine } from "./room_line";
import type { JoinModel, Room } from "./state";

afterEach(() => {
  sessionStorage.clear();
  history.replaceState(null, "", location.pathname);
});

const PLACE = {
  workbook: "needs_assessment",
  step: "what-first",
  title: "6. What comes first",
  is_here: false,
};
const LUNCH = { id: "m1", text: "Lunch is <b>at noon</b>" };

function show(room: Room) {
  const model = fakeModel({ room, who: { id: "p1" } });
  const t = sayFrom(wordsOf("join_strip"));
  render(<RoomLine model={model as unknown as JoinModel} t={t} />);
  return model;
}

test("the room's place is a link: to its page, or without loading anew on the same one", () => {
  const model = show({ place: PLACE });
  const link = (): HTMLElement => screen.getByRole("link", { name: PLACE.title });
  expect(link().getAttribute("href")).toBe("needs_assessment.ipynb#step=what-first");
  model.change({ room: { place: { ...PLACE, is_here: true } } });
  expect(link().getAttribute("href")).toBe("#step=what-first");
  location.hash = "#step=what-first";
  fireEvent(window, new Event("hashchange"));
  expect(screen.queryByRole("link")).toBeNull();
  expect(screen.getByText("The room is here: 6. What comes first")).toBeTruthy();
});

test("a message is shown as text, read aloud, and gone for whoever has read it", async () => {
  const model = show({ messages: [LUNCH] });
  expect(screen.getByText(LUNCH.text).closest("[role=status]")).not.toBeNull();
  fireEvent.click(screen.getByRole("button", { name: "I have read this" }));
  expect(screen.queryByText(LUNCH.text)).toBeNull();
  model.change({ room: { messages: [{ id: "m2", text: "Back at one" }, LUNCH] } });
  expect(screen.getByText("Back at one")).toBeTruthy();
  expect(screen.queryByText(LUNCH.text)).toBeNull();
  expect(await findings()).toEqual([]);
});

test("where the room has gone is news to whoever cannot see its line, until they have read it", async () => {
  const line = vi.spyOn(Element.prototype, "getBoundingClientRect");
  line.mockReturnValue({ top: -90, bottom: -50 } as DOMRect);
  const model = show({});
  model.change({ room: { place: PLACE } });
  const news = (): number => screen.queryAllByRole("link", { name: PLACE.title }).length - 1;
  expect(news()).toBe(1);
  expect(await findings()).toEqual([]);
  fireEvent.click(screen.getByRole("button", { name: "I have read this" }));
  expect(news()).toBe(0);
  line.mockReturnValue({ top: 10, bottom: 50 } as DOMRect);
  model.change({ room: { place: { ...PLACE, step: "what-next" } } });
  expect(news()).toBe(0);
  line.mockRestore();
});

test("the timer is not read aloud each second, and says calmly that time is up", async () => {
  const running = { id: 1, label: "Write", seconds: 125, is_running: true };
  const model = show({ timer: running });
  expect(screen.getByRole("timer").textContent).toBe("Timer 2:05 Write");
  expect(screen.getByRole("timer").getAttribute("aria-live")).toBe("off");
  expect(await findings()).toEqual([]);
  model.change({ room: { timer: { ...running, id: 2, seconds: 0 } } });
  expect(screen.getByRole("timer").textContent).toBe("Time is up Write");
  model.change({ room: { timer: { ...running, id: 3, is_running: false } } });
  expect(screen.getByRole("timer").textContent).toBe("Timer 2:05 stopped Write");
  model.change({ room: {} });
  expect(screen.queryByRole("timer")).toBeNull();
});

test("when the line is back, or a phone wakes up, the page asks what the timer has left", () => {
  const model = show({ timer: { id: 1, label: "", seconds: 60, is_running: true } });
  expect(model.sent).toEqual([]);
  act(() => announceConnection("lost"));
  act(() => announceConnection("connected"));
  expect(model.sent).toMatchObject([{ type: "room" }]);
  fireEvent(document, new Event("visibilitychange"));
  expect(model.sent).toMatchObject([{ type: "room" }, { type: "room" }]);
});
