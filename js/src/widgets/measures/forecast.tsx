/** The forecast: what it is, the line it would set, and a button that sets it once and for good. */

import { useRef } from "preact/hooks";
import { AskFirst } from "../../shared/ask_first";
import type { Exercise } from "../../shared/define_exercise";
import { useFocusNext } from "../../shared/focus";
import { CurvePicture } from "./curve_picture";
import type { Curve, Measure, Reading, State, Would } from "./state";

interface Props {
  exercise: Exercise<State>;
  measure: Measure;
  curve: Curve;
  readings: readonly Reading[];
  mayEdit: boolean;
}

export function ForecastPart({ exercise, measure, curve, readings, mayEdit }: Props) {
  const { t, outbox, view } = exercise;
  const place = useRef<HTMLDivElement>(null);
  const focusNext = useFocusNext();
  const isSaving = view.pending.some(
    (one) => one.type === "forecast" && one.measure_id === measure.id,
  );
  const set = ({ level, per_year }: Would): void => {
    outbox.put(
      { type: "forecast", measure_id: measure.id, level, per_year },
      { replaces: `forecast.${measure.id}` },
    );
    // The button is gone with the question.
    focusNext(() => place.current);
  };
  const { would, said } = curve;
  return (
    <div class="ci-forecast" tabIndex={-1} ref={place}>
      {said.forecast && <p>{said.forecast}</p>}
      {isSaving && !said.forecast && <p class="ci-help">{t("forecast_saving")}</p>}
      {would && mayEdit && !isSaving && (
        <details>
          <summary>{t("forecast_open")}</summary>
          <div class="ci-forecast-set">
            <p>{t("forecast_what")}</p>
            <p>{t("forecast_once")}</p>
            <p>
              <strong>{t("forecast_picture", { said: would.said })}</strong>
            </p>
            <CurvePicture
              t={t}
              measure={measure}
              readings={readings}
              forecast={would.forecast}
              until={curve.until}
              alt={t("forecast_picture", { said: would.said })}
            />
            <AskFirst
              label={t("forecast_set")}
              about={measure.name}
              question={t("forecast_sure")}
              yes={t("forecast_yes")}
              no={t("forecast_no")}
              onYes={() => set(would)}
            />
          </div>
        </details>
      )}
    </div>
  );
}
