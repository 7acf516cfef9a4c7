/** What can be done with the word or the link that is chosen in the picture: all of it by key. */

import { useState } from "preact/hooks";
import { RadioField, SelectField } from "../../shared/fields";
import { linkSentence, strength } from "../../shared/map_sentence";
import { linkId } from "./map";
import type { MapLink, MapWord, PictureProps } from "./state";

const STRENGTHS = ["map_low", "map_medium", "map_high"];

type Card = Omit<PictureProps, "chosen" | "onPlace"> & {
  /** The keyboard goes back to this word. */
  onBack: (id: string) => void;
  /** The keyboard goes to the card of this link. */
  onNext: (id: string) => void;
};

/** A link as people read it. */
export function sentence(
  { t, words, strengths }: Pick<PictureProps, "t" | "words" | "strengths">,
  { source, target, weight }: MapLink,
): string {
  const label = (id: string) => words.find((word) => word.id === id)?.label ?? "";
  return linkSentence(t, label(source), label(target), weight, strengths);
}

/** A word: lead it to another, look at its links, drop it. */
export function WordCard({ word, ...card }: Card & { word: MapWord }) {
  const { t, words, links, mayEdit } = card;
  const [target, setTarget] = useState("");
  const own = links.filter((link) => [link.source, link.target].includes(word.id));
  const others = words.filter(
    ({ id }) => id !== word.id && !links.some((one) => one.source === word.id && one.target === id),
  );
  const isThere = others.some(({ id }) => id === target);
  const link = (event: Event): void => {
    event.preventDefault();
    if (!isThere) return;
    card.onLink(word.id, target);
    card.onNext(linkId({ source: word.id, target }));
  };
  return (
    <>
      {mayEdit && others.length > 0 && (
        <form class="ci-pic-lead" onSubmit={link}>
          <SelectField
            label={t("picture_leads_to", { word: word.label })}
            value={isThere ? target : ""}
            onValue={setTarget}
            empty={t("choose_word")}
            options={others.map(({ id, label }) => ({ value: id, label }))}
          />
          <button type="submit" class="ci-button ci-primary" aria-disabled={!isThere}>
            {t("picture_link")}
          </button>
        </form>
      )}
      {own.length > 0 && (
        <details open={!mayEdit}>
          <summary>{t("picture_links", { n: own.length })}</summary>
          <ul class="ci-pic-links">
            {own.map((one) => (
              <li key={linkId(one)}>
                <button
                  type="button"
                  class="ci-button ci-quiet"
                  onClick={() => {
                    card.onChoose(linkId(one));
                    card.onNext(linkId(one));
                  }}
                >
                  <bdi>{sentence(card, one)}</bdi>
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
      <div class="ci-actions">
        {mayEdit && (
          <button type="button" class="ci-button ci-quiet" onClick={() => card.onDropWord(word.id)}>
            {t("picture_drop_word")}
          </button>
        )}
        <button type="button" class="ci-button ci-quiet" onClick={() => card.onBack(word.id)}>
          {t("picture_done")}
        </button>
      </div>
    </>
  );
}

/** A link: its sign, its strength, and the way out of it. */
export function LinkCard({ link, ...card }: Card & { link: MapLink }) {
  const { t, strengths, mayEdit } = card;
  const { source, target, weight } = link;
  const place = strength(weight, strengths);
  const say = (isLess: boolean, size: number): void => {
    const much = strengths[size] ?? 1;
    card.onChangeLink(source, target, isLess ? -much : much);
  };
  return (
    <>
      {mayEdit && (
        <div class="ci-pic-says">
          <RadioField
            label={t("say_sign")}
            value={weight < 0 ? "less" : "more"}
            onValue={(sign) => say(sign === "less", place)}
            options={[
              { value: "more", label: `+ ${t("say_more")}` },
              { value: "less", label: `− ${t("say_less")}` },
            ]}
          />
          <RadioField
            label={t("say_strength")}
            value={String(place)}
            onValue={(size) => say(weight < 0, Number(size))}
            options={STRENGTHS.map((key, at) => ({ value: String(at), label: t(key) }))}
          />
        </div>
      )}
      <div class="ci-actions">
        {mayEdit && (
          <button
            type="button"
            class="ci-button ci-quiet"
            onClick={() => {
              card.onBack(source);
              card.onDropLink(source, target);
            }}
          >
            {t("picture_drop_link")}
          </button>
        )}
        <button type="button" class="ci-button ci-quiet" onClick={() => card.onBack(source)}>
          {t("picture_done")}
        </button>
      </div>
    </>
  );
}
