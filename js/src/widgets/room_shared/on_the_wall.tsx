/** A part of what teams share, as the wall would show it, before it does. */

import { useState } from "preact/hooks";
import type { Say } from "../../shared/words";
import { SharedPart } from "../projector/shared_part";
import type { Sharing } from "../projector/state";

interface Props {
  t: Say;
  shared: Sharing;
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
  onShow: () => void;
}

export function OnTheWall({ t, shared, isOpen, onOpen, onShow }: Props) {
  return (
    <div class="ci-on-the-wall">
      <button
        type="button"
        class="ci-button ci-quiet"
        aria-expanded={isOpen}
        onClick={() => onOpen(!isOpen)}
      >
        {t("see_it")} <span class="ci-hidden">{shared.title}</span>
      </button>
      {isOpen && <Preview t={t} shared={shared} onShow={onShow} />}
    </div>
  );
}

function Preview({ t, shared, onShow }: Pick<Props, "t" | "shared" | "onShow">) {
  const [screen, setScreen] = useState(0);
  const all = shared.screens.length;
  const turn = (by: number): void => setScreen(Math.min(all - 1, Math.max(0, screen + by)));
  return (
    <>
      <p class="ci-help">{t(shared.is_gap ? "gap_how" : "see_how")}</p>
      <section class="ci-wall-preview" aria-label={t("preview", { title: shared.title })}>
        <SharedPart
          t={t}
          kicker={t("shared_title")}
          nothing={t("shared_nothing")}
          shared={shared}
          screen={screen}
          level="h4"
        />
      </section>
      <div class="ci-actions">
        <button type="button" class="ci-button ci-primary" onClick={onShow}>
          {t("show_it")} <span class="ci-hidden">{shared.title}</span>
        </button>
        {all > 1 && (
          <>
            <button
              type="button"
              class="ci-button"
              aria-disabled={screen === 0}
              onClick={() => turn(-1)}
            >
              {t("back_up")}
            </button>
            <button
              type="button"
              class="ci-button"
              aria-disabled={screen === all - 1}
              onClick={() => turn(1)}
            >
              {t("further_down")}
            </button>
            <p class="ci-help" role="status">
              {t("screen_of", { n: screen + 1, all })}
            </p>
          </>
        )}
      </div>
    </>
  );
}
