/** What a team said in a survey: a bar, a word, and the numbers for those who want them. */

import { Notice } from "../../shared/exercise";
import { isOnWall } from "../../shared/on_wall";
import { TableFrame } from "../../shared/table_frame";
import type { Say } from "../../shared/words";
import { Bar, ScaleKey } from "./bar";
import { BesideNumbers, BesideRows } from "./beside";
import type { Beside, Grade, StatementResult, SurveyResult } from "./state";

/** The result of a closed survey. */
export function Result({
  t,
  scale,
  result,
  beside,
}: {
  t: Say;
  scale: Grade[];
  result: Partial<SurveyResult>;
  beside: Beside[];
}) {
  const { statements = [], later = 0 } = result;
  const isShown = !result.too_few && statements.length > 0;
  return (
    <div class="ci-result">
      {result.too_few && <Notice>{t("too_few")}</Notice>}
      {!result.too_few && !isShown && <p class="ci-help">{t("no_result")}</p>}
      {isShown && <p class="ci-help">{t("result_of", { n: result.answered ?? 0 })}</p>}
      {isShown && <ScaleKey scale={scale} />}
      <ol class="ci-statements">
        {statements.map((statement, place) => {
          const marks = [
            statement.id === result.most_agreed ? t("most_agreed") : "",
            statement.id === result.most_split ? t("most_split") : "",
          ].filter(Boolean);
          return (
            <li key={statement.id} class={marks.length ? "ci-has-mark" : ""}>
              <Statement
                t={t}
                number={place + 1}
                scale={scale}
                statement={statement}
                marks={marks}
                beside={beside}
              />
            </li>
          );
        })}
      </ol>
      {later > 0 && <Notice>{t("came_later", { n: later })}</Notice>}
      {isShown && <Numbers t={t} scale={scale} statements={statements} />}
      {isShown && <BesideNumbers t={t} scale={scale} statements={statements} beside={beside} />}
    </div>
  );
}

function Statement({
  t,
  number,
  scale,
  statement,
  marks,
  beside,
}: {
  t: Say;
  number: number;
  scale: Grade[];
  statement: StatementResult;
  marks: string[];
  beside: Beside[];
}) {
  const { counts, other, word, sectors } = statement;
  const others = Object.entries(other).filter(([, people]) => people > 0);
  return (
    <>
      <div>
        <p class="ci-said">
          <span class="ci-number">{number}.</span> {statement.text}
        </p>
        {counts.length ? (
          <p class="ci-words">
            <strong class={`ci-word ci-word-${word}`}>{t(`word_${word}`)}</strong>
            {marks.map((mark) => (
              <span key={mark} class="ci-mark">
                {mark}
              </span>
            ))}
          </p>
        ) : (
          <p class="ci-help">{t("too_few_here")}</p>
        )}
      </div>
      <div>
        {counts.length > 0 && <Bar scale={scale} counts={counts} />}
        {others.length > 0 && (
          <p class="ci-help">
            {others.map(([answer, people]) => t(`other_${answer}`, { n: people })).join(" ")}
          </p>
        )}
        {sectors.length > 0 && (
          <details>
            <summary>{t("by_sector")}</summary>
            <p class="ci-help">
              {t("mean_help", {
                low: scale[0]?.label ?? "",
                high: scale.at(-1)?.label ?? "",
                most: scale.length,
              })}
            </p>
            <TableFrame label={t("by_sector_of", { text: statement.text })}>
              <table>
                <thead>
                  <tr>
                    <th scope="col">{t("sector")}</th>
                    <th scope="col">{t("people")}</th>
                    <th scope="col">{t("mean")}</th>
                  </tr>
                </thead>
                <tbody>
                  {sectors.map(({ name, people, mean }) => (
                    <tr key={name}>
                      <th scope="row">{name}</th>
                      <td>{people}</td>
                      <td>{mean.toFixed(1)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </TableFrame>
          </details>
        )}
        <BesideRows t={t} scale={scale} id={statement.id} beside={beside} />
      </div>
    </>
  );
}

/** Return a measure with a minus that is read as one. */
function signed(t: Say, measure: number | null): string {
  return measure === null ? t("not_shown") : measure.toFixed(2).replace("-", "−");
}

function Numbers({
  t,
  scale,
  statements,
}: {
  t: Say;
  scale: Grade[];
  statements: StatementResult[];
}) {
  const isAnyOff = statements.some(({ other }) => other.off_scale);
  // For those who open the table; the reading line and the wall of a hall have the word alone.
  const isMeasured = !isOnWall() && statements.some(({ agreement }) => agreement !== null);
  return (
    <details>
      <summary>{t("as_table")}</summary>
      {isMeasured && <p class="ci-help">{t("measures_help")}</p>}
      <TableFrame label={t("as_table")}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("statement")}</th>
              {scale.map(({ value, label }) => (
                <th key={value} scope="col">
                  {label}
                </th>
              ))}
              <th scope="col">{t("dont_know")}</th>
              <th scope="col">{t("prefer_not")}</th>
              {isAnyOff && <th scope="col">{t("off_scale")}</th>}
              <th scope="col">{t("in_a_word")}</th>
              {isMeasured && <th scope="col">{t("agreement")}</th>}
              {isMeasured && <th scope="col">{t("consensus")}</th>}
            </tr>
          </thead>
          <tbody>
            {statements.map(({ id, text, counts, other, word, agreement, consensus }) => (
              <tr key={id}>
                <th scope="row">{text}</th>
                {scale.map(({ value }, place) => (
                  <td key={value}>{counts.length ? (counts[place] ?? 0) : t("not_shown")}</td>
                ))}
                <td>{counts.length ? (other.dont_know ?? 0) : t("not_shown")}</td>
                <td>{counts.length ? (other.prefer_not ?? 0) : t("not_shown")}</td>
                {isAnyOff && <td>{counts.length ? (other.off_scale ?? 0) : t("not_shown")}</td>}
                <td>{t(`word_${word}`)}</td>
                {isMeasured && <td>{signed(t, agreement)}</td>}
                {isMeasured && <td>{signed(t, consensus)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </details>
  );
}
