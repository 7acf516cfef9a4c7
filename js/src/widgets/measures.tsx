/** What a team measures over time: readings, a forecast that is set once, and the curve. */

import { RecordConflict } from "../shared/conflict_fields";
import { defineExercise, type Exercise } from "../shared/define_exercise";
import { DroppedRecords } from "../shared/history";
import { useTrait } from "../shared/hooks";
import { type Field, RecordList, useListOf } from "../shared/record_list";
import { TraceLine } from "../shared/trace_line";
import { MeasureCard } from "./measures/measure_card";
import {
  ASKS,
  BLANK,
  BLANK_READING,
  DIRECTIONS,
  EVERY,
  type Fields,
  LEVELS,
  type Measure,
  type Reading,
  type ReadingFields,
  type State,
} from "./measures/state";

const byDay = (one: Reading, other: Reading): number => one.on.localeCompare(other.on);

function Measures(exercise: Exercise<State>) {
  const { model, t } = exercise;
  const measures = useTrait(model, "measures");
  const curves = useTrait(model, "curves");
  const goals = useTrait(model, "goals");
  const starts = useTrait(model, "starts");
  const today = useTrait(model, "today");
  const isBrief = useTrait(model, "is_brief");
  const fields: Field<Fields>[] = [
    { name: "name", kind: "writing" },
    { name: "goal_id", kind: "link", options: goals },
    { name: "level", kind: "radios", values: LEVELS },
    { name: "asks", kind: "radios", values: ASKS },
    { name: "population", kind: "text", optional: true },
    { name: "unit", kind: "text", optional: true },
    { name: "direction", kind: "radios", values: DIRECTIONS },
    { name: "every", kind: "select", values: EVERY },
    { name: "baseline", kind: "number" },
    { name: "source", kind: "text", optional: true },
    { name: "year", kind: "whole", least: 1900, most: 2200 },
    { name: "target", kind: "number" },
    { name: "by", kind: "date" },
  ];
  const readingFields: Field<ReadingFields>[] = [
    { name: "value", kind: "number", isNeeded: true },
    { name: "on", kind: "date", isNeeded: true },
    { name: "note", kind: "writing", optional: true },
    {
      name: "measure_id",
      kind: "own",
      label: t("measure_id_label"),
      say: (id) => measures.find((one) => one.id === id)?.name ?? "",
    },
  ];
  const readings = useListOf<ReadingFields, Reading, State>(exercise, {
    may: "answer",
    name: "reading",
    kind: "reading",
    messages: { save: "save_reading", drop: "drop_reading" },
    items: useTrait(model, "readings"),
    blank: BLANK_READING,
    fields: readingFields,
    unseen: { is_counted: true },
    order: byDay,
  });
  return (
    <>
      {!isBrief && <p class="ci-help">{t("list_help")}</p>}
      <RecordConflict records={readings} />
      <RecordList<Fields, Measure, State>
        may="answer"
        exercise={exercise}
        name="measure"
        kind="measure"
        items={measures}
        blank={BLANK}
        fields={fields}
        groups={(items) =>
          LEVELS.flatMap((level) =>
            ASKS.map((asks) => ({
              key: `${level}.${asks}`,
              title: t(`group_${level}_${asks}`),
              items: items.filter((one) => one.level === level && one.asks === asks),
            })),
          )
        }
        dropped={t("measure_dropped")}
        start={(isBrief ? [] : starts).map(({ label, start }) => ({
          label: t("start_for", { aim: label }),
          start,
        }))}
        afterForm={({ name, population, source }) => (
          <TraceLine t={t} text={[name, population, source].join("\n")} />
        )}
        show={(measure) => (
          <MeasureCard
            exercise={exercise}
            measure={measure}
            curve={curves[measure.id]}
            goals={goals}
            records={readings}
            today={today}
            isBrief={isBrief}
          />
        )}
      />
      <section class="ci-readings-off" aria-label={t("reading_dropped")} hidden={isBrief}>
        <h4 class="ci-hidden" tabIndex={-1} ref={readings.head}>
          {t("reading_dropped")}
        </h4>
        <DroppedRecords records={readings} title={t("reading_dropped")} />
      </section>
    </>
  );
}

export default defineExercise(Measures);
