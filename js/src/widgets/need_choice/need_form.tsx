/** The words of a need: what it is, why it, and which ideas it stands for. */

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Say } from "../../shared/words";
import { clean, Writing, whyNot } from "../../shared/writing";
import type { Candidate, Wording } from "../need_choice";

export function NeedForm({
  t,
  start,
  candidates,
  takesFocus,
  onChange,
  onSave,
  onCancel,
}: {
  t: Say;
  start: Wording;
  candidates: Candidate[];
  takesFocus: boolean;
  onChange: (wording: Wording) => void;
  onSave: (wording: Wording) => void;
  onCancel: () => void;
}) {
  const [{ text, reason, idea_ids: ideas }, setWording] = useState(start);
  const [error, setError] = useState("");
  const textField = useRef<HTMLTextAreaElement>(null);
  const reasonField = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    if (takesFocus) textField.current?.focus();
  }, []);
  const change = (part: Partial<Wording>): void => {
    const next = { text, reason, idea_ids: ideas, ...part };
    setWording(next);
    setError("");
    onChange(next);
  };
  const save = (event: Event): void => {
    event.preventDefault();
    const problem = whyNot(t, text);
    setError(problem);
    if (problem) textField.current?.focus();
    else if (whyNot(t, reason, false)) reasonField.current?.focus();
    else onSave({ text: clean(text), reason: clean(reason), idea_ids: ideas });
  };
  const others = candidates.filter(({ id }) => id !== start.idea_ids[0]);
  return (
    <form
      class="ci-need-form"
      onSubmit={save}
      noValidate
      onKeyDown={(event) => event.key === "Escape" && onCancel()}
    >
      <Writing
        t={t}
        label={t("text_label")}
        help={t("text_help")}
        text={text}
        onText={(next) => change({ text: next })}
        error={error}
        field={textField}
      />
      <Writing
        t={t}
        label={t("reason_label")}
        help={t("reason_help")}
        text={reason}
        onText={(next) => change({ reason: next })}
        field={reasonField}
      />
      {others.length > 0 && (
        <details>
          <summary>{t("also_stands_for")}</summary>
          <ul class="ci-also">
            {others.map(({ id, text: idea }) => (
              <li key={id}>
                <label class="ci-choice">
                  <input
                    type="checkbox"
                    checked={ideas.includes(id)}
                    onChange={(event) =>
                      change({
                        idea_ids: event.currentTarget.checked
                          ? [...ideas, id]
                          : ideas.filter((one) => one !== id),
                      })
                    }
                  />
                  <span dir="auto">{idea}</span>
                </label>
              </li>
            ))}
          </ul>
        </details>
      )}
      <div class="ci-actions">
        <button type="submit" class="ci-button ci-primary">
          {t("save_need")}
        </button>
        <button type="button" class="ci-button" onClick={onCancel}>
          {t("cancel")}
        </button>
      </div>
    </form>
  );
}
