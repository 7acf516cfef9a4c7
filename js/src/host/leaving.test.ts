import { afterEach, expect, test, vi } from "vitest";
import { endKernelWithPage, reloadOnce, reloadWhenBack } from "./leaving";

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a page reloads once, and not again within ten seconds", () => {
  vi.useFakeTimers();
  const reload = vi.fn();
  expect([reloadOnce(10_000, reload), reloadOnce(10_000, reload)]).toEqual([true, false]);
  vi.advanceTimersByTime(10_001);
  expect(reloadOnce(10_000, reload)).toBe(true);
  expect(reload).toHaveBeenCalledTimes(2);
});

test("a clock that was set back keeps no page from loading anew", () => {
  vi.useFakeTimers();
  const reload = vi.fn();
  vi.setSystemTime(Date.now() + 3_600_000);
  expect(reloadOnce(10_000, reload)).toBe(true);
  vi.setSystemTime(Date.now() - 3_600_000);
  expect([reloadOnce(10_000, reload), reloadOnce(10_000, reload)]).toEqual([true, false]);
});

test("a page without a memory does not reload by itself", () => {
  vi.spyOn(Storage.prototype, "getItem").mockImplementation(() => {
    throw new DOMException("denied", "SecurityError");
  });
  const reload = vi.fn();
  expect(reloadOnce(10_000, reload)).toBe(false);
  expect(reload).not.toHaveBeenCalled();
});

test("a page asks for the server more and more seldom, and loads again once it answers", async () => {
  vi.useFakeTimers();
  const asked = vi.fn<typeof fetch>().mockRejectedValue(new TypeError("Failed to fetch"));
  vi.stubGlobal("fetch", asked);
  const reload = vi.fn();
  reloadWhenBack("/static/host.js", undefined, reload);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked.mock.calls.length).toBeGreaterThan(6);
  expect(asked.mock.calls.length).toBeLessThan(40);
  expect(reload).not.toHaveBeenCalled();
  asked.mockResolvedValue(new Response("", { status: 502 }));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(reload).not.toHaveBeenCalled();
  asked.mockResolvedValue(new Response("", { status: 404 }));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(reload).toHaveBeenCalledTimes(1);
});

test("a page that went on by itself meanwhile is left alone", async () => {
  vi.useFakeTimers();
  const asked = vi.fn<typeof fetch>().mockResolvedValue(new Response());
  vi.stubGlobal("fetch", asked);
  const reload = vi.fn();
  reloadWhenBack("/static/host.js", async () => false, reload);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toHaveBeenCalledTimes(1);
  expect(reload).not.toHaveBeenCalled();
});

function pageHides(persisted: boolean): void {
  const event = new Event("pagehide");
  Object.assign(event, { persisted });
  window.dispatchEvent(event);
}

test("a page that goes ends its kernel, with the cookie's word for it", () => {
  // biome-ignore lint/suspicious/noDocumentCookie: the page reads this cookie, so the test sets it
  document.cookie = "_xsrf=2|abc%3D";
  const beacon = vi.fn((_address: string, _form: FormData) => true);
  Object.assign(navigator, { sendBeacon: beacon });
  endKernelWithPage("/user/x/voila/api/shutdown/k1");
  pageHides(true);
  expect(beacon).not.toHaveBeenCalled();
  pageHides(false);
  const [address, form] = beacon.mock.calls[0] ?? [];
  expect(address).toBe("/user/x/voila/api/shutdown/k1");
  expect(form?.get("_xsrf")).toBe("2|abc=");
});
