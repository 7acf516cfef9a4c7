/** A team's map once the maps are closed: what is shared, contested, and seen by one sector only. */

import { useState } from "preact/hooks";
import { defineExercise, type Exercise } from "../shared/define_exercise";
import { Notice } from "../shared/exercise";
import { SelectField } from "../shared/fields";
import { useTrait } from "../shared/hooks";
import { TakeFile } from "../shared/map_take_file";
import type { Say } from "../shared/words";
import { Findings } from "./our_map/findings";
import { Picture } from "./our_map/picture";
import type { FileMap, Result, State, TeamWord } from "./our_map/state";
import { LinkTable } from "./our_map/table";

function OurMap({ model, t }: Exercise<State>) {
  const files = useTrait(model, "files");
  const strengths = useTrait(model, "strengths");
  const result = useTrait(model, "result");
  const drawnAt = useTrait(model, "drawn_at");
  const handedIn = useTrait(model, "answered") as number;
  const [chosen, setChosen] = useState("");
  const file = files.find(({ id }) => id === chosen);
  return (
    <div class="ci-our-parts">
      {files.length > 0 && (
        <SelectField
          label={t("which_map")}
          empty={t("ours")}
          value={file?.id ?? ""}
          options={files.map(({ id, title }) => ({ value: id, label: t("from_file", { title }) }))}
          onValue={setChosen}
        />
      )}
      {file ? (
        <>
          <FromFile key={file.id} t={t} file={file} strengths={strengths} />
          <Take t={t} model={model} map={file.id} />
        </>
      ) : isMade(result) ? (
        <>
          {drawnAt && <Notice>{t("drawn_at", { occasion: drawnAt })}</Notice>}
          <Ours t={t} result={result} strengths={strengths} />
          {hasLinks(result) && <Take t={t} model={model} map="people" />}
        </>
      ) : (
        <>
          <h3>{t("waiting_title")}</h3>
          <p>{t("waiting_what")}</p>
          <p role="status">{t("handed_in", { count: handedIn })}</p>
        </>
      )}
    </div>
  );
}

function isMade(result: Partial<Result>): result is Result {
  return result.people !== undefined;
}

function hasLinks(result: Result): boolean {
  return !result.too_few && result.links.length > 0;
}

function Take({ t, model, map }: { t: Say; model: Exercise<State>["model"]; map: string }) {
  return (
    <details>
      <summary>{t("take_summary")}</summary>
      <TakeFile model={model} t={t} map={map} />
    </details>
  );
}

function Ours({ t, result, strengths }: { t: Say; result: Result; strengths: number[] }) {
  const { people, words, links, later, left_out: leftOut, more = 0 } = result;
  const isShown = hasLinks(result);
  return (
    <>
      {result.too_few && <Notice>{t("too_few")}</Notice>}
      {later > 0 && <Notice>{t("came_later", { n: later })}</Notice>}
      {result.words_later && <Notice>{t("words_later")}</Notice>}
      {!result.too_few && !links.length && <Notice>{t("no_links")}</Notice>}
      {!result.too_few && <p>{t("made_of", { n: people })}</p>}
      {isShown && (
        <>
          <Findings t={t} result={result} />
          <Picture
            t={t}
            words={words}
            links={links}
            strengths={strengths}
            label={(count) => t("label_ours", { count })}
          />
          <LinkTable t={t} words={words} links={links} strengths={strengths} people={people} />
        </>
      )}
      <Writings t={t} words={words} />
      {leftOut > 0 && <p class="ci-help">{t("left_out", { n: leftOut })}</p>}
      {more > 0 && <p class="ci-help">{t("more_links", { n: more })}</p>}
    </>
  );
}

/** The originals of words that stand under one label. */
function Writings({ t, words }: { t: Say; words: TeamWord[] }) {
  const several = words.filter(({ labels }) => labels.length > 1);
  if (!several.length) return null;
  return (
    <details>
      <summary>{t("other_writings")}</summary>
      <dl class="ci-our-writings">
        {several.map(({ key, label, labels }) => (
          <div key={key}>
            <dt dir="auto">{label}</dt>
            <dd dir="auto">{labels.join(" / ")}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function FromFile({ t, file, strengths }: { t: Say; file: FileMap; strengths: number[] }) {
  const { title, words, links } = file;
  return (
    <>
      <h3 dir="auto">{title}</h3>
      <Picture
        t={t}
        words={words}
        links={links}
        strengths={strengths}
        label={(count) => t("label_file", { title, count })}
      />
      <LinkTable t={t} words={words} links={links} strengths={strengths} people={0} />
    </>
  );
}

export default defineExercise(OurMap);
