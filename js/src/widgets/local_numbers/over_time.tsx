/** The own place over time, with the range of chance as a band, beside the place it lies in. */

import type { Say } from "../../shared/words";
import { across, apart, LINE_HEIGHT, labelled, onLines, runs, SHEET, ticks, up } from "./scale";
import { type Measure, type Numeral, type Place, tenths, whole } from "./state";

interface Series {
  kind: "own" | "beside";
  name: string;
  values: (number | undefined)[];
  numbers: Numeral[];
}

/** Return what is drawn: rates of two places, or counts of one, since counts do not compare. */
function seriesOf(places: Place[]): Series[] {
  const own = places[0];
  if (!own) return [];
  const hasRates = own.numbers.some(({ rate }) => rate !== undefined);
  const pick = ({ rate, count }: Numeral) => (hasRates ? rate : count);
  const beside = places.find(({ role }) => role === "holder");
  return [own, ...(hasRates && beside ? [beside] : [])]
    .map(({ name, numbers }, place): Series => {
      return { kind: place ? "beside" : "own", name, numbers, values: numbers.map(pick) };
    })
    .filter(({ values }) => values.some((one) => one !== undefined));
}

export function OverTime({ t, measure }: { t: Say; measure: Measure }) {
  const { places, periods } = measure;
  const series = seriesOf(places);
  const own = series.find(({ kind }) => kind === "own");
  if (!own || periods.length < 2) return null;
  const hasRates = own.numbers.some(({ rate }) => rate !== undefined);
  const highest = series.flatMap(({ values, numbers }) => [
    ...values.map((one) => one ?? 0),
    ...numbers.map(({ upper }, place) => (values[place] === undefined ? 0 : (upper ?? 0))),
  ]);
  const marks = ticks(Math.max(...highest));
  const top = marks.at(-1) ?? 1;
  const label = t("chart_of", {
    measure: measure.name,
    places: series.map(({ name }) => name).join("; "),
    first: periods[0]?.label ?? "",
    last: periods.at(-1)?.label ?? "",
  });
  return (
    <figure class="ci-over-time">
      <figcaption>
        <h4>{t(hasRates ? "chart_title" : "chart_counts")}</h4>
      </figcaption>
      <svg viewBox={`0 0 ${SHEET.width} ${SHEET.height}`} role="img" aria-label={label}>
        {marks.map((mark) => (
          <g key={mark} class="ci-tick">
            <line
              x1={SHEET.left}
              x2={SHEET.width - SHEET.right}
              y1={up(mark, top)}
              y2={up(mark, top)}
            />
            <text x={SHEET.left - 6} y={up(mark, top) + 4} text-anchor="end">
              {whole(mark)}
            </text>
          </g>
        ))}
        {labelled(periods.map(({ short }) => short)).map((place) => (
          <text
            key={place}
            x={across(place, periods.length)}
            y={SHEET.height - SHEET.bottom + 20}
            text-anchor="middle"
          >
            {periods[place]?.short}
          </text>
        ))}
        <Gaps t={t} own={own} />
        {hasRates && <Band own={own} top={top} />}
        {[...series].reverse().map((one) => (
          <Line key={one.kind} series={one} top={top} />
        ))}
        <Names series={series} top={top} />
      </svg>
      {hasRates && <p class="ci-help">{t("chart_band")}</p>}
    </figure>
  );
}

function Band({ own, top }: { own: Series; top: number }) {
  const { numbers, values } = own;
  const at = (place: number, end: "lower" | "upper") =>
    `${across(place, values.length)},${up(numbers[place]?.[end] ?? 0, top)}`;
  return (
    <g class="ci-band">
      {runs(values, () => true).map((run) =>
        run.length > 1 ? (
          <polygon
            key={run[0]}
            points={[
              ...run.map((place) => at(place, "upper")),
              ...[...run].reverse().map((place) => at(place, "lower")),
            ].join(" ")}
          />
        ) : (
          <polyline
            key={run[0]}
            points={run.flatMap((place) => [at(place, "upper"), at(place, "lower")]).join(" ")}
          />
        ),
      )}
    </g>
  );
}

function Line({ series: { kind, values }, top }: { series: Series; top: number }) {
  const x = (place: number) => across(place, values.length);
  return (
    <g class={`ci-line-${kind}`}>
      {runs(values, () => true).map((run) => (
        <polyline
          key={run[0]}
          points={run.map((place) => `${x(place)},${up(values[place] ?? 0, top)}`).join(" ")}
        />
      ))}
      {values.map((value, place) =>
        value === undefined ? null : kind === "own" ? (
          <circle key={place} cx={x(place)} cy={up(value, top)} r={3.6} />
        ) : (
          <rect key={place} x={x(place) - 3} y={up(value, top) - 3} width={6} height={6} />
        ),
      )}
    </g>
  );
}

/** Where the own place has no dot: how far that goes, and once in it the words that say why. */
function Gaps({ t, own: { numbers, values } }: { t: Say; own: Series }) {
  const foot = SHEET.height - SHEET.bottom;
  const half = (across(1, values.length) - across(0, values.length)) / 2;
  const why = numbers.map(({ state }, place) =>
    values[place] === undefined ? t(state === "count_only" ? "no_people" : state) : undefined,
  );
  return (
    <g class="ci-gap">
      {runs(why).map((run) => {
        const first = across(run[0] ?? 0, values.length);
        const last = across(run.at(-1) ?? 0, values.length);
        const from = Math.max(SHEET.left, first - half);
        const to = Math.min(SHEET.width - SHEET.right, last + half);
        const middle = (from + to) / 2 + 4;
        return (
          <g key={run[0]}>
            <rect x={from} y={SHEET.top} width={to - from} height={foot - SHEET.top} />
            <text x={middle} y={foot - 6} transform={`rotate(-90 ${middle} ${foot - 6})`}>
              {why[run[0] ?? 0]}
            </text>
          </g>
        );
      })}
    </g>
  );
}

/** Each line's newest number and its place's name, beside where the line ends. */
function Names({ series, top }: { series: Series[]; top: number }) {
  const said = series.map(({ kind, name, values, numbers }) => {
    const newest = values.filter((one) => one !== undefined).at(-1) ?? 0;
    const isRate = numbers.some(({ rate }) => rate !== undefined);
    return { kind, newest, lines: [isRate ? tenths(newest) : whole(newest), ...onLines(name)] };
  });
  const tops = apart(
    said.map(({ newest }) => up(newest, top)),
    said.map(({ lines }) => lines.length * LINE_HEIGHT),
  );
  return (
    <>
      {said.map(({ kind, lines }, place) => (
        <text key={kind} class={`ci-name-${kind}`}>
          {lines.map((line, row) => (
            <tspan
              key={row}
              x={SHEET.width - SHEET.right + 8}
              y={(tops[place] ?? 0) + row * LINE_HEIGHT + 11}
            >
              {line}
            </tspan>
          ))}
        </text>
      ))}
    </>
  );
}
