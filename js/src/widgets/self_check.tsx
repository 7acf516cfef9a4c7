/** Questions to oneself after a lesson: choose, check, read why. Nothing leaves the page. */

import { useState } from "preact/hooks";
import { defineWidget, type Model, type PageState } from "../shared/afm";
import { useTrait } from "../shared/hooks";
import { useUniqueId } from "../shared/unique_id";
import { Mark, type Reason, Rule } from "../shared/verdict";
import { type Say, useWords } from "../shared/words";

interface Choice extends Reason {
  text: string;
}

export interface Check {
  id: string;
  title: string;
  story: string;
  question: string;
  choices: Choice[];
  rule: string;
  sources: string[];
}

/** Traits of `widgets/self_check.py`. */
export interface SelfCheckState extends PageState {
  title: string;
  about: string;
  checks: Check[];
}

function SelfCheck({ model }: { model: Model<SelfCheckState> }) {
  const t = useWords(model);
  const checks = useTrait(model, "checks");
  const about = useTrait(model, "about");
  const [checked, setChecked] = useState<ReadonlySet<string>>(new Set());
  return (
    <div class="ci-self-check-parts ci-stories">
      <h3>{useTrait(model, "title")}</h3>
      {about && <p>{about}</p>}
      <p class="ci-help">{t("nothing_kept")}</p>
      {checks.map((check, place) => (
        <Question
          key={check.id}
          t={t}
          check={check}
          head={t("number", { number: place + 1, of: checks.length })}
          onChecked={() => setChecked((before) => new Set([...before, check.id]))}
        />
      ))}
      <p class="ci-help" role="status">
        {checked.size > 0 && t("looked_at", { n: checks.length, checked: checked.size })}
      </p>
    </div>
  );
}

function Question({
  t,
  check,
  head,
  onChecked,
}: {
  t: Say;
  check: Check;
  head: string;
  onChecked: () => void;
}) {
  const name = useUniqueId();
  const [chosen, setChosen] = useState<number | null>(null);
  const [shown, setShown] = useState<number | null>(null);
  const [isAsked, setIsAsked] = useState(false);
  const answer = shown === null ? undefined : check.choices[shown];
  const look = (): void => {
    setIsAsked(chosen === null);
    if (chosen === null) return;
    setShown(chosen);
    onChecked();
  };
  return (
    <section class="ci-story-question" aria-label={head}>
      <p class="ci-help">{head}</p>
      {check.title && <h4>{check.title}</h4>}
      {check.story && <p class="ci-story">{check.story}</p>}
      <fieldset>
        <legend>{check.question}</legend>
        {check.choices.map(({ text }, place) => (
          <label key={text} class="ci-choice">
            <input
              type="radio"
              name={name}
              checked={chosen === place}
              onChange={() => {
                setChosen(place);
                // The reason belongs to the answer that was checked.
                setShown(null);
                setIsAsked(false);
              }}
            />
            <span>{text}</span>
          </label>
        ))}
      </fieldset>
      <div class="ci-actions">
        <button type="button" class="ci-button" onClick={look}>
          {t("check")} <span class="ci-hidden">({head})</span>
        </button>
      </div>
      <div role="status" class="ci-reason">
        {isAsked && <p>{t("choose_first")}</p>}
        {answer && (
          <p class={`ci-notice ci-notice-${answer.verdict === "right" ? "good" : "calm"}`}>
            <strong>{t(`verdict_${answer.verdict}`)}</strong> {answer.reason}
          </p>
        )}
      </div>
      {answer && (
        <Rule
          rule={check.rule}
          sources={check.sources}
          names={{ rule: t("rule"), sources: t("sources") }}
        />
      )}
      {answer && (
        <details>
          <summary>{t("all_reasons")}</summary>
          <ul class="ci-reasons">
            {check.choices.map(({ text, verdict, reason }) => (
              <li key={text}>
                <Mark t={t} verdict={verdict} /> <strong>{text}</strong> {reason}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

export default defineWidget(SelfCheck);
