/** Going away and coming back: no kernel is left behind, and no page reloads for ever. */

import { waitBefore } from "./kernel";

const RELOADED = "ciwidgets.reloaded";

/** Load the page anew unless it was so less than `apart` milliseconds ago; returns whether. */
export function reloadOnce(apart: number, reload = () => location.reload()): boolean {
  try {
    const last = Number(sessionStorage.getItem(RELOADED) ?? 0);
    // A clock that was set back says nothing of how long ago it was.
    const ago = Date.now() - last;
    if (ago >= 0 && ago < apart) return false;
    sessionStorage.setItem(RELOADED, String(Date.now()));
  } catch {
    return false; // without a memory it could go on for ever
  }
  reload();
  return true;
}

/**
 * Load the page anew as soon as the server answers again; `address` is a file it has.
 *
 * `isNeeded` is asked once it has answered: what stopped may have gone on by then.
 */
export function reloadWhenBack(
  address: string,
  isNeeded: () => Promise<boolean> = async () => true,
  reload = () => location.reload(),
): void {
  let count = 0;
  const look = async (): Promise<void> => {
    try {
      const { status } = await fetch(address, { method: "HEAD", cache: "no-store" });
      // A proxy answers in place of a server that is not there; a newer one has another file.
      if (status < 500 && (!(await isNeeded()) || reloadOnce(10_000, reload))) return;
    } catch {
      // still nobody there
    }
    setTimeout(look, waitBefore(count++));
  };
  setTimeout(look, waitBefore(count++));
}

/** When the page goes, its kernel goes; a page taken out of the browser's cache starts anew. */
export function endKernelWithPage(shutdownUrl: string): void {
  window.addEventListener("pagehide", (event) => {
    if (event.persisted) return;
    const form = new FormData();
    form.set("_xsrf", cookie("_xsrf"));
    navigator.sendBeacon(shutdownUrl, form);
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
}

function cookie(name: string): string {
  const found = document.cookie.split("; ").find((one) => one.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}
