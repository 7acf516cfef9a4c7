/** What each row of a plan's table would do, the ones to look at first. */

import type { Say } from "../../shared/words";
import { type PlanPreview, type PlanRow, VERDICTS } from "./state";

/** So many rows of a kind are seen at once; more are folded. */
const FEW = 12;

export function Plan({ t, plan }: { t: Say; plan: PlanPreview }) {
  return (
    <>
      <p>{t(`plan_intro_${plan.what}`)}</p>
      {VERDICTS.filter((one) => plan.counts[one] > 0).map((verdict) => {
        const rows = plan.rows.filter((row) => row.verdict === verdict);
        const title = t(`plan_${verdict}`, { n: plan.counts[verdict] });
        // What says nothing new is only counted.
        if (!rows.length) return <p key={verdict}>{title}</p>;
        return (
          <details key={verdict} open={rows.length <= FEW}>
            <summary>{title}</summary>
            <ul class="ci-questions">
              {rows.map((row) => (
                <li key={row.line}>
                  <OneRow t={t} row={row} />
                </li>
              ))}
            </ul>
          </details>
        );
      })}
      {plan.more > 0 && <p class="ci-help">{t("plan_more", { n: plan.more })}</p>}
      {!toKeep(plan) && <p>{t("plan_none")}</p>}
    </>
  );
}

/** How many rows would be kept. */
export function toKeep({ counts }: PlanPreview): number {
  return counts.new + counts.changed;
}

function OneRow({ t, row }: { t: Say; row: PlanRow }) {
  const isNew = row.verdict === "new";
  // A new record's first cell is its name, which stands above already.
  const changes = isNew ? row.changes.slice(1) : row.changes;
  return (
    <>
      <p>
        <strong dir="auto">{row.label}</strong> ({t("plan_line", { line: row.line })})
      </p>
      {row.why && <p dir="auto">{row.why}</p>}
      {changes.length > 0 && (
        <dl class="ci-facts">
          {changes.map(({ column, was, now }) => (
            <div key={column}>
              <dt>{column}</dt>
              <dd dir="auto">
                {isNew ? (
                  now
                ) : (
                  <>
                    <p dir="auto">{t("plan_was", { was: was || t("plan_nothing") })}</p>
                    <p dir="auto">{t("plan_now", { now: now || t("plan_nothing") })}</p>
                  </>
                )}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}
