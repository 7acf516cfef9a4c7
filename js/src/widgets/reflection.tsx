/** A guided exercise a person does for themselves: prompt by prompt, seen by nobody else. */

import { useEffect, useRef, useState } from "preact/hooks";
import { defineExercise, type Exercise } from "../shared/define_exercise";
import { ConflictNotice, Notice } from "../shared/exercise";
import { useFocusNext } from "../shared/focus";
import { useTrait } from "../shared/hooks";
import type { Say } from "../shared/words";
import { Writing } from "../shared/writing";
import type { Answers, Part, Prompt, State } from "./reflection/state";
import { useAnswers } from "./reflection/use_answers";

function Reflection(exercise: Exercise<State>) {
  const { model, t, outbox, view } = exercise;
  const parts = useTrait(model, "parts");
  const kept = useTrait(model, "mine");
  useEffect(() => outbox.see("mine", kept.revision ?? 0), [outbox, kept]);
  const { answers, write, leave, forget } = useAnswers(exercise);
  const prompts = parts.flatMap((part) => part.prompts);
  const [place, setPlace] = useState(0);
  const now = prompts[place];
  const list = useRef<HTMLDivElement>(null);
  const focusNext = useFocusNext();
  const go = (to: number): void => {
    leave();
    setPlace(to);
    focusNext(() => list.current?.querySelector<HTMLElement>(".ci-prompt-now h4"));
  };
  const { conflict } = view;
  const said = (of: object) => (
    <Said
      t={t}
      prompts={prompts}
      answers={((of as { answers?: Answers }).answers ?? {}) as Answers}
    />
  );
  return (
    <div class="ci-reflect">
      <Notice>
        <p>{t("who_sees")}</p>
      </Notice>
      {conflict && (
        <ConflictNotice
          t={t}
          text={t("conflict_text")}
          mine={said(conflict.message)}
          theirs={said(conflict.theirs)}
          onKeepMine={() => outbox.keepMine()}
          onTakeTheirs={() => {
            outbox.takeTheirs();
            forget();
          }}
        />
      )}
      <p class="ci-help">{t("leave_empty")}</p>
      <div class="ci-reflect-parts" ref={list} onFocusOut={leave}>
        {parts.map((part, number) => (
          <PartView
            key={number}
            t={t}
            part={part}
            before={parts.slice(0, number).reduce((sum, one) => sum + one.prompts.length, 0)}
            now={now?.id ?? ""}
            answers={answers}
            onAnswer={write}
          />
        ))}
      </div>
      <div class="ci-reflect-turn">
        <p class="ci-help">{t("place", { place: place + 1, of: prompts.length })}</p>
        <div class="ci-actions">
          <button
            type="button"
            class="ci-button"
            disabled={place === 0}
            onClick={() => go(place - 1)}
          >
            {t("back")}
          </button>
          <button
            type="button"
            class="ci-button ci-primary"
            disabled={place >= prompts.length - 1}
            onClick={() => go(place + 1)}
          >
            {t("next")}
          </button>
        </div>
      </div>
      <div class="ci-reflect-print">
        <button type="button" class="ci-button ci-quiet" onClick={() => window.print()}>
          {t("print")}
        </button>
        <p class="ci-help">{t("print_help")}</p>
      </div>
    </div>
  );
}

function PartView({
  t,
  part,
  before,
  now,
  answers,
  onAnswer,
}: {
  t: Say;
  part: Part;
  /** How many prompts stand in the parts before. */
  before: number;
  /** The prompt a phone shows. */
  now: string;
  answers: Answers;
  onAnswer: (id: string, text: string) => void;
}) {
  return (
    <section class="ci-reflect-part" aria-label={part.name}>
      <h3>{part.name}</h3>
      <ol class="ci-prompts" start={before + 1}>
        {part.prompts.map(({ id, name, ask, such_as }, place) => (
          <li key={id} class={`ci-prompt${id === now ? " ci-prompt-now" : ""}`}>
            <h4 tabIndex={-1}>
              <span class="ci-rung">{before + place + 1}</span> {name}
            </h4>
            <Writing
              t={t}
              label={ask}
              help={such_as}
              text={answers[id] ?? ""}
              onText={(text) => onAnswer(id, text)}
            />
            <p class="ci-on-paper" dir="auto">
              {answers[id] || t("no_answer")}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Answers as they stand in one of two versions. */
function Said({ t, prompts, answers }: { t: Say; prompts: Prompt[]; answers: Answers }) {
  return (
    <dl>
      {prompts.map(({ id, name }) => (
        <div key={id}>
          <dt class="ci-help">{name}</dt>
          <dd dir="auto">{answers[id] || t("no_answer")}</dd>
        </div>
      ))}
    </dl>
  );
}

export default defineExercise(Reflection);
