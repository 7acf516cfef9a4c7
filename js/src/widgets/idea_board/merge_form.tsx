/** Which words stand for ideas that say the same. */

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { useUniqueId } from "../../shared/unique_id";
import type { Say } from "../../shared/words";
import { clean, Writing, whyNot } from "../../shared/writing";
import type { Card, Group } from "./board";

/** What is being put together, and where the keyboard was before. */
export interface Merge {
  cards: Card[];
  group: Group | null;
  back: HTMLElement | null;
}

const OWN_WORDS = -1;

export function MergeForm({
  t,
  merge,
  onMerge,
  onCancel,
}: {
  t: Say;
  merge: Merge;
  onMerge: (title: string) => void;
  onCancel: () => void;
}) {
  const titles = [
    ...new Set(merge.cards.flatMap((card) => [card.text, ...card.ideas.map((idea) => idea.text)])),
  ];
  const [choice, setChoice] = useState(0);
  const [own, setOwn] = useState("");
  const [error, setError] = useState("");
  const name = useUniqueId();
  const form = useRef<HTMLFormElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => form.current?.querySelector("input")?.focus(), []);
  const merged = (event: Event): void => {
    event.preventDefault();
    const problem = choice === OWN_WORDS ? whyNot(t, own) : "";
    setError(problem);
    if (problem) field.current?.focus();
    else onMerge(choice === OWN_WORDS ? clean(own) : (titles[choice] ?? ""));
  };
  const option = (place: number, text: string) => (
    <label key={place} class="ci-choice">
      <input
        type="radio"
        name={name}
        checked={choice === place}
        onChange={() => setChoice(place)}
      />
      <span dir="auto">{text}</span>
    </label>
  );
  return (
    <form
      class="ci-merge"
      ref={form}
      onSubmit={merged}
      noValidate
      onKeyDown={(event) => event.key === "Escape" && onCancel()}
    >
      <fieldset>
        <legend class="ci-label">{t("merge_title")}</legend>
        <p class="ci-help">{t("merge_help")}</p>
        {titles.map((title, place) => option(place, title))}
        {option(OWN_WORDS, t("own_words"))}
      </fieldset>
      {choice === OWN_WORDS && (
        <Writing
          t={t}
          label={t("own_words_label")}
          text={own}
          onText={setOwn}
          error={error}
          field={field}
        />
      )}
      <div class="ci-actions">
        <button type="submit" class="ci-button ci-primary">
          {t("merge_yes")}
        </button>
        <button type="button" class="ci-button" onClick={onCancel}>
          {t("cancel")}
        </button>
      </div>
    </form>
  );
}
