/** The needs a team has chosen: a list to work on, and the statement it becomes. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { AskFirst } from "../../shared/ask_first";
import { useFocusNext } from "../../shared/focus";
import type { Say } from "../../shared/words";
import type { Need } from "../need_choice";

export function NeedList({
  t,
  needs,
  isChoosing,
  editing,
  form,
  onEdit,
  onDrop,
  onOrder,
}: {
  t: Say;
  needs: Need[];
  isChoosing: boolean;
  editing: string;
  form: ComponentChildren;
  onEdit: (need: Need) => void;
  onDrop: (need: Need) => void;
  onOrder: (ids: string[]) => void;
}) {
  const [moved, setMoved] = useState("");
  const focusNext = useFocusNext();
  const move = (place: number, by: 1 | -1, button: HTMLElement): void => {
    const ids = needs.map(({ id }) => id);
    const [one, other] = [ids[place], ids[place + by]];
    if (!one || !other) return;
    ids[place] = other;
    ids[place + by] = one;
    // A row that moves in the page lets go of the keyboard: give it back to the button pressed.
    focusNext(() => button);
    setMoved(t("moved", { place: place + by + 1, of: needs.length }));
    onOrder(ids);
  };
  if (!needs.length) return <p class="ci-waiting">{t("no_needs_yet")}</p>;
  return (
    <>
      <ol class="ci-need-list">
        {needs.map((need, place) => (
          <li key={need.id} class="ci-need">
            <span class="ci-place" aria-hidden="true">
              {place + 1}
            </span>
            {editing === need.id ? (
              form
            ) : (
              <div class="ci-need-words">
                <NeedWords t={t} need={need} />
              </div>
            )}
            {isChoosing && editing !== need.id && (
              <div class="ci-actions">
                <MoveButton
                  t={t}
                  name="up"
                  need={need}
                  isOff={place === 0}
                  onMove={(button) => move(place, -1, button)}
                />
                <MoveButton
                  t={t}
                  name="down"
                  need={need}
                  isOff={place === needs.length - 1}
                  onMove={(button) => move(place, 1, button)}
                />
                <button type="button" class="ci-button ci-quiet" onClick={() => onEdit(need)}>
                  {t("edit")} <span class="ci-hidden">{need.text}</span>
                </button>
                <AskFirst
                  label={t("drop")}
                  about={need.text}
                  question={t("drop_sure")}
                  yes={t("drop_yes")}
                  no={t("keep_it")}
                  onYes={() => onDrop(need)}
                />
              </div>
            )}
          </li>
        ))}
      </ol>
      <p class="ci-hidden" role="status">
        {moved}
      </p>
    </>
  );
}

function MoveButton({
  t,
  name,
  need,
  isOff,
  onMove,
}: {
  t: Say;
  name: "up" | "down";
  need: Need;
  isOff: boolean;
  onMove: (button: HTMLElement) => void;
}) {
  return (
    <button
      type="button"
      class="ci-button ci-move"
      aria-label={t(`move_${name}`, { text: need.text })}
      aria-disabled={isOff}
      onClick={(event) => !isOff && onMove(event.currentTarget)}
    >
      <span aria-hidden="true">{name === "up" ? "↑" : "↓"}</span>
    </button>
  );
}

function NeedWords({ t, need }: { t: Say; need: Need }) {
  return (
    <>
      <p class="ci-need-text" dir="auto">
        {need.text}
      </p>
      {need.reason && (
        <p class="ci-reason">
          <span class="ci-because">{t("because")}</span> <span dir="auto">{need.reason}</span>
        </p>
      )}
    </>
  );
}

/** What the team has settled on, large and calm. */
export function Statement({ t, needs }: { t: Say; needs: Need[] }) {
  return (
    <div class="ci-statement">
      <h3>{t(needs.length ? "statement_title" : "no_needs")}</h3>
      <ol class="ci-need-list">
        {needs.map((need, place) => (
          <li key={need.id} class="ci-need">
            <span class="ci-place" aria-hidden="true">
              {place + 1}
            </span>
            <div class="ci-need-words">
              <NeedWords t={t} need={need} />
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}
