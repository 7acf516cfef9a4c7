/** The way to hand a map in, and back again. */

import { useRef } from "preact/hooks";
import { Notice } from "../../shared/exercise";
import { useFocusNext } from "../../shared/focus";
import { useUniqueId } from "../../shared/unique_id";
import type { Say } from "../../shared/words";
import type { MapInHand } from "./use_map";

export function HandIn({ t, map }: { t: Say; map: MapInHand }) {
  const title = useUniqueId();
  const button = useRef<HTMLButtonElement>(null);
  const focusNext = useFocusNext();
  const isReady = map.now.links.length > 0;
  const turn = (isDone: boolean): void => {
    map.handIn(isDone);
    focusNext(() => button.current);
  };
  if (map.isHandedIn)
    return (
      <Notice tone="good">
        <p>{t("done_already")}</p>
        <button type="button" class="ci-button" ref={button} onClick={() => turn(false)}>
          {t("done_back")}
        </button>
      </Notice>
    );
  return (
    <section class="ci-own-part" aria-labelledby={title}>
      <h4 id={title}>{t("done_title")}</h4>
      <p class="ci-help" id={`${title}-how`}>
        {t(isReady ? "done_help" : "done_not_yet")}
      </p>
      <div class="ci-actions">
        <button
          type="button"
          class="ci-button ci-primary"
          ref={button}
          aria-disabled={isReady ? undefined : "true"}
          aria-describedby={`${title}-how`}
          onClick={() => isReady && turn(true)}
        >
          {t("done_yes")}
        </button>
      </div>
    </section>
  );
}
