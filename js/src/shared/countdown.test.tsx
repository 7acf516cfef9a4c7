import { act, render, screen } from "@testing-library/preact";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { clockOf, type Timer, useCountdown } from "./countdown";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance", "Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

function Clock({ timer }: { timer: Timer | undefined }) {
  const { left, spoken } = useCountdown(timer);
  return (
    <p>
      {clockOf(left)} {left} [{spoken}]
    </p>
  );
}

const timer = (changed: Partial<Timer> = {}): Timer => ({
  id: 1,
  label: "",
  seconds: 302,
  is_running: true,
  ...changed,
});
const shown = (): string => screen.getByText(/\[/).textContent ?? "";
const wait = (seconds: number): void => {
  act(() => {
    vi.advanceTimersByTime(seconds * 1000);
  });
};

test.each([
  [0, "0:00"],
  [-5, "0:00"],
  [65, "1:05"],
  [3600, "1:00:00"],
  [3725, "1:02:05"],
])("%i seconds stand on the clock as %s", (seconds, said) => {
  expect(clockOf(seconds)).toBe(said);
});

test("a page counts down by itself, whatever time the device thinks it is", () => {
  render(<Clock timer={timer({ seconds: 90 })} />);
  expect(shown()).toBe("1:30 90 []");
  vi.setSystemTime(new Date("2031-01-01"));
  wait(31);
  expect(shown()).toContain("0:59 59");
});

test("it speaks at five minutes, at one, and at the end, and never else", () => {
  render(<Clock timer={timer()} />);
  const said = new Set([shown().replace(/^.*\[/, "[")]);
  const at: Record<string, string> = {};
  for (let second = 1; second <= 320; second += 1) {
    wait(1);
    const [, left = "", spoken = ""] = /(-?\d+) \[(\w*)\]/.exec(shown()) ?? [];
    if (!said.has(`[${spoken}]`)) at[spoken] = left;
    said.add(`[${spoken}]`);
  }
  expect(at).toEqual({ five: "300", one: "60", over: "0" });
});

test("who comes when three minutes are left is not told of five", () => {
  render(<Clock timer={timer({ seconds: 180 })} />);
  wait(5);
  expect(shown()).toContain("[]");
});

test("a timer that stands does not move, and one with more time goes on from there", () => {
  const { rerender } = render(<Clock timer={timer({ seconds: 59 })} />);
  wait(10);
  rerender(<Clock timer={timer({ id: 2, seconds: 49, is_running: false })} />);
  wait(30);
  expect(shown()).toBe("0:49 49 []");
  rerender(<Clock timer={timer({ id: 3, seconds: 400 })} />);
  wait(1.1);
  expect(shown()).toBe("6:39 399 []");
});

test("the same timer told again does not make the clock jump, unless the page lost time", () => {
  const { rerender } = render(<Clock timer={timer({ seconds: 100 })} />);
  wait(10.6);
  rerender(<Clock timer={timer({ seconds: 90 })} />);
  expect(shown()).toContain(" 90 ");
  wait(0.5);
  expect(shown()).toContain(" 89 ");
  rerender(<Clock timer={timer({ seconds: 60 })} />);
  expect(shown()).toContain(" 60 ");
});

test("without a timer there is nothing to count", () => {
  render(<Clock timer={undefined} />);
  wait(5);
  expect(shown()).toBe("0:00 0 []");
});
