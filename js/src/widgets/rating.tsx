/** A survey answered on one scale, and what the team said once it is closed. */

import { useEffect, useRef } from "preact/hooks";
import { answersNow } from "../shared/answers_now";
import { defineExercise, type Exercise } from "../shared/define_exercise";
import { ConflictNotice, Notice } from "../shared/exercise";
import { useTrait } from "../shared/hooks";
import type { Outbox } from "../shared/outbox";
import { useUniqueId } from "../shared/unique_id";
import type { Say } from "../shared/words";
import { Result } from "./rating/result";
import type { Answer, Answers, Grade, State, Statement } from "./rating/state";

/** So many statements are seen at once; with more, how far one is stays in sight. */
const FEW = 3;
const NO_ANSWERS = ["dont_know", "prefer_not"] as const;
// The person's one ballot; the kernel knows its record.
const BALLOT = { replaces: "answers", record: "mine" };

function Rating(exercise: Exercise<State>) {
  const { model, t, phase } = exercise;
  const title = useTrait(model, "title");
  const scale = useTrait(model, "scale");
  const result = useTrait(model, "result");
  const beside = useTrait(model, "beside");
  return (
    <>
      <h3 class="ci-rating-title">{title}</h3>
      {phase === "closed" ? (
        <Result t={t} scale={scale} result={result} beside={beside} />
      ) : (
        <Questions {...exercise} />
      )}
    </>
  );
}

function Questions({ model, t, outbox, view, may }: Exercise<State>) {
  const scale = useTrait(model, "scale");
  const statements = useTrait(model, "statements");
  const mine = useTrait(model, "mine");
  const isAnswering = may.includes("answer");
  const answers = answersNow(mine, view.pending);
  const answered = statements.filter((one) => one.id in answers).length;
  useEffect(() => outbox.see("mine", mine.revision ?? 0), [outbox, mine]);

  const answer = (id: string, value: Answer | null): void => {
    // From the outbox itself: two quick choices can come before the page is drawn again.
    const { [id]: _, ...others } = answersNow(mine, outbox.view.pending);
    const next = value === null ? others : { ...others, [id]: value };
    outbox.put({ type: "save", answers: next }, BALLOT);
  };
  const progress = t("progress", { answered, n: statements.length });

  return (
    <div class="ci-questions">
      <p class="ci-help">{t(isAnswering ? "how" : "looking_on")}</p>
      {isAnswering && statements.length > FEW && (
        <p class="ci-progress">
          <span>{t("progress_short", { answered, all: statements.length })}</span>
          <span class="ci-track" aria-hidden="true">
            <span style={{ width: `${(100 * answered) / statements.length}%` }} />
          </span>
        </p>
      )}
      {view.conflict && (
        <AnswersConflict
          t={t}
          scale={scale}
          statements={statements}
          mine={(view.conflict.message.answers ?? {}) as Answers}
          theirs={(view.conflict.theirs.answers ?? {}) as Answers}
          text={view.conflict.text}
          outbox={outbox}
        />
      )}
      {statements.map((statement, place) => (
        <Question
          key={statement.id}
          t={t}
          number={place + 1}
          statement={statement}
          scale={scale}
          answer={answers[statement.id] ?? null}
          isAnswering={isAnswering}
          onAnswer={(value) => answer(statement.id, value)}
        />
      ))}
      {isAnswering && (
        <Notice tone={answered === statements.length ? "good" : "calm"}>
          <p>{progress}</p>
          {answered === statements.length && <p>{t("all_done")}</p>}
        </Notice>
      )}
    </div>
  );
}

function Question({
  t,
  number,
  statement,
  scale,
  answer,
  isAnswering,
  onAnswer,
}: {
  t: Say;
  number: number;
  statement: Statement;
  scale: Grade[];
  answer: Answer | null;
  isAnswering: boolean;
  onAnswer: (value: Answer | null) => void;
}) {
  const name = useUniqueId();
  const group = useRef<HTMLFieldSetElement>(null);
  const choice = (value: Answer, label: string, kind: string) => (
    <label key={value} class={`ci-choice ${kind}`}>
      <input type="radio" name={name} checked={answer === value} onChange={() => onAnswer(value)} />
      <span>{label}</span>
    </label>
  );
  const clear = (): void => {
    onAnswer(null);
    // The button goes away with the answer; the next key should still be about this statement.
    group.current?.querySelector("input")?.focus();
  };
  return (
    <fieldset class="ci-question" ref={group} disabled={!isAnswering}>
      <legend>
        <span class="ci-number">{number}.</span> {statement.text}
      </legend>
      <div class="ci-choices">
        <div class="ci-grades">
          {scale.map(({ value, label }) => choice(value, label, "ci-grade"))}
        </div>
        <div class="ci-no-answers">
          {NO_ANSWERS.map((value) => choice(value, t(value), "ci-no-answer"))}
        </div>
      </div>
      <button
        type="button"
        class="ci-button ci-quiet ci-clear"
        hidden={answer === null}
        onClick={clear}
      >
        {t("clear")} <span class="ci-hidden">{t("to_statement", { text: statement.text })}</span>
      </button>
    </fieldset>
  );
}

function AnswersConflict({
  t,
  scale,
  statements,
  mine,
  theirs,
  text,
  outbox,
}: {
  t: Say;
  scale: Grade[];
  statements: Statement[];
  mine: Answers;
  theirs: Answers;
  text: string;
  outbox: Outbox;
}) {
  const differ = statements.filter((one) => mine[one.id] !== theirs[one.id]);
  const list = (answers: Answers) => (
    <ul>
      {differ.map(({ id, text: statement }) => (
        <li key={id}>
          {statement} <strong>{answerWord(t, scale, answers[id])}</strong>
        </li>
      ))}
    </ul>
  );
  return (
    <ConflictNotice
      t={t}
      text={text}
      mine={list(mine)}
      theirs={list(theirs)}
      onKeepMine={() => outbox.keepMine()}
      onTakeTheirs={() => outbox.takeTheirs()}
    />
  );
}

function answerWord(t: Say, scale: Grade[], answer: Answer | undefined): string {
  if (typeof answer === "string") return t(answer);
  return scale.find((grade) => grade.value === answer)?.label ?? t("no_answer");
}

export default defineExercise(Rating);
