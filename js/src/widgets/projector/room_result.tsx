/** A survey over the teams in the room: all together, or the teams that show theirs side by side. */

import type { Say } from "../../shared/words";
import { Bar, ScaleKey } from "../rating/bar";
import type { Grade } from "../rating/state";
import type { RoomResult, Said } from "./state";

export function RoomResultView({ t, shown }: { t: Say; shown: RoomResult }) {
  const scale = shown.scale.map((label, place) => ({ value: place + 1, label }));
  const isKnown = shown.statements.some((one) => one.people > 0);
  return (
    <div class="ci-rating ci-screen-survey">
      <h1>{t(shown.is_side_by_side ? "room_title_beside" : "room_title_together")}</h1>
      <p class="ci-screen-large" dir="auto">
        {shown.title}
      </p>
      {isKnown ? (
        <>
          <p class="ci-screen-small">
            {[
              t("from_teams", { n: shown.teams }),
              shown.too_few > 0 && t("too_few", { n: shown.too_few }),
            ]
              .filter(Boolean)
              .join(". ")}
            .
          </p>
          <ScaleKey scale={scale} />
          <ol class="ci-screen-statements">
            {shown.statements.map((one) => (
              <li key={one.id}>
                <p class="ci-screen-said" dir="auto">
                  {one.text}
                </p>
                {one.people === 0 ? (
                  <p class="ci-screen-small">{t("statement_too_few")}</p>
                ) : shown.is_side_by_side ? (
                  <Beside scale={scale} said={one} />
                ) : (
                  <Together t={t} scale={scale} said={one} />
                )}
              </li>
            ))}
          </ol>
        </>
      ) : (
        <p class="ci-screen-large">{t("result_waits")}</p>
      )}
    </div>
  );
}

function Together({ t, scale, said }: { t: Say; scale: Grade[]; said: Said }) {
  return (
    <div>
      <p class="ci-screen-word">
        <strong>{said.word}</strong> · {t("people", { n: said.people })}
      </p>
      <Bar scale={scale} counts={said.counts} />
    </div>
  );
}

function Beside({ scale, said }: { scale: Grade[]; said: Said }) {
  return (
    <ul class="ci-screen-rows">
      {said.beside.map(({ team, counts }) => (
        <li key={team}>
          <p dir="auto">{team}</p>
          <Bar scale={scale} counts={counts} />
        </li>
      ))}
    </ul>
  );
}
