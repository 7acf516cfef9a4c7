/** Whether two things fit side by side. */

import { useLayoutEffect, useRef, useState } from "preact/hooks";

/** Return a ref for an element, and whether it is at least so many times as wide as a letter. */
export function useRoom(leastLetters: number) {
  const element = useRef<HTMLDivElement>(null);
  const [hasRoom, setHasRoom] = useState(false);
  useLayoutEffect(() => {
    const { current } = element;
    if (!current || typeof ResizeObserver === "undefined") return;
    const look = new ResizeObserver(() => {
      const letter = Number.parseFloat(getComputedStyle(current).fontSize) || 16;
      setHasRoom(current.clientWidth >= leastLetters * letter);
    });
    look.observe(current);
    return () => look.disconnect();
  }, [leastLetters]);
  return { element, hasRoom };
}
