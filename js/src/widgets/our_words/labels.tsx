/** The labels a team gave, each with the words it stands for, and the form that names one. */

import type { ComponentChildren } from "preact";
import { CheckboxField, TextField } from "../../shared/fields";
import { RecordActions, RecordForm } from "../../shared/record_parts";
import type { Records } from "../../shared/records";
import type { Say } from "../../shared/words";
import { whyNot } from "../../shared/writing";
import { type Label, type LabelFields, labelOf, MOST_WORDS, type Word } from "./state";

interface Props {
  t: Say;
  records: Records<LabelFields, Label>;
  words: Map<string, Word>;
}

/** The words a label stands for. */
function Originals({ t, words, keys }: { t: Say; words: Map<string, Word>; keys: string[] }) {
  return (
    <>
      <p class="ci-help">{t("stands_for")}</p>
      <ul class="ci-originals">
        {keys.map((key) => (
          <li key={key} dir="auto">
            {labelOf(words, key)}
          </li>
        ))}
      </ul>
    </>
  );
}

export function LabelList({ t, records, words, mayEdit }: Props & { mayEdit: boolean }) {
  const form: ComponentChildren = <LabelForm t={t} records={records} words={words} />;
  return (
    <ul class="ci-record-list">
      {records.now.map((label) => (
        <li key={label.id} class="ci-record">
          <h4 dir="auto">{label.label}</h4>
          {label === records.edited ? (
            form
          ) : (
            <>
              <Originals t={t} words={words} keys={label.words} />
              {mayEdit && (
                <div class="ci-actions">
                  <RecordActions t={t} records={records} item={label} about={label.label} />
                </div>
              )}
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Name words that mean the same, and say which they are. */
export function LabelForm({ t, records, words }: Props) {
  const problemOf = (keys: string[]): string => {
    if (keys.length < 2) return t("two_words");
    return keys.length > MOST_WORDS ? t("too_many_words") : "";
  };
  return (
    <RecordForm
      t={t}
      records={records}
      saveLabel={t(records.edited ? "save" : "put_together")}
      check={({ label, words: keys }) => ({ label: whyNot(t, label), words: problemOf(keys) })}
    >
      {({ label, words: keys }, problem) => {
        const start = records.editing?.start.words ?? [];
        const names = [...new Set(keys.map((key) => labelOf(words, key)))];
        return (
          <>
            <TextField
              label={t("label_label")}
              help={t("label_help")}
              text={label}
              onText={(next) => records.change({ label: next })}
              error={problem("label")}
            />
            <div class="ci-actions">
              {names
                .filter((name) => name !== label)
                .map((name) => (
                  <button
                    key={name}
                    type="button"
                    class="ci-button"
                    onClick={() => records.change({ label: name })}
                  >
                    {t("label_use", { label: name })}
                  </button>
                ))}
            </div>
            <CheckboxField
              label={t("these_words")}
              help={t("these_help")}
              values={keys}
              options={start.map((key) => ({ value: key, label: labelOf(words, key) }))}
              onValues={(next) => records.change({ words: next })}
              error={problem("words")}
            />
          </>
        );
      }}
    </RecordForm>
  );
}
