/** Which parts of the community have somebody at the table, on the list that was chosen. */

import { useState } from "preact/hooks";
import { SelectField } from "../../shared/fields";
import type { Say } from "../../shared/words";
import type { Sector, SectorList } from "./state";

const SIGNS: Record<Sector["state"], string> = {
  covered: "●",
  in_mind: "◐",
  perhaps: "?",
  nobody: "○",
};

export function Coverage({ t, lists }: { t: Say; lists: SectorList[] }) {
  const [chosen, choose] = useState("");
  const list = lists.find(({ id }) => id === chosen) ?? lists[0];
  if (!list) return null;
  const isUnsure = list.sectors.some(({ state }) => state === "perhaps");
  return (
    <section class="ci-part">
      <h3>{t("coverage")}</h3>
      {lists.length > 1 && (
        <SelectField
          label={t("which_list")}
          value={list.id}
          onValue={choose}
          options={lists.map(({ id, name }) => ({ value: id, label: name || t("own_list") }))}
        />
      )}
      <p role="status">{t("covered_of", { covered: list.covered, of: list.sectors.length })}</p>
      <ul class="ci-sectors">
        {list.sectors.map(({ id, name, includes, state, partners }) => (
          <li key={id} class={`ci-sector ci-sector-${state}`}>
            <p class="ci-sector-name">
              <span aria-hidden="true">{SIGNS[state]}</span> {name}
            </p>
            <p class="ci-sector-state">
              {t(`state_${state}`)}
              {partners.length > 0 && (
                <>
                  : <span dir="auto">{partners.join(", ")}</span>
                </>
              )}
            </p>
            {partners.length === 0 && includes && <p class="ci-help">{includes}</p>}
          </li>
        ))}
      </ul>
      {isUnsure && <p class="ci-help">{t("perhaps_what")}</p>}
    </section>
  );
}
