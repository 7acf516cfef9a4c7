/** Sheets that are typed in: whose, how much is on them, and what can be done with each. */

import { useEffect } from "preact/hooks";
import type { Message } from "../../shared/afm";
import { AskFirst } from "../../shared/ask_first";
import { type Asked, useAnswer } from "../../shared/asking";
import type { Exercise } from "../../shared/define_exercise";
import type { Say } from "../../shared/words";
import type { Ask, Listed, State } from "./state";

/** The sheets of one occasion. */
export function Sheets({
  exercise,
  occasion,
  sheets,
  asks,
  sectors,
  onOpen,
}: {
  exercise: Exercise<State>;
  /** Its name. */
  occasion: string;
  sheets: Listed[];
  asks: Ask[];
  sectors: State["sectors"];
  onOpen: (said: Message) => void;
}) {
  const { t } = exercise;
  return (
    <section aria-label={t("sheets_title")}>
      <h3>{t("sheets_title")}</h3>
      {sheets.length > 0 && (
        <p class="ci-help">{t("sheets_count", { occasion, n: sheets.length })}</p>
      )}
      {!sheets.length && <p class="ci-waiting">{t("sheets_none")}</p>}
      <ul class="ci-record-list">
        {sheets.map((sheet) => (
          <li key={sheet.id}>
            <SheetCard {...{ exercise, sheet, asks, sectors, onOpen }} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function SheetCard({
  exercise,
  sheet,
  asks,
  sectors,
  onOpen,
}: {
  exercise: Exercise<State>;
  sheet: Listed;
  asks: Ask[];
  sectors: State["sectors"];
  onOpen: (said: Message) => void;
}) {
  const { t, model, outbox } = exercise;
  const asked = useAnswer<Message>(model);
  const who = whose(t, sheet, sectors);
  useEffect(() => {
    if (asked.answer?.type === "sheet") onOpen(asked.answer);
  }, [asked.answer]);
  const takeBack = (): void => {
    outbox.put({ type: "drop", record_id: sheet.id }, { record: sheet.id, base: sheet.revision });
  };
  const said = asks
    .filter(({ step }) => sheet.said[step])
    .map(({ step, title }) => t("holds", { title, n: sheet.said[step] ?? 0 }));
  return (
    <article class="ci-record" aria-label={who}>
      <p dir="auto">
        <strong>{who}</strong>{" "}
        <span class="ci-help">{t(sheet.is_mine ? "typed_by_you" : "typed_by_other")}</span>
      </p>
      <p class="ci-help">
        {sheet.is_theirs ? t("is_theirs") : said.join(" · ") || t("holds_nothing")}
      </p>
      {!sheet.is_theirs && (
        <div class="ci-actions">
          <button
            type="button"
            class="ci-button"
            onClick={() => asked.ask({ type: "open", record_id: sheet.id })}
          >
            {t("open_sheet")} <span class="ci-hidden">{who}</span>
          </button>
          <AskFirst
            label={t("take_back")}
            about={who}
            question={t("take_back_sure")}
            yes={t("take_back_yes")}
            no={t("keep_it")}
            onYes={takeBack}
          />
          <ReturnCode {...{ exercise, sheet, who }} />
        </div>
      )}
      <Waiting t={t} asked={asked} />
    </article>
  );
}

function ReturnCode({
  exercise,
  sheet,
  who,
}: {
  exercise: Exercise<State>;
  sheet: Listed;
  who: string;
}) {
  const { t, model } = exercise;
  const asked = useAnswer<Message>(model);
  const code = asked.answer?.type === "code" ? String(asked.answer.code) : "";
  return (
    <details class="ci-paper-code">
      <summary>
        {t("code_make")} <span class="ci-hidden">{who}</span>
      </summary>
      <p class="ci-help">{t("code_why")}</p>
      <button
        type="button"
        class="ci-button"
        onClick={() =>
          asked.ask({ type: "code", record_id: sheet.id, base_revision: sheet.revision })
        }
      >
        {t("code_make")}
      </button>
      <p role="status">
        {code && (
          <>
            <strong>{t("code_is", { code })}</strong> {t("code_once")}
          </>
        )}
      </p>
      <Waiting t={t} asked={asked} />
    </details>
  );
}

function Waiting({ t, asked }: { t: Say; asked: Asked<Message> }) {
  const text = asked.isAsking ? t("asking") : asked.refusal || (asked.isLost && t("no_reply"));
  return text ? (
    <p class="ci-help" role="status">
      {text}
    </p>
  ) : null;
}

/** Return whom a sheet is of, in words. */
export function whose(
  t: Say,
  { name, sector }: Pick<Listed, "name" | "sector">,
  sectors: State["sectors"],
): string {
  const from = sectors.find(({ id }) => id === sector)?.name;
  return name || (from ? t("nobody", { sector: from }) : t("nobody_plain"));
}
