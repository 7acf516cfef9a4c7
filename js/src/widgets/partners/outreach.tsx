/** Whom to reach out to, the soonest day first. */

import type { Say } from "../../shared/words";
import { dayOf, type Outreach } from "./state";

export function OutreachPlan({ t, plan }: { t: Say; plan: Outreach[] }) {
  return (
    <section class="ci-part">
      <h3>{t("outreach")}</h3>
      {plan.length === 0 ? (
        <p class="ci-waiting">{t("outreach_none")}</p>
      ) : (
        <>
          <p>{t("outreach_about")}</p>
          <ol class="ci-outreach">
            {plan.map(({ id, name, who, by, is_past }) => (
              <li key={id}>
                <strong dir="auto">{name}</strong>
                <span dir="auto">{who || t("outreach_nobody")}</span>
                <span>
                  {by ? t("outreach_by", { day: dayOf(by) }) : t("outreach_open")}
                  {is_past && <span class="ci-tag ci-past">{t("outreach_past")}</span>}
                </span>
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}
