/** What can be done with the words that are ticked; it stays in sight below them. */

import { useRef, useState } from "preact/hooks";
import { useFocusNext } from "../../shared/focus";
import type { Say } from "../../shared/words";
import type { Label } from "./state";

export function Bar({
  t,
  ticked,
  labels,
  onTogether,
  onUnder,
  onUntick,
}: {
  t: Say;
  /** The labels of the words that are ticked. */
  ticked: string[];
  labels: Label[];
  onTogether: () => void;
  onUnder: (label: Label) => void;
  onUntick: () => void;
}) {
  const [isOpen, setIsOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const focusNext = useFocusNext();
  const unfold = (open: boolean): void => {
    setIsOpen(open);
    focusNext(() => (open ? list.current?.querySelector("button") : button.current));
  };
  const leave = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && isOpen) unfold(false);
  };
  return (
    <div class="ci-bar">
      <p role="status">
        <strong>{t("ticked", { n: ticked.length })}</strong>{" "}
        <bdi class="ci-ticked">{ticked.join(" / ")}</bdi>
        {ticked.length === 1 && <span class="ci-help ci-choice-help">{t("tick_more")}</span>}
      </p>
      <div class="ci-actions">
        {ticked.length > 1 && (
          <button type="button" class="ci-button ci-primary" data-opens="new" onClick={onTogether}>
            {t("put_together")}
          </button>
        )}
        {labels.length > 0 && (
          <button
            type="button"
            class="ci-button"
            ref={button}
            aria-expanded={isOpen}
            onKeyDown={leave}
            onClick={() => unfold(!isOpen)}
          >
            {t("put_under")}
          </button>
        )}
        <button type="button" class="ci-button ci-quiet" onClick={onUntick}>
          {t("untick")}
        </button>
      </div>
      {isOpen && (
        <ul ref={list}>
          {labels.map((label) => (
            <li key={label.id}>
              <button
                type="button"
                class="ci-button"
                dir="auto"
                onKeyDown={leave}
                onClick={() => onUnder(label)}
              >
                {label.label}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
