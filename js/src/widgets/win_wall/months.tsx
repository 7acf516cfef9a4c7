/** The wins by month beside what the measures showed: a table, and a light line above it. */

import { useState } from "preact/hooks";
import { SelectField } from "../../shared/fields";
import { locale } from "../../shared/locale";
import { amountSaid, daySaid } from "../../shared/record_list_said";
import { TableFrame } from "../../shared/table_frame";
import type { Say } from "../../shared/words";
import { MeasureLine } from "./line";
import type { Card, Measure, Month, Reading } from "./state";

export function Months({
  t,
  wins,
  months,
  measures,
}: {
  t: Say;
  wins: readonly Card[];
  months: readonly Month[];
  measures: readonly Measure[];
}) {
  const [chosen, setChosen] = useState("");
  const measure = measures.find(({ id }) => id === chosen) ?? measures[0];
  const titles = new Map(wins.map(({ id, title }) => [id, title]));
  return (
    <div class="ci-win-months">
      <h4>{t("line_title")}</h4>
      <p class="ci-help">{t(months.length ? "line_about" : "line_none")}</p>
      {measures.length > 1 && measure && (
        <SelectField
          label={t("line_measure")}
          value={measure.id}
          options={measures.map(({ id, label }) => ({ value: id, label }))}
          onValue={setChosen}
        />
      )}
      {measure && <MeasureLine t={t} measure={measure} months={months} wins={wins} />}
      {months.length > 0 && (
        <TableFrame label={t("line_title")}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t("line_month")}</th>
                <th scope="col">{t("line_wins")}</th>
                {measure && <th scope="col">{measure.label}</th>}
              </tr>
            </thead>
            <tbody>
              {months.map((one) => (
                <tr key={one.month}>
                  <th scope="row">{monthSaid(one.month)}</th>
                  <td>
                    <Parts
                      parts={one.wins.map((id) => titles.get(id) ?? "")}
                      none={t("line_nothing")}
                    />
                  </td>
                  {measure && (
                    <td>
                      <Parts
                        parts={one.readings
                          .filter(({ measure_id }) => measure_id === measure.id)
                          .map((reading) => readingSaid(t, measure, reading))}
                        none={t("line_nothing")}
                      />
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
    </div>
  );
}

function Parts({ parts, none }: { parts: readonly string[]; none: string }) {
  if (!parts.length) return <>{none}</>;
  return (
    <>
      {parts.map((part, place) => (
        <p key={place} dir="auto">
          {part}
        </p>
      ))}
    </>
  );
}

function readingSaid(t: Say, { unit }: Measure, { value, on }: Reading): string {
  return t("line_reading", {
    value: [amountSaid(value), unit].filter(Boolean).join(" "),
    day: daySaid(on),
  });
}

function monthSaid(month: string): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(year, number - 1, 1).toLocaleDateString(locale(), {
    month: "long",
    year: "numeric",
  });
}
