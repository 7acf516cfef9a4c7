/** Whether everything on this page is saved, added up over its exercises. */

import { useEffect, useState } from "preact/hooks";
import { type Connection, connection, onConnection } from "./connection";
import { type Draft, draftsOf, dropDraft } from "./drafts";
import { KEPT } from "./keep";
import { keysOf, standing, thisWorkbook } from "./kept_keys";
import type { SavedState } from "./outbox";
import { type Held, heldOf, putAllAway } from "./outbox_kept";

const WORST_FIRST: SavedState[] = ["refused", "waiting", "saving"];

// Another tab says by "storage" what it keeps; a step may come with the rest of the page.
const LOOK_AGAIN = [KEPT, "storage", "DOMContentLoaded"];

/** Forget on this device what a person wrote that is in no record; what waits stays theirs. */
export function forgetWords(person: string): void {
  for (const draft of draftsOf(person)) dropDraft(draft);
  putAllAway(person);
}

/** What of a person lies on this device and is in no record. */
export interface Unrecorded {
  /** Refused, or in conflict; on this page or another one. */
  held: Held[];
  /** Typed on this page and not added yet. */
  drafts: Draft[];
}

/** Return what lies on this device and is in no record: drafts of this page, or of every page. */
export function useUnrecorded(person: string, isOfAll = false): Unrecorded {
  const find = (): Unrecorded => {
    const here = thisWorkbook();
    const drafts = draftsOf(person).filter(({ workbook }) => isOfAll || workbook === here);
    return { held: heldOf(person), drafts };
  };
  const [found, setFound] = useState(find);
  useEffect(() => {
    const look = (): void => setFound(find());
    look();
    for (const name of LOOK_AGAIN) window.addEventListener(name, look);
    return () => {
      for (const name of LOOK_AGAIN) window.removeEventListener(name, look);
    };
  }, [person]);
  return found;
}

/** After a reload, what waits for an exercise of this page is there before the exercise is. */
function waitsUnseen(person: string, seen: object): boolean {
  const here = thisWorkbook();
  return keysOf("ciwidgets.outbox", person).some(
    (key) => standing(key).workbook === here && !(key in seen),
  );
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
