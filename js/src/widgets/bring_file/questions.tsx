/** The questions of a survey file, each with its type and how many gave each answer. */

import type { Say } from "../../shared/words";
import type { Question, SurveyPreview } from "./state";

/** So many questions are seen at once; more are folded. */
const FEW = 6;

export function Questions({ t, survey }: { t: Say; survey: SurveyPreview }) {
  const { questions, more } = survey;
  return (
    <details open={questions.length <= FEW}>
      <summary>{t("questions", { n: questions.length })}</summary>
      <ol class="ci-questions">
        {questions.map((question) => (
          <li key={question.id}>
            <p dir="auto">
              <strong>{question.text}</strong>
            </p>
            <p class="ci-help">
              {t(`type_${question.type}`)}, {t("answered_by", { n: question.answered })}
            </p>
            <Counts t={t} question={question} />
          </li>
        ))}
      </ol>
      {more > 0 && <p class="ci-help">{t("more", { n: more })}</p>}
    </details>
  );
}

function Counts({ t, question: { counts, other } }: { t: Say; question: Question }) {
  if (!counts.length) return null;
  return (
    <ul class="ci-counts">
      {counts.map(({ label, people }) => (
        <li key={label} dir="auto">
          {label}: <strong>{people}</strong>
        </li>
      ))}
      {other > 0 && (
        <li>
          {t("other_answers")}: <strong>{other}</strong>
        </li>
      )}
    </ul>
  );
}
