/** A partner as it stands on the list. */

import type { Say } from "../../shared/words";
import { dayOf, type PartnerFields, type SectorList, ticksOf, wantedOf } from "./state";

export function PartnerCard({
  t,
  partner,
  lists,
}: {
  t: Say;
  partner: PartnerFields;
  lists: SectorList[];
}) {
  const [own] = lists;
  const here = ticksOf(own).filter(({ value }) => partner.sectors.includes(value));
  const { level_now: now, level_wanted: then, people, reach_out: who, reach_by: by } = partner;
  const wanted = wantedOf(partner);
  const reach = [who, by && t("outreach_by", { day: dayOf(by) })].filter(Boolean);
  return (
    <>
      <p class="ci-partner-name" dir="auto">
        {partner.name}
      </p>
      <p class="ci-tags">
        {here.map(({ value, label }) => (
          <span key={value} class="ci-tag">
            {label}
          </span>
        ))}
        {Number(people) > 0 && (
          <span class="ci-help">{t("card_people", { n: Number(people) })}</span>
        )}
      </p>
      {now && then && (
        <p class="ci-levels">
          <span>{t("card_now", { level: t(`level_${now}`) })}</span>
          <span class={`ci-wanted ci-wanted-${wanted}`}>
            {t(`card_${wanted}`, { level: t(`level_${then}`) })}
          </span>
        </p>
      )}
      <Line label={t("card_reach")} text={reach.join(", ")} />
      {(partner.history || partner.resistance) && (
        // Folded, so that a list on the wall of a room does not spread it.
        <details>
          <summary>{t("card_more_about")}</summary>
          <Line label={t("card_history")} text={partner.history} />
          <Line label={t("card_resistance")} text={partner.resistance} />
        </details>
      )}
    </>
  );
}

function Line({ label, text }: { label: string; text: string }) {
  if (!text) return null;
  return (
    <p class="ci-line">
      <span class="ci-line-label">{label}</span> <span dir="auto">{text}</span>
    </p>
  );
}
