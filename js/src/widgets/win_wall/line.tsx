/** One measure over time as a line, and the days of the wins as small marks below it. */

import { amountSaid, daySaid } from "../../shared/record_list_said";
import type { Say } from "../../shared/words";
import type { Card, Measure, Month, Reading } from "./state";

const WIDE = 640;
const HIGH = 200;
const EDGE = 14;
const FLOOR = HIGH - 34; // what is below is for the wins' marks

export function MeasureLine({
  t,
  measure,
  months,
  wins,
}: {
  t: Say;
  measure: Measure;
  months: readonly Month[];
  wins: readonly Card[];
}) {
  const readings = months
    .flatMap((one) => one.readings)
    .filter(({ measure_id }) => measure_id === measure.id);
  const first = readings[0];
  const last = readings.at(-1);
  // One point is no line: the table says it.
  if (!first || !last || first.on === last.on) return null;
  const days = wins.map(({ done_on }) => done_on).filter(Boolean);
  const { across, up } = scales(readings, days);
  const points = readings.map(({ on, value }) => [across(on), up(value)] as const);
  const label = t("line_picture", {
    measure: measure.label,
    first: amountSaid(first.value),
    from: daySaid(first.on),
    last: amountSaid(last.value),
    until: daySaid(last.on),
  });
  return (
    <svg class="ci-win-line" role="img" aria-label={label} viewBox={`0 0 ${WIDE} ${HIGH}`}>
      <line class="ci-win-floor" x1={EDGE} x2={WIDE - EDGE} y1={FLOOR + 10} y2={FLOOR + 10} />
      <polyline points={points.map((one) => one.join(",")).join(" ")} />
      {points.map(([x, y], place) => (
        <circle key={place} cx={x} cy={y} r="4" />
      ))}
      {days.map((day, place) => (
        <path key={place} d={`M${across(day)},${FLOOR + 13} l6,11 h-12 z`} />
      ))}
    </svg>
  );
}

function scales(readings: readonly Reading[], days: readonly string[]) {
  const times = [...readings.map(({ on }) => on), ...days].map((day) => Date.parse(day));
  const values = readings.map(({ value }) => value);
  const [from, until] = [Math.min(...times), Math.max(...times)];
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const across = (day: string): number =>
    round(EDGE + ((Date.parse(day) - from) / (until - from)) * (WIDE - 2 * EDGE));
  // Values that are all the same lie in the middle.
  const up = (value: number): number =>
    round(FLOOR - (most > least ? (value - least) / (most - least) : 0.5) * (FLOOR - EDGE));
  return { across, up };
}

function round(place: number): number {
  return Math.round(place * 10) / 10;
}
