/** What moves: directions and order first, numbers under a fold, and how it was worked out. */

import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { TableFrame } from "../../shared/table_frame";
import type { Say } from "../../shared/words";
import type { Answer } from "./state";

interface Props {
  t: Say;
  answer: Answer;
}

/** The answer; the keyboard goes to its heading when it comes. */
export function Result({
  t,
  answer,
  isOld,
  children,
}: Props & { isOld: boolean; children: ComponentChildren }) {
  const { title, held, lead, still, warnings, worked } = answer;
  const head = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => head.current?.focus(), [answer]);
  return (
    <section class="ci-answer" aria-label={t("result")}>
      <h3 tabIndex={-1} ref={head} dir="auto">
        {held}
      </h3>
      <p class="ci-help" dir="auto">
        {title}
      </p>
      {isOld && <p class="ci-old">{t("changed")}</p>}
      <p class="ci-lead" dir="auto">
        {lead}
      </p>
      <Moves t={t} answer={answer} />
      {still.length > 0 && (
        <p class="ci-help" dir="auto">
          {still.join(" ")}
        </p>
      )}
      {warnings.length > 0 && (
        <div class="ci-beware">
          <p>
            <strong>{t("watch_out")}</strong>
          </p>
          <ul>
            {warnings.map((one) => (
              <li key={one} dir="auto">
                {one}
              </li>
            ))}
          </ul>
        </div>
      )}
      <Numbers t={t} answer={answer} />
      <details>
        <summary>{t("worked_title")}</summary>
        <ul class="ci-worked">
          {worked.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      </details>
      {children}
    </section>
  );
}

function Moves({ t, answer: { moves } }: Props) {
  if (!moves.length) return null;
  return (
    <ol class="ci-moves" aria-label={t("moves_title")}>
      {moves.map(({ word, place, is_up, sentence, votes }) => (
        <li key={word} value={place}>
          <span class={`ci-way ${is_up ? "ci-up" : "ci-down"}`} aria-hidden="true">
            {is_up ? "▲" : "▼"}
          </span>
          <span dir="auto">{sentence}</span>
          {votes && <span class="ci-help ci-votes">{votes}</span>}
        </li>
      ))}
    </ol>
  );
}

/** Decimals, for those who ask. */
function Numbers({ t, answer: { moves } }: Props) {
  if (!moves.length) return null;
  return (
    <details>
      <summary>{t("numbers")}</summary>
      <TableFrame label={t("numbers")}>
        <table>
          <thead>
            <tr>
              {["word", "change", "before", "after"].map((key) => (
                <th key={key} scope="col">
                  {t(key)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {moves.map(({ word, label, change, before, after }) => (
              <tr key={word}>
                <th scope="row" dir="auto">
                  {label}
                </th>
                <td>{change}</td>
                <td>{before}</td>
                <td>{after}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </details>
  );
}
