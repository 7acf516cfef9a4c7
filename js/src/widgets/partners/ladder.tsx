/** The ladder of working together: its name, its source, and each step in one plain line. */

import type { Say } from "../../shared/words";
import { LEVELS } from "./state";

export function Ladder({ t }: { t: Say }) {
  return (
    <details class="ci-ladder">
      <summary>{t("ladder")}</summary>
      <p>{t("ladder_about")}</p>
      <dl>
        {LEVELS.map((level) => (
          <div key={level}>
            <dt>{t(`level_${level}`)}</dt>
            <dd>{t(`what_${level}`)}</dd>
          </div>
        ))}
      </dl>
      <p class="ci-help">{t("ladder_source")}</p>
    </details>
  );
}
