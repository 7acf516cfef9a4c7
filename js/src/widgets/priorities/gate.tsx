/** The five questions of PEARL about one thing, which the team answers for everyone. */

import { SelectField } from "../../shared/fields";
import type { Say } from "../../shared/words";
import { type Answers, LETTERS } from "./state";

const YES_NO = ["yes", "no"] as const;

export function GateForm({
  t,
  answers,
  onAnswers,
}: {
  t: Say;
  answers: Answers;
  /** Nothing where this person may not answer. */
  onAnswers: ((answers: Answers) => void) | null;
}) {
  const answer = (letter: (typeof LETTERS)[number], value: string): void => {
    const { [letter]: _, ...others } = answers;
    onAnswers?.(value === "" ? others : { ...others, [letter]: value === "yes" });
  };
  const word = (letter: (typeof LETTERS)[number]): "yes" | "no" | "" => {
    const said = answers[letter];
    return said === undefined ? "" : said ? "yes" : "no";
  };
  return (
    <details class="ci-gate">
      <summary>
        {t("pearl_title")} {t("pearl_state", { n: Object.keys(answers).length })}
      </summary>
      <div class="ci-part">
        <p class="ci-help">{t("pearl_help")}</p>
        {LETTERS.map((letter) =>
          onAnswers ? (
            <SelectField
              key={letter}
              label={t(`pearl_${letter}`)}
              empty={t("pearl_open")}
              value={word(letter)}
              options={YES_NO.map((value) => ({ value, label: t(`pearl_${value}`) }))}
              onValue={(value) => answer(letter, value)}
            />
          ) : (
            <p key={letter}>
              {t(`pearl_${letter}`)} <strong>{t(`pearl_${word(letter) || "open"}`)}</strong>
            </p>
          ),
        )}
      </div>
    </details>
  );
}
