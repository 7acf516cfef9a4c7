/** The words of a map: some to begin with, and one's own. */

import { useRef, useState } from "preact/hooks";
import { SelectField, TextField } from "../../shared/fields";
import { useFocusNext } from "../../shared/focus";
import { useDraft } from "../../shared/hooks";
import { nameProblem } from "../../shared/names";
import { TraceLine } from "../../shared/trace_line";
import { useUniqueId } from "../../shared/unique_id";
import type { Say } from "../../shared/words";
import { MOST_WORDS, wordLike } from "./map";
import type { DeckWord, OwnMap } from "./state";

/** So many words are offered at once. */
const FEW = 12;

/** What can be done to the words here. */
export interface WordActions {
  onAdd: (label: string) => void;
  onDrop: (id: string) => void;
  onReword: (id: string, label: string) => void;
}

export function WordsList({
  t,
  map,
  deck,
  draft,
  ...actions
}: WordActions & { t: Say; map: OwnMap; deck: DeckWord[]; draft: string }) {
  const title = useUniqueId();
  const isFull = map.words.length >= MOST_WORDS;
  return (
    <section class="ci-own-part ci-own-choosing" aria-labelledby={title}>
      <h4 id={title}>{t("words_title")}</h4>
      <p class="ci-help">{t(deck.length ? "words_help" : "words_none")}</p>
      <Chips t={t} map={map} deck={deck} isFull={isFull} label={title} {...actions} />
      {isFull && <p class="ci-help">{t("words_full", { most: MOST_WORDS })}</p>}
      {!isFull && <OwnWord t={t} map={map} draft={draft} onAdd={actions.onAdd} />}
      {map.words.length > 0 && <Reword t={t} map={map} onReword={actions.onReword} />}
    </section>
  );
}

/** The deck's words and one's own, each a switch that is on while the word is on the map. */
function Chips({
  t,
  map,
  deck,
  isFull,
  label,
  onAdd,
  onDrop,
}: Omit<WordActions, "onReword"> & {
  t: Say;
  map: OwnMap;
  deck: DeckWord[];
  isFull: boolean;
  label: string;
}) {
  const [isWhole, setIsWhole] = useState(false);
  const list = useRef<HTMLFieldSetElement>(null);
  const focusNext = useFocusNext();
  const onMap = (one: DeckWord) =>
    map.words.find((word) => word.stands_for === one.key) ?? wordLike(map, one.label);
  const offered = deck.map((one) => ({ key: one.key, label: one.label, word: onMap(one) }));
  const own = map.words.filter((word) => !offered.some((one) => one.word === word));
  const shown = offered.filter((one, place) => isWhole || place < FEW || one.word);
  const chips = [
    ...shown.map((one) => ({ ...one, label: one.word?.label ?? one.label })),
    ...own.map((word) => ({ key: word.id, label: word.label, word })),
  ];
  const dropOwn = (id: string, place: number): void => {
    // The chip goes with the word; the keyboard stays among the others.
    focusNext(() => {
      const left = [...(list.current?.querySelectorAll<HTMLElement>("button") ?? [])];
      return left[Math.min(place, left.length - 1)];
    });
    onDrop(id);
  };
  return (
    <fieldset class="ci-own-chips" aria-labelledby={label} ref={list}>
      {chips.map(({ key, label, word }, place) => (
        <button
          key={key}
          type="button"
          class="ci-button ci-own-chip"
          dir="auto"
          aria-pressed={word !== undefined}
          aria-disabled={isFull && !word ? "true" : undefined}
          onClick={() => {
            if (!word) onAdd(label);
            else if (place < shown.length) onDrop(word.id);
            else dropOwn(word.id, place);
          }}
        >
          {label}
        </button>
      ))}
      {deck.length > FEW && (
        <button
          type="button"
          class="ci-button ci-quiet"
          aria-expanded={isWhole}
          onClick={() => setIsWhole(!isWhole)}
        >
          {t(isWhole ? "words_fewer" : "words_more", { count: deck.length })}
        </button>
      )}
    </fieldset>
  );
}

/** What is wrong with a word, or nothing. */
function wordProblem(t: Say, map: OwnMap, text: string, id = ""): string {
  const same = wordLike(map, text);
  if (same && same.id !== id) return t("word_here", { word: same.label });
  return nameProblem(t, text);
}

function OwnWord({
  t,
  map,
  draft,
  onAdd,
}: {
  t: Say;
  map: OwnMap;
  draft: string;
  onAdd: (label: string) => void;
}) {
  const [text, setText, forget] = useDraft(draft);
  const [hasTried, setHasTried] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const problem = wordProblem(t, map, text);
  const add = (event: Event): void => {
    event.preventDefault();
    setHasTried(problem !== "");
    field.current?.focus();
    if (problem) return;
    onAdd(text);
    forget();
  };
  return (
    <form class="ci-own-word" onSubmit={add} noValidate>
      <TextField
        label={t("own_word")}
        help={t("own_word_help")}
        text={text}
        onText={setText}
        field={field}
        error={hasTried ? problem : ""}
      />
      <button type="submit" class="ci-button">
        {t("own_word_add")}
      </button>
      <TraceLine t={t} text={text} />
    </form>
  );
}

function Reword({
  t,
  map,
  onReword,
}: {
  t: Say;
  map: OwnMap;
  onReword: (id: string, label: string) => void;
}) {
  const [id, setId] = useState("");
  const [text, setText] = useState("");
  const [hasTried, setHasTried] = useState(false);
  const word = map.words.find((one) => one.id === id);
  const choose = (next: string): void => {
    setId(next);
    setText(map.words.find((one) => one.id === next)?.label ?? "");
    setHasTried(false);
  };
  const problem = wordProblem(t, map, text, id);
  const save = (event: Event): void => {
    event.preventDefault();
    setHasTried(true);
    if (!word || problem) return;
    onReword(id, text);
    choose("");
  };
  return (
    <details>
      <summary>{t("reword")}</summary>
      <form class="ci-own-word" onSubmit={save} noValidate>
        <SelectField
          label={t("reword_which")}
          value={word ? id : ""}
          onValue={choose}
          empty={t("choose_word")}
          options={map.words.map((one) => ({ value: one.id, label: one.label }))}
          error={hasTried && !word ? t("say_first") : ""}
        />
        {word && (
          <>
            <TextField
              label={t("reword_new")}
              text={text}
              onText={setText}
              error={hasTried ? problem : ""}
            />
            <button type="submit" class="ci-button">
              {t("reword_save")}
            </button>
            <TraceLine t={t} text={text} />
          </>
        )}
      </form>
    </details>
  );
}
