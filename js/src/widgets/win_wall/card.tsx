/** One win on the wall: what it is, what was learned, and thanks for it. */

import type { Exercise } from "../../shared/define_exercise";
import { daySaid } from "../../shared/record_list_said";
import { settle } from "../../shared/record_news";
import type { Say } from "../../shared/words";
import type { Card, Mine, State } from "./state";
import { ThanksFor } from "./thanks";

export function WinCard({
  exercise,
  win,
  mine,
  isFresh,
}: {
  exercise: Exercise<State>;
  win: Card;
  mine: Mine | undefined;
  isFresh: boolean;
}) {
  const { t } = exercise;
  return (
    <article class={isFresh ? "ci-win-card ci-fresh" : "ci-win-card"} onAnimationEnd={settle}>
      <p class="ci-help">{win.done_on ? daySaid(win.done_on) : t("no_day")}</p>
      <h4 dir="auto">{win.title}</h4>
      <WinWords t={t} win={win} />
      {win.learned && (
        <div class="ci-win-learned">
          <p class="ci-label">{t("learned")}</p>
          <p dir="auto">{win.learned}</p>
        </div>
      )}
      <ThanksFor exercise={exercise} win={win} mine={mine} />
    </article>
  );
}

function WinWords({ t, win }: { t: Say; win: Card }) {
  const next =
    win.next_win && win.next_by
      ? t("next_by", { what: win.next_win, day: daySaid(win.next_by) })
      : win.next_win;
  const said: [string, string][] = [
    [t("evidence"), win.evidence],
    [t("story"), win.story],
    [t("serves"), win.goal],
    [t("strengthens"), win.condition && t(`condition_${win.condition}`)],
    [t("measure"), win.measure],
    [t("activities"), win.activities.join(" · ")],
    [t("partners"), win.partners.join(" · ")],
    [t("made_possible"), win.thanks_to.join(" · ")],
    [t("next_win"), next],
  ];
  return (
    <>
      <dl class="ci-said">
        {said.map(
          ([label, words]) =>
            words && (
              <div key={label}>
                <dt>{label}</dt>
                <dd dir="auto">{words}</dd>
              </div>
            ),
        )}
      </dl>
      {win.sectors.length > 0 && (
        <p class="ci-tags">
          {win.sectors.map((one) => (
            <span key={one} class="ci-tag" dir="auto">
              {one}
            </span>
          ))}
        </p>
      )}
    </>
  );
}
