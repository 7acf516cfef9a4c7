/** What the same statements were answered elsewhere, each file by itself. */

import { TableFrame } from "../../shared/table_frame";
import type { Say } from "../../shared/words";
import { Bar } from "./bar";
import type { Beside, Grade, StatementResult } from "./state";

/** One statement: a bar for each file that asked it. */
export function BesideRows({
  t,
  scale,
  id,
  beside,
}: {
  t: Say;
  scale: Grade[];
  id: string;
  beside: Beside[];
}) {
  return (
    <>
      {beside.map((file) =>
        file.statements
          .filter((one) => one.id === id)
          .map(({ answered, counts }) => (
            <div key={file.id} class="ci-beside">
              <p class="ci-help" dir="auto">
                {t("also_asked", { title: file.title, n: answered })}
              </p>
              <Bar scale={scale} counts={counts} />
            </div>
          )),
      )}
    </>
  );
}

/** The same for those who want a table: a row a file and statement. */
export function BesideNumbers({
  t,
  scale,
  statements,
  beside,
}: {
  t: Say;
  scale: Grade[];
  statements: StatementResult[];
  beside: Beside[];
}) {
  if (!beside.length) return null;
  const texts = new Map(statements.map(({ id, text }) => [id, text]));
  return (
    <details>
      <summary>{t("also_table")}</summary>
      <TableFrame label={t("also_table")}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("statement")}</th>
              <th scope="col">{t("also_file")}</th>
              <th scope="col">{t("people")}</th>
              {scale.map(({ value, label }) => (
                <th key={value} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {beside.flatMap((file) =>
              file.statements.map(({ id, answered, counts }) => (
                <tr key={`${file.id} ${id}`}>
                  <th scope="row">{texts.get(id)}</th>
                  <td dir="auto">{file.title}</td>
                  <td>{answered}</td>
                  {scale.map(({ value }, place) => (
                    <td key={value}>{counts[place] ?? 0}</td>
                  ))}
                </tr>
              )),
            )}
          </tbody>
        </table>
      </TableFrame>
    </details>
  );
}
