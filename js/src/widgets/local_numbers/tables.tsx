/** Every number of a measure as a table; what is hidden is a word in each of its cells. */

import { TableFrame } from "../../shared/table_frame";
import type { Say } from "../../shared/words";
import { type Breakdown, type Measure, type Numeral, tenths, whole } from "./state";

interface Row {
  place: string;
  what: string;
  number: Numeral;
}

export function Tables({ t, measure }: { t: Say; measure: Measure }) {
  const { places, periods, breakdowns, left_out: leftOut } = measure;
  const rows = places.flatMap(({ name, numbers }) =>
    numbers.map((number, place) => ({ place: name, what: periods[place]?.label ?? "", number })),
  );
  return (
    <details>
      <summary>{t("numbers_table")}</summary>
      {rows.length > 0 && <Numbers t={t} title={measure.name} what={t("period")} rows={rows} />}
      {breakdowns.map((one) => (
        <Numbers
          key={one.dimension}
          t={t}
          title={`${measure.name}: ${t("groups_title", titled(one))}`}
          what={t("group")}
          rows={groupRows(t, one)}
        />
      ))}
      {leftOut && <p class="ci-help">{leftOut}</p>}
    </details>
  );
}

function titled({ dimension, period }: Breakdown): Record<string, string> {
  return { dimension, period };
}

function groupRows(t: Say, { groups, places }: Breakdown): Row[] {
  return places.flatMap(({ name, numbers }) =>
    numbers.map((number, place) => ({
      place: name,
      what: place ? (groups[place - 1] ?? "") : t("everyone"),
      number,
    })),
  );
}

function Numbers({ t, title, what, rows }: { t: Say; title: string; what: string; rows: Row[] }) {
  const has = (key: keyof Numeral) => rows.some(({ number }) => number[key] !== undefined);
  return (
    <TableFrame label={title}>
      <table>
        <caption dir="auto">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{t("place")}</th>
            <th scope="col">{what}</th>
            <th scope="col">{t("count")}</th>
            {has("population") && <th scope="col">{t("population")}</th>}
            {has("population") && <th scope="col">{t("rate")}</th>}
            {has("population") && <th scope="col">{t("range")}</th>}
            {has("adjusted") && <th scope="col">{t("adjusted")}</th>}
            {has("predicted") && <th scope="col">{t("predicted")}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ place, what: name, number }) => (
            <tr key={`${place} ${name}`}>
              <th scope="row" dir="auto">
                {place}
              </th>
              <td dir="auto">{name}</td>
              <td>{number.count === undefined ? t(number.state) : whole(number.count)}</td>
              {has("population") && <RateCells t={t} number={number} />}
              {has("adjusted") && (
                <td>
                  {number.adjusted !== undefined &&
                    t("adjusted_said", {
                      rate: tenths(number.adjusted),
                      per: whole(number.per ?? 0),
                    })}
                </td>
              )}
              {has("predicted") && (
                <td>{number.predicted !== undefined && whole(number.predicted)}</td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

function RateCells({ t, number }: { t: Say; number: Numeral }) {
  const { state, population, rate, lower, upper, mark } = number;
  const isShown = rate !== undefined && lower !== undefined && upper !== undefined;
  return (
    <>
      <td>{population !== undefined && whole(population)}</td>
      <td>
        {isShown
          ? tenths(rate) + (mark ? ` (${mark})` : "")
          : t(state === "count_only" ? "no_people" : state)}
      </td>
      <td>{isShown && t("range_said", { lower: tenths(lower), upper: tenths(upper) })}</td>
    </>
  );
}
