/** The golden thread: from each need to what came of it, from each win back, and loose ends. */

import { useState } from "preact/hooks";
import { addressOfPlace, type Place } from "../shared/address";
import type { ExerciseState } from "../shared/afm";
import { defineExercise, type Exercise } from "../shared/define_exercise";
import { RadioField } from "../shared/fields";
import { useTrait } from "../shared/hooks";
import type { Say } from "../shared/words";

interface Part extends Place {
  kind: string;
  text: string;
}

interface Thread {
  sentence: string;
  parts: Part[];
}

interface LooseEnd extends Place {
  sort: string;
  sentence: string;
}

/** Traits of `widgets/golden_thread.py`. */
export interface State extends ExerciseState {
  threads: Thread[];
  ways_back: Thread[];
  loose_ends: LooseEnd[];
  more: number;
}

type Way = "onward" | "back";
const WAYS: readonly Way[] = ["onward", "back"];
// So many sentences are read at once; the others come when they are asked for.
const FIRST = 3;

function GoldenThread({ model, t }: Exercise<State>) {
  const threads = useTrait(model, "threads");
  const waysBack = useTrait(model, "ways_back");
  const looseEnds = useTrait(model, "loose_ends");
  const more = useTrait(model, "more");
  const [way, setWay] = useState<Way>("onward");
  const isBack = way === "back";
  const all = isBack ? waysBack : threads;
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? all : all.slice(0, FIRST);
  return (
    <div class="ci-threads">
      <h3>{t("thread_title")}</h3>
      {threads.length + waysBack.length > 0 && (
        <RadioField
          label={t("way_label")}
          value={way}
          onValue={setWay}
          options={WAYS.map((value) => ({ value, label: t(`way_${value}`) }))}
        />
      )}
      {shown.length === 0 && <p class="ci-waiting">{t(isBack ? "back_none" : "thread_none")}</p>}
      <ol class="ci-thread-list">
        {shown.map((thread, place) => (
          <li key={place} class="ci-record">
            <p class="ci-thread" dir="auto">
              {thread.sentence}
            </p>
            <Parts t={t} parts={thread.parts} />
          </li>
        ))}
      </ol>
      {all.length > FIRST && (
        <div class="ci-actions">
          <button
            type="button"
            class="ci-button ci-quiet"
            aria-expanded={isWhole}
            onClick={() => setWhole(!isWhole)}
          >
            {isWhole ? t("list_show_fewer") : t("list_show_all", { n: all.length })}
          </button>
        </div>
      )}
      {!isBack && (isWhole || all.length <= FIRST) && more > 0 && (
        <p class="ci-help">{t("threads_more", { n: more })}</p>
      )}
      {threads.length + waysBack.length + looseEnds.length > 0 && (
        <LooseEnds t={t} ends={looseEnds} />
      )}
    </div>
  );
}

function Parts({ t, parts }: { t: Say; parts: Part[] }) {
  return (
    <details>
      <summary>{t("parts")}</summary>
      <ul class="ci-thread-parts">
        {parts.map((part, place) => (
          <li key={place}>
            <span class="ci-tag">{t(`kind_${part.kind}`)}</span>{" "}
            <a href={addressOfPlace(part)} dir="auto">
              {part.text}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}

function LooseEnds({ t, ends }: { t: Say; ends: LooseEnd[] }) {
  const sorts = [...new Set(ends.map(({ sort }) => sort))];
  return (
    <>
      <h3>{t("loose_title")}</h3>
      <p class={ends.length ? "ci-help" : "ci-notice ci-notice-good"}>
        {t(ends.length ? "loose_help" : "loose_empty")}
      </p>
      {sorts.map((sort) => {
        const these = ends.filter((one) => one.sort === sort);
        const at = addressOfPlace(these[0] ?? {});
        return (
          <section key={sort} class="ci-loose" aria-label={t(`sort_${sort}`)}>
            <details>
              <summary>
                {t(`sort_${sort}`)}: {these.length}
              </summary>
              <ul>
                {these.map(({ sentence }, place) => (
                  <li key={place} dir="auto">
                    {sentence}
                  </li>
                ))}
              </ul>
              {at && (
                <a class="ci-way-there" href={at}>
                  {t("go_to", { title: these[0]?.title ?? "" })}
                </a>
              )}
            </details>
          </section>
        );
      })}
    </>
  );
}

export default defineExercise(GoldenThread);
