/** The way to hand a map in, and back again. */

import { useRef } from "preact/hooks";
import { Notice } from "../../shared/exercise";
import { useFocusNext } from "../../shared/focus";
import { useUniqueId } from "../../shared/unique_id";
import type { Say } from "../../shared/words";
import type { MapInHand } from "./use_map";

/** The second click of a double click is not the wish to turn back (milliseconds). */
const SAME_CLICK = 1000;

export function HandIn({ t, map }: { t: Say; map: MapInHand }) {
  const title = useUniqueId();
  const section = useRef<HTMLElement>(null);
  const head = useRef<HTMLHeadingElement>(null);
  const turned = useRef(Number.NEGATIVE_INFINITY);
  const focusNext = useFocusNext();
  const isReady = map.now.links.length > 0;
  const turn = (isDone: boolean): void => {
    const now = performance.now();
    if (now - turned.current < SAME_CLICK) return;
    turned.current = now;
    const top = () => section.current?.getBoundingClientRect().top ?? 0;
    const before = top();
    map.handIn(isDone);
    focusNext(() => {
      // What stands above is longer or shorter now; this stays where the pointer is.
      const moved = top() - before;
      if (moved) window.scrollBy({ top: moved, behavior: "instant" });
      return head.current;
    });
  };
  return (
    <section class="ci-own-part" aria-labelledby={title} ref={section}>
      <h4 id={title} tabIndex={-1} ref={head}>
        {t("done_title")}
      </h4>
      {map.isHandedIn ? (
        <>
          <Notice tone="good">
            <p>{t("done_already")}</p>
          </Notice>
          <button type="button" class="ci-button ci-own-back" onClick={() => turn(false)}>
            {t("done_back")}
          </button>
        </>
      ) : (
        <>
          <p class="ci-help" id={`${title}-how`}>
            {t(isReady ? "done_help" : "done_not_yet")}
          </p>
          <div class="ci-actions">
            <button
              type="button"
              class="ci-button ci-primary"
              aria-disabled={isReady ? undefined : "true"}
              aria-describedby={`${title}-how`}
              onClick={() => isReady && turn(true)}
            >
              {t("done_yes")}
            </button>
          </div>
        </>
      )}
    </section>
  );
}
