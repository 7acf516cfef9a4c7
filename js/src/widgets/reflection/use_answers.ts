/** Answers that save themselves while they are written. */

import { useEffect, useRef, useState } from "preact/hooks";
import { answersNow } from "../../shared/answers_now";
import type { Exercise } from "../../shared/define_exercise";
import { draftKey } from "../../shared/hooks";
import { keep, recall } from "../../shared/keep";
import { type Answers, type State, unsent, withTyped } from "./state";

// Long enough for the next word, short enough that nothing waits.
const PAUSE = 1_000;
// The person's one record; the kernel knows its id.
const BALLOT = { replaces: "answers", record: "mine" };

/**
 * Return the answers as they are on this page, and what writes and saves them.
 *
 * What is typed goes into the browser at once and to the kernel after a pause, when the field or
 * the page is left. What is too long stays on this page until it fits.
 */
export function useAnswers({ model, outbox, view, person, step }: Exercise<State>) {
  const key = draftKey(person, step, "answers");
  const [first] = useState(() => recall<Answers>(key) ?? {});
  // Read at once: a pause can end before the page is drawn again.
  const typed = useRef<Answers>(first);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const [, draw] = useState({});
  const sent = (): Answers => answersNow(model.get("mine"), outbox.view.pending);
  const put = (next: Answers): void => {
    typed.current = next;
    const left = unsent(sent(), next);
    keep(key, Object.keys(left).length ? left : null);
    draw({});
  };
  const save = (): void => {
    clearTimeout(timer.current);
    const before = sent();
    const next = withTyped(before, typed.current);
    if (JSON.stringify(sorted(next)) !== JSON.stringify(sorted(before)))
      outbox.put({ type: "save", answers: next }, BALLOT);
    put(typed.current);
  };
  const soon = (): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(save, PAUSE);
  };
  useEffect(() => {
    if (Object.keys(typed.current).length) soon();
    const onHide = (): void => {
      if (document.visibilityState === "hidden") save();
    };
    document.addEventListener("visibilitychange", onHide);
    return () => {
      clearTimeout(timer.current);
      document.removeEventListener("visibilitychange", onHide);
    };
  }, [outbox]);
  // What was refused is typed again, and is not sent again before somebody changes it.
  useEffect(() => {
    const refused = view.refusal?.message.answers as Answers | undefined;
    if (!refused) return;
    put({ ...refused, ...typed.current });
    if (view.refusal) outbox.takeBack(view.refusal);
  }, [view.refusal]);
  return {
    answers: { ...answersNow(model.get("mine"), view.pending), ...typed.current },
    write: (id: string, text: string): void => {
      put({ ...typed.current, [id]: text });
      soon();
    },
    /** Save what is typed; from then on a field shows what is kept. */
    leave: (): void => {
      save();
      put(unsent(sent(), typed.current));
    },
    /** Let go of what is typed, for what was saved elsewhere. */
    forget: (): void => put({}),
  };
}

function sorted(answers: Answers): [string, string][] {
  return Object.entries(answers).sort(([one], [other]) => (one < other ? -1 : 1));
}
