/** The one question a team draws its maps for: about one of its needs, or its own. */

import type { ExerciseState } from "../shared/afm";
import { RecordConflict } from "../shared/conflict_fields";
import { defineExercise, type Exercise } from "../shared/define_exercise";
import { RadioField } from "../shared/fields";
import { useTrait } from "../shared/hooks";
import { RecordForm } from "../shared/record_parts";
import { type Records, type TeamRecord, useRecords } from "../shared/records";
import type { Say } from "../shared/words";
import { Writing, whyNot } from "../shared/writing";

interface Fields {
  text: string;
  need_id: string;
}

type Question = Fields & TeamRecord;

/** One of the team's needs, and the question that asks after it. */
interface Need {
  id: string;
  text: string;
  question: string;
}

/** Traits of `widgets/map_question.py`. */
export interface State extends ExerciseState {
  question: Question;
  needs: Need[];
}

const BLANK: Fields = { text: "", need_id: "" };
// No need has such an id.
const OWN = " own";

function MapQuestion(exercise: Exercise<State>) {
  const { model, t, phase, may } = exercise;
  const needs = useTrait(model, "needs");
  const kept = useTrait(model, "question");
  const mayEdit = may.includes("keep_records");
  const records = useRecords<Fields, Question, State>(exercise, {
    name: "question",
    items: kept.id ? [kept] : [],
    blank: BLANK,
    mayEdit,
    fields: [
      { name: "text", kind: "writing" },
      {
        name: "need_id",
        kind: "link",
        label: t("which"),
        options: needs.map(({ id, text }) => ({ id, label: text })),
      },
    ],
  });
  const question = records.now[0];
  if (!question) return null;
  const isDefault = question.revision === 0 && question.text === kept.text;
  const about = needs.find(({ id }) => id === question.need_id);
  return (
    <div class="ci-question">
      <RecordConflict records={records} />
      <h3 tabIndex={-1} ref={records.head}>
        {t("question_title")}
      </h3>
      <p class="ci-question-text" dir="auto">
        {question.text}
      </p>
      {isDefault ? (
        <p class="ci-help">{t(about ? "is_default" : "is_default_no_need")}</p>
      ) : (
        about && (
          <p class="ci-help">
            {t("about_this_need")} <span dir="auto">{about.text}</span>
          </p>
        )
      )}
      {phase === "open" && !mayEdit && <p class="ci-help">{t("looking_on")}</p>}
      {records.editing ? (
        <Form t={t} records={records} needs={needs} />
      ) : (
        mayEdit && (
          <div class="ci-actions">
            <button
              type="button"
              class="ci-button"
              data-opens={question.id}
              onClick={() => records.edit(question)}
            >
              {t("change")}
            </button>
          </div>
        )
      )}
    </div>
  );
}

function Form({
  t,
  records,
  needs,
}: {
  t: Say;
  records: Records<Fields, Question>;
  needs: Need[];
}) {
  const options = [
    ...needs.map(({ id, text }) => ({ value: id, label: text })),
    { value: OWN, label: t("own"), help: t("own_help") },
  ];
  return (
    <RecordForm
      t={t}
      records={records}
      saveLabel={t("save_question")}
      check={({ text }) => ({ text: whyNot(t, text) })}
    >
      {({ text, need_id }, problem) => {
        const choose = (value: string): void => {
          const need = needs.find(({ id }) => id === value);
          // Words somebody wrote themselves are never written over.
          const isTheirs = text.trim() !== "" && needs.every(({ question }) => question !== text);
          const asked = need ? need.question : "";
          records.change({ need_id: need?.id ?? "", ...(isTheirs ? {} : { text: asked }) });
        };
        return (
          <>
            {needs.length > 0 && (
              <RadioField
                label={t("which")}
                value={needs.some(({ id }) => id === need_id) ? need_id : OWN}
                onValue={choose}
                options={options}
              />
            )}
            <Writing
              t={t}
              label={t("text_label")}
              help={t("text_help")}
              text={text}
              onText={(next) => records.change({ text: next })}
              error={problem("text")}
            />
          </>
        );
      }}
    </RecordForm>
  );
}

export default defineExercise(MapQuestion);
