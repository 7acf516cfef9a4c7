/** Every step of the workbook, for whoever wonders what a team has not come to yet. */

import { useTrait } from "../../shared/hooks";
import { TableFrame } from "../../shared/table_frame";
import type { Say } from "../../shared/words";
import type { Leading } from "../room/leading";
import type { RoomProgressState, Standing } from "./state";

export function Overview({ model, t }: Leading<RoomProgressState>) {
  const overview = useTrait(model, "overview");
  const teams = useTrait(model, "teams");
  return (
    <details>
      <summary>{t("all_steps")}</summary>
      <TableFrame label={t("all_steps_label")}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("step")}</th>
              {teams.map(({ id, name }) => (
                <th key={id} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {overview.map(({ id, title, standings }) => (
              <tr key={id}>
                <th scope="row">{title}</th>
                {standings.map((at, place) => (
                  <td key={teams[place]?.id}>{cellSaid(t, at, teams[place]?.here ?? 0)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </details>
  );
}

function cellSaid(t: Say, { answered, written, is_open }: Standing, here: number): string {
  const parts = [
    answered > 0 ? t("answered_of", { answered, here }) : "",
    written > 0 ? t("written_of", { n: written }) : "",
    is_open ? "" : t("cell_closed"),
  ];
  return parts.filter(Boolean).join(" · ") || "–";
}
