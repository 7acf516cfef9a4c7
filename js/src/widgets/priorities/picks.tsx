/** The nominal group technique: up to five choices, in order. */

import { SelectField } from "../../shared/fields";
import type { Say } from "../../shared/words";
import type { Thing } from "./state";

const MOST = 5;

/** Selects, one below the other; the next appears when the one before it is chosen. */
export function Picks({
  t,
  things,
  picks,
  onPicks,
}: {
  t: Say;
  things: readonly Thing[];
  picks: readonly string[];
  onPicks: (picks: string[]) => void;
}) {
  const known = picks.filter((id) => things.some((one) => one.id === id));
  // What is not among the things for now keeps its place behind them.
  const others = picks.filter((id) => !known.includes(id));
  const shown = Math.min(MOST, known.length + 1, things.length);
  const choose = (place: number, id: string): void => {
    const before = known[place];
    const next = [...known];
    if (!id) next.splice(place, 1);
    else {
      const other = known.indexOf(id);
      // What stood elsewhere changes places with what stood here.
      if (other >= 0 && before !== undefined) next[other] = before;
      else if (other >= 0) next.splice(other, 1);
      next[Math.min(place, next.length)] = id;
    }
    onPicks([...next, ...others].slice(0, MOST));
  };
  return (
    <div class="ci-part">
      <p class="ci-help">{t("how_nominal")}</p>
      {Array.from({ length: shown }, (_, place) => (
        <SelectField
          key={place}
          label={t(`pick_${place + 1}`)}
          empty={t("no_pick")}
          value={known[place] ?? ""}
          options={things.map(({ id, text }) => ({ value: id, label: text }))}
          onValue={(id) => choose(place, id)}
        />
      ))}
    </div>
  );
}
