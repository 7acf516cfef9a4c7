/** The readings of one measure: a form for a thumb, and the list of them. */

import { useRef, useState } from "preact/hooks";
import { ListForm } from "../../shared/record_list";
import type { Amount } from "../../shared/record_list_fields";
import { amountSaid, daySaid } from "../../shared/record_list_said";
import { RecordActions } from "../../shared/record_parts";
import type { Records } from "../../shared/records";
import { TraceLine } from "../../shared/trace_line";
import type { Say } from "../../shared/words";
import { BLANK_READING, type Measure, type Reading, type ReadingFields } from "./state";

export type ReadingRecords = Records<ReadingFields, Reading>;

/** A value with its unit: "12%", "40 deaths". */
export function withUnit(value: Amount, unit: string): string {
  const said = typeof value === "number" ? amountSaid(value) : String(value ?? "");
  return ["%", "percent", "per cent"].includes(unit.toLowerCase())
    ? `${said}%`
    : `${said} ${unit}`.trim();
}

/** Whether a value is a count of people so small that somebody could be told by it. */
export function isSmallCount(t: Say, measure: Measure, value: Amount): boolean {
  if (measure.level !== "population" || typeof value !== "number") return false;
  if (!Number.isInteger(value) || value < 1 || value > 9) return false;
  const people = t("people_units").split(" ");
  return (
    measure.unit
      .toLowerCase()
      .match(/\p{L}+/gu)
      ?.some((word) => people.includes(word)) ?? false
  );
}

interface Props {
  t: Say;
  measure: Measure;
  readings: readonly Reading[];
  records: ReadingRecords;
  today: string;
}

export function ReadingForm({ t, measure, records, today }: Omit<Props, "readings">) {
  const { name, unit } = measure;
  const check = ({ on }: ReadingFields) => {
    if (!on) return { on: t("day_first") };
    return { on: on > lastDay(today) ? t("day_to_come", { day: daySaid(on) }) : "" };
  };
  const isSmall = isSmallCount(t, measure, records.editing?.now.value ?? null);
  // The warning is the number's own help, so that it stands and is read where the number is.
  const say: Say = (key, blanks) =>
    key === "value_help" && isSmall ? t("small_count") : t(key, blanks);
  const form = (
    <ListForm
      t={say}
      records={records}
      blank={BLANK_READING}
      check={check}
      beforeForm={() => (
        <p class="ci-help" dir="auto">
          {unit ? t("reading_of", { name, unit }) : t("reading_of_none", { name })}
        </p>
      )}
      afterForm={({ note }) => (
        <>
          <p class="ci-hidden" role="status">
            {isSmall ? t("small_count") : ""}
          </p>
          <TraceLine t={t} text={note} />
        </>
      )}
    />
  );
  return <div class={isSmall ? "ci-reading-small" : undefined}>{form}</div>;
}

/** The last day a reading can be of: the kernel's, or this device's where midnight has passed. */
function lastDay(today: string): string {
  const now = new Date();
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  const here = parts.map((part) => String(part).padStart(2, "0")).join("-");
  return here > today ? here : today;
}

/** Every reading, the newest first; one that is changed stands there as its form. */
export function ReadingList({ t, measure, readings, records, today }: Props) {
  const [isOpen, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const isEdited = readings.some((one) => one === records.edited);
  // When a reading is gone the keyboard stays in its card, not at the head of all readings.
  const drop = (reading: Reading): void => {
    records.head.current = place.current;
    records.drop(reading);
  };
  const list = (
    <details open={isOpen || isEdited} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("reading_list", { n: readings.length })}</summary>
      <ul class="ci-readings">
        {[...readings].reverse().map((one) => (
          <li key={one.id}>
            {one === records.edited ? (
              <ReadingForm t={t} measure={measure} records={records} today={today} />
            ) : (
              <ReadingLine t={t} measure={measure} reading={one} records={{ ...records, drop }} />
            )}
          </li>
        ))}
      </ul>
    </details>
  );
  return (
    <div class="ci-readings-place" tabIndex={-1} ref={place}>
      {readings.length > 0 && list}
    </div>
  );
}

function ReadingLine({
  t,
  measure,
  reading,
  records,
}: {
  t: Say;
  measure: Measure;
  reading: Reading;
  records: ReadingRecords;
}) {
  const { value, on, note, is_counted } = reading;
  const about = t("reading_about", { value: withUnit(value, measure.unit), day: daySaid(on) });
  return (
    <>
      <p>
        <strong>{withUnit(value, measure.unit)}</strong> {daySaid(on)}
        {note && (
          <span class="ci-help" dir="auto">
            {" "}
            {note}
          </span>
        )}
      </p>
      {!is_counted && <p class="ci-help">{t("reading_not_counted")}</p>}
      {records.mayEdit && (
        <div class="ci-actions">
          <RecordActions t={t} records={records} item={reading} about={about} />
        </div>
      )}
    </>
  );
}
