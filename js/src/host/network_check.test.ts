import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { catalogue } from "../shared/testing";
import { sayFrom } from "../shared/words";
import { askTenTimes, type Check, clockFinding, lineFinding, speedFinding } from "./network_check";

const t = sayFrom(catalogue().network_check ?? {});
const CHECK: Check = {
  line: "/network-check/line",
  file: "/static/a.js",
  bytes: 75_000,
  first_page: 75_000,
  people: 100,
  public_url: "http://192.168.1.20/",
  only_here: false,
};

/** A line that answers so many questions, each after so many milliseconds, and then is silent. */
function line(answers: number, after: number, skew = 0): void {
  class Line {
    onopen = (): void => undefined;
    onmessage = (_event: { data: string }): void => undefined;
    onclose: (() => void) | null = null;
    close = vi.fn();
    #left = answers;

    constructor() {
      if (answers >= 0) setTimeout(() => this.onopen(), 1);
      else setTimeout(() => this.onclose?.(), 1);
    }

    send(): void {
      this.#left -= 1;
      const now = Date.now() + after / 2 - skew;
      if (this.#left >= 0)
        setTimeout(() => this.onmessage({ data: JSON.stringify({ now }) }), after);
    }
  }
  vi.stubGlobal("WebSocket", Line);
}

async function trips(): ReturnType<typeof askTenTimes> {
  const asked = askTenTimes(new URL("ws://here/line"), 5_000);
  await vi.advanceTimersByTimeAsync(20_000);
  return asked;
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test("ten quick answers are good, slow ones need care", async () => {
  line(10, 20);
  const quick = await trips();
  expect(quick.milliseconds).toHaveLength(10);
  expect(lineFinding(t, quick, "here")).toEqual({
    verdict: "good",
    text: "It opens, and ten questions were answered in 20 ms each, the slowest in 20 ms.",
  });
  line(10, 300);
  expect(lineFinding(t, await trips(), "here").verdict).toBe("fair");
});

test("a line that is cut off, or never opens, says whom to ask", async () => {
  line(4, 20);
  expect(lineFinding(t, await trips(), "here").text).toContain("cut off after 4 of ten");
  line(-1, 0);
  const none = lineFinding(t, await trips(), "forum.example");
  expect(none.verdict).toBe("poor");
  expect(none.text).toContain("allow WebSocket connections to forum.example");
});

test("clocks that are apart are told by how much", async () => {
  line(10, 20, 5 * 60_000);
  const found = await trips();
  expect(Math.round(found.skew / 1000)).toBe(300);
  expect(clockFinding(t, found.skew).text).toContain("is 5 minutes off");
  expect(clockFinding(t, -3 * 3_600_000).text).toContain("is 3 hours off");
  expect(clockFinding(t, 40_000).verdict).toBe("good");
});

test("speed is told for one person and for a hall", () => {
  expect(speedFinding(t, CHECK, 0.05)).toEqual({
    verdict: "good",
    text: "12 Mbit/s to this device. A first page takes about 0.05 s, and 100 people at once about 5 s if they share this line.",
  });
  expect(speedFinding(t, CHECK, 1).text).toContain("would need about 100 s on this line");
  expect(speedFinding(t, CHECK, null).verdict).toBe("poor");
});
