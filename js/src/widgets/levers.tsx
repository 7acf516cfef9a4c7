/** Words of the map that are worth a goal: which, in what direction, and why. */

import type { ExerciseState } from "../shared/afm";
import { RecordConflict } from "../shared/conflict_fields";
import { defineExercise, type Exercise } from "../shared/define_exercise";
import { RadioField, SelectField } from "../shared/fields";
import { DroppedRecords } from "../shared/history";
import { useTrait } from "../shared/hooks";
import { RecordActions, RecordForm } from "../shared/record_parts";
import { type TeamRecord, useRecords } from "../shared/records";
import type { Say } from "../shared/words";
import { Writing, whyNot } from "../shared/writing";

type Direction = "more" | "less";

interface Fields {
  word: string;
  direction: Direction;
  reason: string;
}

export type Lever = Fields & TeamRecord & { label: string };

interface Word {
  key: string;
  label: string;
}

/** Traits of `widgets/levers.py`. */
export interface State extends ExerciseState {
  levers: Lever[];
  words_here: Word[];
  is_team_map: boolean;
}

const BLANK: Fields = { word: "", direction: "more", reason: "" };
const DIRECTIONS: readonly Direction[] = ["more", "less"];

function Levers(exercise: Exercise<State>) {
  const { model, t, phase, may } = exercise;
  const words = useTrait(model, "words_here");
  const isTeamMap = useTrait(model, "is_team_map");
  const levers = useTrait(model, "levers");
  const mayEdit = may.includes("keep_records");
  // A lever keeps the label it was chosen with.
  const labels = [...levers.map(({ word, label }) => ({ key: word, label })), ...words];
  const records = useRecords<Fields, Lever, State>(exercise, {
    name: "lever",
    items: levers,
    blank: BLANK,
    mayEdit,
    unseen: { label: "" },
    fields: [
      {
        name: "word",
        kind: "link",
        options: labels.map(({ key, label }) => ({ id: key, label })),
      },
      { name: "direction", kind: "radios", values: DIRECTIONS },
      { name: "reason", kind: "writing", optional: true },
    ],
  });
  const { editing, edited } = records;
  const labelOf = (word: string | undefined): string =>
    labels.find(({ key }) => key === word)?.label ?? "";
  // A word is a lever once; the one in the form keeps its own, also where the map has let it go.
  const taken = new Set(records.now.filter((one) => one !== edited).map(({ word }) => word));
  const free = words.filter(({ key }) => !taken.has(key));
  const own = edited && !words.some(({ key }) => key === edited.word);
  const choices = own ? [{ key: edited.word, label: labelOf(edited.word) }, ...free] : free;
  const form = (
    <RecordForm
      t={t}
      records={records}
      saveLabel={t("save")}
      check={({ word, reason }) => ({
        word: choices.some(({ key }) => key === word) ? "" : t("word_first"),
        reason: whyNot(t, reason, false),
      })}
    >
      {({ word, direction, reason }, problem) => (
        <>
          <SelectField
            label={t("word_label")}
            empty={t("word_choose")}
            value={choices.some(({ key }) => key === word) ? word : ""}
            onValue={(next) => records.change({ word: next })}
            options={choices.map(({ key, label }) => ({ value: key, label }))}
            {...(isTeamMap ? {} : { help: t("words_before") })}
            error={problem("word")}
          />
          <RadioField
            label={t("direction_label")}
            value={direction}
            onValue={(next) => records.change({ direction: next })}
            options={DIRECTIONS.map((one) => ({ value: one, label: t(`direction_${one}`) }))}
          />
          <Writing
            t={t}
            label={t("reason_label")}
            help={t("reason_help")}
            text={reason}
            onText={(next) => records.change({ reason: next })}
            error={problem("reason")}
          />
        </>
      )}
    </RecordForm>
  );
  return (
    <div class="ci-lever-list">
      <RecordConflict records={records} />
      <h3 tabIndex={-1} ref={records.head}>
        {t("levers_title")}
      </h3>
      {phase === "open" && !mayEdit && <p class="ci-help">{t("looking_on")}</p>}
      <p class={records.now.length ? "ci-help" : "ci-waiting"}>
        {t(records.now.length ? "levers_on" : "levers_none")}
      </p>
      {records.now.length > 0 && (
        <ul class="ci-record-list">
          {records.now.map((item) => (
            <li key={item.id} class="ci-record">
              {item === edited ? (
                form
              ) : (
                <LeverWords t={t} lever={item} label={labelOf(item.word)} />
              )}
              {mayEdit && item !== edited && (
                <div class="ci-actions">
                  <RecordActions t={t} records={records} item={item} about={labelOf(item.word)} />
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
      {editing && !edited ? (
        <div class="ci-record">{form}</div>
      ) : (
        mayEdit &&
        (free.length > 0 ? (
          <div class="ci-actions">
            <button type="button" class="ci-button" data-opens="new" onClick={() => records.add()}>
              {t("add")}
            </button>
          </div>
        ) : (
          words.length === 0 && <p class="ci-help">{t("no_words")}</p>
        ))
      )}
      <DroppedRecords records={records} />
    </div>
  );
}

/** A lever as it is read aloud, and why it was chosen. */
function LeverWords({ t, lever, label }: { t: Say; lever: Partial<Fields>; label: string }) {
  return (
    <>
      <p class="ci-lever" dir="auto">
        {t(lever.direction === "less" ? "lever_less" : "lever_more", { word: label })}
      </p>
      {lever.reason && (
        <p class="ci-lever-reason">
          <span class="ci-help">{t("because")}</span> <span dir="auto">{lever.reason}</span>
        </p>
      )}
    </>
  );
}

export default defineExercise(Levers);
