/** Sheets that wait half typed: which they are, and the way back to each. */

import { AskFirst } from "../../shared/ask_first";
import { Notice } from "../../shared/exercise";
import type { Say } from "../../shared/words";
import { whose } from "./list";
import type { Occasion, Sheet, State } from "./state";

export function HalfTyped({
  t,
  sheets,
  occasions,
  sectors,
  onGoOn,
  onDrop,
}: {
  t: Say;
  sheets: Sheet[];
  occasions: Occasion[];
  sectors: State["sectors"];
  onGoOn: (sheet: Sheet) => void;
  onDrop: (sheet: Sheet) => void;
}) {
  if (!sheets.length) return null;
  return (
    <Notice>
      <p>{t("half_typed")}</p>
      <ul class="ci-record-list">
        {sheets.map((sheet) => {
          const name = occasions.find(({ id }) => id === sheet.occasion)?.name ?? "";
          const who = t("half_of", { who: whose(t, sheet, sectors), occasion: name });
          return (
            <li key={sheet.id}>
              <span dir="auto">{who}</span>
              <div class="ci-actions">
                <button type="button" class="ci-button" onClick={() => onGoOn(sheet)}>
                  {t("half_go_on")} <span class="ci-hidden">{who}</span>
                </button>
                <LetGo t={t} about={who} onYes={() => onDrop(sheet)} />
              </div>
            </li>
          );
        })}
      </ul>
    </Notice>
  );
}

/** Let go of what is typed and not saved, after one more question. */
export function LetGo({ t, about, onYes }: { t: Say; about: string; onYes: () => void }) {
  return (
    <AskFirst
      label={t("let_go")}
      about={about}
      question={t("let_go_sure")}
      yes={t("let_go_yes")}
      no={t("keep_it")}
      onYes={onYes}
    />
  );
}
