/** What-ifs a team keeps: run again, given another name, or dropped. */

import { RecordConflict } from "../../shared/conflict_fields";
import type { Exercise } from "../../shared/define_exercise";
import { DroppedRecords } from "../../shared/history";
import { RecordActions, RecordForm } from "../../shared/record_parts";
import type { Records } from "../../shared/records";
import type { Say } from "../../shared/words";
import { Writing, whyNot } from "../../shared/writing";
import { written } from "./draft";
import type { Fields, Kept, MapHere, State } from "./state";

export function KeptList({
  exercise,
  records,
  maps,
  mayEdit,
  onRun,
}: {
  exercise: Exercise<State>;
  records: Records<Fields, Kept>;
  maps: readonly MapHere[];
  mayEdit: boolean;
  onRun: (kept: Kept) => void;
}) {
  const { t, phase } = exercise;
  const isHere = ({ map }: Kept): boolean => maps.some(({ id, why_not }) => id === map && !why_not);
  return (
    <section class="ci-kept" aria-label={t("kept_title")}>
      <RecordConflict records={records} />
      <h3 tabIndex={-1} ref={records.head}>
        {t("kept_title")}
      </h3>
      {phase === "open" && !mayEdit && <p class="ci-help">{t("looking_on")}</p>}
      {records.editing && !records.edited && (
        <div class="ci-record">
          <TitleForm t={t} records={records} />
        </div>
      )}
      {!records.now.length && <p class="ci-help">{t("kept_none")}</p>}
      <ul class="ci-record-list">
        {records.now.map((item) => (
          <li key={item.id} class="ci-record">
            {item === records.edited ? (
              <TitleForm t={t} records={records} />
            ) : (
              <>
                <p dir="auto">
                  <strong>{item.title}</strong>
                </p>
                <p class="ci-help" dir="auto">
                  {inWords(t, item, maps)}
                </p>
                <div class="ci-actions">
                  {isHere(item) && (
                    <button type="button" class="ci-button" onClick={() => onRun(item)}>
                      {t("run")} <span class="ci-hidden">{item.title}</span>
                    </button>
                  )}
                  {mayEdit && (
                    <RecordActions t={t} records={records} item={item} about={item.title} />
                  )}
                </div>
              </>
            )}
          </li>
        ))}
      </ul>
      <DroppedRecords records={records} />
    </section>
  );
}

/** The one thing that is written about a what-if. */
function TitleForm({ t, records }: { t: Say; records: Records<Fields, Kept> }) {
  return (
    <RecordForm
      t={t}
      records={records}
      saveLabel={t("save")}
      check={({ title }) => ({ title: whyNot(t, title) })}
    >
      {({ title }, problem) => (
        <Writing
          t={t}
          label={t("keep_title")}
          help={t("keep_help")}
          rows={2}
          text={title}
          onText={(next) => records.change({ title: next })}
          error={problem("title")}
        />
      )}
    </RecordForm>
  );
}

function inWords(t: Say, { map: id, pushes }: Kept, maps: readonly MapHere[]): string {
  const map = maps.find((one) => one.id === id);
  const labels = new Map(map?.words.map(({ key, label }) => [key, label]));
  const said = pushes.map(({ word, to }) =>
    t("kept_push", { word: labels.get(word) ?? t("kept_gone_word"), to: written(to) }),
  );
  return t("kept_pushes", { map: map?.title ?? t("gone_map"), pushes: said.join(", ") });
}
