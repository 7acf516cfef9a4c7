/** Partners against goals, as a table and goal by goal. */

import type { Choice } from "../../shared/record_list_fields";
import { TableFrame } from "../../shared/table_frame";
import type { Say } from "../../shared/words";

const STATUSES = ["under_way", "planned", "done"] as const;
const SIGNS = { under_way: "●", planned: "○", done: "✓" };

export interface Work extends Choice {
  status: string;
  partner_ids: string[];
}

export interface Goal extends Choice {
  work: Work[];
}

interface Props {
  t: Say;
  partners: readonly Choice[];
  goals: readonly Goal[];
}

/** Return the partners that do something for any goal; "" stands for what has no partner. */
function columns({ t, partners, goals }: Props): Choice[] {
  const all = goals.flatMap(({ work }) => work);
  const doing = partners.filter(({ id }) => all.some((one) => one.partner_ids.includes(id)));
  const hasNobody = all.some(({ partner_ids }) => !partner_ids.length);
  return hasNobody ? [...doing, { id: "", label: t("no_partner") }] : doing;
}

function isBy(partner: string): (work: Work) => boolean {
  return ({ partner_ids }) => (partner ? partner_ids.includes(partner) : !partner_ids.length);
}

export function GoalTable(props: Props) {
  const { t, goals } = props;
  const shown = columns(props);
  return (
    <TableFrame label={t("table_title")}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("goal_head")}</th>
            {shown.map(({ id, label }) => (
              <th key={id} scope="col" dir="auto">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {goals.map(({ id, label, work }) => (
            <tr key={id}>
              <th scope="row" dir="auto">
                {label}
              </th>
              {shown.map((partner) => (
                <td key={partner.id}>
                  <Marks t={t} work={work.filter(isBy(partner.id))} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

/** How many activities there are, by where they stand: a sign, a number and a word each. */
function Marks({ t, work }: { t: Say; work: readonly Work[] }) {
  if (!work.length)
    return (
      <>
        <span aria-hidden="true">–</span>
        <span class="ci-hidden">{t("nothing")}</span>
      </>
    );
  return STATUSES.map((status) => {
    const n = work.filter((one) => one.status === status).length;
    return (
      n > 0 && (
        <div key={status} class="ci-mark">
          <span aria-hidden="true">{SIGNS[status]}</span> {t(`cell_${status}`, { n })}
        </div>
      )
    );
  });
}

export function ByGoal(props: Props) {
  const { t, goals } = props;
  const shown = columns(props);
  return (
    <div class="ci-by-goal">
      {goals.map(({ id, label, work }) => (
        <section key={id} aria-label={label}>
          <h4 dir="auto">{label}</h4>
          {work.length ? (
            <details>
              <summary>
                {t("activities", { n: work.length })}
                <span class="ci-hidden">: {label}</span>
              </summary>
              <dl>
                {shown.map((partner) => {
                  const own = work.filter(isBy(partner.id));
                  return (
                    own.length > 0 && (
                      <div key={partner.id}>
                        <dt dir="auto">{partner.label}</dt>
                        {own.map((one) => (
                          <dd key={one.id}>
                            <span dir="auto">{one.label}</span>{" "}
                            <span class="ci-tag">{t(`status_${one.status}`)}</span>
                          </dd>
                        ))}
                      </div>
                    )
                  );
                })}
              </dl>
            </details>
          ) : (
            <p class="ci-help">{t("nothing")}</p>
          )}
        </section>
      ))}
    </div>
  );
}
