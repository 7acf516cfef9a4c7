/** The sentences of a map: made, read, changed and dropped. */

import type { VNode } from "preact";
import { useMemo, useRef, useState } from "preact/hooks";
import { useFocusNext } from "../../shared/focus";
import { useDraft } from "../../shared/hooks";
import { linkSentence } from "../../shared/map_sentence";
import { useUniqueId } from "../../shared/unique_id";
import type { Say } from "../../shared/words";
import { linkId, MOST_LINKS } from "./map";
import { type Choices, choicesOf, NOTHING, SentenceForm } from "./sentence_form";
import { ReplacedNotice, SentenceItem } from "./sentence_item";
import type { MapLink, OwnMap } from "./state";
import type { Replaced } from "./use_acts";

interface Sentences {
  t: Say;
  map: OwnMap;
  strengths: readonly number[];
  chosen?: string | null;
  /** What took another's place just now. */
  replaced?: Replaced | null;
}

export interface SentenceActions {
  onSay: (link: MapLink) => void;
  onChange: (old: MapLink, link: MapLink) => void;
  onDrop: (link: MapLink) => void;
  onUndo: () => void;
}

/** A link of a map as a sentence. */
export function sentenceOf(t: Say, map: OwnMap, link: MapLink, strengths: readonly number[]) {
  const label = (id: string) => map.words.find((word) => word.id === id)?.label ?? "";
  return linkSentence(t, label(link.source), label(link.target), link.weight, strengths);
}

/** The part of the page where sentences are made; the newest stands first. */
export function SentencesPart({
  draft,
  onSay,
  ...rest
}: Sentences & SentenceActions & { draft: string }) {
  const { t, map, strengths, replaced } = rest;
  const title = useUniqueId();
  const head = useRef<HTMLHeadingElement>(null);
  const focusNext = useFocusNext();
  const [kept, keep, forget] = useDraft(draft);
  const choices = kept ? { ...NOTHING, ...(JSON.parse(kept) as Partial<Choices>) } : NOTHING;
  const canSay = map.words.length > 1;
  const isFull = map.links.length >= MOST_LINKS;
  let how = "sentences_first";
  if (canSay) how = isFull ? "sentences_full" : "sentences_help";
  return (
    <section class="ci-own-part" aria-labelledby={title}>
      <h4 id={title} tabIndex={-1} ref={head}>
        {t("sentences_title")}
      </h4>
      <p class="ci-help">{t(how, { most: MOST_LINKS })}</p>
      {canSay && !isFull && (
        <SentenceForm
          t={t}
          map={map}
          strengths={strengths}
          choices={choices}
          onChoices={(next) => keep(JSON.stringify(next))}
          onSay={(link) => {
            onSay(link);
            forget();
          }}
        />
      )}
      {replaced && !replaced.isChange && (
        <ReplacedNotice
          t={t}
          text={replaced.text}
          onUndo={() => {
            focusNext(() => head.current);
            rest.onUndo();
          }}
        />
      )}
      {canSay && <SentenceList {...rest} mayEdit />}
    </section>
  );
}

/** The sentences under their heading; each can be changed and dropped where `mayEdit`. */
export function SentenceList(props: Sentences & Partial<SentenceActions> & { mayEdit?: boolean }) {
  const { t, map, strengths, replaced, mayEdit = false, onChange, onDrop, onUndo } = props;
  const title = useUniqueId();
  const [open, setOpen] = useState<{ id: string; choices: Choices } | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const head = useRef<HTMLHeadingElement>(null);
  const focusNext = useFocusNext();

  const leave = (id: string): void => {
    setOpen(null);
    focusNext(() => list.current?.querySelector(`[data-link="${id}"] button`));
  };
  const begin = (link: MapLink): void => {
    setOpen({ id: linkId(link), choices: choicesOf(link, strengths) });
    focusNext(() => list.current?.querySelector("select"));
  };
  const drop = (link: MapLink): void => {
    const buttons = () => [...(list.current?.querySelectorAll<HTMLElement>("[data-drop]") ?? [])];
    const place = buttons().findIndex(
      (one) => one.closest<HTMLElement>("[data-link]")?.dataset.link === linkId(link),
    );
    focusNext(() => {
      const left = buttons();
      return left[Math.min(place, left.length - 1)] ?? head.current;
    });
    onDrop?.(link);
  };
  const items = useItems(props, begin, drop);
  return (
    <>
      <h4 id={title} tabIndex={-1} ref={head}>
        {t("sentences_yours")}
      </h4>
      {!items.length && <p class="ci-help">{t("sentences_none")}</p>}
      <ul class="ci-own-sentences" aria-labelledby={title} ref={list}>
        {items.map(({ link, item }) => {
          const id = linkId(link);
          if (mayEdit && open?.id === id)
            return (
              <li key={id} data-link={id}>
                <SentenceForm
                  t={t}
                  map={map}
                  strengths={strengths}
                  choices={open.choices}
                  onChoices={(choices) => setOpen({ id, choices })}
                  onSay={(next) => {
                    onChange?.(link, next);
                    leave(linkId(next));
                  }}
                  onLeave={() => leave(id)}
                  old={link}
                />
              </li>
            );
          if (!replaced?.isChange || linkId(replaced.link) !== id) return item;
          const undo = () => {
            focusNext(() => head.current);
            onUndo?.();
          };
          return [
            item,
            <li key={`${id} replaced`}>
              <ReplacedNotice t={t} text={replaced.text} onUndo={undo} />
            </li>,
          ];
        })}
      </ul>
    </>
  );
}

/** The sentences, the newest first; what reads as it did is not drawn again. */
function useItems(
  { t, map, strengths, chosen, mayEdit = false }: Parameters<typeof SentenceList>[0],
  onOpen: (link: MapLink) => void,
  onDrop: (link: MapLink) => void,
): { link: MapLink; item: VNode }[] {
  const now = useRef({ onOpen, onDrop });
  now.current = { onOpen, onDrop };
  const labels = new Map(map.words.map(({ id, label }) => [id, label]));
  const known = useMemo(
    () => ({ items: new Map<string, { said: string; item: VNode }>() }),
    [t, strengths, mayEdit],
  );
  const items = new Map<string, { said: string; item: VNode }>();
  const made = [...map.links].reverse().map((link) => {
    const { source, target, weight } = link;
    const id = linkId(link);
    const [from, to] = [labels.get(source) ?? "", labels.get(target) ?? ""];
    const isChosen = Boolean(chosen && [id, source, target].includes(chosen));
    const said = JSON.stringify([from, to, weight, isChosen]);
    const old = known.items.get(id);
    const same =
      old?.said === said
        ? old
        : {
            said,
            item: (
              <SentenceItem
                key={id}
                {...{ t, from, to, link, strengths, isChosen, mayEdit }}
                onOpen={(one) => now.current.onOpen(one)}
                onDrop={(one) => now.current.onDrop(one)}
              />
            ),
          };
    items.set(id, same);
    return { link, item: same.item };
  });
  known.items = items;
  return made;
}
