/** Cases answered alone; when the step is closed, what the team chose and why. */

import { useEffect, useRef } from "preact/hooks";
import { answersNow } from "../shared/answers_now";
import { defineExercise, type Exercise } from "../shared/define_exercise";
import { ConflictNotice, Notice } from "../shared/exercise";
import { useTrait } from "../shared/hooks";
import { useUniqueId } from "../shared/unique_id";
import type { Say } from "../shared/words";
import { Result } from "./case_exercise/result";
import type { Answer, Answers, Case, State } from "./case_exercise/state";

// The person's one sheet of answers; the kernel knows its record.
const SHEET = { replaces: "answers", record: "mine" };

function CaseExercise(exercise: Exercise<State>) {
  const { model, t, phase } = exercise;
  const cases = useTrait(model, "cases");
  const mine = useTrait(model, "mine");
  const about = useTrait(model, "about");
  const reasons = useTrait(model, "reasons");
  const result = useTrait(model, "result");
  return (
    <div class="ci-stories">
      <h3>{useTrait(model, "title")}</h3>
      <Notice>
        <p>{t("practice_only")}</p>
      </Notice>
      {about && <p>{about}</p>}
      {phase === "closed" ? (
        <Result t={t} cases={cases} reasons={reasons} result={result} mine={mine.answers ?? {}} />
      ) : (
        <Questions {...exercise} cases={cases} mine={mine} />
      )}
    </div>
  );
}

function Questions({
  t,
  outbox,
  view,
  may,
  cases,
  mine,
}: Exercise<State> & { cases: Case[]; mine: State["mine"] }) {
  const isAnswering = may.includes("answer");
  const answers = answersNow(mine, view.pending);
  const answered = cases.filter((one) => one.id in answers).length;
  useEffect(() => outbox.see("mine", mine.revision ?? 0), [outbox, mine]);
  const answer = (id: string, value: Answer | null): void => {
    // From the outbox itself: two quick choices can come before the page is drawn again.
    const { [id]: _, ...others } = answersNow(mine, outbox.view.pending);
    const next = value === null ? others : { ...others, [id]: value };
    outbox.put({ type: "save", answers: next }, SHEET);
  };
  const { conflict } = view;
  return (
    <div class="ci-stories">
      <p class="ci-help">{t(isAnswering ? "how" : "looking_on")}</p>
      {conflict && (
        <ConflictNotice
          t={t}
          text={conflict.text}
          mine={<Said t={t} cases={cases} answers={(conflict.message.answers ?? {}) as Answers} />}
          theirs={<Said t={t} cases={cases} answers={(conflict.theirs.answers ?? {}) as Answers} />}
          onKeepMine={() => outbox.keepMine()}
          onTakeTheirs={() => outbox.takeTheirs()}
        />
      )}
      {cases.map((one, place) => (
        <CaseAsked
          key={one.id}
          t={t}
          head={t("number", { number: place + 1, of: cases.length })}
          one={one}
          answer={answers[one.id] ?? null}
          isAnswering={isAnswering}
          onAnswer={(value) => answer(one.id, value)}
        />
      ))}
      {isAnswering && (
        <Notice tone={answered === cases.length ? "good" : "calm"}>
          <p>{t("progress", { answered, n: cases.length })}</p>
          {answered === cases.length && <p>{t("all_done")}</p>}
        </Notice>
      )}
    </div>
  );
}

function CaseAsked({
  t,
  head,
  one,
  answer,
  isAnswering,
  onAnswer,
}: {
  t: Say;
  head: string;
  one: Case;
  answer: Answer | null;
  isAnswering: boolean;
  onAnswer: (value: Answer | null) => void;
}) {
  const name = useUniqueId();
  const group = useRef<HTMLFieldSetElement>(null);
  const choice = (value: Answer, label: string) => (
    <label key={value} class="ci-choice">
      <input type="radio" name={name} checked={answer === value} onChange={() => onAnswer(value)} />
      <span>{label}</span>
    </label>
  );
  const clear = (): void => {
    onAnswer(null);
    // The button goes away with the answer; the next key should still be about this case.
    group.current?.querySelector("input")?.focus();
  };
  return (
    <section class="ci-story-question" aria-label={head}>
      <p class="ci-help">{head}</p>
      <h4>{one.title}</h4>
      <p class="ci-story">{one.story}</p>
      <fieldset ref={group} disabled={!isAnswering}>
        <legend>{one.question}</legend>
        {one.choices.map((text, place) => choice(place + 1, text))}
        {choice("dont_know", t("dont_know"))}
        <button
          type="button"
          class="ci-button ci-quiet"
          hidden={answer === null || !isAnswering}
          onClick={clear}
        >
          {t("clear")} <span class="ci-hidden">{t("to_case", { text: one.title })}</span>
        </button>
      </fieldset>
    </section>
  );
}

/** Answers as they stand in one of two versions. */
function Said({ t, cases, answers }: { t: Say; cases: Case[]; answers: Answers }) {
  const said = ({ choices }: Case, answer: Answer | undefined): string => {
    if (answer === "dont_know") return t("dont_know");
    return (answer && choices[answer - 1]) || t("no_answer");
  };
  return (
    <ul>
      {cases.map((one) => (
        <li key={one.id}>
          {one.title}: <strong>{said(one, answers[one.id])}</strong>
        </li>
      ))}
    </ul>
  );
}

export default defineExercise(CaseExercise);
