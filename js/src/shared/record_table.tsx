/** A small table whose rows each begin with what they are about. */

import { TableFrame } from "./table_frame";

export function RecordTable({
  label,
  first,
  heads,
  rows,
}: {
  label: string;
  /** What the rows begin with. */
  first: string;
  heads: readonly string[];
  rows: readonly (readonly (string | number)[])[];
}) {
  return (
    <TableFrame label={label}>
      <table>
        <thead>
          <tr>
            {[first, ...heads].map((head, place) => (
              <th key={place} scope="col" dir="auto">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([head, ...cells], row) => (
            <tr key={row}>
              <th scope="row" dir="auto">
                {head}
              </th>
              {cells.map((cell, place) => (
                <td key={place}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
