/** A sheet of scores, one thing at a time. */

import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { SelectField } from "../../shared/fields";
import type { Say } from "../../shared/words";
import type { Question } from "./questions";
import type { Scores, Thing } from "./state";

/** Whether everything that is asked of a thing is scored. */
function isDone(questions: readonly Question[], scores: Scores, id: string): boolean {
  return questions.every(({ part }) => scores[id]?.[part] !== undefined);
}

export function SheetForm({
  t,
  things,
  questions,
  scores,
  source,
  onScore,
  after,
}: {
  t: Say;
  things: readonly Thing[];
  questions: readonly Question[];
  scores: Scores;
  /** Where the words of the scores come from; "" where it need not be said. */
  source: string;
  onScore: (id: string, part: string, score: number | null) => void;
  /** What else is asked of a thing. */
  after: (thing: Thing) => ComponentChildren;
}) {
  const [chosen, choose] = useState("");
  const at = Math.max(
    0,
    things.findIndex(({ id }) => id === chosen),
  );
  const thing = things[at];
  const head = useRef<HTMLHeadingElement>(null);
  const hasMoved = useRef(false);
  // The buttons stay where they are; the keyboard goes to what has come.
  useLayoutEffect(() => {
    if (hasMoved.current) head.current?.focus();
    hasMoved.current = false;
  }, [chosen]);
  const move = (step: number): void => {
    hasMoved.current = true;
    choose(things[at + step]?.id ?? "");
  };
  if (!thing) return null;
  const done = things.filter(({ id }) => isDone(questions, scores, id)).length;
  return (
    <div class="ci-part">
      <p class="ci-help">{t("how_scores")}</p>
      <SelectField
        label={t("go_to")}
        help={t("scored_of", { done, all: things.length })}
        value={thing.id}
        options={things.map(({ id, text }) => ({
          value: id,
          label: isDone(questions, scores, id) ? t("done_mark", { text }) : text,
        }))}
        onValue={choose}
      />
      <div class="ci-card">
        <h3 tabIndex={-1} ref={head}>
          <span class="ci-place">{t("thing_of", { place: at + 1, n: things.length })}</span>{" "}
          <span dir="auto">{thing.text}</span>
        </h3>
        {thing.ideas.length > 0 && (
          <details>
            <summary>{t("ideas_here")}</summary>
            <ul>
              {thing.ideas.map((idea, place) => (
                <li key={place} dir="auto">
                  {idea}
                </li>
              ))}
            </ul>
          </details>
        )}
        {questions.map(({ part, label, help, options }) => (
          <SelectField
            key={`${thing.id} ${part}`}
            label={label}
            help={help}
            empty={t("not_scored")}
            value={String(scores[thing.id]?.[part] ?? "")}
            options={options}
            onValue={(value) => onScore(thing.id, part, value === "" ? null : Number(value))}
          />
        ))}
        {source && <p class="ci-help">{source}</p>}
        {after(thing)}
        <div class="ci-actions">
          {at > 0 && (
            <button type="button" class="ci-button" onClick={() => move(-1)}>
              {t("back")}
            </button>
          )}
          {at < things.length - 1 && (
            <button type="button" class="ci-button ci-primary" onClick={() => move(1)}>
              {t("next")}
            </button>
          )}
        </div>
      </div>
    </div>
  );
}
