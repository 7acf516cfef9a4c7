/**
 * A person's own map as a picture that can be changed by hand, by thumb, and by key alone.
 *
 * This module and what only it needs, the drawing library above all, is a chunk of its own that is
 * fetched when a picture is first shown.
 */

import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useUniqueId } from "../../shared/unique_id";
import { linkId } from "./map";
import { PictureCanvas } from "./picture_canvas";
import { LinkCard, sentence, WordCard } from "./picture_card";
import { motion, PictureTools, showFirst } from "./picture_tools";
import type { Flow } from "./picture_types";
import type { PictureProps } from "./state";

/** So many words are laid out anew as sentences come; with more, nobody could follow. */
const FEW_WORDS = 12;

export default function MapPicture(props: PictureProps) {
  const { t, words, links, strengths, chosen, mayEdit } = props;
  const id = useUniqueId();
  const frame = useRef<HTMLDivElement>(null);
  const card = useRef<HTMLElement>(null);
  const [flow, setFlow] = useState<Flow | null>(null);
  const [round, setRound] = useState(0);
  // The word or link whose card the keyboard is to go to as soon as it is there.
  const [wanted, setWanted] = useState<string | null>(null);
  // The link whose sign was touched: what can be done with it may be below what is in sight.
  const [touched, setTouched] = useState<string | null>(null);
  const now = useRef(props);
  now.current = props;

  const onChoose = useCallback((one: string | null) => now.current.onChoose(one), []);
  const onPlace = useCallback((one: string, x: number, y: number) => {
    now.current.onPlace(one, x, y);
  }, []);
  const onLink = useCallback((source: string, target: string) => {
    if (source === target) return;
    const made = linkId({ source, target });
    if (!now.current.links.some((one) => linkId(one) === made)) now.current.onLink(source, target);
    now.current.onChoose(made);
  }, []);
  const onPress = useCallback(
    (one: string, byKey: boolean) => {
      const { words: all, chosen: before, mayEdit: may } = now.current;
      const isSecond = before !== one && all.some((word) => word.id === before);
      if (may && isSecond && before) onLink(before, one);
      else onChoose(before === one && !byKey ? null : one);
      if (byKey)
        setWanted(may && isSecond && before ? linkId({ source: before, target: one }) : one);
    },
    [onChoose, onLink],
  );

  const onSign = useCallback(
    (one: string) => {
      onChoose(one);
      setTouched(one);
    },
    [onChoose],
  );

  // A word that is new may stand outside of what is in view.
  const count = useRef(words.length);
  useEffect(() => {
    if (words.length > count.current) showFirst(flow);
    count.current = words.length;
  }, [words.length, flow]);
  useEffect(() => {
    if (round) showFirst(flow);
  }, [round]);
  // A small map is laid out anew with each sentence that is said beside it; while somebody is at
  // work in the picture itself, with something chosen, nothing moves under the hand.
  const pairs = links.map(linkId).join(" ");
  const lastPairs = useRef(pairs);
  useEffect(() => {
    const isSaid = pairs !== lastPairs.current && !chosen && words.length <= FEW_WORDS;
    lastPairs.current = pairs;
    if (isSaid) setRound((before) => before + 1);
  }, [pairs]);

  const word = words.find((one) => one.id === chosen);
  const link = links.find((one) => linkId(one) === chosen);
  const shown = word ? word.id : link && linkId(link);
  useLayoutEffect(() => {
    if (wanted === null || wanted !== shown) return;
    card.current?.querySelector<HTMLElement>("select, input:checked, button")?.focus();
    setWanted(null);
  }, [wanted, shown]);

  useEffect(() => {
    if (touched === null || touched !== shown) return;
    const behavior = motion().duration ? "smooth" : "instant";
    card.current?.scrollIntoView?.({ block: "nearest", behavior });
    setTouched(null);
  }, [touched, shown]);

  const toWord = (one: string | undefined): void => {
    const all = [...(frame.current?.querySelectorAll<HTMLElement>(".react-flow__node") ?? [])];
    const button = all.find(({ dataset }) => dataset.id === one)?.querySelector("button");
    (button ?? frame.current)?.focus();
  };
  const back = (to: string): void => {
    toWord(to);
    onChoose(null);
  };
  const dropWord = (one: string): void => {
    toWord(words.find((other) => other.id !== one)?.id);
    onChoose(null);
    props.onDropWord(one);
  };
  const letGo = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    toWord(word?.id ?? link?.source);
    onChoose(word?.id ?? null);
  };
  const parts = { ...props, onLink, onDropWord: dropWord, onBack: back, onNext: setWanted };
  const canArrange = mayEdit && words.length > 2 && words.some(({ x }) => x === null);

  return (
    <div class="ci-pic">
      <p class="ci-help" id={`${id}-how`}>
        {t(mayEdit ? "picture_how" : "picture_look")} {t("picture_signs")}{" "}
        {mayEdit && <span class="ci-pic-keys">{t("picture_keys")}</span>}
      </p>
      <PictureTools t={t} flow={flow} onArrange={canArrange ? () => setRound(round + 1) : null} />
      <div class="ci-pic-frame" ref={frame} tabIndex={-1}>
        <PictureCanvas
          {...{ t, id, words, links, strengths, mayEdit, chosen, round }}
          {...{ onChoose, onSign, onPlace, onLink, onPress, onFlow: setFlow }}
        />
      </div>
      {(word || link) && (
        <div class="ci-pic-below">
          <p class="ci-pic-chosen" role="status">
            <b dir="auto">{word ? word.label : link && sentence(props, link)}</b>{" "}
            {word && mayEdit && <span class="ci-help">{t("picture_then")}</span>}
          </p>
          <section class="ci-pic-card" ref={card} aria-label={t("picture_card")} onKeyDown={letGo}>
            {word && <WordCard key={word.id} word={word} {...parts} />}
            {link && <LinkCard key={chosen} link={link} {...parts} />}
          </section>
        </div>
      )}
    </div>
  );
}
