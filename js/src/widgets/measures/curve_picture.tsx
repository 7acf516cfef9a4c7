/** A measure over time: its readings, what would come if nothing changed, and its target. */

import { locale } from "../../shared/locale";
import { amountSaid, daySaid } from "../../shared/record_list_said";
import { TableFrame } from "../../shared/table_frame";
import type { Say } from "../../shared/words";
import { expectedOn, scaleOf } from "./curve_scale";
import type { Measure, Pair, Reading } from "./state";

// As wide as a phone, so that its letters are as large there as anywhere.
const WIDTH = 290;
const HEIGHT = 180;
const LETTER = 7;

interface Props {
  t: Say;
  measure: Measure;
  readings: readonly Reading[];
  forecast: readonly Pair[];
  until: string;
  /** What the picture says, in sentences. */
  alt: string;
}

/** Of several readings on one day, the one that counts. */
export function countedPairs(readings: readonly Reading[]): Pair[] {
  return readings
    .filter((one) => one.is_counted && typeof one.value === "number")
    .map((one) => [one.on, one.value as number]);
}

export function CurvePicture({ t, measure, readings, forecast, until, alt }: Props) {
  const pairs = countedPairs(readings);
  if (!pairs.length) return null;
  const target = typeof measure.target === "number" ? measure.target : null;
  return (
    <figure class="ci-curve">
      <Lines pairs={pairs} forecast={forecast} target={target} until={until} alt={alt} />
      <figcaption class="ci-curve-key">
        <Key what="readings" label={t("key_readings")} />
        {forecast.length > 1 && <Key what="forecast" label={t("key_forecast")} />}
        {target !== null && <Key what="target" label={t("key_target")} />}
      </figcaption>
      <details>
        <summary>{t("as_table")}</summary>
        <ReadingTable t={t} measure={measure} readings={readings} forecast={forecast} />
      </details>
    </figure>
  );
}

function Lines({
  pairs,
  forecast,
  target,
  until,
  alt,
}: {
  pairs: readonly Pair[];
  forecast: readonly Pair[];
  target: number | null;
  until: string;
  alt: string;
}) {
  const room = { left: 8, right: WIDTH - 10, top: 12, bottom: HEIGHT - 26 };
  const { steps } = scaleOf(pairs, forecast, target, until, room);
  room.left += LETTER * Math.max(...steps.map((one) => amountSaid(one).length));
  const { x, y, first, last } = scaleOf(pairs, forecast, target, until, room);
  const path = (line: readonly Pair[]): string =>
    line.map(([day, value]) => `${x(day).toFixed(1)},${y(value).toFixed(1)}`).join(" ");
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={alt}>
      {steps.map((step) => (
        <g key={step}>
          <line class="ci-curve-step" x1={room.left} x2={room.right} y1={y(step)} y2={y(step)} />
          <text x={room.left - 5} y={y(step) + 4} text-anchor="end">
            {amountSaid(step)}
          </text>
        </g>
      ))}
      <text x={room.left} y={HEIGHT - 8}>
        {monthSaid(first)}
      </text>
      {first !== last && (
        <text x={room.right} y={HEIGHT - 8} text-anchor="end">
          {monthSaid(last)}
        </text>
      )}
      {target !== null && (
        <line
          class="ci-curve-target"
          x1={room.left}
          x2={room.right}
          y1={y(target)}
          y2={y(target)}
        />
      )}
      {forecast.length > 1 && <polyline class="ci-curve-forecast" points={path(forecast)} />}
      <polyline class="ci-curve-readings" points={path(pairs)} />
      {pairs.map(([day, value]) => (
        <circle key={day} class="ci-curve-dot" cx={x(day)} cy={y(value)} r="3" />
      ))}
    </svg>
  );
}

function Key({ what, label }: { what: string; label: string }) {
  return (
    <span class="ci-curve-key-part">
      <svg viewBox="0 0 28 8" width="28" height="8" aria-hidden="true">
        <line class={`ci-curve-${what}`} x1="0" x2="28" y1="4" y2="4" />
      </svg>
      {label}
    </span>
  );
}

function ReadingTable({
  t,
  measure,
  readings,
  forecast,
}: Pick<Props, "t" | "measure" | "readings" | "forecast">) {
  const title = t("table_title", { name: measure.name });
  return (
    <TableFrame label={title}>
      <table>
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{t("day")}</th>
            <th scope="col">{measure.unit || t("reading")}</th>
            {forecast.length > 1 && <th scope="col">{t("key_forecast")}</th>}
            <th scope="col">{t("note")}</th>
          </tr>
        </thead>
        <tbody>
          {readings.map((one) => {
            const expected = expectedOn(forecast, one.on);
            return (
              <tr key={one.id}>
                <th scope="row">{daySaid(one.on)}</th>
                <td>{typeof one.value === "number" ? amountSaid(one.value) : one.value}</td>
                {forecast.length > 1 && (
                  <td>{expected !== null && amountSaid(twoPlaces(expected))}</td>
                )}
                <td dir="auto">
                  {one.is_counted ? one.note : `${t("reading_not_counted")} ${one.note}`}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </TableFrame>
  );
}

function twoPlaces(value: number): number {
  return Math.round(value * 100) / 100;
}

function monthSaid(day: string): string {
  const [year = 0, month = 1] = day.split("-").map(Number);
  const how = { year: "numeric", month: "short" } as const;
  return new Date(year, month - 1, 1).toLocaleDateString(locale(), how);
}
