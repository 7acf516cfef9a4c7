/** A team's page for the public as it will look, what is left out of it, and the cards. */

import type { ExerciseState } from "../shared/afm";
import { defineExercise, type Exercise } from "../shared/define_exercise";
import { useTrait } from "../shared/hooks";
import { daySaid } from "../shared/record_list_said";
import type { Say } from "../shared/words";

/** A win as the public may read it: names stand in it only where their people said yes. */
export interface ShownWin {
  id: string;
  title: string;
  done_on: string;
  story: string;
  evidence: string;
  who: string[];
  partners: string[];
  goal: string;
  learned: string;
  next_win: string;
  next_by: string;
}

/** Traits of `widgets/public_page.py`. */
export interface State extends ExerciseState {
  team_name: string;
  wins: ShownWin[];
  not_marked: number;
  not_done: number;
  without_name: number;
}

const PRINTS = ["page", "cards"] as const;

function PublicPage({ model, t }: Exercise<State>) {
  const wins = useTrait(model, "wins");
  const team = useTrait(model, "team_name");
  const left = (["not_marked", "not_done", "without_name"] as const)
    .map((one) => ({ one, n: useTrait(model, one) }))
    .filter(({ n }) => n > 0);
  return (
    <div class="ci-public">
      {!wins.length && <p class="ci-waiting">{t("none")}</p>}
      {wins.length > 0 && (
        <div class="ci-actions">
          {PRINTS.map((what) => (
            <button key={what} type="button" class="ci-button" onClick={() => print(what)}>
              {t(`print_${what}`)}
            </button>
          ))}
        </div>
      )}
      <section class="ci-public-left" aria-label={t("left_out_title")}>
        <h3>{t("left_out_title")}</h3>
        {left.length > 0 && (
          <ul>
            {left.map(({ one, n }) => (
              <li key={one}>{t(one, { n })}</li>
            ))}
          </ul>
        )}
        <p class="ci-help">{t("names_help")}</p>
      </section>
      {wins.length > 0 && (
        <>
          <section class="ci-public-sheet ci-print-page" aria-label={t("title", { team })}>
            <h3 dir="auto">{t("title", { team })}</h3>
            {wins.map((win) => (
              <WinSaid key={win.id} t={t} win={win} />
            ))}
          </section>
          <section class="ci-print-cards" aria-label={t("cards_title")}>
            <h3>{t("cards_title")}</h3>
            <ul class="ci-public-cards">
              {wins.map((win) => (
                <Card key={win.id} t={t} win={win} team={team} />
              ))}
            </ul>
          </section>
        </>
      )}
    </div>
  );
}

/** Print one of the two, and nothing else of the page. */
function print(what: (typeof PRINTS)[number]): void {
  const { dataset } = document.documentElement;
  dataset.ciPrint = what;
  const end = (): void => {
    delete dataset.ciPrint;
    removeEventListener("afterprint", end);
  };
  addEventListener("afterprint", end);
  window.print();
}

/** Return the word between the last two of a list: Spanish says "e" before the sound of i. */
function andBefore(t: Say, last: string): string {
  return t("and") === "y" && /^[“"]?(?:[ií]|h[ií](?![ae]))/i.test(last) ? "e" : t("and");
}

/** Return things as one would say them: a, b and c. */
export function listed(t: Say, these: readonly string[]): string {
  const last = these.at(-1) ?? "";
  return these.length > 1 ? `${these.slice(0, -1).join(", ")} ${andBefore(t, last)} ${last}` : last;
}

/**
 * Return people told by a name or a role so that no two of them are read as one: "Ray, a bus
 * driver" would say that Ray drives a bus. The reports say it in the same way (`people_listed`).
 */
export function peopleListed(t: Say, people: readonly string[]): string {
  const [one, other = ""] = people;
  return people.length === 2 ? `${one}, ${andBefore(t, other)} ${other}` : people.join("; ");
}

function WinSaid({ t, win }: { t: Say; win: ShownWin }) {
  const next = win.next_by ? `${win.next_win}, ${t("next_by", { day: daySaid(win.next_by) })}` : "";
  const said = [
    [t("goal"), win.goal],
    [t("evidence"), win.evidence],
    [t("who"), peopleListed(t, win.who)],
    [t("partners"), listed(t, win.partners)],
    [t("learned"), win.learned],
    [t("next_win"), win.next_win && (next || win.next_win)],
  ];
  return (
    <article>
      <h4 dir="auto">{win.title}</h4>
      {win.done_on && <p class="ci-help">{daySaid(win.done_on)}</p>}
      {win.story && <p dir="auto">{win.story}</p>}
      {said.map(
        ([label, text]) =>
          text && (
            <p key={label}>
              <strong>{label}</strong> <span dir="auto">{text}</span>
            </p>
          ),
      )}
    </article>
  );
}

function Card({ t, win, team }: { t: Say; win: ShownWin; team: string }) {
  return (
    <li class="ci-public-card">
      <h4 dir="auto">{win.title}</h4>
      <p class="ci-help">
        {[team, win.done_on && daySaid(win.done_on)].filter(Boolean).join(", ")}
      </p>
      {win.learned && <p dir="auto">{win.learned}</p>}
      {win.who.length > 0 && (
        <p>
          <strong>{t("thank_you")}</strong> <span dir="auto">{peopleListed(t, win.who)}</span>
        </p>
      )}
    </li>
  );
}

export default defineExercise(PublicPage);
