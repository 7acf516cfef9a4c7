/** One sentence of the list, and what takes another's place. */

import { useLayoutEffect, useRef } from "preact/hooks";
import { Notice } from "../../shared/exercise";
import { linkSentence } from "../../shared/map_sentence";
import type { Say } from "../../shared/words";
import { linkId } from "./map";
import type { MapLink } from "./state";

/** A sentence as it is read: the words at its ends, and which of the strengths there are. */
export interface Read {
  t: Say;
  from: string;
  to: string;
  link: MapLink;
  strengths: readonly number[];
}

/** A sentence with its words brought out: a need of a team may be a whole sentence itself. */
function Sentence({ t, from, to, link, strengths }: Read) {
  const ends = new Map([
    ["\u0001", from],
    ["\u0002", to],
  ]);
  const parts = linkSentence(t, "\u0001", "\u0002", link.weight, strengths).split(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: no word of a map holds them
    /([\u0001\u0002])/,
  );
  return (
    <p>
      {parts.map((part) => {
        const word = ends.get(part);
        return word === undefined ? (
          part
        ) : (
          <b key={part} dir="auto">
            {word}
          </b>
        );
      })}
    </p>
  );
}

/** A sentence, and where it can be changed the two ways to do so. */
export function SentenceItem({
  isChosen,
  mayEdit,
  onOpen,
  onDrop,
  ...read
}: Read & {
  isChosen: boolean;
  mayEdit: boolean;
  onOpen: (link: MapLink) => void;
  onDrop: (link: MapLink) => void;
}) {
  const { t, from, to, link, strengths } = read;
  const sentence = linkSentence(t, from, to, link.weight, strengths);
  const about = <span class="ci-hidden">{t("about_sentence", { sentence })}</span>;
  return (
    <li data-link={linkId(link)} class={isChosen ? "ci-own-chosen" : undefined}>
      <Sentence {...read} />
      {mayEdit && (
        <div class="ci-actions">
          <button type="button" class="ci-button ci-quiet" onClick={() => onOpen(link)}>
            {t("edit")} {about}
          </button>
          <button type="button" class="ci-button ci-quiet" data-drop onClick={() => onDrop(link)}>
            {t("drop")} {about}
          </button>
        </div>
      )}
    </li>
  );
}

/** What was said before and what is said now, with the way back; it comes into view by itself. */
export function ReplacedNotice({ t, text, onUndo }: { t: Say; text: string; onUndo: () => void }) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    place.current?.scrollIntoView?.({ block: "nearest" });
  }, [text]);
  // The bar above says it to a screen reader.
  return (
    <div class="ci-own-replaced" ref={place}>
      <Notice tone="good">
        <p dir="auto">{text}</p>
        <button type="button" class="ci-button" onClick={onUndo}>
          {t("undo")}
        </button>
      </Notice>
    </div>
  );
}
