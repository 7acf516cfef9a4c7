/** What a team chose in each case, and why each answer is right or wrong. */

import { Notice } from "../../shared/exercise";
import { Mark, Rule } from "../../shared/verdict";
import type { Say } from "../../shared/words";
import type { Answers, Case, CaseResult, Explained, State } from "./state";

export function Result({
  t,
  cases,
  reasons,
  result,
  mine,
}: {
  t: Say;
  cases: Case[];
  reasons: Explained[];
  result: State["result"];
  mine: Answers;
}) {
  const { answered = 0, too_few, later = 0, cases: chosen = [] } = result;
  if (!reasons.length) return <p class="ci-help">{t("no_result")}</p>;
  return (
    <div class="ci-stories">
      {too_few ? (
        <Notice>{t("too_few")}</Notice>
      ) : (
        <p class="ci-help">{t("result_of", { n: answered })}</p>
      )}
      {cases.map((one, place) => (
        <CaseView
          key={one.id}
          t={t}
          head={t("number", { number: place + 1, of: cases.length })}
          one={one}
          why={reasons.find(({ id }) => id === one.id)}
          found={chosen.find(({ id }) => id === one.id)}
          mine={mine[one.id]}
        />
      ))}
      {later > 0 && <Notice>{t("came_later", { n: later })}</Notice>}
    </div>
  );
}

function CaseView({
  t,
  head,
  one,
  why,
  found,
  mine,
}: {
  t: Say;
  head: string;
  one: Case;
  why: Explained | undefined;
  found: CaseResult | undefined;
  mine: Answers[string] | undefined;
}) {
  const counts = found?.counts ?? [];
  const all = counts.reduce((sum, count) => sum + count, 0);
  return (
    <section class="ci-story-question" aria-label={head}>
      <p class="ci-help">{head}</p>
      <h4>{one.title}</h4>
      <p class="ci-story">{one.story}</p>
      <p>
        <strong>{one.question}</strong>
      </p>
      {found && !counts.length && <p class="ci-help">{t("too_few_here")}</p>}
      <ol class="ci-answers">
        {one.choices.map((text, place) => {
          const reason = why?.choices[place];
          const count = counts[place] ?? 0;
          return (
            <li key={text}>
              <p>
                {text} {mine === place + 1 && <span class="ci-mark ci-mine">{t("mine")}</span>}
              </p>
              {all > 0 && (
                <p class="ci-chose">
                  <span class="ci-track" aria-hidden="true">
                    <span style={{ width: `${(100 * count) / all}%` }} />
                  </span>
                  <span>{t("chose", { n: count })}</span>
                </p>
              )}
              {reason && (
                <p class="ci-why">
                  <Mark t={t} verdict={reason.verdict} /> {reason.reason}
                </p>
              )}
            </li>
          );
        })}
      </ol>
      {found && counts.length > 0 && found.dont_know > 0 && (
        <p class="ci-help">{t("unsure", { n: found.dont_know })}</p>
      )}
      {why && (
        <Rule
          rule={why.rule}
          sources={why.sources}
          names={{ rule: t("rule"), sources: t("sources") }}
        />
      )}
    </section>
  );
}
