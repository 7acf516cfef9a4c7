/** The files a team has brought, and a way to take one off again. */

import { useRef } from "preact/hooks";
import { AskFirst } from "../../shared/ask_first";
import type { Exercise } from "../../shared/define_exercise";
import { useTrait } from "../../shared/hooks";
import { dayOfMoment } from "../../shared/record_list_said";
import type { Say } from "../../shared/words";
import type { Brought, State } from "./state";

export function BroughtList({ model, t, outbox, view, may }: Exercise<State>) {
  const brought = useTrait(model, "brought");
  const brings = useTrait(model, "brings");
  const head = useRef<HTMLHeadingElement>(null);
  const leaving = new Set(
    view.pending.filter((one) => one.type === "drop").map((one) => one.record_id),
  );
  const here = brought.filter((one) => !leaving.has(one.id));
  const drop = ({ id, revision }: Brought): void => {
    outbox.see(id, revision);
    outbox.put({ type: "drop", record_id: id }, { replaces: id, record: id });
    head.current?.focus();
  };
  return (
    <div class="ci-part">
      <h3 tabIndex={-1} ref={head}>
        {t(`brought_${brings}`)}
      </h3>
      {!here.length && <p class="ci-waiting">{t("brought_none")}</p>}
      <ul class="ci-record-list">
        {here.map((one) => (
          <li key={one.id} class="ci-record">
            <p dir="auto">
              <strong>{one.title}</strong>
            </p>
            <p class="ci-help">{inWords(t, one)}</p>
            {one.withheld && <p>{t("brought_withheld", { title: one.withheld })}</p>}
            {may.includes("bring_files") && (
              <div class="ci-actions">
                <AskFirst
                  label={t("drop")}
                  about={one.title}
                  question={t(brings === "survey" ? "drop_sure_survey" : "drop_sure")}
                  yes={t("drop_yes")}
                  no={t("keep_it")}
                  onYes={() => drop(one)}
                />
              </div>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function inWords(t: Say, one: Brought): string {
  const day = dayOfMoment(one.brought_on);
  return [
    one.maps
      ? t(one.people ? "brought_maps_person" : "brought_maps_group", { n: one.maps })
      : one.people
        ? t("brought_people", { n: one.people })
        : t("brought_rows", { n: one.rows }),
    t(`format_${one.format}`),
    t("brought_when", { day }),
    one.occasion && t("brought_for", { occasion: one.occasion }),
    one.counts_as && t("brought_counts", { n: one.counts_as }),
  ]
    .filter(Boolean)
    .join(" · ");
}
