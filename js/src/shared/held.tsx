/** Words of a person that are in nobody's record: shown as they are, until they throw them away. */

import { useEffect, useState } from "preact/hooks";
import { AskFirst } from "./ask_first";
import { type Draft, draftsOf, dropDraft } from "./drafts";
import { KEPT } from "./keep";
import type { Outbox, OutboxView, Refusal } from "./outbox";
import type { Say } from "./words";

/** What was refused and why: with the way to send it again where there is one. */
export function Held({
  t,
  refusal: { text, said, stands },
  onSend,
  onPutAway,
  where,
}: {
  t: Say;
  refusal: Pick<Refusal, "text" | "said" | "stands">;
  onSend?: (() => void) | undefined;
  onPutAway: () => void;
  /** The address of where it was written. */
  where?: string;
}) {
  const hasWords = said.length > 0;
  return (
    <section class="ci-held" aria-label={t("held_title")} tabIndex={-1}>
      <div role="alert">
        <p>
          <strong>{t(hasWords ? "held_title" : "held_change")}</strong> {text}
        </p>
        {hasWords && <Words said={said} />}
        {stands && <p>{t("held_stands")}</p>}
        {hasWords && <p class="ci-help">{t(onSend ? "held_open" : "held_kept")}</p>}
      </div>
      <div class="ci-actions">
        {onSend && (
          <button type="button" class="ci-button" onClick={onSend}>
            {t("held_send")}
          </button>
        )}
        {where && <a href={where}>{t("held_where")}</a>}
        {hasWords ? (
          <PutAway t={t} said={said} onYes={onPutAway} />
        ) : (
          <button type="button" class="ci-button" onClick={onPutAway}>
            {t("put_away")}
          </button>
        )}
      </div>
    </section>
  );
}

/** Everything an exercise was refused that no form has taken back. */
export function HeldHere({
  t,
  outbox,
  view,
  isOpen,
}: {
  t: Say;
  outbox: Outbox;
  view: OutboxView;
  isOpen: boolean;
}) {
  const held = view.refused.filter(({ isTaken }) => !isTaken);
  return (
    <>
      {held.map((refusal) => (
        <Held
          key={refusal.message.request_id}
          t={t}
          refusal={refusal}
          onSend={isOpen ? () => outbox.sendAgain(refusal) : undefined}
          onPutAway={() => outbox.dismiss(refusal)}
        />
      ))}
    </>
  );
}

/** In a step that is closed, the words somebody had not added when it was. */
export function Unfinished({ t, person, step }: { t: Say; person: string; step: string }) {
  const drafts = useDrafts(person).filter((one) => `${one.workbook}/${one.step}` === step);
  return (
    <>
      {drafts.map((draft) => (
        <section key={draft.key} class="ci-held ci-held-calm" tabIndex={-1}>
          <p>{t("unfinished")}</p>
          <Words said={draft.said} />
          <div class="ci-actions">
            <PutAway t={t} said={draft.said} onYes={() => dropDraft(draft)} />
          </div>
        </section>
      ))}
    </>
  );
}

/** A person's drafts on this device that hold words, as they are now. */
export function useDrafts(person: string): Draft[] {
  const [drafts, setDrafts] = useState(() => draftsOf(person));
  useEffect(() => {
    const look = (): void => setDrafts(draftsOf(person));
    look();
    window.addEventListener(KEPT, look);
    return () => window.removeEventListener(KEPT, look);
  }, [person]);
  return drafts;
}

function Words({ said }: { said: readonly string[] }) {
  return (
    <div class="ci-held-words">
      {said.map((text, place) => (
        <p key={place} dir="auto">
          {text}
        </p>
      ))}
    </div>
  );
}

function PutAway({ t, said, onYes }: { t: Say; said: readonly string[]; onYes: () => void }) {
  return (
    <AskFirst
      label={t("put_away")}
      about={said.join(" ")}
      question={t("put_away_sure")}
      yes={t("put_away_yes")}
      no={t("keep_it")}
      onYes={onYes}
    />
  );
}
