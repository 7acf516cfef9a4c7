/** The widget of an exercise: one component in the frame every exercise stands in. */

import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { defineWidget, type ExerciseState, type Model, type WidgetModule } from "./afm";
import { ExerciseFrame } from "./exercise";
import { draftKey, useTrait } from "./hooks";
import type { Outbox, OutboxView } from "./outbox";
import { PUT_AWAY } from "./outbox_kept";
import { useOutbox } from "./use_outbox";
import { type Say, useWords, Words } from "./words";

/** What an exercise's component is called with. */
export interface Exercise<State extends ExerciseState = ExerciseState> {
  model: Model<State>;
  t: Say;
  outbox: Outbox;
  view: OutboxView;
  person: string;
  step: string;
  phase: string;
  may: string[];
}

/** How often a draft of this step was put away: what had it open is begun anew without it. */
function usePutAway(person: string, step: string): number {
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const drafts = draftKey(person, step, "");
    const look = (event: Event): void => {
      if ((event as CustomEvent).detail?.key?.startsWith(drafts)) setTurn((before) => before + 1);
    };
    window.addEventListener(PUT_AWAY, look);
    return () => window.removeEventListener(PUT_AWAY, look);
  }, [person, step]);
  return turn;
}

/**
 * Make an exercise's widget of a component, which is begun anew for each person.
 *
 * It is shown from the moment somebody has joined, in a step that is open and in one that is
 * closed: `phase` says which.
 */
export function defineExercise<State extends ExerciseState>(
  Component: ComponentType<Exercise<State>>,
): WidgetModule<State> {
  function Framed({ model }: { model: Model<State> }) {
    const t = useWords(model);
    const { outbox, view } = useOutbox(model);
    const person = useTrait(model, "person") as string;
    const step = useTrait(model, "step") as string;
    const phase = useTrait(model, "phase") as string;
    const may = useTrait(model, "may") as string[];
    const turn = usePutAway(person, step);
    const exercise: Exercise<State> = { model, t, outbox, view, person, step, phase, may };
    return (
      <ExerciseFrame model={model} outbox={outbox} view={view}>
        <Words.Provider value={t}>
          <Component key={`${person} ${turn}`} {...exercise} />
        </Words.Provider>
      </ExerciseFrame>
    );
  }
  return defineWidget<State>(Framed);
}
