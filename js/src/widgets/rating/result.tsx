/** What a team said in a survey: a bar, a word, and the numbers for those who want them. */

import { Notice } from "../../shared/exercise";
import { TableFrame } from "../../shared/table_frame";
import type { Say } from "../../shared/words";
import type { Grade, StatementResult, SurveyResult } from "./state";

/** A label of so many letters fits into a narrow part of a bar. */
const SHORT = 9;

/** The result of a closed survey. */
export function Result({
  t,
  scale,
  result,
}: {
  t: Say;
  scale: Grade[];
  result: Partial<SurveyResult>;
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
              />
            </li>
          );
        })}
      </ol>
      {later > 0 && <Notice>{t("came_later", { n: later })}</Notice>}
      {isShown && <Numbers t={t} scale={scale} statements={statements} />}
    </div>
  );
}

function Statement({
  t,
  number,
  scale,
  statement,
  marks,
}: {
  t: Say;
  number: number;
  scale: Grade[];
  statement: StatementResult;
  marks: string[];
}) {
  const { counts, other, word, agreement, consensus, sectors } = statement;
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
        {agreement !== null && consensus !== null && (
          <p class="ci-help ci-measures">
            {t("measures", { agreement: signed(agreement), consensus: signed(consensus) })}
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
      </div>
    </>
  );
}

/** The counts side by side; the words below say the same, so the bar itself is only seen. */
function Bar({ scale, counts }: { scale: Grade[]; counts: number[] }) {
  const parts = scale
    .map(({ label }, place) => ({
      label,
      count: counts[place] ?? 0,
      tone: tone(place, scale.length),
    }))
    .filter(({ count }) => count > 0);
  return (
    <>
      <div class="ci-bar" aria-hidden="true">
        {parts.map(({ label, count, tone }) => (
          <span
            key={label}
            class={`ci-part ci-tone-${tone} ${label.length <= SHORT ? "ci-short" : ""}`}
            style={{ flexGrow: count }}
          >
            <span class="ci-part-label">{label} </span>
            {count}
          </span>
        ))}
      </div>
      <ul class="ci-key">
        {parts.map(({ label, count, tone }) => (
          <li key={label}>
            <span class={`ci-swatch ci-tone-${tone}`} aria-hidden="true" />
            {label} <strong>{count}</strong>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The colours of all bars, once, for a screen that a room looks at; each bar has its own words. */
function ScaleKey({ scale }: { scale: Grade[] }) {
  return (
    <ul class="ci-key ci-scale" aria-hidden="true">
      {scale.map(({ value, label }, place) => (
        <li key={value}>
          <span class={`ci-swatch ci-tone-${tone(place, scale.length)}`} />
          {label}
        </li>
      ))}
    </ul>
  );
}

/** Return a measure with a minus that is read as one. */
function signed(measure: number): string {
  return measure.toFixed(2).replace("-", "−");
}

/** Return one of five tones, 0 for the low end of a scale of any length. */
function tone(place: number, length: number): number {
  const middle = (length - 1) / 2;
  if (place === middle) return 2;
  const isEnd = place === 0 || place === length - 1;
  return place < middle ? (isEnd ? 0 : 1) : isEnd ? 4 : 3;
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
  return (
    <details>
      <summary>{t("as_table")}</summary>
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
            </tr>
          </thead>
          <tbody>
            {statements.map(({ id, text, counts, other, word }) => (
              <tr key={id}>
                <th scope="row">{text}</th>
                {scale.map(({ value }, place) => (
                  <td key={value}>{counts.length ? (counts[place] ?? 0) : t("not_shown")}</td>
                ))}
                <td>{counts.length ? (other.dont_know ?? 0) : t("not_shown")}</td>
                <td>{counts.length ? (other.prefer_not ?? 0) : t("not_shown")}</td>
                {isAnyOff && <td>{counts.length ? (other.off_scale ?? 0) : t("not_shown")}</td>}
                <td>{t(`word_${word}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </details>
  );
}
