/** Whether everything on this page is saved, added up over its exercises. */

import { useEffect, useState } from "preact/hooks";
import { type Connection, connection, onConnection } from "./connection";
import type { SavedState } from "./outbox";

const WORST_FIRST: SavedState[] = ["refused", "waiting", "saving"];

/** Return the worst state of all outboxes and how many messages wait. */
export function useSavedTotal(): { state: SavedState; waiting: number } {
  const [all, setAll] = useState<Record<string, { state: SavedState; waiting: number }>>({});
  useEffect(() => {
    const listen = (event: Event): void => {
      const { key, state, waiting } = (event as CustomEvent).detail;
      setAll((before) => ({ ...before, [key]: { state, waiting } }));
    };
    window.addEventListener("ciwidgets:outbox", listen);
    window.dispatchEvent(new CustomEvent("ciwidgets:roll-call"));
    return () => window.removeEventListener("ciwidgets:outbox", listen);
  }, []);
  const states = Object.values(all);
  const state = WORST_FIRST.find((one) => states.some((each) => each.state === one)) ?? "saved";
  return { state, waiting: states.reduce((sum, one) => sum + one.waiting, 0) };
}

/** Return the state of the line to the kernel. */
export function useConnection(): Connection {
  const [state, setState] = useState(connection);
  useEffect(() => {
    setState(connection());
    return onConnection(setState);
  }, []);
  return state;
}
