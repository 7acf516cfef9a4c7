/** What this device knows of the person who uses it, and the code it was opened with. */

import { keep, recall } from "./keep";

const DEVICE = "ciwidgets.device";
const CODE = "ciwidgets.code";

export interface Device {
  token: string;
  return_code: string;
}

/** Return who this device was let in as, or null. */
export function recallDevice(): Device | null {
  const device = recall<Device>(DEVICE);
  return device && typeof device.token === "string" ? device : null;
}

/** Keep the person's token, or forget it with null. Returns whether the browser kept it. */
export function keepDevice(device: Device | null): boolean {
  return keep(DEVICE, device);
}

/** Let a reload of this tab open the page with another code. */
export function openWith(code: string): void {
  try {
    sessionStorage.setItem(CODE, code);
  } catch {
    // Without a memory the code is typed again.
  }
}

/** Return the team code the page was opened with, or "". */
export function openedWith(): string {
  try {
    const kept = sessionStorage.getItem(CODE);
    if (kept) return kept;
  } catch {
    // Without a memory the host has left the code in the address.
  }
  return new URLSearchParams(location.hash.replace(/^#/, "")).get("team") ?? "";
}
