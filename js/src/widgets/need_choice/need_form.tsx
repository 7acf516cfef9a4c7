/** The words of a need: what it is, why it, what it rests on, and which ideas it stands for. */

import { type Fact, FactChoice } from "../../shared/facts";
import { RecordForm } from "../../shared/record_parts";
import type { Records } from "../../shared/records";
import type { Say } from "../../shared/words";
import { Writing, whyNot } from "../../shared/writing";
import type { Candidate, Need, NeedFields } from "./state";

export function NeedForm({
  t,
  records,
  candidates,
  facts,
  rank,
}: {
  t: Say;
  records: Records<NeedFields, Need>;
  candidates: Candidate[];
  facts: Fact[];
  /** Its place in the list, if it is saved now. */
  rank: number;
}) {
  const stands = records.editing?.start.idea_ids[0];
  const others = candidates.filter(({ id }) => id !== stands);
  return (
    <RecordForm
      t={t}
      records={records}
      saveLabel={t("save_need")}
      alsoSave={{ rank }}
      check={({ text, reason }) => ({ text: whyNot(t, text), reason: whyNot(t, reason, false) })}
    >
      {({ text, reason, idea_ids: ideas, fact_ids: chosen }, problem) => (
        <>
          <Writing
            t={t}
            label={t("text_label")}
            help={t("text_help")}
            text={text}
            onText={(next) => records.change({ text: next })}
            error={problem("text")}
          />
          <Writing
            t={t}
            label={t("reason_label")}
            help={t("reason_help")}
            text={reason}
            onText={(next) => records.change({ reason: next })}
          />
          <FactChoice
            t={t}
            facts={facts}
            chosen={chosen}
            onChosen={(next) => records.change({ fact_ids: next })}
          />
          {others.length > 0 && (
            <details>
              <summary>{t("also_stands_for")}</summary>
              <ul class="ci-also">
                {others.map(({ id, text: idea }) => (
                  <li key={id}>
                    <label class="ci-choice">
                      <input
                        type="checkbox"
                        checked={ideas.includes(id)}
                        onChange={(event) =>
                          records.change({
                            idea_ids: event.currentTarget.checked
                              ? [...ideas, id]
                              : ideas.filter((one) => one !== id),
                          })
                        }
                      />
                      <span dir="auto">{idea}</span>
                    </label>
                  </li>
                ))}
              </ul>
            </details>
          )}
        </>
      )}
    </RecordForm>
  );
}
