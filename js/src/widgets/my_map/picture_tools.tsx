/** The picture's own buttons: nearer, farther, the whole map, and words laid out anew. */

import type { Say } from "../../shared/words";
import type { Flow } from "./picture_types";

/** Return how long a change of view takes: none for people who want no motion (milliseconds). */
export function motion(): { duration: number } {
  const isStill = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  return { duration: isStill ? 0 : 200 };
}

/** Show the whole map, and no word larger than the page's. */
export function showAll(flow: Flow | null): void {
  void flow?.fitView({ ...motion(), ...WHOLE });
}

export const WHOLE = { padding: 0.06, maxZoom: 1.1 };

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
