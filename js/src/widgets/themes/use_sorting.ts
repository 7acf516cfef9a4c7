/** A wall being sorted: where everything stands on this page, and what moves it. */

import type { RefObject } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Exercise } from "../../shared/define_exercise";
import { useFocusNext } from "../../shared/focus";
import { useTrait } from "../../shared/hooks";
import type { Field } from "../../shared/record_list_fields";
import { type Records, useRecords } from "../../shared/records";
import { type Drag, useDrag } from "./drag";
import type { Sorting } from "./ideas";
import { type Item, NEW_THEME, placesNow, type State, type Theme, type ThemeFields } from "./state";

// A place to drop on that is no theme yet; no record has such an id.
export const NEW = "(new)";

export interface Sorter {
  items: Item[];
  records: Records<ThemeFields, Theme>;
  /** What a person can do; nothing for who looks on. */
  sorting: Sorting | null;
  /** The theme each idea stands in. */
  places: Map<string, string>;
  itemsOf: (theme: string) => Item[];
  /** The ideas that are ticked and still on the wall. */
  ticked: string[];
  untick: () => void;
  drag: Drag | null;
  /** What was moved last, in words. */
  said: string;
  root: RefObject<HTMLDivElement | null>;
  /** The heading of what stands in no theme. */
  head: RefObject<HTMLHeadingElement | null>;
}

export function useSorting(exercise: Exercise<State>): Sorter {
  const { model, t, outbox, view, may } = exercise;
  const items = useTrait(model, "items");
  const told = useTrait(model, "themes");
  const mayEdit = may.includes("keep_records");
  const facts = useTrait(model, "facts");
  const fields: Field<ThemeFields>[] = [
    { name: "title", kind: "text" },
    {
      name: "fact_ids",
      kind: "links",
      label: t("rests_on"),
      options: facts.map(({ id, text }) => ({ id, label: text })),
    },
  ];
  const options = { name: "theme", items: told, blank: NEW_THEME, mayEdit, fields };
  const records = useRecords<ThemeFields, Theme, State>(exercise, options);
  const themes = records.now;
  const places = placesNow(told, view.pending);
  const themeOf = (id: string): string => {
    const place = places.get(id) ?? "";
    return themes.some((theme) => theme.id === place) ? place : "";
  };
  const [chosen, setTicked] = useState<string[]>([]);
  const [said, setSaid] = useState("");
  const { root, head, goOn } = useNextIdea();
  const ticked = chosen.filter((id) => items.some((item) => item.id === id));
  const put = (ids: string[], theme: string): void => {
    const moved = ids.filter((id) => items.some((item) => item.id === id) && themeOf(id) !== theme);
    setTicked([]);
    if (!moved.length) return;
    const title = themes.find(({ id }) => id === theme)?.title ?? "";
    setSaid(t(theme ? "moved_in" : "moved_out", { n: moved.length, theme: title }));
    goOn(ids);
    outbox.put({ type: "place", items: moved, theme_id: theme });
  };
  const begin = (ids: string[]): void => {
    setTicked([]);
    records.add({ items: ids });
  };
  const { drag, start } = useDrag(
    (id) => (ticked.includes(id) ? ticked : [id]),
    (ids, place) => (place === NEW ? begin(ids) : put(ids, place)),
  );
  const tick = (id: string, isTicked: boolean): void =>
    setTicked((now) => (isTicked ? [...now, id] : now.filter((one) => one !== id)));
  return {
    items,
    records,
    sorting: mayEdit ? { themes, put, begin, ticked, tick, drag: start } : null,
    places,
    itemsOf: (theme) => items.filter(({ id }) => themeOf(id) === theme),
    ticked,
    untick: () => setTicked([]),
    drag,
    said,
    root,
    head,
  };
}

/** An idea that goes elsewhere takes the keyboard's place with it: go on at its neighbour. */
function useNextIdea() {
  const root = useRef<HTMLDivElement>(null);
  const head = useRef<HTMLHeadingElement>(null);
  const focusNext = useFocusNext();
  const goOn = (ids: string[]): void => {
    if (!root.current?.contains(document.activeElement)) return;
    const idea = document.activeElement?.closest<HTMLElement>("[data-idea]");
    const isMoved = ids.includes(idea?.dataset.idea ?? "");
    const next = isMoved ? (idea?.nextElementSibling ?? idea?.previousElementSibling) : null;
    const button = next?.querySelector<HTMLElement>("[aria-expanded]");
    focusNext(() => (button?.isConnected ? button : head.current));
  };
  return { root, head, goOn };
}
