import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { begin as beginPage } from "./host";
import { begin, waitInLine } from "./waiting";

const reloadOnce = vi.hoisted(() => vi.fn(() => true));
vi.mock("./leaving", () => ({ endKernelWithPage: vi.fn(), reloadOnce, reloadWhenBack: vi.fn() }));

beforeEach(() => {
  vi.useFakeTimers();
  reloadOnce.mockClear();
});

afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** Let the server answer with these, one after the other, and the last one for good. */
function answers(...said: ({ place: number; text: string } | number)[]): ReturnType<typeof vi.fn> {
  let turn = 0;
  const asked = vi.fn(async () => {
    const next = said[Math.min(turn++, said.length - 1)];
    if (typeof next === "number") return new Response("", { status: next });
    return new Response(JSON.stringify(next));
  });
  vi.stubGlobal("fetch", asked);
  return asked;
}

function box(): HTMLElement {
  const line = document.createElement("p");
  line.dataset.line = "/ciwidgets/line";
  line.dataset.noCookies = "Please allow cookies.";
  document.body.append(line);
  return line;
}

test("the page says its place, and loads itself when it is its turn", async () => {
  const asked = answers(
    { place: 2, text: "You are number 2 in line." },
    { place: 1, text: "You are next." },
    { place: 0, text: "It is your turn." },
  );
  const [line, reload] = [box(), vi.fn()];
  void waitInLine(line, reload);
  await vi.advanceTimersByTimeAsync(10);
  expect(line.textContent).toBe("You are number 2 in line.");
  await vi.advanceTimersByTimeAsync(3_000);
  expect(line.textContent).toBe("You are next.");
  expect(reload).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(3_000);
  expect(reload).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toHaveBeenCalledTimes(3);
});

test("a server that does not answer is asked again, calmly, and the place stays said", async () => {
  const asked = answers({ place: 4, text: "You are number 4 in line." }, 503);
  const [line, reload] = [box(), vi.fn()];
  void waitInLine(line, reload);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(asked.mock.calls.length).toBeGreaterThan(5);
  expect(asked.mock.calls.length).toBeLessThan(15);
  expect(line.textContent).toBe("You are number 4 in line.");
  expect(reload).not.toHaveBeenCalled();
});

test("a clock that is set back an hour keeps nobody waiting for an hour", async () => {
  vi.stubGlobal("fetch", async () => {
    vi.setSystemTime(Date.now() - 3_600_000);
    return new Response(JSON.stringify({ place: 0, text: "" }));
  });
  const reload = vi.fn();
  void waitInLine(box(), reload);
  await vi.advanceTimersByTimeAsync(4_000);
  expect(reload).toHaveBeenCalled();
});

test("a visitor whose cookie is no longer good comes again for a new one", async () => {
  answers(403);
  const [line, reload] = [box(), vi.fn()];
  void waitInLine(line, reload);
  await vi.advanceTimersByTimeAsync(100);
  expect(reload).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(3_000);
  expect(reload).toHaveBeenCalledTimes(1);
});

test("a browser that refuses cookies is told, and not led round in circles", () => {
  const asked = answers({ place: 0, text: "It is your turn." });
  vi.spyOn(navigator, "cookieEnabled", "get").mockReturnValue(false);
  const line = box();
  begin();
  expect(line.textContent).toBe("Please allow cookies.");
  expect(asked).not.toHaveBeenCalled();
  vi.restoreAllMocks();
});

test("a page that could not be opened tries once more by itself", async () => {
  document.body.append(document.createElement("main"));
  document.querySelector("main")?.setAttribute("data-retry", "");
  begin();
  await vi.advanceTimersByTimeAsync(7_000);
  expect(reloadOnce).toHaveBeenCalledTimes(1);
});

test("a page whose kernel could not start tries once more before it says so", () => {
  const failed = '<script type="application/json" class="ci-failed">{}</script>';
  document.body.append(document.createRange().createContextualFragment(failed));
  beginPage();
  expect(reloadOnce).toHaveBeenCalledTimes(1);
  expect(document.querySelector(".ci-page-message")).toBeNull();
});
