/** What the widgets share that are for whoever leads the room. */

import type { ComponentType } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import {
  defineWidget,
  type Message,
  type Model,
  type PageState,
  type WidgetModule,
} from "../../shared/afm";
import { useTrait } from "../../shared/hooks";
import { NoReply, request } from "../../shared/request";
import { type Say, useWords, Words } from "../../shared/words";

/** Traits of `widgets/room.py`. */
export interface RoomState extends PageState {
  leads: string;
}

/** What a component for whoever leads is called with. */
export interface Leading<State extends RoomState> {
  model: Model<State>;
  t: Say;
}

/** Make a widget that only a facilitator is shown; others are shown nothing. */
export function defineRoomWidget<State extends RoomState>(
  Component: ComponentType<Leading<State>>,
): WidgetModule<State> {
  function Framed({ model }: { model: Model<State> }) {
    const t = useWords(model);
    const leads = useTrait(model, "leads") as string;
    if (leads !== "yes") return null;
    return (
      <Words.Provider value={t}>
        <div class="ci-exercise">
          <Component model={model} t={t} />
        </div>
      </Words.Provider>
    );
  }
  return defineWidget<State>(Framed);
}

/** Something that is asked of the kernel once, and what came of it in words. */
export interface Act {
  said: string;
  isGood: boolean;
  isBusy: boolean;
  /** Ask; `done` is said when it is. Resolves to whether it was done. */
  act: (message: Message, done: string) => Promise<boolean>;
}

/**
 * Ask for something that counts now or not at all: it is never kept and sent later, as an answer
 * is. A step that closes three minutes after the press would be worse than none.
 */
export function useAct(model: Model<never>, asking: string, noReply: string): Act {
  const [state, setState] = useState({ said: "", isGood: true, isBusy: false });
  const isBusy = useRef(false);
  const act = async (message: Message, done: string): Promise<boolean> => {
    if (isBusy.current) return false;
    isBusy.current = true;
    setState({ said: asking, isGood: true, isBusy: true });
    let [said, isGood] = [noReply, false];
    try {
      const reply = await request(model, message, 8000);
      isGood = reply.type === "saved";
      said = isGood ? done : String(reply.text ?? noReply);
    } catch (error) {
      if (!(error instanceof NoReply)) throw error;
    } finally {
      isBusy.current = false;
      setState({ said, isGood, isBusy: false });
    }
    return isGood;
  };
  return { ...state, act };
}

/** What came of the last press, read aloud. */
export function ActLine({ act }: { act: Act }) {
  return (
    <p class={act.isGood ? "ci-help" : "ci-error"} role="status">
      {act.said}
    </p>
  );
}

/** Seconds that have passed since something came from the kernel, looked at every few seconds. */
export function usePassed(what: unknown, every = 5): number {
  const began = useRef({ what, at: performance.now() });
  if (began.current.what !== what) began.current = { what, at: performance.now() };
  const [, draw] = useState(0);
  useEffect(() => {
    const beat = setInterval(() => draw((n) => n + 1), every * 1000);
    return () => clearInterval(beat);
  }, [every]);
  return Math.round((performance.now() - began.current.at) / 1000);
}

/** Return how long ago something was, in words. */
export function agoSaid(t: Say, seconds: number): string {
  if (seconds < 10) return t("just_now");
  if (seconds < 60) return t("seconds_ago", { n: Math.floor(seconds / 10) * 10 });
  if (seconds < 3600) return t("minutes_ago", { n: Math.floor(seconds / 60) });
  if (seconds < 48 * 3600) return t("hours_ago", { n: Math.floor(seconds / 3600) });
  return t("days_ago", { n: Math.floor(seconds / 86_400) });
}
