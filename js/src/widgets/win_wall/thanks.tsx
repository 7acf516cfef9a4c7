/** Thanks for a win: what others wrote, and this person's own. Nobody counts them. */

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { AskFirst } from "../../shared/ask_first";
import type { Exercise } from "../../shared/define_exercise";
import { useFocusNext } from "../../shared/focus";
import { draftKey, useDraft } from "../../shared/hooks";
import { useUniqueId } from "../../shared/unique_id";
import type { Say } from "../../shared/words";
import { clean, Writing, whyNot } from "../../shared/writing";
import type { Card, Mine, State, Thanks } from "./state";

interface Props {
  exercise: Exercise<State>;
  win: Card;
  mine: Mine | undefined;
}

export function ThanksFor({ exercise, win, mine }: Props) {
  const { t, may } = exercise;
  const [isWriting, setWriting] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const focusNext = useFocusNext();
  const others = win.thanks.filter(({ is_mine }) => !is_mine);
  const close = (): void => {
    setWriting(false);
    focusNext(() => opener.current);
  };
  return (
    <div class="ci-thanks">
      {(others.length > 0 || mine?.text) && <p class="ci-label">{t("thanks")}</p>}
      <ul class="ci-thanks-list">
        {others.map((one, place) => (
          <li key={place}>
            <p dir="auto">{one.text}</p>
            {one.is_signed && <p class="ci-help">{signature(t, one)}</p>}
          </li>
        ))}
        {mine?.text && !isWriting && (
          <li>
            <p dir="auto">{mine.text}</p>
            <p class="ci-help">
              {t(mine.is_signed ? "thanks_mine" : "thanks_mine_unsigned")}{" "}
              {mine.in_report && t("thanks_mine_report")}
            </p>
          </li>
        )}
      </ul>
      {isWriting && <ThanksForm exercise={exercise} win={win} mine={mine} onClose={close} />}
      {may.includes("keep_records") && !isWriting && (
        <div class="ci-actions">
          <button
            type="button"
            class="ci-button ci-quiet"
            ref={opener}
            onClick={() => setWriting(true)}
          >
            {t(mine?.text ? "thank_change" : "thank")} <span class="ci-hidden">{win.title}</span>
          </button>
          {mine?.text && (
            <AskFirst
              label={t("thank_back")}
              about={win.title}
              question={t("thank_back_sure")}
              yes={t("thank_back_yes")}
              no={t("keep_it")}
              onYes={() => {
                exercise.outbox.put({ type: "withdraw", win_id: win.id }, travel(win.id));
                focusNext(() => opener.current);
              }}
            />
          )}
        </div>
      )}
    </div>
  );
}

function ThanksForm({ exercise, win, mine, onClose }: Props & { onClose: () => void }) {
  const { t, outbox, person, step } = exercise;
  const key = draftKey(person, step, `thanks.${win.id}`);
  const [text, setText, forget] = useDraft(key, mine?.text ?? "");
  const [isSigned, setSigned] = useState(mine?.is_signed ?? false);
  const [inReport, setInReport] = useState(mine?.in_report ?? false);
  const [error, setError] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  const send = (event: Event): void => {
    event.preventDefault();
    const problem = whyNot(t, text);
    setError(problem);
    if (problem) {
      field.current?.focus();
      return;
    }
    const said = { text: clean(text), is_signed: isSigned, in_report: inReport };
    outbox.put({ type: "thank", win_id: win.id, ...said }, travel(win.id));
    forget();
    onClose();
  };
  return (
    <form class="ci-record-form" noValidate onSubmit={send}>
      <Writing
        t={t}
        label={t("thank_text")}
        help={t("thank_help")}
        text={text}
        onText={setText}
        error={error}
        rows={2}
        field={field}
      />
      <Tick
        label={t("thank_sign")}
        help={t("thank_sign_help")}
        isTicked={isSigned}
        onTick={setSigned}
      />
      <Tick
        label={t("thank_report")}
        help={t("thank_report_help")}
        isTicked={inReport}
        onTick={setInReport}
      />
      <div class="ci-actions">
        <button type="submit" class="ci-button ci-primary">
          {t("thank_send")}
        </button>
        <button
          type="button"
          class="ci-button"
          onClick={() => {
            forget();
            onClose();
          }}
        >
          {t("cancel")}
        </button>
      </div>
    </form>
  );
}

function Tick({
  label,
  help,
  isTicked,
  onTick,
}: {
  label: string;
  help: string;
  isTicked: boolean;
  onTick: (isTicked: boolean) => void;
}) {
  const id = useUniqueId();
  return (
    <label class="ci-choice ci-check" for={id}>
      <input
        id={id}
        type="checkbox"
        checked={isTicked}
        onChange={(event) => onTick(event.currentTarget.checked)}
      />
      <span>
        {label}
        <span class="ci-help ci-choice-help">{help}</span>
      </span>
    </label>
  );
}

/** How a thank-you travels: a newer one takes the place of one that was never sent. */
function travel(winId: string): { record: string; replaces: string } {
  return { record: recordOf(winId), replaces: recordOf(winId) };
}

export function recordOf(winId: string): string {
  return `thanks.${winId}`;
}

function signature(t: Say, { by, is_guest }: Thanks): string {
  if (by) return t("thanks_by", { name: by });
  return t(is_guest ? "thanks_by_guest" : "thanks_by_member");
}
