/** Sheets that are half typed: kept on this device, and never said to be saved. */

import { useEffect, useState } from "preact/hooks";
import { draftKey } from "../../shared/hooks";
import { keep, recall } from "../../shared/keep";
import { NOTHING, type Sheet } from "./state";

export type Drafts = Record<string, Sheet>;

export interface KeptDrafts {
  /** By their ids, the one typed in last at the end. */
  drafts: Drafts;
  /** Whether this browser keeps them over a reload. */
  isKept: boolean;
  put: (sheet: Sheet) => void;
  drop: (id: string) => void;
}

/** Return a person's half-typed sheets, which are kept at each key that is pressed. */
export function useDrafts(person: string, step: string): KeptDrafts {
  const key = draftKey(person, step, "sheets");
  const [drafts, setDrafts] = useState(() => draftsAt(key));
  const [isKept, setIsKept] = useState(true);
  const isHalf = Object.keys(drafts).length > 0;
  const write = (id: string, sheet?: Sheet): void => {
    // Another tab may have kept one of its own since.
    const { [id]: _, ...others } = isKept ? draftsAt(key) : drafts;
    const next = sheet ? { ...others, [id]: sheet } : others;
    setIsKept(keep(key, Object.keys(next).length ? next : null));
    setDrafts(next);
  };
  useEffect(() => announced(key, isHalf), [key, isHalf]);
  useEffect(() => (isHalf && !isKept ? askedBeforeLeaving() : undefined), [isHalf, isKept]);
  return { drafts, isKept, put: (sheet) => write(sheet.id, sheet), drop: (id) => write(id) };
}

function draftsAt(key: string): Drafts {
  const kept = Object.entries(recall<Drafts>(key) ?? {});
  const readable = kept.filter(([id, sheet]) => sheet?.id === id);
  return Object.fromEntries(readable.map(([id, sheet]) => [id, { ...NOTHING, ...sheet }]));
}

/** Tell the line at the top of the page, which must not say that everything is saved. */
function announced(key: string, isHalf: boolean): () => void {
  const tell = (state: "saved" | "refused"): void => {
    const detail = { key, waiting: 0, state };
    window.dispatchEvent(new CustomEvent("ciwidgets:outbox", { detail }));
  };
  const say = (): void => tell(isHalf ? "refused" : "saved");
  say();
  window.addEventListener("ciwidgets:roll-call", say);
  return () => {
    window.removeEventListener("ciwidgets:roll-call", say);
    tell("saved");
  };
}

function askedBeforeLeaving(): () => void {
  const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
  window.addEventListener("beforeunload", ask);
  return () => window.removeEventListener("beforeunload", ask);
}
