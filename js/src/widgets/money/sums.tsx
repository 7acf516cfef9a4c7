/** Where the two purses stand, in sentences and as a table; and what stands against activities. */

import type { Choice } from "../../shared/record_list_fields";
import { moneySaid } from "../../shared/record_list_said";
import { TableFrame } from "../../shared/table_frame";
import type { Say } from "../../shared/words";
import type { ActivityMoney, Sums } from "./state";

/** Where one purse stands, in sentences. */
export function purseSaid(t: Say, { received, planned, spent, left, free }: Sums): string[] {
  if (!received && !planned && !spent) return [t("sums_empty")];
  const money = {
    received: moneySaid(received),
    planned: moneySaid(planned),
    left: moneySaid(left),
    free: moneySaid(free),
  };
  const first =
    left < 0 ? t("sums_over", { over: moneySaid(-left) }) : t("sums_left", { ...money });
  if (!planned) return [first];
  const over = moneySaid(planned - Math.max(left, 0));
  return [first, free < 0 ? t("sums_planned_over", { ...money, over }) : t("sums_planned", money)];
}

export function Purses({
  t,
  sums,
  isBrief = false,
}: {
  t: Say;
  sums: readonly Sums[];
  isBrief?: boolean;
}) {
  return (
    <section class="ci-purses" aria-label={t("sums_title")}>
      <h3>{t("sums_title")}</h3>
      {sums.map((one) => (
        <div key={one.name} class={`ci-purse${one.free < 0 ? " ci-purse-over" : ""}`}>
          <h4>{t(`ledger_${one.name}`)}</h4>
          {purseSaid(t, one).map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          {!isBrief && (
            <dl class="ci-purse-sums">
              {(["received", "planned", "spent"] as const).map((sort) => (
                <div key={sort}>
                  <dt>{t(`sort_${sort}`)}</dt>
                  <dd>{moneySaid(one[sort])}</dd>
                </div>
              ))}
              <div>
                <dt>{t("left")}</dt>
                <dd>{moneySaid(one.left)}</dd>
              </div>
            </dl>
          )}
        </div>
      ))}
    </section>
  );
}

export function ByActivity({
  t,
  activities,
  found,
}: {
  t: Say;
  activities: readonly Choice[];
  found: readonly ActivityMoney[];
}) {
  if (!found.length) return null;
  return (
    <section aria-label={t("by_activity_title")}>
      <h3>{t("by_activity_title")}</h3>
      <TableFrame label={t("table_frame")}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("activity")}</th>
              <th scope="col">{t("cost")}</th>
              <th scope="col">{t("sort_planned")}</th>
              <th scope="col">{t("sort_spent")}</th>
            </tr>
          </thead>
          <tbody>
            {found.map(({ activity_id, cost, planned, spent, is_over }) => (
              <tr key={activity_id}>
                <th scope="row" dir="auto">
                  {activities.find(({ id }) => id === activity_id)?.label}
                  {is_over && <span class="ci-over">{t("is_over")}</span>}
                </th>
                <td>{cost === null ? t("cost_not_said") : moneySaid(cost)}</td>
                <td>{moneySaid(planned)}</td>
                <td>{moneySaid(spent)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </section>
  );
}
