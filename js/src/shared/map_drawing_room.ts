/** How much of a picture fits on the screen. */

import type { RefObject } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import { LETTERS } from "./map_boxes";

/** Return how wide what scrolls in an element is, in units of a map; 0 until it is there. */
export function useRoomAcross(element: RefObject<HTMLElement | null>, isThere: boolean): number {
  const [room, setRoom] = useState(0);
  useLayoutEffect(() => {
    const frame = element.current?.querySelector("section");
    if (!frame) return;
    const look = (): void => {
      // In letters, because whoever makes letters larger makes the picture larger.
      const letter = Number.parseFloat(getComputedStyle(frame).fontSize) || LETTERS;
      setRoom((frame.clientWidth / letter) * LETTERS);
    };
    look();
    if (typeof ResizeObserver === "undefined") return;
    const watch = new ResizeObserver(look);
    watch.observe(frame);
    return () => watch.disconnect();
  }, [isThere]);
  return room;
}
