/** The picture of a map, what of it is drawn, and the same as sentences. */

import { useState } from "preact/hooks";
import { RadioField, SelectField } from "../../shared/fields";
import type { DrawnWord } from "../../shared/map_boxes";
import { MapDrawing } from "../../shared/map_drawing";
import type { Say } from "../../shared/words";
import { isOf, isOurs, MARKS, type MapLink } from "./state";
import { type Choice, EVERYTHING, viewOf, type Which } from "./view";

interface Props {
  t: Say;
  words: readonly DrawnWord[];
  links: readonly MapLink[];
  strengths: readonly number[];
  /** What a reader is told the picture is; `{count}` links are in it. */
  label: (count: number) => string;
}

export function Picture({ t, words, links, strengths, label }: Props) {
  const [wanted, setWanted] = useState<Choice>(EVERYTHING);
  // What was chosen may be gone when the map is made anew.
  const choice: Choice = {
    weigh: links.some((link) => isOurs(link) && link.balanced !== null) ? wanted.weigh : "people",
    which: countOf(links, wanted.which) ? wanted.which : "all",
    word: words.some(({ key }) => key === wanted.word) ? wanted.word : "",
  };
  const choose = (part: Partial<Choice>): void => setWanted({ ...choice, ...part });
  const view = viewOf(t, { words, links }, choice, strengths);
  return (
    <section class="ci-our-picture" aria-label={t("picture_title")}>
      <h3>{t("picture_title")}</h3>
      <Choices t={t} words={words} links={links} choice={choice} onChoice={choose} />
      {view.isTooLarge ? (
        <p>{t("too_large", { words: words.length, links: links.length })}</p>
      ) : (
        <>
          {view.all > view.links.length && (
            <p class="ci-help">{t("drawn_few", { n: view.links.length, all: view.all })}</p>
          )}
          <MapDrawing
            t={t}
            words={view.words}
            links={view.links}
            label={label(view.links.length)}
            chosen={choice.word}
            onChoose={(word) => choose({ word: word === choice.word ? "" : word })}
          />
          {view.links.length ? (
            <details open={choice.word !== ""}>
              <summary>{t("in_sentences", { n: view.links.length })}</summary>
              <ul>
                {view.links.map(({ source, target, sentence }) => (
                  <li key={`${source} ${target}`} dir="auto">
                    {sentence}
                  </li>
                ))}
              </ul>
            </details>
          ) : (
            <p class="ci-help">{t("nothing_drawn")}</p>
          )}
        </>
      )}
    </section>
  );
}

function countOf(links: readonly MapLink[], which: Which): number {
  if (which === "all") return links.length;
  return links.filter((link) => isOf(link, which)).length;
}

/** What of the map is drawn. A choice that changes nothing is not offered. */
function Choices({
  t,
  words,
  links,
  choice: { weigh, which, word },
  onChoice,
}: Pick<Props, "t" | "words" | "links"> & {
  choice: Choice;
  onChoice: (part: Partial<Choice>) => void;
}) {
  const marks = MARKS.filter((mark) => countOf(links, mark));
  const named = [...words].sort((one, other) => one.label.localeCompare(other.label));
  return (
    <div class="ci-our-choices">
      {marks.length > 0 && (
        <RadioField
          label={t("show_links")}
          value={which}
          options={(["all", ...marks] as const).map((one) => ({
            value: one,
            label: t(`show_${one}`, { count: countOf(links, one) }),
          }))}
          onValue={(next) => onChoice({ which: next })}
        />
      )}
      {links.some((link) => isOurs(link) && link.balanced !== null) && (
        <RadioField
          label={t("weigh")}
          value={weigh}
          options={(["people", "sectors"] as const).map((one) => ({
            value: one,
            label: t(`weigh_${one}`),
          }))}
          onValue={(next) => onChoice({ weigh: next })}
        />
      )}
      <SelectField
        label={t("one_word")}
        empty={t("every_word")}
        value={word}
        options={named.map(({ key, label }) => ({ value: key, label }))}
        onValue={(next) => onChoice({ word: next })}
      />
    </div>
  );
}
