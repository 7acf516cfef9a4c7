/** The coverage picture: lines of work down, populations across, in numbers and words. */

import { TableFrame } from "../../shared/table_frame";
import type { Say } from "../../shared/words";
import type { Cell, Coverage, Line, Population } from "./state";

export function Picture({
  t,
  coverage,
  lines,
  populations,
}: {
  t: Say;
  coverage: Coverage;
  lines: Line[];
  populations: Population[];
}) {
  const names = new Map(lines.map(({ id, name }) => [id, name]));
  return (
    <TableFrame label={t("picture_title")}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("line_of_work")}</th>
            <th scope="col">{t("all_listed")}</th>
            {populations.map(({ id, name }) => (
              <th key={id} scope="col" dir="auto">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {coverage.lines.map(({ id, whole, cells }) => (
            <tr key={id}>
              <th scope="row" dir="auto">
                {names.get(id)}
              </th>
              <CellWords t={t} cell={whole} />
              {cells.map((cell, place) => (
                <CellWords key={populations[place]?.id ?? place} t={t} cell={cell} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

function CellWords({ t, cell: { resources, with_room: room, word } }: { t: Say; cell: Cell }) {
  return (
    <td data-word={word}>
      {word === "none" ? t("cell_none") : t(`cell_${word}`, { n: resources, room })}
    </td>
  );
}
