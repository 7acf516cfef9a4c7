/** What is longer than the wall is gone through screen by screen, from the facilitator's page. */

import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

/** A little of the last screen stays, so that nobody loses their line. */
const SHARE = 0.8;
/** What comes into a frame later is not there to be scrolled to at once. */
const TRIES = 8;
const BETWEEN = 500;

interface Screens {
  wall: RefObject<HTMLDivElement | null>;
  screens: number;
}

/** Scroll the wall, or the page in its frame, to a screen; say how many there are. */
export function useScreens(screen: number): Screens {
  const wall = useRef<HTMLDivElement>(null);
  const [screens, setScreens] = useState(1);
  useEffect(() => {
    const count = (): void => setScreens(countScreens(wall.current));
    count();
    const beat = setInterval(count, 2 * BETWEEN);
    return () => clearInterval(beat);
  }, []);
  const isFirst = useRef(true);
  useEffect(() => {
    if (isFirst.current && screen === 0) {
      isFirst.current = false;
      return;
    }
    isFirst.current = false;
    let left = TRIES;
    const go = (): void => {
      const view = viewOf(wall.current);
      const isThere = scrollTo(view, screen * stepOf(view, wall.current));
      left -= 1;
      if (isThere || left <= 0) clearInterval(again);
    };
    const again = setInterval(go, BETWEEN);
    go();
    return () => clearInterval(again);
  }, [screen]);
  return { wall, screens };
}

const viewOf = (wall: HTMLElement | null): Window =>
  wall?.querySelector("iframe")?.contentWindow ?? window;

/** How far one screen goes: bars that stay hide some of what is on the wall itself. */
function stepOf(view: Window, wall: HTMLElement | null): number {
  const bars = view === window ? [...(wall?.querySelectorAll(".ci-screen-bar") ?? [])] : [];
  const hidden = bars.reduce((sum, one) => sum + (one as HTMLElement).offsetHeight, 0);
  return SHARE * (view.innerHeight - hidden);
}

function countScreens(wall: HTMLElement | null): number {
  const view = viewOf(wall);
  const rest = (view.document.documentElement?.scrollHeight ?? 0) - view.innerHeight;
  // A line or two that is cut off is padding.
  return 1 + Math.max(0, Math.ceil((rest - 0.05 * view.innerHeight) / stepOf(view, wall)));
}

/** Scroll a window as far as wanted, as far as it is long; return whether it is long enough. */
function scrollTo(view: Window, top: number): boolean {
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  view.scrollTo({ top, behavior: isCalm ? "auto" : "smooth" });
  return view.document.documentElement.scrollHeight - view.innerHeight >= top;
}
