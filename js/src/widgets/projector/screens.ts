/** What is longer than the wall is gone through screen by screen, from the facilitator's page. */

import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** A little of the last screen stays, so that nobody loses their line. */
const SHARE = 0.8;
/** What comes into a frame later is not there to be scrolled to at once. */
const TRIES = 8;
const BETWEEN = 500;

/** Scroll the wall, or the page in its frame, to a screen. */
export function useScreens(screen: number): RefObject<HTMLDivElement | null> {
  const wall = useRef<HTMLDivElement>(null);
  const isFirst = useRef(true);
  useEffect(() => {
    if (isFirst.current && screen === 0) {
      isFirst.current = false;
      return;
    }
    isFirst.current = false;
    let left = TRIES;
    const go = (): void => {
      const view = wall.current?.querySelector("iframe")?.contentWindow ?? window;
      const isThere = scrollTo(view, screen * SHARE * view.innerHeight);
      left -= 1;
      if (isThere || left <= 0) clearInterval(again);
    };
    const again = setInterval(go, BETWEEN);
    go();
    return () => clearInterval(again);
  }, [screen]);
  return wall;
}

/** Scroll a window as far as wanted, as far as it is long; return whether it is long enough. */
function scrollTo(view: Window, top: number): boolean {
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  view.scrollTo({ top, behavior: isCalm ? "auto" : "smooth" });
  return view.document.documentElement.scrollHeight - view.innerHeight >= top;
}
