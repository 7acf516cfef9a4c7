/** All ways side by side: places in a table, then where they part, then how each was found. */

import { Notice } from "../../shared/exercise";
import { TableFrame } from "../../shared/table_frame";
import type { Say } from "../../shared/words";
import type { Detail, Part, Result } from "./state";

/** So many parts are seen at once: what stands first, and where the ways disagree. */
const SEEN = 2;

export function SideBySide({
  t,
  result,
  isOpen,
}: {
  t: Say;
  result: Partial<Result>;
  isOpen: boolean;
}) {
  const { columns = [], rows = [], parts = [], details = [], too_few = "", later = 0 } = result;
  // The dots alone have their own page, and are no comparison yet.
  const isBegun = columns.some(({ key }) => !isOpen || key !== "dots");
  return (
    <div class="ci-part ci-side-by-side">
      <h3>{t("result_title")}</h3>
      {isOpen && <p class="ci-help">{t("result_open")}</p>}
      {too_few && <Notice>{too_few}</Notice>}
      {!isBegun ? (
        <p class="ci-waiting">{t("result_none")}</p>
      ) : (
        <>
          <Places t={t} columns={columns} rows={rows} />
          <p class="ci-help">{t("table_help")}</p>
          <div class="ci-sides">
            {parts.slice(0, SEEN).map((part) => (
              <section key={part.title} class="ci-said">
                <h4>{part.title}</h4>
                <Sentences part={part} />
              </section>
            ))}
          </div>
          {parts.slice(SEEN).map((part) => (
            <details key={part.title}>
              <summary>{part.title}</summary>
              <div class="ci-said">
                <Sentences part={part} />
              </div>
            </details>
          ))}
          <h4>{t("how_found")}</h4>
          {details.map((detail) => (
            <How key={detail.key} detail={detail} />
          ))}
        </>
      )}
      {later > 0 && <Notice>{t("came_later", { n: later })}</Notice>}
    </div>
  );
}

function Places({ t, columns, rows }: { t: Say } & Pick<Result, "columns" | "rows">) {
  return (
    <TableFrame label={t("result_title")}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("thing")}</th>
            {columns.map(({ key, name, who }) => (
              <th key={key} scope="col">
                {name} <span class="ci-who-says">{who}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, text, places }) => (
            <tr key={id}>
              <th scope="row" dir="auto">
                {text}
              </th>
              {columns.map(({ key }, at) => (
                <td key={key} class="ci-place" data-first={places[at]?.replace("=", "") === "1"}>
                  {places[at]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

function Sentences({ part: { sentences, note } }: { part: Part }) {
  return (
    <>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {note && <p class="ci-help">{note}</p>}
    </>
  );
}

function How({ detail: { name, who, sentences, columns, rows } }: { detail: Detail }) {
  return (
    <details>
      <summary>
        {name} <span class="ci-who-says">{who}</span>
      </summary>
      <div class="ci-part">
        <ul>
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        <TableFrame label={`${name}, ${who}`}>
          <table>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(([thing, ...cells], place) => (
                <tr key={place}>
                  <th scope="row" dir="auto">
                    {thing}
                  </th>
                  {cells.map((cell, at) => (
                    <td key={columns[at + 1]}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
      </div>
    </details>
  );
}
