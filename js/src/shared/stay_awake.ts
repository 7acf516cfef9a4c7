/** Keep a kernel from being ended for idleness while somebody looks at its page. */

import { useEffect } from "preact/hooks";
import type { Model } from "./afm";
import { newRequestId } from "./request";

/** Hosts for training end what was idle for ten minutes. */
export const EVERY = 4 * 60_000;

/** Send a small message every few minutes, and none while the page is hidden. */
// biome-ignore lint/suspicious/noExplicitAny: a model of any state can be spoken to
export function useStayAwake(model: Model<any>): void {
  useEffect(() => {
    let timer: ReturnType<typeof setInterval> | undefined;
    const say = (): void => model.send({ type: "alive", request_id: newRequestId() });
    const look = (): void => {
      clearInterval(timer);
      timer = document.hidden ? undefined : setInterval(say, EVERY);
    };
    const onChange = (): void => {
      look();
      // It may have been hidden for as long as it takes to be ended.
      if (!document.hidden) say();
    };
    document.addEventListener("visibilitychange", onChange);
    look();
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", onChange);
    };
  }, [model]);
}
