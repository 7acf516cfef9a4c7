/** What the list shows, in sentences: holes, what is full, what may stand on it twice. */

import { RecordActions } from "../../shared/record_parts";
import type { Records } from "../../shared/records";
import type { Say } from "../../shared/words";
import type { Coverage, Fields, Line, LineCoverage, Population, Resource } from "./state";

/** Return what is missing or full in a line, in as few sentences as will say it. */
export function gapSentences(
  t: Say,
  { whole, holes, thin }: LineCoverage,
  line: string,
  populations: Population[],
): string[] {
  const named = (ids: string[]): string =>
    populations
      .filter(({ id }) => ids.includes(id))
      .map(({ name }) => name)
      .join("; ");
  return [
    holes.length ? t("gap_hole", { line, people: named(holes) }) : "",
    thin.length ? t("gap_full", { line, people: named(thin) }) : "",
    whole.word === "none" ? t("gap_line_hole", { line }) : "",
    whole.word === "full" ? t("gap_line_full", { line }) : "",
    whole.waiting ? t("gap_waiting", { line, n: whole.waiting, of: whole.resources }) : "",
  ].filter(Boolean);
}

export function Gaps({
  t,
  coverage,
  lines,
  populations,
}: {
  t: Say;
  coverage: Coverage;
  lines: Line[];
  populations: Population[];
}) {
  const said = coverage.lines.flatMap((one) => {
    const name = lines.find(({ id }) => id === one.id)?.name ?? one.id;
    return gapSentences(t, one, name, populations);
  });
  return (
    <section class="ci-findings" aria-label={t("gaps_title")}>
      <h4>{t("gaps_title")}</h4>
      {said.length > 0 ? (
        <>
          <ul>
            {said.map((sentence) => (
              <li key={sentence} dir="auto">
                {sentence}
              </li>
            ))}
          </ul>
          <p class="ci-help">{t("gaps_help")}</p>
        </>
      ) : (
        <p>{t("no_gaps")}</p>
      )}
    </section>
  );
}

/** Groups that look alike, each with the buttons to take one off the list. */
export function Twice({
  t,
  groups,
  records,
  mayEdit,
}: {
  t: Say;
  groups: string[][];
  records: Records<Fields, Resource>;
  mayEdit: boolean;
}) {
  // What was dropped here a moment ago is no longer there twice.
  const there = groups
    .map((ids) => records.now.filter(({ id }) => ids.includes(id)))
    .filter((group) => group.length > 1);
  if (!there.length) return null;
  return (
    <section class="ci-findings" aria-label={t("twice_title")}>
      <h4>{t("twice_title")}</h4>
      <p class="ci-help">{t("twice_help")}</p>
      {there.map((group) => (
        <ul key={group.map(({ id }) => id).join()} class="ci-twice">
          {group.map((item) => (
            <li key={item.id}>
              <span dir="auto">
                <strong>{item.name}</strong>
                {item.who && ` (${item.who})`}
              </span>
              {mayEdit && (
                <div class="ci-actions">
                  <RecordActions
                    t={t}
                    records={records}
                    item={item}
                    about={[item.name, item.who].filter(Boolean).join(", ")}
                  />
                </div>
              )}
            </li>
          ))}
        </ul>
      ))}
    </section>
  );
}
