/** The needs a team has chosen: a list to work on, and the statement it becomes. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { type Fact, FactList } from "../../shared/facts";
import { useFocusNext } from "../../shared/focus";
import { RecordActions } from "../../shared/record_parts";
import type { Records } from "../../shared/records";
import type { Say } from "../../shared/words";
import type { Need, NeedFields } from "./state";

export function NeedList({
  t,
  records,
  facts,
  isChoosing,
  form,
  onOrder,
}: {
  t: Say;
  facts: Fact[];
  records: Records<NeedFields, Need>;
  isChoosing: boolean;
  form: ComponentChildren;
  onOrder: (ids: string[]) => void;
}) {
  const [moved, setMoved] = useState("");
  const { now: needs, edited } = records;
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
            {edited === need ? (
              form
            ) : (
              <div class="ci-need-words">
                <NeedWords t={t} need={need} facts={facts} />
              </div>
            )}
            {isChoosing && edited !== need && (
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
                <RecordActions t={t} records={records} item={need} about={need.text} />
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

function NeedWords({ t, need, facts }: { t: Say; need: Need; facts: Fact[] }) {
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
      <FactList t={t} facts={facts} chosen={need.fact_ids} />
    </>
  );
}

/** What the team has settled on, large and calm. */
export function Statement({
  t,
  needs,
  facts,
  isFew,
}: {
  t: Say;
  needs: Need[];
  facts: Fact[];
  isFew: boolean;
}) {
  return (
    <div class="ci-statement">
      <h3>{t(needs.length ? "statement_title" : "no_needs")}</h3>
      {isFew && <p class="ci-help">{t("few_closed", { n: needs.length })}</p>}
      <ol class="ci-need-list">
        {needs.map((need, place) => (
          <li key={need.id} class="ci-need">
            <span class="ci-place" aria-hidden="true">
              {place + 1}
            </span>
            <div class="ci-need-words">
              <NeedWords t={t} need={need} facts={facts} />
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}
