/** One measure: what its curve says, its picture, its readings and its forecast. */

import type { Exercise } from "../../shared/define_exercise";
import type { Choice } from "../../shared/record_list_fields";
import { CurvePicture } from "./curve_picture";
import { ForecastPart } from "./forecast";
import { ReadingForm, ReadingList, type ReadingRecords } from "./readings";
import type { Curve, Measure, Reading, State } from "./state";

interface Props {
  exercise: Exercise<State>;
  measure: Measure;
  curve: Curve | undefined;
  goals: readonly Choice[];
  records: ReadingRecords;
  today: string;
  /** Whether all but the newest reading is folded. */
  isBrief: boolean;
}

export function MeasureCard({ exercise, measure, curve, goals, records, today, isBrief }: Props) {
  const { t } = exercise;
  const readings = records.now.filter((one) => one.measure_id === measure.id);
  const goal = goals.find(({ id }) => id === measure.goal_id);
  const { editing, edited, mayEdit } = records;
  const isAdding = editing !== null && !edited && editing.now.measure_id === measure.id;
  const about = (
    <>
      {measure.population && (
        <p class="ci-help" dir="auto">
          {measure.population}
        </p>
      )}
      <p class="ci-help" dir="auto">
        {t(`about_${measure.every}_${measure.direction}`)}
        {goal && ` ${t("for_goal", { aim: goal.label })}`}
      </p>
      {curve && <CurveSaid exercise={exercise} curve={curve} />}
      {curve && (
        <CurvePicture
          t={t}
          measure={measure}
          readings={readings}
          forecast={curve.forecast}
          until={curve.until}
          alt={altOf(exercise, measure, readings, curve)}
        />
      )}
    </>
  );
  const rest = (
    <>
      <ReadingList t={t} measure={measure} readings={readings} records={records} today={today} />
      {curve && (
        <ForecastPart
          exercise={exercise}
          measure={measure}
          curve={curve}
          readings={readings}
          mayEdit={mayEdit}
        />
      )}
    </>
  );
  return (
    <>
      <p dir="auto">
        <strong>{measure.name}</strong>
      </p>
      {isBrief ? <p>{curve?.said.latest}</p> : about}
      {isAdding ? (
        <div class="ci-reading-new">
          <ReadingForm t={t} measure={measure} records={records} today={today} />
        </div>
      ) : (
        mayEdit && (
          <div class="ci-actions">
            <button
              type="button"
              class="ci-button ci-primary ci-reading-add"
              data-opens={`new reading ${measure.id}`}
              onClick={() => records.add({ measure_id: measure.id, on: today })}
            >
              {t("reading_add")} <span class="ci-hidden">{measure.name}</span>
            </button>
          </div>
        )
      )}
      {isBrief ? (
        <details open={readings.some((one) => one === edited) || undefined}>
          <summary>{t("more")}</summary>
          {about}
          {rest}
        </details>
      ) : (
        rest
      )}
    </>
  );
}

/** Whether the curve has turned, and where the measure stands, in the kernel's own sentences. */
function CurveSaid({ exercise: { t }, curve }: { exercise: Exercise<State>; curve: Curve }) {
  const { said, verdict } = curve;
  return (
    <>
      <p class={`ci-verdict ci-verdict-${verdict}`}>
        <span class="ci-tag">{t(`verdict_${verdict}`)}</span> {said.turned}
      </p>
      <p dir="auto">
        {said.latest} {said.change}
      </p>
      <p dir="auto">
        {said.baseline} {said.target}
      </p>
      <p>{said.progress}</p>
      {said.against && <p class="ci-trace">{said.against}</p>}
    </>
  );
}

/** What the picture says to those who do not see it. */
function altOf(
  { t }: Exercise<State>,
  measure: Measure,
  readings: readonly Reading[],
  { said }: Curve,
): string {
  const lines = [
    t("picture", { name: measure.name }),
    t("reading_list", { n: readings.length }),
    said.latest,
    said.target,
    said.forecast,
    said.turned,
  ];
  return lines.filter(Boolean).join(" ");
}
