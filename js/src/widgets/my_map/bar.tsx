/** How much there is on the map, what was done last, and the steps back and on. */

import type { Say } from "../../shared/words";
import type { OwnMap } from "./state";

/** "3 words, 2 sentences" */
export function countOf(t: Say, { words, links }: OwnMap): string {
  return `${t("count_words", { n: words.length })}, ${t("count_sentences", { n: links.length })}`;
}

/** Whether a key asks for a step back ("undo") or on again ("redo"), outside a field of text. */
export function stepAskedFor(event: KeyboardEvent): "undo" | "redo" | null {
  const { target } = event;
  const isText =
    (target instanceof HTMLInputElement && target.type === "text") ||
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLElement && target.isContentEditable);
  if (isText || event.altKey || !(event.ctrlKey || event.metaKey)) return null;
  const key = event.key.toLowerCase();
  if (key === "z") return event.shiftKey ? "redo" : "undo";
  return key === "y" ? "redo" : null;
}

/** Stays in sight while there is more of the map below. */
export function Bar({
  t,
  map,
  said,
  canUndo,
  canRedo,
  onUndo,
  onRedo,
  view,
}: {
  t: Say;
  map: OwnMap;
  said: string;
  canUndo: boolean;
  canRedo: boolean;
  onUndo: () => void;
  onRedo: () => void;
  /** The way to the other view, where only one fits. */
  view: { label: string; onSwitch: () => void } | null;
}) {
  // Not `disabled`: the keyboard stays where it is when the last step is undone.
  const step = (key: string, can: boolean, onStep: () => void) => (
    <button
      type="button"
      class="ci-button"
      aria-disabled={can ? undefined : "true"}
      onClick={() => can && onStep()}
    >
      {t(key)}
    </button>
  );
  return (
    <section class="ci-own-bar" aria-label={t("bar")}>
      <p class="ci-own-count">{countOf(t, map)}</p>
      <p class="ci-own-last" role="status" dir="auto">
        {said}
      </p>
      <div class="ci-actions">
        {step("undo", canUndo, onUndo)}
        {step("redo", canRedo, onRedo)}
        {view && (
          <button type="button" class="ci-button ci-own-switch" onClick={view.onSwitch}>
            {view.label}
          </button>
        )}
      </div>
    </section>
  );
}
