/** Where a team's dots went: the most dots first, with the number of people who gave them. */

import { Notice } from "../../shared/exercise";
import { TableFrame } from "../../shared/table_frame";
import type { Say } from "../../shared/words";

export interface VoteResult {
  voters: number;
  too_few: boolean;
  later: number;
  /** An idea's `voters` are 0 where so few gave it dots that their number would tell on them. */
  items: { id: string; text: string; dots: number; voters: number }[];
}

interface Ranked {
  id: string;
  text: string;
  dots: number;
  voters: number;
  place: number;
  isTied: boolean;
}

/** Give equal dots one place, and let the next count on: 1, 2, 2, 4. */
export function ranked(items: VoteResult["items"]): Ranked[] {
  return items.map((item) => ({
    ...item,
    place: 1 + items.filter((other) => other.dots > item.dots).length,
    isTied: item.dots > 0 && items.filter((other) => other.dots === item.dots).length > 1,
  }));
}

/** The result of a closed vote. */
export function Result({ t, result }: { t: Say; result: Partial<VoteResult> }) {
  const { later = 0, voters = 0 } = result;
  const items = ranked(result.items ?? []);
  const withDots = items.filter(({ dots }) => dots > 0);
  const without = items.filter(({ dots }) => dots === 0);
  const most = Math.max(1, ...items.map(({ dots }) => dots));
  const isShown = !result.too_few && items.length > 0;
  return (
    <div class="ci-result">
      {result.too_few && <Notice>{t("too_few")}</Notice>}
      {!result.too_few && !isShown && <p class="ci-help">{t("no_result")}</p>}
      {isShown && <p class="ci-help">{t("result_of", { n: voters })}</p>}
      {isShown && (
        <ol class="ci-ranking">
          {withDots.map((item) => (
            <li key={item.id}>
              <p class="ci-ranked">
                <span class="ci-place">
                  {item.place}
                  {item.isTied && <span class="ci-tie">{t("tied")}</span>}
                </span>
                <span dir="auto">{item.text}</span>
              </p>
              <div class="ci-track" aria-hidden="true">
                <div class="ci-bar" style={{ width: `${(100 * item.dots) / most}%` }} />
              </div>
              <p class="ci-given-by">
                <strong>{t("dots", { n: item.dots })}</strong>
                {item.voters > 0 && ` ${t("from", { n: item.voters })}`}
              </p>
            </li>
          ))}
        </ol>
      )}
      {isShown && without.length > 0 && (
        <details>
          <summary>{t("without_dots", { n: without.length })}</summary>
          <ul>
            {without.map(({ id, text }) => (
              <li key={id}>
                <span dir="auto">{text}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {later > 0 && <Notice>{t("came_later", { n: later })}</Notice>}
      {isShown && <Numbers t={t} items={items} />}
    </div>
  );
}

function Numbers({ t, items }: { t: Say; items: Ranked[] }) {
  return (
    <details>
      <summary>{t("as_table")}</summary>
      <TableFrame label={t("as_table")}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("place")}</th>
              <th scope="col">{t("idea")}</th>
              <th scope="col">{t("dots_head")}</th>
              <th scope="col">{t("voters_head")}</th>
            </tr>
          </thead>
          <tbody>
            {items.map(({ id, text, dots, voters, place, isTied }) => (
              <tr key={id}>
                <td>
                  {dots ? place : "–"}
                  {isTied && ` ${t("tied")}`}
                </td>
                <th scope="row" dir="auto">
                  {text}
                </th>
                <td>{dots}</td>
                <td>{voters || !dots ? voters : t("fewer")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </details>
  );
}
