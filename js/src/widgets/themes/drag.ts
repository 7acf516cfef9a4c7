/** Dragging ideas with a mouse or a pen. Fingers scroll; they and the keyboard have the buttons. */

import { useEffect, useRef, useState } from "preact/hooks";

// Less than this is a click.
const FAR_ENOUGH = 6;
// So near the edge of the window the page moves along.
const EDGE = 60;

/** What is being dragged, where the pointer is, and the place below it: null for none. */
export interface Drag {
  ids: string[];
  x: number;
  y: number;
  over: string | null;
}

/** Return what is being dragged, and what starts it. `data-drop` names a place to drop on. */
export function useDrag(
  idsWith: (id: string) => string[],
  onDrop: (ids: string[], place: string) => void,
): { drag: Drag | null; start: (event: PointerEvent, id: string) => void } {
  const [drag, setDrag] = useState<Drag | null>(null);
  const stop = useRef<() => void>(() => {});
  const drop = useRef(onDrop);
  drop.current = onDrop;
  useEffect(() => () => stop.current(), []);
  const start = (event: PointerEvent, id: string): void => {
    if (event.button !== 0 || event.pointerType === "touch") return;
    if ((event.target as Element).closest("button, summary, input, form")) return;
    stop.current();
    const { clientX, clientY } = event;
    let now: Drag | null = null;
    const move = (at: PointerEvent): void => {
      if (!now && Math.hypot(at.clientX - clientX, at.clientY - clientY) < FAR_ENOUGH) return;
      const under = document.elementFromPoint(at.clientX, at.clientY);
      const over = under?.closest<HTMLElement>("[data-drop]")?.dataset.drop ?? null;
      now = { ids: now?.ids ?? idsWith(id), x: at.clientX, y: at.clientY, over };
      if (at.clientY < EDGE) scrollBy(0, -EDGE / 4);
      if (at.clientY > innerHeight - EDGE) scrollBy(0, EDGE / 4);
      setDrag(now);
    };
    const end = (at: Event): void => {
      stop.current();
      if (!now || at.type !== "pointerup") return;
      // The click that follows is the end of the drag and ticks nothing.
      const swallow = (click: Event): void => click.preventDefault();
      addEventListener("click", swallow, { capture: true, once: true });
      setTimeout(() => removeEventListener("click", swallow, { capture: true }), 0);
      if (now.over !== null) drop.current(now.ids, now.over);
    };
    const letGo = (key: KeyboardEvent): void => {
      if (key.key === "Escape") end(key);
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", end);
    addEventListener("pointercancel", end);
    addEventListener("keydown", letGo);
    stop.current = () => {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", end);
      removeEventListener("pointercancel", end);
      removeEventListener("keydown", letGo);
      setDrag(null);
    };
  };
  return { drag, start };
}
