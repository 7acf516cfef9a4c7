/** The sentences of a map: made, read, changed and dropped. */

import { useRef, useState } from "preact/hooks";
import { useFocusNext } from "../../shared/focus";
import { useDraft } from "../../shared/hooks";
import { linkSentence } from "../../shared/map_sentence";
import { useUniqueId } from "../../shared/unique_id";
import type { Say } from "../../shared/words";
import { linkId, MOST_LINKS } from "./map";
import { type Choices, choicesOf, NOTHING, SentenceForm } from "./sentence_form";
import type { MapLink, OwnMap } from "./state";

interface Sentences {
  t: Say;
  map: OwnMap;
  strengths: readonly number[];
  chosen?: string | null;
}

export interface SentenceActions {
  onSay: (link: MapLink) => void;
  onChange: (old: MapLink, link: MapLink) => void;
  onDrop: (link: MapLink) => void;
}

/** A link of a map as a sentence. */
export function sentenceOf(t: Say, map: OwnMap, link: MapLink, strengths: readonly number[]) {
  const label = (id: string) => map.words.find((word) => word.id === id)?.label ?? "";
  return linkSentence(t, label(link.source), label(link.target), link.weight, strengths);
}

/** The same, with its words brought out: a need of a team may be a whole sentence itself. */
function Sentence({ t, map, link, strengths }: Sentences & { link: MapLink }) {
  const ends = new Map([
    ["\u0001", link.source],
    ["\u0002", link.target],
  ]);
  const parts = linkSentence(t, "\u0001", "\u0002", link.weight, strengths).split(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: no word of a map holds them
    /([\u0001\u0002])/,
  );
  return (
    <p>
      {parts.map((part) => {
        const word = map.words.find((one) => one.id === ends.get(part));
        return word ? (
          <b key={part} dir="auto">
            {word.label}
          </b>
        ) : (
          part
        );
      })}
    </p>
  );
}

/** The part of the page where sentences are made; the newest stands first. */
export function SentencesPart({
  draft,
  onSay,
  ...rest
}: Sentences & SentenceActions & { draft: string }) {
  const { t, map, strengths } = rest;
  const title = useUniqueId();
  const [kept, keep, forget] = useDraft(draft);
  const choices = kept ? { ...NOTHING, ...(JSON.parse(kept) as Partial<Choices>) } : NOTHING;
  const canSay = map.words.length > 1;
  const isFull = map.links.length >= MOST_LINKS;
  let how = "sentences_first";
  if (canSay) how = isFull ? "sentences_full" : "sentences_help";
  return (
    <section class="ci-own-part" aria-labelledby={title}>
      <h4 id={title}>{t("sentences_title")}</h4>
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
      {canSay && <SentenceList {...rest} mayEdit />}
    </section>
  );
}

/** The sentences under their heading; each can be changed and dropped where `mayEdit`. */
export function SentenceList({
  t,
  map,
  strengths,
  chosen,
  mayEdit = false,
  onChange,
  onDrop,
}: Sentences & Partial<SentenceActions> & { mayEdit?: boolean }) {
  const title = useUniqueId();
  const [open, setOpen] = useState<{ id: string; choices: Choices } | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const head = useRef<HTMLHeadingElement>(null);
  const focusNext = useFocusNext();
  const links = [...map.links].reverse();

  const leave = (id: string): void => {
    setOpen(null);
    focusNext(() => list.current?.querySelector(`[data-link="${id}"] button`));
  };
  const drop = (link: MapLink, place: number): void => {
    focusNext(() => {
      const left = list.current?.querySelectorAll<HTMLElement>("[data-drop]") ?? [];
      return left[Math.min(place, left.length - 1)] ?? head.current;
    });
    onDrop?.(link);
  };
  return (
    <>
      <h4 id={title} tabIndex={-1} ref={head}>
        {t("sentences_yours")}
      </h4>
      {!links.length && <p class="ci-help">{t("sentences_none")}</p>}
      <ul class="ci-own-sentences" aria-labelledby={title} ref={list}>
        {links.map((link, place) => {
          const id = linkId(link);
          const sentence = sentenceOf(t, map, link, strengths);
          const about = <span class="ci-hidden">{t("about_sentence", { sentence })}</span>;
          const isChosen = chosen && [id, link.source, link.target].includes(chosen);
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
          return (
            <li key={id} data-link={id} class={isChosen ? "ci-own-chosen" : undefined}>
              <Sentence t={t} map={map} link={link} strengths={strengths} />
              {mayEdit && (
                <div class="ci-actions">
                  <button
                    type="button"
                    class="ci-button ci-quiet"
                    onClick={() => {
                      setOpen({ id, choices: choicesOf(link, strengths) });
                      focusNext(() => list.current?.querySelector("select"));
                    }}
                  >
                    {t("edit")} {about}
                  </button>
                  <button
                    type="button"
                    class="ci-button ci-quiet"
                    data-drop
                    onClick={() => drop(link, place)}
                  >
                    {t("drop")} {about}
                  </button>
                </div>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}
