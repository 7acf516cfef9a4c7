/** A resource in words: what it is, who runs it, whom it is there for, and whether it has room. */

import { CheckboxField, SelectField, TextField } from "../../shared/fields";
import { nameProblem } from "../../shared/names";
import { RecordForm } from "../../shared/record_parts";
import type { Records } from "../../shared/records";
import { TraceLine } from "../../shared/trace_line";
import type { Say } from "../../shared/words";
import { Writing, whyNot } from "../../shared/writing";
import { CAPACITIES, type Capacity, type Fields, type Line, type Population } from "./state";

export function ResourceForm<Item>({
  t,
  records,
  lines,
  populations,
}: {
  t: Say;
  records: Records<Fields, Item>;
  lines: Line[];
  populations: Population[];
}) {
  const check = ({ line, name, who, reach, gap }: Fields) => ({
    line: lines.some(({ id }) => id === line) ? "" : t("choose_line_first"),
    name: nameProblem(t, name),
    who: nameProblem(t, who, false),
    reach: whyNot(t, reach, false),
    gap: whyNot(t, gap, false),
  });
  const isKnown = lines.some(({ id }) => id === records.editing?.now.line);
  return (
    <RecordForm t={t} records={records} saveLabel={t("save_resource")} check={check}>
      {({ line, name, who, populations: chosen, reach, capacity, gap }, problem) => (
        <>
          <TextField
            label={t("name_label")}
            help={t("name_help")}
            text={name}
            onText={(next) => records.change({ name: next })}
            error={problem("name")}
          />
          <SelectField
            label={t("line_label")}
            value={isKnown ? line : ""}
            options={lines.map(({ id, name: label }) => ({ value: id, label }))}
            onValue={(next) => records.change({ line: next })}
            error={problem("line")}
            {...(isKnown ? {} : { empty: t("choose_line") })}
          />
          <TextField
            label={t("who_label")}
            text={who}
            onText={(next) => records.change({ who: next })}
            error={problem("who")}
          />
          {populations.length > 0 && (
            <CheckboxField
              label={t("populations_label")}
              help={t("populations_help")}
              values={chosen}
              options={populations.map(({ id, name: label }) => ({ value: id, label }))}
              onValues={(next) => records.change({ populations: next })}
            />
          )}
          <TextField
            label={t("reach_label")}
            help={t("reach_help")}
            text={reach}
            onText={(next) => records.change({ reach: next })}
            error={problem("reach")}
          />
          <TraceLine t={t} text={[name, who, reach].join("\n")} />
          <SelectField<Capacity>
            label={t("capacity_label")}
            value={capacity}
            options={CAPACITIES.map((one) => ({ value: one, label: t(`capacity_${one}`) }))}
            onValue={(next) => next && records.change({ capacity: next })}
          />
          <Writing
            t={t}
            label={t("gap_label")}
            help={t("gap_help")}
            rows={2}
            text={gap}
            onText={(next) => records.change({ gap: next })}
            error={problem("gap")}
          />
        </>
      )}
    </RecordForm>
  );
}
