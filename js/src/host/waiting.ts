/** The waiting page: keeps its place in line, says it, and loads the page when it is its turn. */

import { reloadOnce } from "./leaving";

/** What the server says of a place in line; 0 is our turn. */
export interface Place {
  place: number;
  text: string;
}

const SOON = 3_000;
const ONE_QUESTION = 30_000;
const RETRY_APART = 60_000;

const pause = (milliseconds: number): Promise<void> =>
  new Promise((done) => setTimeout(done, milliseconds));

/** Ask once; null when there is no answer, or none that says where we stand. */
export async function askForPlace(address: string): Promise<Place | null> {
  const signal = AbortSignal.timeout(ONE_QUESTION);
  const answer = await fetch(address, { cache: "no-store", signal }).catch(() => null);
  if (answer?.status === 403) return { place: 0, text: "" }; // our cookie was not taken: come again
  return answer?.ok ? ((await answer.json()) as Place) : null;
}

/** Ask for our place until it is our turn. The address and what stands after # stay as they are. */
export async function waitInLine(
  box: HTMLElement,
  reload: () => void = () => location.reload(),
): Promise<void> {
  for (;;) {
    const asked = performance.now();
    const found = await askForPlace(box.dataset.line ?? "");
    if (found?.place === 0 && found.text) return reload();
    if (found?.text && box.textContent !== found.text) box.textContent = found.text;
    // The server holds each question a while. One that comes back at once was not held.
    await pause(Math.max(found ? 500 : SOON, SOON - (performance.now() - asked)));
    if (found?.place === 0) return reload();
  }
}

/** Begin what the page was made for: waiting in line, or trying once more. */
export function begin(): void {
  const line = document.querySelector<HTMLElement>("[data-line]");
  if (line && navigator.cookieEnabled) void waitInLine(line);
  else if (line) line.textContent = line.dataset.noCookies ?? "";
  // One try by itself; after that the page's own link is there to be pressed.
  if (document.querySelector("[data-retry]"))
    setTimeout(() => reloadOnce(RETRY_APART), SOON + Math.random() * SOON);
}

begin();
