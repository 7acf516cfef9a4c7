/** Everything a person can do to their map here, and the words that say what was done. */

import { useState } from "preact/hooks";
import { newRequestId } from "../../shared/request";
import type { Say } from "../../shared/words";
import {
  addWord,
  dropLink,
  dropWord,
  linkId,
  placeWord,
  renameWord,
  replaceLink,
  setLink,
} from "./map";
import { sentenceOf } from "./sentences";
import type { DeckWord, MapLink, OwnMap } from "./state";
import type { MapInHand } from "./use_map";

const ID_LETTERS = 10;

/** Return what can be done; `said` is what was done last. What changes nothing says nothing. */
export function useActs(
  t: Say,
  map: MapInHand,
  deck: readonly DeckWord[],
  strengths: readonly number[],
) {
  const [said, setSaid] = useState("");
  const { words, links } = map.now;
  const label = (id: string) => words.find((word) => word.id === id)?.label ?? "";
  const sentence = (link: MapLink) => sentenceOf(t, map.now, link, strengths);
  const change = (how: (from: OwnMap) => OwnMap, what: () => string): void => {
    if (map.change(how)) setSaid(what());
  };
  return {
    said,
    add: (text: string): void =>
      change(
        (from) => addWord(from, newRequestId().slice(0, ID_LETTERS), text, deck),
        () => t("said_word", { word: text }),
      ),
    rename: (id: string, text: string): void =>
      change(
        (from) => renameWord(from, id, text, deck),
        () => t("said_reworded", { word: text }),
      ),
    place: (id: string, x: number, y: number): void =>
      change(
        (from) => placeWord(from, id, x, y),
        () => t("said_placed", { word: label(id) }),
      ),
    drop: (id: string): void => {
      const n = links.filter((link) => link.source === id || link.target === id).length;
      const word = label(id);
      change(
        (from) => dropWord(from, id),
        () => (n ? t("said_dropped_with", { word, n }) : t("said_dropped", { word })),
      );
    },
    say: (link: MapLink): void => {
      const isNew = !links.some((one) => linkId(one) === linkId(link));
      change(
        (from) => setLink(from, link),
        () => t(isNew ? "said_sentence" : "said_changed", { sentence: sentence(link) }),
      );
    },
    sayOtherwise: (old: MapLink, link: MapLink): void =>
      change(
        (from) => replaceLink(from, old, link),
        () => t("said_changed", { sentence: sentence(link) }),
      ),
    unsay: (source: string, target: string): void => {
      const old = links.find((one) => linkId(one) === linkId({ source, target }));
      change(
        (from) => dropLink(from, source, target),
        () => t("said_unsaid", { sentence: old ? sentence(old) : "" }),
      );
    },
    undo: (): void => {
      if (map.undo()) setSaid(t("said_undone"));
    },
    redo: (): void => {
      if (map.redo()) setSaid(t("said_redone"));
    },
  };
}
