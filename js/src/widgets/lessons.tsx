/** What a group learned from its maps: statements it agrees to. */

import type { ExerciseState } from "../shared/afm";
import { RecordConflict } from "../shared/conflict_fields";
import { defineExercise, type Exercise } from "../shared/define_exercise";
import { DroppedRecords } from "../shared/history";
import { useTrait } from "../shared/hooks";
import { RecordField } from "../shared/record_list_field";
import { type Choice, type Field, isThere } from "../shared/record_list_fields";
import { RecordActions, RecordForm } from "../shared/record_parts";
import { type TeamRecord, useRecords } from "../shared/records";
import { whyNot } from "../shared/writing";

interface Fields {
  text: string;
  is_public: boolean;
  line: string;
}

export type Lesson = Fields & TeamRecord & { lost_release?: boolean };

/** Traits of `widgets/lessons.py`. */
export interface State extends ExerciseState {
  lessons: Lesson[];
  lines: Choice[];
}

const BLANK: Fields = { text: "", is_public: false, line: "" };

function Lessons(exercise: Exercise<State>) {
  const { model, t, phase, may } = exercise;
  const mayEdit = may.includes("keep_records");
  const mayPublish = may.includes("publish");
  const lines = useTrait(model, "lines");
  const fields: Field<Fields>[] = [
    { name: "text", kind: "writing" },
    { name: "is_public", kind: "check", when: () => mayPublish },
    {
      name: "line",
      kind: "link",
      options: lines,
      when: (lesson) => mayPublish && lesson.is_public && lines.length > 0,
    },
  ];
  const records = useRecords<Fields, Lesson, State>(exercise, {
    name: "lesson",
    items: useTrait(model, "lessons"),
    blank: BLANK,
    mayEdit,
    fields,
  });
  const form = (
    <RecordForm
      t={t}
      records={records}
      saveLabel={t("save")}
      check={({ text }) => ({ text: whyNot(t, text) })}
    >
      {(lesson, problem) => (
        <>
          {fields
            .filter((field) => isThere(field, lesson))
            .map((field) => (
              <RecordField
                key={field.name}
                t={t}
                field={field}
                values={lesson}
                blank={BLANK[field.name]}
                onValue={(value) => records.change({ [field.name]: value })}
                error={problem(field.name)}
              />
            ))}
          {!mayPublish && <p class="ci-help">{t("public_manager")}</p>}
        </>
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
              {item.is_public && item !== records.edited && (
                <p class="ci-tags">
                  <span class="ci-tag">{t("card_public")}</span>
                </p>
              )}
              {item.lost_release && item !== records.edited && (
                <p class="ci-help">{t("lost_release")}</p>
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
