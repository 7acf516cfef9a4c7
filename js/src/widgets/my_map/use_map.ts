/** A person's map on a page: what it is now, the steps back, and its way into the record. */

import { useEffect, useRef } from "preact/hooks";
import type { Model } from "../../shared/afm";
import { useTrait } from "../../shared/hooks";
import type { Outbox, OutboxView } from "../../shared/outbox";
import { begin, isSameMap, redo, step, type Trail, undo } from "./map";
import { mapNow, type OwnMap, type State } from "./state";

// The person's one map; the kernel knows its record.
const MAP = { replaces: "map", record: "mine" };

export interface MapInHand {
  now: OwnMap;
  isHandedIn: boolean;
  canUndo: boolean;
  canRedo: boolean;
  /** Change the map as it is at this moment; says whether anything changed. */
  change: (how: (map: OwnMap) => OwnMap) => boolean;
  undo: () => boolean;
  redo: () => boolean;
  handIn: (isHandedIn: boolean) => void;
}

/** Return the map and what can be done with it. Each change is saved by itself. */
export function useMap(model: Model<State>, outbox: Outbox, view: OutboxView): MapInHand {
  const mine = useTrait(model, "mine");
  const trail = useRef<Trail | null>(null);
  useEffect(() => outbox.see("mine", mine.revision ?? 0), [outbox, mine]);

  /** Steps back lead through what this page did; a map that came from elsewhere begins anew. */
  const along = (now: OwnMap): Trail => {
    if (!trail.current || !isSameMap(trail.current.now, now))
      trail.current = begin({ words: now.words, links: now.links });
    return trail.current;
  };
  // From the outbox itself: two quick changes can come before the page is drawn again.
  const atOnce = () => mapNow(model.get("mine"), outbox.view.pending);
  const go = (move: (from: Trail) => Trail): boolean => {
    const before = atOnce();
    const from = along(before);
    const to = move(from);
    if (to === from || to.now === from.now) return false;
    trail.current = to;
    save(to.now, before.isHandedIn);
    return true;
  };
  const save = ({ words, links }: OwnMap, is_handed_in: boolean): void => {
    outbox.put({ type: "save", words, links, is_handed_in }, MAP);
  };

  const { isHandedIn, ...shown } = mapNow(mine, view.pending);
  const here = along(shown);
  return {
    now: here.now,
    isHandedIn,
    canUndo: here.past.length > 0,
    canRedo: here.future.length > 0,
    change: (how) => go((from) => step(from, how(from.now))),
    undo: () => go(undo),
    redo: () => go(redo),
    handIn: (isDone) => save(atOnce(), isDone),
  };
}
