/** The views of the wall, each alone on it. */

import type { ComponentChildren } from "preact";
import { addressOf } from "../../shared/address";
import { QrCode } from "../../shared/qr_code";
import type { Say } from "../../shared/words";
import { Frame } from "./frame";
import type { Address, Exercise, Program, Progress, TeamResult } from "./state";

interface Of<Shown> {
  t: Say;
  shown: Shown;
}

export function Welcome({ t, program }: { t: Say; program: Program }) {
  return (
    <div class="ci-screen-welcome">
      <h1 dir="auto">{program.name}</h1>
      {program.occasion && (
        <p class="ci-screen-large" dir="auto">
          {program.occasion}
        </p>
      )}
      {program.support && (
        <div class="ci-screen-note">
          <h2>{t("support")}</h2>
          <p dir="auto">{program.support}</p>
        </div>
      )}
      {program.records && (
        <p class="ci-screen-small" dir="auto">
          {program.records}
        </p>
      )}
    </div>
  );
}

export function JoinView({ t, shown }: Of<Address>) {
  return (
    <div class="ci-screen-beside">
      <div>
        <h1>{t("join_title")}</h1>
        <p class="ci-screen-large">{t("join_how_scan")}</p>
        <p class="ci-screen-large">{t("join_how_type")}</p>
        <p class="ci-screen-address">{withoutScheme(shown.url)}</p>
        <p class="ci-screen-large">{t("join_how_code")}</p>
      </div>
      <QrCode rows={shown.qr} label={t("address_in_square", { url: shown.url })} />
    </div>
  );
}

export function ExerciseView({ t, shown, clock }: Of<Exercise> & { clock: ComponentChildren }) {
  return (
    <div class="ci-screen-beside">
      <div>
        <p class="ci-screen-kicker" dir="auto">
          {shown.workbook}
        </p>
        <h1 dir="auto">{shown.title}</h1>
        <p class="ci-screen-large" dir="auto">
          {shown.prompt}
        </p>
      </div>
      <div class="ci-screen-side">
        {clock}
        <figure class="ci-screen-scan">
          <QrCode rows={shown.qr} label={t("address_in_square", { url: shown.url })} />
          <figcaption>{t("scan_step")}</figcaption>
        </figure>
      </div>
    </div>
  );
}

/** How far the room is. Which team is behind is for whoever leads it, and not for the room. */
export function ProgressView({ t, shown }: Of<Progress>) {
  const { title, is_answered, here, answered, teams } = shown;
  const isNobody = here === 0 && answered === 0;
  const most = Math.max(here, answered);
  return (
    <div class="ci-screen-progress">
      <h1>{t("progress_title")}</h1>
      {title && (
        <p class="ci-screen-large" dir="auto">
          {t("here", { title })}
        </p>
      )}
      <p class="ci-screen-figure">
        {isNobody
          ? t("progress_nobody")
          : is_answered
            ? t("progress_answered", { answered, here: most })
            : [t("progress_here", { n: here }), title && t("progress_written", { n: answered })]
                .filter(Boolean)
                .join(" · ")}
      </p>
      {is_answered && !isNobody && (
        <span class="ci-screen-track" aria-hidden="true">
          <span style={{ width: `${most ? (100 * answered) / most : 0}%` }} />
        </span>
      )}
      <ul class="ci-screen-teams" aria-label={t("progress_teams")}>
        {teams.map((name) => (
          <li key={name} dir="auto">
            {name}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The team's own page decides what may be seen: nothing of a step that is open. */
export function TeamResultView({ t, shown }: Of<TeamResult>) {
  const { team, title, workbook, step, team_id, going_on } = shown;
  const address = `${addressOf(workbook, step)}&look=${encodeURIComponent(team_id)}&projector`;
  return (
    <div class="ci-screen-framed">
      <h1 dir="auto">{t(going_on ? `going_on_${going_on}` : "result_of_team", { team })}</h1>
      <Frame key={address} t={t} src={address} title={t("result_frame", { team, title })} />
    </div>
  );
}

/** Return an address as people type it. */
function withoutScheme(url: string): string {
  return url.replace(/^https?:\/\//, "");
}
