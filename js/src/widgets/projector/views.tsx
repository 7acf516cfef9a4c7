/** The views of the wall, each alone on it. */

import type { ComponentChildren } from "preact";
import { addressOf } from "../../shared/address";
import { QrCode } from "../../shared/qr_code";
import type { Say } from "../../shared/words";
import type { Address, Exercise, Program, Progress, Sharing, TeamResult } from "./state";

// More names than these are not read from the last row.
const MOST_NAMED = 4;

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

export function ProgressView({ t, shown, clock }: Of<Progress> & { clock: ComponentChildren }) {
  return (
    <div class="ci-screen-progress">
      <div class="ci-screen-head">
        <div>
          <h1>{t("progress_title")}</h1>
          {shown.title && (
            <p class="ci-screen-large" dir="auto">
              {t("here", { title: shown.title })}
            </p>
          )}
        </div>
        {clock}
      </div>
      <ul class="ci-screen-teams">
        {shown.teams.map(({ name, here, answered }) => (
          <li key={name}>
            <p class="ci-screen-team" dir="auto">
              {name}
            </p>
            {shown.is_answered && (
              <span class="ci-screen-track" aria-hidden="true">
                <span style={{ width: `${here ? Math.min(100, (100 * answered) / here) : 0}%` }} />
              </span>
            )}
            <p class="ci-screen-count">
              {here === 0 && !answered
                ? t("progress_nobody")
                : shown.is_answered
                  ? t("progress_answered", { answered, here: Math.max(here, answered) })
                  : [
                      t("progress_here", { n: here }),
                      shown.title && t("progress_written", { n: answered }),
                    ]
                      .filter(Boolean)
                      .join(" · ")}
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The team's own page decides what may be seen: nothing of a step that is open. */
export function TeamResultView({ t, shown }: Of<TeamResult>) {
  const address = `${addressOf(shown.workbook, shown.step)}&look=${encodeURIComponent(shown.team_id)}`;
  return (
    <div class="ci-screen-framed">
      <h1 dir="auto">{t("result_of_team", { team: shown.team })}</h1>
      <iframe
        key={address}
        class="ci-screen-frame"
        src={`${address}&projector`}
        title={t("result_frame", { team: shown.team, title: shown.title })}
      />
    </div>
  );
}

export function SharedView({ t, shown }: Of<Sharing>) {
  return (
    <div>
      <h1>{t("shared_title")}</h1>
      {shown.groups.length === 0 && <p class="ci-screen-large">{t("shared_nothing")}</p>}
      <div class="ci-screen-groups">
        {shown.groups.map(({ subject, items }) => (
          <section key={subject}>
            <h2>{subject}</h2>
            <ul>
              {items.map(({ text, teams }) => (
                <li key={text}>
                  <p dir="auto">{text}</p>
                  <p class="ci-screen-small" dir="auto">
                    {teams.length > MOST_NAMED ? t("teams", { n: teams.length }) : teams.join(", ")}
                  </p>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </div>
  );
}

/** Return an address as people type it. */
function withoutScheme(url: string): string {
  return url.replace(/^https?:\/\//, "");
}
