/** The way to a theme for keyboards and fingers: a button that unfolds a list of themes. */

import { useRef, useState } from "preact/hooks";
import { useFocusNext } from "../../shared/focus";
import type { Say } from "../../shared/words";

/** What can be done with ideas, wherever they stand. */
export interface Moves {
  /** Every theme, by its title. */
  themes: { id: string; title: string }[];
  put: (ids: string[], theme: string) => void;
  begin: (ids: string[]) => void;
}

export function PutInto({
  t,
  moves,
  ids,
  current = "",
  isIn = current !== "",
  about,
}: {
  t: Say;
  moves: Moves;
  ids: string[];
  /** The theme they all stand in, "" for none or several. */
  current?: string;
  /** Whether they can be taken out of a theme. */
  isIn?: boolean;
  about: string;
}) {
  const [isOpen, setIsOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const focusNext = useFocusNext();
  const unfold = (open: boolean): void => {
    setIsOpen(open);
    focusNext(() => (open ? list.current?.querySelector("button") : button.current));
  };
  const choose = (choice: () => void): void => {
    setIsOpen(false);
    choice();
  };
  const leave = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && isOpen) unfold(false);
  };
  const option = (key: string, label: string, isQuiet: boolean, choice: () => void) => (
    <li key={key}>
      <button
        type="button"
        class={isQuiet ? "ci-button ci-quiet" : "ci-button"}
        dir="auto"
        onKeyDown={leave}
        onClick={() => choose(choice)}
      >
        {label}
      </button>
    </li>
  );
  return (
    <div class="ci-put">
      <button
        type="button"
        class="ci-button ci-quiet"
        ref={button}
        aria-expanded={isOpen}
        onKeyDown={leave}
        onClick={() => unfold(!isOpen)}
      >
        {t(isIn ? "move_to" : "put_into")} <span class="ci-hidden">{about}</span>
      </button>
      {isOpen && (
        <ul ref={list}>
          {moves.themes
            .filter(({ id }) => id !== current)
            .map(({ id, title }) => option(id, title, false, () => moves.put(ids, id)))}
          {option("new", t("put_new"), true, () => moves.begin(ids))}
          {isIn && option("out", t("take_out"), true, () => moves.put(ids, ""))}
        </ul>
      )}
    </div>
  );
}
