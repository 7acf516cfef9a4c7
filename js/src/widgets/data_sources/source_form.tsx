/** Data in words: what they tell, who holds them, how fresh they are, and what is missing. */

import { SelectField, TextField } from "../../shared/fields";
import { nameProblem } from "../../shared/names";
import { RecordForm } from "../../shared/record_parts";
import type { Records } from "../../shared/records";
import { TraceLine } from "../../shared/trace_line";
import type { Say } from "../../shared/words";
import { Writing, whyNot } from "../../shared/writing";
import { type DataSource, type Fields, SOURCE_STATES, type SourceState } from "./state";

export function SourceForm({ t, records }: { t: Say; records: Records<Fields, DataSource> }) {
  const check = ({ name, tells, holder, newest, missing, could_give }: Fields) => ({
    name: nameProblem(t, name),
    tells: whyNot(t, tells, false),
    holder: nameProblem(t, holder, false),
    newest: nameProblem(t, newest, false),
    missing: whyNot(t, missing, false),
    could_give: nameProblem(t, could_give, false),
  });
  return (
    <RecordForm t={t} records={records} saveLabel={t("save")} check={check}>
      {({ name, tells, holder, newest, state, missing, could_give }, problem) => (
        <>
          <TextField
            label={t("name_label")}
            help={t("name_help")}
            text={name}
            onText={(next) => records.change({ name: next })}
            error={problem("name")}
          />
          <SelectField<SourceState>
            label={t("state_label")}
            value={state}
            options={SOURCE_STATES.map((one) => ({ value: one, label: t(`state_${one}`) }))}
            onValue={(next) => next && records.change({ state: next })}
          />
          <Writing
            t={t}
            label={t("tells_label")}
            rows={2}
            text={tells}
            onText={(next) => records.change({ tells: next })}
            error={problem("tells")}
          />
          <TextField
            label={t("holder_label")}
            text={holder}
            onText={(next) => records.change({ holder: next })}
            error={problem("holder")}
          />
          <TextField
            label={t("newest_label")}
            help={t("newest_help")}
            text={newest}
            onText={(next) => records.change({ newest: next })}
            error={problem("newest")}
          />
          <Writing
            t={t}
            label={t("missing_label")}
            help={t("missing_help")}
            rows={2}
            text={missing}
            onText={(next) => records.change({ missing: next })}
            error={problem("missing")}
          />
          <TextField
            label={t("could_give_label")}
            text={could_give}
            onText={(next) => records.change({ could_give: next })}
            error={problem("could_give")}
          />
          <TraceLine t={t} text={[name, holder, newest, could_give].join("\n")} />
        </>
      )}
    </RecordForm>
  );
}
