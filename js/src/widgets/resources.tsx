/** What a community has, by line of work; what that covers, and what people say beside it. */

import { RecordConflict } from "../shared/conflict_fields";
import { defineExercise, type Exercise } from "../shared/define_exercise";
import { DroppedRecords } from "../shared/history";
import { useTrait } from "../shared/hooks";
import { useRecords } from "../shared/records";
import { Beside } from "./resources/beside";
import { Gaps, Twice } from "./resources/findings";
import { Picture } from "./resources/picture";
import { ResourceForm } from "./resources/resource_form";
import { ResourceList } from "./resources/resource_list";
import {
  BLANK,
  type Coverage,
  type Fields,
  fieldsOf,
  type Resource,
  type State,
} from "./resources/state";

function Resources(exercise: Exercise<State>) {
  const { model, t, may, phase } = exercise;
  const lines = useTrait(model, "lines");
  const populations = useTrait(model, "populations");
  const coverage = useTrait(model, "coverage");
  const comparison = useTrait(model, "comparison");
  const mayEdit = may.includes("keep_records");
  const records = useRecords<Fields, Resource, State>(exercise, {
    name: "resource",
    items: useTrait(model, "resources"),
    blank: BLANK,
    mayEdit,
    fields: fieldsOf(lines, populations),
  });
  const known = { t, lines, populations };
  const isBegun = isFull(coverage);
  const list = (
    <div class="ci-part">
      <h3 tabIndex={-1} ref={records.head}>
        {t("list_title")}
      </h3>
      {phase === "open" && !mayEdit && <p class="ci-help">{t("looking_on")}</p>}
      <ResourceList
        {...known}
        records={records}
        mayEdit={mayEdit}
        form={<ResourceForm {...known} records={records} />}
      />
      <DroppedRecords records={records} />
    </div>
  );
  return (
    <div class="ci-parts">
      <RecordConflict records={records} />
      {/* While it is being written the list comes first; a list that stands is there to be read. */}
      {phase === "open" && list}
      <div class="ci-part">
        <h3>{t("picture_title")}</h3>
        {isBegun ? (
          <>
            <p class="ci-help">{t("picture_help")}</p>
            <Picture {...known} coverage={coverage} />
            <Gaps {...known} coverage={coverage} />
            <Twice t={t} groups={coverage.duplicates} records={records} mayEdit={mayEdit} />
          </>
        ) : (
          <p class="ci-waiting">{t("picture_later")}</p>
        )}
      </div>
      {isBegun && "occasion" in comparison && (
        <Beside {...known} coverage={coverage} comparison={comparison} />
      )}
      {phase !== "open" && list}
    </div>
  );
}

function isFull(coverage: Partial<Coverage>): coverage is Coverage {
  return coverage.lines !== undefined;
}

export default defineExercise(Resources);
