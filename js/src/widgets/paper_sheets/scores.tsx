/** Scores a person gave alone, way by way; folded, since most sheets have none. */

import { TableFrame } from "../../shared/table_frame";
import type { AskProps } from "./asks";
import { fieldAt } from "./problems";
import type { Way } from "./state";

export function Scores(props: AskProps) {
  return (
    <>
      {(props.ask.items?.length ? (props.ask.ways ?? []) : []).map((way) => (
        <WayPart key={way.method} {...props} way={way} />
      ))}
    </>
  );
}

function WayPart({ t, ask, sheet, wrongAt, onSheet, way }: AskProps & { way: Way }) {
  const ways = sheet.scores[ask.step] ?? {};
  const typed = ways[way.method] ?? {};
  const wrong = (thing: string, part: string): string =>
    wrongAt(fieldAt(ask, way.method, thing, part));
  const write = (thing: string, part: string, text: string): void => {
    const next = { ...typed, [thing]: { ...typed[thing], [part]: text } };
    onSheet({
      scores: { ...sheet.scores, [ask.step]: { ...ways, [way.method]: next } },
    });
  };
  return (
    <details class="ci-paper-way" open={Object.keys(typed).length > 0}>
      <summary>{way.title}</summary>
      <TableFrame label={way.title}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("thing")}</th>
              {way.parts.map(({ id, label, least, most }) => (
                <th key={id} scope="col">
                  {t("score_of", { label, least, most })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(ask.items ?? []).map(({ value: thing, label }) => (
              <tr key={thing}>
                <th scope="row" dir="auto">
                  {label}
                </th>
                {way.parts.map((part) => (
                  <td key={part.id}>
                    <input
                      class="ci-input ci-paper-score"
                      type="text"
                      inputMode="numeric"
                      autocomplete="off"
                      aria-label={t("score_for", { label: part.label, thing: label })}
                      value={typed[thing]?.[part.id] ?? ""}
                      aria-invalid={wrong(thing, part.id) ? "true" : undefined}
                      onInput={(event) => write(thing, part.id, event.currentTarget.value)}
                    />
                    {wrong(thing, part.id) && <p class="ci-error">{wrong(thing, part.id)}</p>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </details>
  );
}
