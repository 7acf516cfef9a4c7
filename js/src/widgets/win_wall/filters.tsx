/** What the wall is narrowed down to, by goal and by sector; how much is shown is said. */

import { useRef } from "preact/hooks";
import { SelectField } from "../../shared/fields";
import { useFocusNext } from "../../shared/focus";
import type { Choice } from "../../shared/record_list_fields";
import type { Say } from "../../shared/words";
import { type Card, type Filter, WITHOUT } from "./state";

export function Filters({
  t,
  wins,
  goals,
  sectors,
  filter,
  shown,
  onFilter,
}: {
  t: Say;
  wins: readonly Card[];
  goals: readonly Choice[];
  sectors: readonly Choice[];
  filter: Filter;
  /** How many wins are shown. */
  shown: number;
  onFilter: (filter: Filter) => void;
}) {
  const isNarrow = Boolean(filter.goal || filter.sector);
  // That all are shown is news only to those who saw fewer.
  const wasNarrow = useRef(false);
  wasNarrow.current ||= isNarrow;
  const focusNext = useFocusNext();
  // The button goes with what it takes back, and the keyboard to the first choice beside it.
  const showAll = (event: Event): void => {
    const around = (event.currentTarget as HTMLElement).closest("fieldset");
    focusNext(() => around?.querySelector("select"));
    onFilter({ goal: "", sector: "" });
  };
  const without = wins.some(({ goal_id }) => !goal_id)
    ? [{ value: WITHOUT, label: t("filter_goal_without") }]
    : [];
  const optionsOf = (choices: readonly Choice[]) =>
    choices.map(({ id, label }) => ({ value: id, label }));
  if (!goals.length && !sectors.length) return null;
  return (
    <fieldset class="ci-win-filters">
      <legend class="ci-hidden">{t("filters")}</legend>
      {goals.length > 0 && (
        <SelectField
          label={t("filter_goal")}
          value={filter.goal}
          options={[...optionsOf(goals), ...without]}
          empty={t("filter_goal_all")}
          onValue={(goal) => onFilter({ ...filter, goal })}
        />
      )}
      {sectors.length > 0 && (
        <SelectField
          label={t("filter_sector")}
          value={filter.sector}
          options={optionsOf(sectors)}
          empty={t("filter_sector_all")}
          onValue={(sector) => onFilter({ ...filter, sector })}
        />
      )}
      <div class="ci-actions">
        <p class="ci-help" role="status">
          {isNarrow ? shownSaid(t, shown, wins.length) : wasNarrow.current && t("shown_all")}
        </p>
        {isNarrow && (
          <button type="button" class="ci-button ci-quiet" onClick={showAll}>
            {t("filter_off")}
          </button>
        )}
      </div>
    </fieldset>
  );
}

function shownSaid(t: Say, shown: number, of: number): string {
  return shown ? t("shown", { n: shown, of }) : t("shown_none");
}
