/** Which data exist about a community: what is there, what could be had, what is missing. */

import { RecordConflict } from "../shared/conflict_fields";
import { defineExercise, type Exercise } from "../shared/define_exercise";
import { DroppedRecords } from "../shared/history";
import { useTrait } from "../shared/hooks";
import { RecordActions } from "../shared/record_parts";
import { useRecords } from "../shared/records";
import type { Say } from "../shared/words";
import { SourceForm } from "./data_sources/source_form";
import {
  BLANK,
  type DataSource,
  FIELDS,
  type Fields,
  SOURCE_STATES,
  type State,
} from "./data_sources/state";

function DataSources(exercise: Exercise<State>) {
  const { model, t, may, phase } = exercise;
  const mayEdit = may.includes("keep_records");
  const records = useRecords<Fields, DataSource, State>(exercise, {
    name: "source",
    items: useTrait(model, "sources"),
    blank: BLANK,
    mayEdit,
    fields: FIELDS,
  });
  const form = <SourceForm t={t} records={records} />;
  const groups = SOURCE_STATES.map((state) => ({
    state,
    items: records.now.filter((one) => one.state === state),
  })).filter(({ items }) => items.length);
  return (
    <div class="ci-sources">
      <RecordConflict records={records} />
      <h3 tabIndex={-1} ref={records.head}>
        {t("list_title")}
      </h3>
      {phase === "open" && !mayEdit && <p class="ci-help">{t("looking_on")}</p>}
      {!groups.length && <p class="ci-waiting">{t("list_none")}</p>}
      {groups.map(({ state, items }) => (
        <section key={state} class="ci-source-group" aria-label={t(`state_${state}`)}>
          <h4>{t(`state_${state}`)}</h4>
          <ul class="ci-record-list">
            {items.map((item) => (
              <li key={item.id} class="ci-record">
                {item === records.edited ? form : <SourceWords t={t} source={item} />}
                {mayEdit && item !== records.edited && (
                  <div class="ci-actions">
                    <RecordActions t={t} records={records} item={item} about={item.name} />
                  </div>
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
      {records.editing && !records.edited ? (
        <div class="ci-record">{form}</div>
      ) : (
        mayEdit && (
          <button type="button" class="ci-button" data-opens="new" onClick={() => records.add()}>
            {t("add")}
          </button>
        )
      )}
      <DroppedRecords records={records} />
    </div>
  );
}

/** What is known of the data; parts that nobody wrote are left out. */
function SourceWords({ t, source }: { t: Say; source: Partial<Fields> }) {
  const said = [
    [t("tells"), source.tells],
    [t("holder"), source.holder],
    [t("newest"), source.newest],
    [t("missing"), source.missing],
    [t("could_give"), source.could_give],
  ];
  return (
    <>
      <p dir="auto">
        <strong>{source.name}</strong>
      </p>
      {said.map(
        ([label, text]) =>
          text && (
            <p key={label} class="ci-source-line">
              <span class="ci-help">{label}</span> <span dir="auto">{text}</span>
            </p>
          ),
      )}
    </>
  );
}

export default defineExercise(DataSources);
