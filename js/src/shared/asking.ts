/** One question at a time to the kernel, and its newest answer, as hooks. */

import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Message, Model } from "./afm";
import { newRequestId, request } from "./request";

/** What has come of the question that was asked last. */
export interface Asked<Answer> {
  /** The newest answer there is, also while another is on its way. */
  answer: Answer | null;
  isAsking: boolean;
  /** The kernel's own words on why there is no answer. */
  refusal: string;
  /** No answer came in time. */
  isLost: boolean;
  ask: (message: Message) => void;
}

const PATIENCE = 20_000;

/** Ask the kernel; an answer to an earlier question is passed over once a later one is asked. */
export function useAnswer<Answer extends Message>(
  // biome-ignore lint/suspicious/noExplicitAny: a model of any state can be asked
  model: Model<any>,
): Asked<Answer> {
  const [state, setState] = useState<Omit<Asked<Answer>, "ask">>({
    answer: null,
    isAsking: false,
    refusal: "",
    isLost: false,
  });
  const last = useRef("");
  useLayoutEffect(
    () => () => {
      last.current = "";
    },
    [],
  );
  const ask = (message: Message): void => {
    const request_id = newRequestId();
    last.current = request_id;
    setState((before) => ({ ...before, isAsking: true, refusal: "", isLost: false }));
    const end = (part: Partial<Asked<Answer>>): void => {
      if (last.current === request_id)
        setState((before) => ({ ...before, isAsking: false, ...part }));
    };
    request(model, { ...message, request_id }, PATIENCE).then(
      (reply) => {
        if (reply.type === "refused" || reply.type === "later")
          end({ refusal: String(reply.text) });
        else end({ answer: reply as Answer });
      },
      () => end({ isLost: true }),
    );
  };
  return { ...state, ask };
}

/** Whether an element has come into sight: what nobody looks at need not be worked out. */
export function useSeen(): [RefObject<HTMLDivElement | null>, boolean] {
  const element = useRef<HTMLDivElement>(null);
  const [isSeen, setSeen] = useState(typeof IntersectionObserver === "undefined");
  useEffect(() => {
    if (isSeen || !element.current) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((one) => one.isIntersecting)) setSeen(true);
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [isSeen]);
  return [element, isSeen];
}
