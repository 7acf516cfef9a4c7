/** What no machine can check about a goal, asked of people who do not carry it. */

import { useEffect } from "preact/hooks";
import { defineExercise, type Exercise } from "../shared/define_exercise";
import { ConflictNotice } from "../shared/exercise";
import { useTrait } from "../shared/hooks";
import type { Say } from "../shared/words";
import { OwnReview } from "./goal_reviews/own_review";
import {
  type AskedGoal,
  type Question,
  type Review,
  reviewNow,
  type State,
} from "./goal_reviews/state";

function GoalReviews(exercise: Exercise<State>) {
  const { model, t, outbox, view, may } = exercise;
  const goals = useTrait(model, "goals");
  const questions = useTrait(model, "questions");
  const mine = useTrait(model, "mine");
  useEffect(() => {
    for (const { id } of goals) outbox.see(`review.${id}`, mine[id]?.revision ?? 0);
  }, [outbox, goals, mine]);
  const isAnswering = may.includes("answer");
  return (
    <div class="ci-records">
      {view.conflict && (
        <ConflictNotice
          t={t}
          text={view.conflict.text}
          mine={<ReviewWords t={t} questions={questions} of={view.conflict.message} />}
          theirs={<ReviewWords t={t} questions={questions} of={view.conflict.theirs} />}
          onKeepMine={() => outbox.keepMine()}
          onTakeTheirs={() => outbox.takeTheirs()}
        />
      )}
      <h3>{t("title")}</h3>
      <p class="ci-help">{t(isAnswering ? "how" : "looking_on")}</p>
      {!goals.length && <p class="ci-waiting">{t("none")}</p>}
      <ul class="ci-record-list">
        {goals.map((goal) => {
          const own = reviewNow(goal.id, mine, view.pending);
          return (
            <li key={goal.id} class="ci-record">
              <GoalWords goal={goal} />
              <Said t={t} goal={goal} />
              {goal.is_mine && <p class="ci-help">{t("you_carry")}</p>}
              {isAnswering && !goal.is_mine && (
                <OwnReview {...exercise} goal={goal} questions={questions} own={own}>
                  {own && <ReviewWords t={t} questions={questions} of={own} />}
                </OwnReview>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function GoalWords({ goal: { parts, aim } }: { goal: AskedGoal }) {
  return (
    <>
      <p class="ci-goal-sentence" dir="auto">
        <strong>
          {parts.length
            ? parts.map(({ text, is_blank }, place) =>
                is_blank ? <mark key={place}>{text}</mark> : <span key={place}>{text}</span>,
              )
            : aim}
        </strong>
      </p>
      {parts.length > 0 && <p dir="auto">{aim}</p>}
    </>
  );
}

/** How far the asking is, and what people say once it may be seen. */
function Said({ t, goal: { people, is_held, lines, notes } }: { t: Say; goal: AskedGoal }) {
  if (is_held) return <p class="ci-help">{t("held", { n: people })}</p>;
  if (!lines.length) {
    const key = people === 1 ? "waiting_second" : "waiting_first";
    return <p class="ci-help">{t(people > 1 ? "asked_enough" : key)}</p>;
  }
  return (
    <div class="ci-goal-said">
      <p class="ci-help">{t("result_title")}</p>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {notes.length > 0 && (
        <>
          <p class="ci-help">{t("notes_title")}</p>
          <ul>
            {notes.map((note, place) => (
              <li key={place} dir="auto">
                {note}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** One person's answers, question by question. */
function ReviewWords({ t, questions, of }: { t: Say; questions: readonly Question[]; of: object }) {
  const { answers = {}, notes = {} } = of as Partial<Review>;
  return (
    <ul>
      {questions.map(({ id, name }) => (
        <li key={id}>
          {name}: <strong>{t(`answer_${answers[id] ?? "open"}`)}</strong>{" "}
          <span dir="auto">{notes[id]}</span>
        </li>
      ))}
    </ul>
  );
}

export default defineExercise(GoalReviews);
