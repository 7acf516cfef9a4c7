/** Who came over time: a table, and a question after sectors that stay away. */

import { daySaid } from "../../shared/record_list_said";
import { RecordTable } from "../../shared/record_table";
import type { Say } from "../../shared/words";
import type { Attendance, State } from "./state";

export function AttendanceTable({
  t,
  attendance,
  question,
}: {
  t: Say;
  attendance: State["attendance"];
  question: string;
}) {
  const { days = [], totals = [], sectors = [] } = attendance as Partial<Attendance>;
  return (
    <div class="ci-attendance">
      <h4>{t("attendance_title")}</h4>
      <p class="ci-help">{t(days.length ? "attendance_help" : "attendance_none")}</p>
      {question && (
        <p class="ci-question-asked" dir="auto">
          {question}
        </p>
      )}
      {days.length > 0 && (
        <RecordTable
          label={t("attendance_title")}
          first={t("attendance_sector")}
          heads={[...days].reverse().map(daySaid)}
          rows={[
            ...sectors.map(({ name, came }) => [name, ...[...came].reverse()]),
            [t("attendance_total"), ...[...totals].reverse()],
          ]}
        />
      )}
    </div>
  );
}
