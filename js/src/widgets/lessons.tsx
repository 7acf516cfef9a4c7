/** What a group learned from its maps: statements it agrees to. */

import type { ExerciseState } from "../shared/afm";
import { RecordConflict } from "../shared/conflict_fields";
import { defineExercise, type Exercise } from "../shared/define_exercise";
import { DroppedRecords } from "../shared/history";
import { useTrait } from "../shared/hooks";
import type { Field } from "../shared/record_list_fields";
import { RecordActions, RecordForm } from "../shared/record_parts";
import { type TeamRecord, useRecords } from "../shared/records";
import { Writing, whyNot } from "../shared/writing";

interface Fields {
  text: string;
}

export type Lesson = Fields & TeamRecord;

/** Traits of `widgets/lessons.py`. */
export interface State extends ExerciseState {
  lessons: Lesson[];
}

const BLANK: Fields = { text: "" };
const FIELDS: Field<Fields>[] = [{ name: "text", kind: "writing" }];

function Lessons(exercise: Exercise<State>) {
  const { model, t, phase, may } = exercise;
  const mayEdit = may.includes("keep_records");
  const records = useRecords<Fields, Lesson, State>(exercise, {
    name: "lesson",
    items: useTrait(model, "lessons"),
    blank: BLANK,
    mayEdit,
    fields: FIELDS,
  });
  const form = (
    <RecordForm
      t={t}
      records={records}
      saveLabel={t("save")}
      check={({ text }) => ({ text: whyNot(t, text) })}
    >
      {({ text }, problem) => (
        <Writing
          t={t}
          label={t("text_label")}
          help={t("text_help")}
          text={text}
          onText={(next) => records.change({ text: next })}
          error={problem("text")}
        />
      )}
    </RecordForm>
  );
  return (
    <div class="ci-lesson-list">
      <RecordConflict records={records} />
      <h3 tabIndex={-1} ref={records.head}>
        {t("lessons_title")}
      </h3>
      {phase === "open" && !mayEdit && <p class="ci-help">{t("looking_on")}</p>}
      {records.now.length === 0 && <p class="ci-waiting">{t("lessons_none")}</p>}
      {records.now.length > 0 && (
        <ul class="ci-record-list">
          {records.now.map((item) => (
            <li key={item.id} class="ci-record">
              {item === records.edited ? (
                form
              ) : (
                <p class="ci-lesson" dir="auto">
                  {item.text}
                </p>
              )}
              {mayEdit && item !== records.edited && (
                <div class="ci-actions">
                  <RecordActions t={t} records={records} item={item} about={item.text} />
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
      {records.editing && !records.edited ? (
        <div class="ci-record">{form}</div>
      ) : (
        mayEdit && (
          <div class="ci-actions">
            <button type="button" class="ci-button" data-opens="new" onClick={() => records.add()}>
              {t("add")}
            </button>
          </div>
        )
      )}
      <DroppedRecords records={records} />
    </div>
  );
}

export default defineExercise(Lessons);
