/** A partner in a form: who it is, how we work together, and who goes to them. */

import { useState } from "preact/hooks";
import {
  CheckboxField,
  DateField,
  NumberField,
  numberProblem,
  RadioField,
  TextField,
} from "../../shared/fields";
import { type Problems, RecordForm } from "../../shared/record_parts";
import type { Records } from "../../shared/records";
import { TraceLine } from "../../shared/trace_line";
import type { Say } from "../../shared/words";
import { clean, Writing, whyNot } from "../../shared/writing";
import { levelOptions, type Partner, type PartnerFields, type SectorList, ticksOf } from "./state";

// As `model/partners.py` has it.
const MOST_IN_A_NAME = 80;
const MOST_SECTORS = 20;
const MOST_PEOPLE = 1000;

function problemsOf(t: Say, fields: PartnerFields): Problems<PartnerFields> {
  const { name, sectors, people, level_now, level_wanted, reach_out, reach_by } = fields;
  const tooLong = (text: string): string => {
    const over = [...clean(text)].length - MOST_IN_A_NAME;
    return over > 0 ? t("too_long", { n: over }) : "";
  };
  const many = { n: sectors.length, most: MOST_SECTORS };
  return {
    name: clean(name) ? tooLong(name) : t("name_first"),
    sectors: sectors.length
      ? sectors.length > MOST_SECTORS
        ? t("sectors_many", many)
        : ""
      : t("sectors_first"),
    people: numberProblem(t, people, { most: MOST_PEOPLE }),
    level_now: level_now ? "" : t("level_first"),
    level_wanted: level_wanted ? "" : t("level_first"),
    history: whyNot(t, fields.history, false),
    resistance: whyNot(t, fields.resistance, false),
    reach_out: tooLong(reach_out),
    reach_by: reach_by === null || /^\d{4}-\d\d-\d\d$/.test(reach_by) ? "" : t("day_wrong"),
  };
}

export function PartnerForm({
  t,
  records,
  lists,
}: {
  t: Say;
  records: Records<PartnerFields, Partner>;
  lists: SectorList[];
}) {
  // Nobody counted is told as 0 too; what was typed must not vanish.
  const [isNone, setNone] = useState(false);
  const [own, ...others] = lists;
  const more = others.filter((list) => ticksOf(list).length > 0);
  return (
    <RecordForm
      t={t}
      records={records}
      saveLabel={t("save_partner")}
      check={(fields) => problemsOf(t, fields)}
    >
      {(fields, problem) => (
        <>
          <TextField
            label={t("name")}
            text={fields.name}
            onText={(name) => records.change({ name })}
            error={problem("name")}
          />
          <CheckboxField
            label={t("sectors")}
            help={t("sectors_help")}
            values={fields.sectors}
            onValues={(sectors) => records.change({ sectors })}
            options={ticksOf(own)}
            error={problem("sectors")}
          />
          {more.length > 0 && (
            <details>
              <summary>{t("more_lists")}</summary>
              <p class="ci-help">{t("more_lists_help")}</p>
              {more.map((list) => (
                <CheckboxField
                  key={list.id}
                  label={list.name}
                  values={fields.sectors}
                  onValues={(sectors) => records.change({ sectors })}
                  options={ticksOf(list)}
                />
              ))}
            </details>
          )}
          <RadioField
            label={t("now")}
            value={fields.level_now}
            onValue={(level_now) => records.change({ level_now })}
            options={levelOptions(t, true)}
            error={problem("level_now")}
          />
          <RadioField
            label={t("wanted")}
            help={t("wanted_help")}
            value={fields.level_wanted}
            onValue={(level_wanted) => records.change({ level_wanted })}
            options={levelOptions(t, false)}
            error={problem("level_wanted")}
          />
          <p class="ci-notice">{t("about_warning")}</p>
          <Writing
            t={t}
            label={t("history")}
            help={t("history_help")}
            text={fields.history}
            onText={(history) => records.change({ history })}
          />
          <Writing
            t={t}
            label={t("resistance")}
            help={t("resistance_help")}
            text={fields.resistance}
            onText={(resistance) => records.change({ resistance })}
          />
          <div class="ci-field">
            <TextField
              label={t("reach_out")}
              help={t("reach_out_help")}
              text={fields.reach_out}
              onText={(reach_out) => records.change({ reach_out })}
              error={problem("reach_out")}
            />
            <TraceLine t={t} text={fields.reach_out} />
          </div>
          <DateField
            label={t("reach_by")}
            day={fields.reach_by ?? ""}
            onDay={(day) => records.change({ reach_by: day || null })}
            error={problem("reach_by")}
          />
          <NumberField
            label={t("people")}
            value={fields.people || (isNone ? 0 : null)}
            onValue={(people) => {
              setNone(people === 0);
              records.change({ people: people ?? 0 });
            }}
            error={problem("people")}
          />
        </>
      )}
    </RecordForm>
  );
}
