/** The picture's own buttons: nearer, farther, the whole map, and words laid out anew. */

import type { Say } from "../../shared/words";
import type { Flow } from "./picture_types";

/** Return how long a change of view takes: none for people who want no motion (milliseconds). */
export function motion(): { duration: number } {
  const isStill = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  return { duration: isStill ? 0 : 200 };
}

/** Whether the screen is a phone's. */
export function isNarrow(): boolean {
  return !window.matchMedia("(min-width: 40rem)").matches;
}

const WHOLE = { padding: 0.06, maxZoom: 1.1 };
// A word is 52 high, and a thumb needs 44 of the screen; what is out of view is a push away.
const TOUCHABLE = 0.85;

/** What is shown at first: the whole map, but on a phone no smaller than can be read and touched. */
export function firstView() {
  return isNarrow() ? { ...WHOLE, padding: 0.02, minZoom: TOUCHABLE } : WHOLE;
}

/** Show the map as at first. */
export function showFirst(flow: Flow | null): void {
  void flow?.fitView({ ...motion(), ...firstView() });
}

/** Show the whole map, and no word larger than the page's. */
export function showAll(flow: Flow | null): void {
  void flow?.fitView({ ...motion(), ...WHOLE });
}

/** `onArrange` is nothing where a hand placed each word. */
export function PictureTools({
  t,
  flow,
  onArrange,
}: {
  t: Say;
  flow: Flow | null;
  onArrange: (() => void) | null;
}) {
  return (
    <div class="ci-pic-tools" role="toolbar" aria-label={t("picture_view")}>
      <button
        type="button"
        class="ci-button"
        aria-label={t("picture_nearer")}
        onClick={() => void flow?.zoomIn(motion())}
      >
        +
      </button>
      <button
        type="button"
        class="ci-button"
        aria-label={t("picture_farther")}
        onClick={() => void flow?.zoomOut(motion())}
      >
        −
      </button>
      <button type="button" class="ci-button" onClick={() => showAll(flow)}>
        {t("picture_whole")}
      </button>
      {onArrange && (
        <button type="button" class="ci-button" onClick={onArrange}>
          {t("picture_arrange")}
        </button>
      )}
    </div>
  );
}
