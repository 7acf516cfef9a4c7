/** The browser's own small memory, which may be full, switched off or refused (private mode). */

/** How long something is kept: with the device, or as long as this tab is open. */
export type Kept = "device" | "tab";

/** The browser's memory; asking for it may already fail. */
function memory(kept: Kept): Storage {
  return kept === "tab" ? sessionStorage : localStorage;
}

/** Return what was kept under a key, or null; what cannot be read counts as nothing. */
export function recall<Value>(key: string, kept: Kept = "device"): Value | null {
  try {
    const text = memory(kept).getItem(key);
    return text === null ? null : (JSON.parse(text) as Value);
  } catch {
    return null;
  }
}

/** Sent on `window` when what a person wrote was kept on this device, or taken away. */
export const KEPT = "ciwidgets:kept";
const WRITTEN = /^ciwidgets\.(draft|outbox)\./;

/** Keep a value; null and undefined remove it. Returns whether the browser kept it. */
export function keep(key: string, value: unknown, kept: Kept = "device"): boolean {
  try {
    if (value === null || value === undefined) memory(kept).removeItem(key);
    else memory(kept).setItem(key, JSON.stringify(value));
    if (kept === "device" && WRITTEN.test(key)) window.dispatchEvent(new CustomEvent(KEPT));
    return true;
  } catch {
    return false;
  }
}
