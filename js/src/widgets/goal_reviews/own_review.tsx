/** A person's own answers about one goal: what they said, or the form they say it in. */

import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Exercise } from "../../shared/define_exercise";
import { RadioField } from "../../shared/fields";
import { useFocusNext } from "../../shared/focus";
import { draftKey, useDraft } from "../../shared/hooks";
import { clean, Writing, whyNot } from "../../shared/writing";
import {
  ANSWERS,
  type Answer,
  type AskedGoal,
  type Question,
  type Review,
  type State,
} from "./state";

type Props = Exercise<State> & {
  goal: AskedGoal;
  questions: readonly Question[];
  own: Review | undefined;
  /** What the person said, in words. */
  children: ComponentChildren;
};

/** What is written to the draft: the same answers are the same text. */
function written({ answers = {}, notes = {} }: Partial<Review> = {}): string {
  return JSON.stringify({ answers, notes });
}

function read(text: string): Review {
  try {
    return JSON.parse(text) as Review;
  } catch {
    return { answers: {}, notes: {} };
  }
}

/** Answers with one of them changed, or left open again. */
function answered({ answers, notes }: Review, id: string, value: Answer | ""): Review {
  const { [id]: _before, ...others } = answers;
  return { answers: value ? { ...others, [id]: value } : others, notes };
}

export function OwnReview({
  t,
  person,
  step,
  outbox,
  view,
  goal,
  questions,
  own,
  children,
}: Props) {
  const kept = written(own);
  const [draft, setDraft, forget] = useDraft(draftKey(person, step, `review.${goal.id}`), kept);
  const [isOpen, setIsOpen] = useState(false);
  // How often: each try takes the keyboard to what is wrong.
  const [tries, setTries] = useState(0);
  const hasTried = tries > 0;
  const form = useRef<HTMLFormElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const focusNext = useFocusNext();
  const now = read(draft);
  const close = (): void => {
    forget();
    setTries(0);
    setIsOpen(false);
    focusNext(() => opener.current);
  };
  // What could not be saved opens again to be changed: nobody should have to answer twice.
  useEffect(() => {
    const refused = view.refusal?.message as (Partial<Review> & { goal_id?: string }) | undefined;
    if (refused?.goal_id !== goal.id) return;
    setDraft(written(refused));
    setIsOpen(true);
    if (view.refusal) outbox.takeBack(view.refusal);
  }, [view.refusal]);
  if (!isOpen && draft === kept)
    return (
      <>
        {own && (
          <div>
            <p class="ci-help">{t("mine_title")}</p>
            {children}
          </div>
        )}
        <div class="ci-actions">
          <button
            type="button"
            class="ci-button"
            ref={opener}
            onClick={() => {
              setIsOpen(true);
              focusNext(() => form.current?.querySelector("input"));
            }}
          >
            {t(own ? "change" : "answer")}{" "}
            <span class="ci-hidden">{t("about_goal", { goal: goal.aim })}</span>
          </button>
        </div>
      </>
    );
  // A question may be left open; why somebody thinks so is kept with what they think.
  const unanswered = (id: string): string =>
    clean(now.notes[id] ?? "") && !now.answers[id] ? t("choose_first") : "";
  const isEmpty = !own && questions.every(({ id }) => !now.answers[id]);
  const problems = (): boolean =>
    isEmpty || questions.some(({ id }) => unanswered(id) || whyNot(t, now.notes[id] ?? "", false));
  const save = (event: Event): void => {
    event.preventDefault();
    if (problems()) {
      setTries(tries + 1);
      focusNext(() => form.current?.querySelector("[data-invalid] input, [aria-invalid=true]"));
      return;
    }
    const of = <Value,>(given: Record<string, Value>, say: (value: Value) => Value) =>
      Object.fromEntries(
        questions.flatMap(({ id }) => {
          const value = given[id];
          return value && say(value) ? [[id, say(value)]] : [];
        }),
      );
    outbox.put(
      {
        type: "save",
        goal_id: goal.id,
        answers: of<Answer>(now.answers, (one) => one),
        notes: of<string>(now.notes, clean),
      },
      { replaces: `review.${goal.id}`, record: `review.${goal.id}` },
    );
    close();
  };
  return (
    <form class="ci-record-form" noValidate ref={form} onSubmit={save}>
      <p class="ci-help">{t("any_of_them")}</p>
      {questions.map(({ id, letter, name, ask }, place) => (
        <div key={id} class="ci-question-pair">
          <RadioField<Answer | "">
            label={ask}
            help={t("letter", { letter, name })}
            value={now.answers[id] ?? ""}
            options={[
              ...ANSWERS.map((one) => ({ value: one, label: t(`answer_${one}`) })),
              { value: "", label: t("answer_open") },
            ]}
            error={hasTried ? (isEmpty && place === 0 && t("choose_some")) || unanswered(id) : ""}
            onValue={(value) => setDraft(written(answered(now, id, value)))}
          />
          {/* Why is asked of what somebody answered. */}
          {(now.answers[id] || now.notes[id]) && (
            <Writing
              t={t}
              label={t("note_label")}
              rows={2}
              text={now.notes[id] ?? ""}
              onText={(text) => setDraft(written({ ...now, notes: { ...now.notes, [id]: text } }))}
              error={hasTried ? whyNot(t, now.notes[id] ?? "", false) : ""}
            />
          )}
        </div>
      ))}
      <div class="ci-actions">
        <button type="submit" class="ci-button ci-primary">
          {t("save")}
        </button>
        <button type="button" class="ci-button" onClick={close}>
          {t("cancel")}
        </button>
      </div>
    </form>
  );
}
