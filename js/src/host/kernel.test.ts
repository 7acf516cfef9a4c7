import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { connection } from "../shared/connection";
import { FakeSocket } from "./fake_socket";
import { Kernel, waitBefore } from "./kernel";

const kernels: Kernel[] = [];
let gone: ReturnType<typeof vi.fn<() => void>>;

function connect(): Kernel {
  gone = vi.fn<() => void>();
  const onOpen = (): void => kernel.isReady();
  const kernel = new Kernel("/user/x/api/kernels/k1", { onOpen, onMessage: vi.fn(), onGone: gone });
  kernels.push(kernel);
  return kernel;
}

function serverAnswers(status: number | "nothing"): void {
  const answer = vi.fn(async () => {
    if (status === "nothing") throw new TypeError("Failed to fetch");
    return new Response(null, { status });
  });
  vi.stubGlobal("fetch", answer);
}

beforeEach(() => {
  vi.useFakeTimers();
  FakeSocket.all = [];
  vi.stubGlobal("WebSocket", FakeSocket);
  serverAnswers(200);
});

afterEach(() => {
  for (const kernel of kernels.splice(0)) kernel.end();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("the line goes to the page's own server, under its base address", () => {
  connect();
  expect(FakeSocket.last.url.href).toMatch(
    /^ws:\/\/192\.168\.0\.7:8866\/user\/x\/api\/kernels\/k1\/channels\?session_id=[\w-]{24}$/,
  );
  expect(connection()).toBe("connecting");
  FakeSocket.last.open();
  expect(connection()).toBe("connected");
});

test("waits double from half a second to eight seconds, spread by chance", () => {
  expect([0, 1, 2, 3, 4, 50].map((count) => waitBefore(count, 1))).toEqual([
    1_000, 2_000, 4_000, 8_000, 8_000, 8_000,
  ]);
  expect(waitBefore(50, 0)).toBe(500);
});

test("a broken line is said to be lost, and comes back by itself in the same session", async () => {
  connect();
  FakeSocket.last.open();
  const session = FakeSocket.last.url.searchParams.get("session_id");
  FakeSocket.last.end();
  expect(connection()).toBe("lost");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(FakeSocket.all).toHaveLength(2);
  expect(FakeSocket.last.url.searchParams.get("session_id")).toBe(session);
  FakeSocket.last.open();
  expect(connection()).toBe("connected");
});

test("while the server is away it keeps trying, for ever and without giving up on the kernel", async () => {
  connect();
  serverAnswers("nothing");
  for (let tries = 0; tries < 40; tries += 1) {
    FakeSocket.last.end();
    await vi.advanceTimersByTimeAsync(8_100);
  }
  expect(FakeSocket.all.length).toBe(41);
  expect(gone).not.toHaveBeenCalled();
});

test.each([404, 403])("a server that answers %i has no such kernel", async (status) => {
  connect();
  serverAnswers(status);
  FakeSocket.last.end();
  await vi.advanceTimersByTimeAsync(1_000);
  FakeSocket.last.end();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(gone).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(FakeSocket.all).toHaveLength(2);
});

test("a network that swallows everything is found out within twenty seconds", async () => {
  connect();
  FakeSocket.last.open();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(FakeSocket.last.types()).toEqual(["kernel_info_request"]);
  expect(FakeSocket.last.sent[0]?.channel).toBe("control");
  await vi.advanceTimersByTimeAsync(9_000);
  expect(FakeSocket.all.length).toBeGreaterThan(1);
});

test.each([-3_600_000, 3_600_000])(
  "also where the clock is set by %i ms meanwhile",
  async (jump) => {
    connect();
    FakeSocket.last.open();
    await vi.advanceTimersByTimeAsync(1_000);
    vi.setSystemTime(Date.now() + jump);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(connection()).toBe("connected");
    expect(FakeSocket.last.types()).toEqual([]);
    await vi.advanceTimersByTimeAsync(7_000);
    expect(FakeSocket.last.types()).toEqual(["kernel_info_request"]);
    vi.setSystemTime(Date.now() + jump);
    await vi.advanceTimersByTimeAsync(9_000);
    expect(FakeSocket.all.length).toBeGreaterThan(1);
  },
);

test("and within about five seconds when something is unsaved", async () => {
  connect();
  FakeSocket.last.open();
  const detail = { key: "k", waiting: 1, state: "saving" };
  window.dispatchEvent(new CustomEvent("ciwidgets:outbox", { detail }));
  await vi.advanceTimersByTimeAsync(6_000);
  expect(connection()).not.toBe("connected");
});

test("an answer to the question keeps the line", async () => {
  connect();
  FakeSocket.last.open();
  for (let round = 0; round < 5; round += 1) {
    await vi.advanceTimersByTimeAsync(10_000);
    FakeSocket.last.say("kernel_info_reply", {});
  }
  expect(FakeSocket.all).toHaveLength(1);
  expect(connection()).toBe("connected");
});

test("a socket that never opens is given up and tried again", async () => {
  connect();
  await vi.advanceTimersByTimeAsync(15_000);
  expect(FakeSocket.all.length).toBeGreaterThan(1);
});

test("the browser's own word on the network is believed at once", () => {
  connect();
  FakeSocket.last.open();
  window.dispatchEvent(new Event("offline"));
  expect(connection()).toBe("lost");
  window.dispatchEvent(new Event("online"));
  expect(connection()).toBe("connecting");
});
