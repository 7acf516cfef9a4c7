/** The wall as it is sorted: what stands in no theme, and the themes beside it. */

import { RecordConflict } from "../../shared/conflict_fields";
import type { Exercise } from "../../shared/define_exercise";
import { DroppedRecords } from "../../shared/history";
import { draftKey, useTrait } from "../../shared/hooks";
import { ideasIn, ideasSaid } from "../../shared/ideas_said";
import type { Say } from "../../shared/words";
import { Hints } from "./hints";
import { Ideas } from "./ideas";
import { PutInto } from "./put_into";
import type { State } from "./state";
import { ThemeActions, ThemeForm, ThemeList } from "./theme_list";
import { NEW, type Sorter as Sorted, useSorting } from "./use_sorting";

export function Sorter(exercise: Exercise<State>) {
  const { model, t, person, step } = exercise;
  const facts = useTrait(model, "facts");
  const sorter = useSorting(exercise);
  const { drag, said, root } = sorter;
  return (
    <div class={drag ? "ci-sorter ci-dragging" : "ci-sorter"} ref={root}>
      <RecordConflict records={sorter.records} />
      {!sorter.sorting && <p class="ci-help">{t("looking_on")}</p>}
      <Loose t={t} sorter={sorter} asideKey={draftKey(person, step, "aside")} />
      <Made t={t} sorter={sorter} facts={facts} />
      <Bar t={t} sorter={sorter} />
      {drag && (
        <p class="ci-ghost" style={{ left: `${drag.x}px`, top: `${drag.y}px` }} aria-hidden="true">
          {t("ideas", { n: drag.ids.length })}
        </p>
      )}
      <p class="ci-hidden" role="status">
        {said}
      </p>
    </div>
  );
}

/** Where ideas can be dropped. */
function dropOn({ sorting, drag }: Sorted, place: string, name: string) {
  return {
    class: drag?.over === place ? `${name} ci-over` : name,
    "data-drop": sorting ? place : undefined,
  };
}

function Loose({ t, sorter, asideKey }: { t: Say; sorter: Sorted; asideKey: string }) {
  const { items, itemsOf, sorting, places, head } = sorter;
  const loose = itemsOf("");
  return (
    <section {...dropOn(sorter, "", "ci-loose")} aria-label={t("loose_title")}>
      <h3 tabIndex={-1} ref={head}>
        {t("loose_title")} <span class="ci-help">{ideasSaid(t, loose.map(ideasIn))}</span>
      </h3>
      {loose.length === 0 && (
        <p class="ci-waiting">{t(items.length ? "loose_none" : "no_items")}</p>
      )}
      {sorting && items.length > 0 && (
        <>
          <p class="ci-help">{t("loose_how")}</p>
          <Hints t={t} items={items} places={places} moves={sorting} asideKey={asideKey} />
        </>
      )}
      <Ideas t={t} items={loose} theme="" sorting={sorting} />
    </section>
  );
}

function Made({ t, sorter, facts }: { t: Say; sorter: Sorted; facts: State["facts"] }) {
  const { items, itemsOf, sorting, records, ticked, drag } = sorter;
  const { now: themes, editing, edited, head } = records;
  const form = <ThemeForm t={t} records={records} facts={facts} items={items} />;
  return (
    <section class="ci-themes-made" aria-label={t("themes_title")}>
      <h3 tabIndex={-1} ref={head}>
        {t("themes_title")}
      </h3>
      {themes.length === 0 && <p class="ci-waiting">{t("no_themes")}</p>}
      {editing && !edited && form}
      {sorting && (!editing || edited) && (
        <div {...dropOn(sorter, NEW, "ci-new")}>
          <button
            type="button"
            class="ci-button"
            data-opens="new"
            onClick={() => sorting.begin(ticked)}
          >
            {t("new_theme")}
          </button>
        </div>
      )}
      <ThemeList
        t={t}
        themes={themes}
        itemsOf={itemsOf}
        facts={facts}
        over={drag?.over ?? null}
        sorting={sorting}
        edited={edited}
        form={form}
        actions={(theme) => sorting && <ThemeActions t={t} records={records} theme={theme} />}
      />
      <DroppedRecords records={records} />
    </section>
  );
}

/** What can be done with everything that is ticked. */
function Bar({ t, sorter }: { t: Say; sorter: Sorted }) {
  const { sorting, ticked, untick, itemsOf } = sorter;
  if (!sorting || !ticked.length) return null;
  const loose = itemsOf("").map(({ id }) => id);
  const about = t("ticked", { n: ticked.length });
  return (
    <div class="ci-bar">
      <p role="status">{about}</p>
      <button type="button" class="ci-button ci-quiet" onClick={untick}>
        {t("untick")}
      </button>
      <PutInto
        t={t}
        moves={sorting}
        ids={ticked}
        isIn={!ticked.some((id) => loose.includes(id))}
        about={about}
      />
    </div>
  );
}
