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
import { choicesOf } from "./sentence_form";
import { sentenceOf } from "./sentences";
import type { DeckWord, MapLink, OwnMap } from "./state";
import type { MapInHand } from "./use_map";

const ID_LETTERS = 10;
const STRENGTHS = ["map_low", "map_medium", "map_high"];

/** A sentence that took the place of another about the same two words, and what there was to say. */
export interface Replaced {
  link: MapLink;
  text: string;
  /** Whether one more sentence was changed into it, in the list. */
  isChange: boolean;
}

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
  const [replaced, setReplaced] = useState<Replaced | null>(null);
  const change = (how: (from: OwnMap) => OwnMap, what: () => string): boolean => {
    const isChanged = map.change(how);
    if (isChanged) {
      setSaid(what());
      setReplaced(null);
    }
    return isChanged;
  };
  const saidAnew = (old: MapLink, link: MapLink): string => {
    const of = (one: MapLink) => {
      const { sign, strength } = choicesOf(one, strengths);
      return { sign: t(`say_${sign}`), how: t(STRENGTHS[Number(strength)] ?? "map_low") };
    };
    const [before, now] = [of(old), of(link)];
    const ends = { source: label(link.source), target: label(link.target) };
    return t("said_anew", {
      ...ends,
      before: before.sign,
      before_how: before.how,
      now: now.sign,
      now_how: now.how,
    });
  };
  /** Say a link; one there was about the same words, and is not `meant`, is not lost unsaid. */
  const put = (link: MapLink, how: (from: OwnMap) => OwnMap, meant: MapLink | null): void => {
    const old = links.find((one) => linkId(one) === linkId(link));
    const isAnew = old && old.weight !== link.weight && (!meant || linkId(meant) !== linkId(link));
    const text = isAnew ? saidAnew(old, link) : "";
    const isNew = !old && !meant;
    const otherwise = () =>
      t(isNew ? "said_sentence" : "said_changed", { sentence: sentence(link) });
    if (change(how, () => text || otherwise()) && text)
      setReplaced({ link, text, isChange: meant !== null });
  };
  return {
    said,
    // A map that came from elsewhere meanwhile has other sentences, and no way back to these.
    replaced: map.canUndo && replaced && links.includes(replaced.link) ? replaced : null,
    add: (text: string): void => {
      change(
        (from) => addWord(from, newRequestId().slice(0, ID_LETTERS), text, deck),
        () => t("said_word", { word: text }),
      );
    },
    rename: (id: string, text: string): void => {
      change(
        (from) => renameWord(from, id, text, deck),
        () => t("said_reworded", { word: text }),
      );
    },
    place: (id: string, x: number, y: number): void => {
      change(
        (from) => placeWord(from, id, x, y),
        () => t("said_placed", { word: label(id) }),
      );
    },
    drop: (id: string): void => {
      const n = links.filter((link) => link.source === id || link.target === id).length;
      const word = label(id);
      change(
        (from) => dropWord(from, id),
        () => (n ? t("said_dropped_with", { word, n }) : t("said_dropped", { word })),
      );
    },
    say: (link: MapLink): void => put(link, (from) => setLink(from, link), null),
    /** Say a link of the picture otherwise: it is looked at while it is changed. */
    tell: (link: MapLink): void => put(link, (from) => setLink(from, link), link),
    sayOtherwise: (old: MapLink, link: MapLink): void =>
      put(link, (from) => replaceLink(from, old, link), old),
    unsay: (source: string, target: string): void => {
      const old = links.find((one) => linkId(one) === linkId({ source, target }));
      change(
        (from) => dropLink(from, source, target),
        () => t("said_unsaid", { sentence: old ? sentence(old) : "" }),
      );
    },
    undo: (): void => {
      if (!map.undo()) return;
      setSaid(t("said_undone"));
      setReplaced(null);
    },
    redo: (): void => {
      if (!map.redo()) return;
      setSaid(t("said_redone"));
      setReplaced(null);
    },
  };
}
