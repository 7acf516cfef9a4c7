/** Whether everything on this page is saved, added up over its exercises. */

import { useEffect, useState } from "preact/hooks";
import { type Connection, connection, onConnection } from "./connection";
import type { SavedState } from "./outbox";

const WORST_FIRST: SavedState[] = ["refused", "waiting", "saving"];

/** After a reload, what waits for an exercise of this page is there before the exercise is. */
function waitsUnseen(person: string, seen: object): boolean {
  const book = location.pathname
    .split("/")
    .pop()
    ?.replace(/\.ipynb$/, "");
  if (!person || !book) return false;
  try {
    return Object.keys(localStorage).some(
      (key) =>
        key.startsWith(`ciwidgets.outbox.${person}.`) &&
        key.includes(`.${book}/`) &&
        !(key in seen),
    );
  } catch {
    return false; // a browser without a memory has kept nothing
  }
}

interface Saved {
  state: SavedState;
  waiting: number;
  /** Whether what waits would outlive the page. */
  isKept: boolean;
}

/** Return the worst state of all outboxes, how many messages wait, and whether all are kept. */
export function useSavedTotal(person = ""): Saved {
  const [all, setAll] = useState<Record<string, Saved>>({});
  useEffect(() => {
    const listen = (event: Event): void => {
      const { key, state, waiting, isKept } = (event as CustomEvent).detail;
      setAll((before) => ({ ...before, [key]: { state, waiting, isKept } }));
    };
    window.addEventListener("ciwidgets:outbox", listen);
    window.dispatchEvent(new CustomEvent("ciwidgets:roll-call"));
    return () => window.removeEventListener("ciwidgets:outbox", listen);
  }, []);
  const states = Object.values(all);
  const worst = WORST_FIRST.find((one) => states.some((each) => each.state === one)) ?? "saved";
  const state = worst === "saved" && waitsUnseen(person, all) ? "saving" : worst;
  const waiting = states.reduce((sum, one) => sum + one.waiting, 0);
  return { state, waiting, isKept: states.every((one) => one.isKept) };
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
