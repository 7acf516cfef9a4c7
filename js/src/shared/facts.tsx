/** What a theme or a need rests on: facts of the earlier steps, in the kernel's words. */

import { CheckboxField } from "./fields";
import type { Say } from "./words";

/** A fact as the kernel tells it (`visit/evidence.py`). */
export interface Fact {
  id: string;
  source: string;
  text: string;
}

interface Props {
  t: Say;
  facts: readonly Fact[];
  /** Ids of facts; one that is not among `facts` can no longer be shown. */
  chosen: readonly string[];
}

/** Tick facts, step by step. Folded, because there can be many. */
export function FactChoice({
  t,
  facts,
  chosen,
  onChosen,
}: Props & { onChosen: (chosen: string[]) => void }) {
  const sources = [...new Set(facts.map(({ source }) => source))];
  const gone = chosen.filter((id) => !facts.some((fact) => fact.id === id));
  const field = (label: string, options: { value: string; label: string }[]) => (
    <CheckboxField
      key={label}
      label={label}
      values={chosen}
      onValues={onChosen}
      options={options}
    />
  );
  return (
    <details class="ci-facts">
      <summary>{t("facts_choose", { n: chosen.length })}</summary>
      <p class="ci-help">{t(facts.length ? "facts_help" : "no_facts")}</p>
      {sources.map((source) =>
        field(
          t(`source_${source}`),
          facts
            .filter((fact) => fact.source === source)
            .map(({ id, text }) => ({ value: id, label: text })),
        ),
      )}
      {gone.length > 0 &&
        field(
          t("facts_gone"),
          gone.map((id) => ({ value: id, label: t("fact_gone") })),
        )}
    </details>
  );
}

/** The facts something rests on; nothing where there are none. */
export function FactList({ t, facts, chosen }: Props) {
  if (!chosen.length) return null;
  return (
    <div class="ci-rests">
      <p class="ci-help">{t("rests_on")}</p>
      <ul>
        {chosen.map((id) => {
          const fact = facts.find((one) => one.id === id);
          return (
            <li key={id} dir="auto">
              {fact ? fact.text : <span class="ci-help">{t("fact_gone")}</span>}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
