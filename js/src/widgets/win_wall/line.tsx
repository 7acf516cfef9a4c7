/** One measure over time as a line, and the days of the wins as small marks below it. */

import { locale } from "../../shared/locale";
import { amountSaid, daySaid } from "../../shared/record_list_said";
import type { Say } from "../../shared/words";
import type { Card, Measure, Month, Reading } from "./state";

// As wide as a phone, so that its letters are as large there as anywhere.
const WIDE = 290;
const HIGH = 190;
const EDGE = 10;
const FLOOR = HIGH - 48; // what is below is for the wins' marks and the months
const LETTER = 7;

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
  const { across, up, left, marked, from, until } = scales(readings, days);
  const points = readings.map(({ on, value }) => [across(on), up(value)] as const);
  const label = t("line_picture", {
    measure: measure.label,
    first: amountSaid(first.value),
    from: daySaid(first.on),
    last: amountSaid(last.value),
    until: daySaid(last.on),
  });
  return (
    <figure class="ci-win-figure">
      <svg class="ci-win-line" role="img" aria-label={label} viewBox={`0 0 ${WIDE} ${HIGH}`}>
        {marked.map((value) => (
          <g key={value}>
            <line class="ci-win-floor" x1={left} x2={WIDE - EDGE} y1={up(value)} y2={up(value)} />
            <text x={left - 5} y={up(value) + 4} text-anchor="end">
              {amountSaid(value)}
            </text>
          </g>
        ))}
        <line class="ci-win-floor" x1={left} x2={WIDE - EDGE} y1={FLOOR + 10} y2={FLOOR + 10} />
        <text x={left} y={HIGH - 6}>
          {monthSaid(from)}
        </text>
        {monthSaid(from) !== monthSaid(until) && (
          <text x={WIDE - EDGE} y={HIGH - 6} text-anchor="end">
            {monthSaid(until)}
          </text>
        )}
        <polyline points={points.map((one) => one.join(",")).join(" ")} />
        {points.map(([x, y], place) => (
          <circle key={place} cx={x} cy={y} r="3" />
        ))}
        {days.map((day, place) => (
          <path key={place} d={`M${across(day)},${FLOOR + 13} l5,10 h-10 z`} />
        ))}
      </svg>
      <figcaption class="ci-help" dir="auto">
        {t(measure.unit ? "line_key_unit" : "line_key", {
          measure: measure.label,
          unit: measure.unit,
        })}
      </figcaption>
    </figure>
  );
}

function scales(readings: readonly Reading[], days: readonly string[]) {
  const times = [...readings.map(({ on }) => on), ...days].map((day) => Date.parse(day));
  const values = readings.map(({ value }) => value);
  const [from, until] = [Math.min(...times), Math.max(...times)];
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const marked = most > least ? [least, most] : [least];
  const left = EDGE + LETTER * Math.max(...marked.map((one) => amountSaid(one).length));
  const across = (day: string): number =>
    round(left + ((Date.parse(day) - from) / (until - from)) * (WIDE - EDGE - left));
  // Values that are all the same lie in the middle.
  const up = (value: number): number =>
    round(FLOOR - (most > least ? (value - least) / (most - least) : 0.5) * (FLOOR - EDGE));
  return { across, up, left, marked, from, until };
}

/** Return the month a day is in, such as "Mar 2026". */
function monthSaid(time: number): string {
  const how = { year: "numeric", month: "short", timeZone: "UTC" } as const;
  return new Date(time).toLocaleDateString(locale(), how);
}

function round(place: number): number {
  return Math.round(place * 10) / 10;
}
