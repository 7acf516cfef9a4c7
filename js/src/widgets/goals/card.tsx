/** A goal on the list: its sentence first, then where it comes from and what it lacks. */

import type { Choice } from "../../shared/record_list_fields";
import { whoSaid } from "../../shared/record_list_said";
import type { Say } from "../../shared/words";
import { Clashes, Sentence } from "./growing";
import { changeSaid, goalParts, isBegun, type Lack, lacksOf } from "./sentence";
import type { Answers, Criterion, Goal } from "./state";

interface CardProps {
  t: Say;
  goal: Goal;
  links: readonly Choice[];
  partners: readonly Choice[];
  members: readonly Choice[];
  criteria: readonly Criterion[];
  criteriaName: string;
  answers: Answers | undefined;
}

export function Card(props: CardProps) {
  const { t, goal, links, partners, members, answers } = props;
  const lacks = lacksOf(t, goal, links.length, goal.start);
  const hasSentence = isBegun(goal);
  const change = changeSaid(t, goal);
  return (
    <>
      <p class="ci-goal-sentence">
        <strong dir="auto">
          {hasSentence ? <Sentence parts={goalParts(t, goal)} /> : goal.aim}
        </strong>
      </p>
      {hasSentence && <p dir="auto">{goal.aim}</p>}
      {change && <p class="ci-help">{change}</p>}
      {goal.status === "open" && <Clashes lacks={lacks} />}
      <p class="ci-tags">
        {goal.status !== "open" && <span class="ci-tag">{t(`status_${goal.status}`)}</span>}
        {goal.owner && (
          <span class="ci-tag" dir="auto">
            {t("carried_by", { who: whoSaid(t, members, goal.owner) })}
          </span>
        )}
        {partners.length > 0 && (
          <span class="ci-tag" dir="auto">
            {t("with_partners", { partners: partners.map(({ label }) => label).join(", ") })}
          </span>
        )}
      </p>
      {links.length > 0 && (
        <div>
          <p class="ci-help">{t("serves")}</p>
          <ul>
            {links.map(({ id, label }) => (
              <li key={id} dir="auto">
                {label}
              </li>
            ))}
          </ul>
        </div>
      )}
      {goal.status === "open" && <Against {...props} lacks={lacks} />}
      {(goal.status === "open" || answers?.lines.length) && <Said t={t} answers={answers} />}
    </>
  );
}

/** What is missing, with its reasons, and by the letters the program goes by. */
function Against({ t, lacks, criteria, criteriaName }: CardProps & { lacks: readonly Lack[] }) {
  const missing = lacks.filter(({ isClash }) => !isClash);
  const notYet = new Set(lacks.map(({ check }) => check));
  return (
    <>
      {missing.length ? (
        <details>
          <summary>{t("lacks_count", { n: missing.length })}</summary>
          <ul class="ci-lacks">
            {missing.map(({ key, text }) => (
              <li key={key}>{text}</li>
            ))}
          </ul>
        </details>
      ) : (
        !lacks.length && <p class="ci-help">{t("whole")}</p>
      )}
      <details>
        <summary>{t("against", { name: criteriaName })}</summary>
        <ul class="ci-letters">
          {criteria.map(({ id, letter, name, about, checks, ask }) => (
            <li key={id}>
              <strong>{letter}</strong> {name}: {about}{" "}
              {checks.length > 0 &&
                t(checks.some((one) => notYet.has(one)) ? "letter_lacks" : "letter_there")}{" "}
              {ask && t("letter_asked")}
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

/** What people said who do not carry it, once it may be seen. */
function Said({ t, answers }: { t: Say; answers: Answers | undefined }) {
  if (answers?.is_held) return <p class="ci-help">{t("reviews_held", { n: answers.people })}</p>;
  if (!answers?.lines.length)
    return <p class="ci-help">{t(answers?.people ? "reviews_some" : "reviews_none")}</p>;
  return (
    <div class="ci-goal-said">
      <p class="ci-help">{t("reviews_title")}</p>
      <ul>
        {answers.lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {answers.notes.length > 0 && (
        <>
          <p class="ci-help">{t("notes_title")}</p>
          <ul>
            {answers.notes.map((note, place) => (
              <li key={place} dir="auto">
                {note}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
