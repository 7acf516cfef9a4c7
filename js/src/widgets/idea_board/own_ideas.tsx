/** One's own ideas: writing them down, changing them, taking one back. */

import { useEffect, useRef, useState } from "preact/hooks";
import { AskFirst } from "../../shared/ask_first";
import { useFocusNext } from "../../shared/focus";
import { draftKey, useDraft } from "../../shared/hooks";
import { recall } from "../../shared/keep";
import type { Outbox, Refusal } from "../../shared/outbox";
import { newRequestId } from "../../shared/request";
import type { Say } from "../../shared/words";
import { clean, Writing, whyNot } from "../../shared/writing";
import type { Idea } from "./board";

// So many milliseconds apart, two presses are one.
const AGAIN = 1000;

/** The writing field and the list of one's own ideas. */
export function OwnIdeas({
  t,
  prompt,
  person,
  step,
  draft,
  ideas,
  outbox,
  refusal,
}: {
  t: Say;
  prompt: string;
  person: string;
  step: string;
  /** The idea being written, as `useDraft` gives it. */
  draft: ReturnType<typeof useDraft>;
  ideas: Idea[];
  outbox: Outbox;
  refusal: Refusal | null;
}) {
  const [text, setText, forget] = draft;
  const addedAt = useRef(Number.NEGATIVE_INFINITY);
  const [error, setError] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  const head = useRef<HTMLElement>(null);
  const focusNext = useFocusNext();
  // What could not be saved comes back to be changed: nobody should have to type it again.
  useEffect(() => {
    if (refusal?.message.type !== "add" || text) return;
    setText(String(refusal.message.text));
    outbox.takeBack(refusal);
  }, [refusal]);

  const add = (event: Event): void => {
    event.preventDefault();
    // A second press right after the first finds the field empty: that is no mistake.
    const isAgain = !clean(text) && performance.now() - addedAt.current < AGAIN;
    const problem = isAgain ? "" : whyNot(t, text);
    setError(problem);
    if (!problem && !isAgain) {
      addedAt.current = performance.now();
      outbox.put({ type: "add", record_id: newRequestId(), text: clean(text) });
      forget();
    }
    field.current?.focus();
  };

  return (
    <section class="ci-own" aria-label={t("own_title")} tabIndex={-1} ref={head}>
      <form class="ci-write" onSubmit={add} noValidate>
        <Writing
          t={t}
          label={prompt || t("own_title")}
          help={t("write_help")}
          text={text}
          onText={(next) => {
            setText(next);
            setError("");
          }}
          error={error}
          field={field}
        />
        <button type="submit" class="ci-button ci-primary">
          {t("add")}
        </button>
      </form>
      {ideas.length > 0 && (
        <>
          <h3>{t("own_list", { n: ideas.length })}</h3>
          <ul class="ci-own-list">
            {ideas.map((idea) => (
              <OwnIdea
                key={idea.id}
                t={t}
                idea={idea}
                draft={draftKey(person, step, `edit.${idea.id}`)}
                outbox={outbox}
                refusal={refusal}
                onWithdraw={() => {
                  outbox.put({ type: "withdraw", record_id: idea.id }, { record: idea.id });
                  focusNext(() => head.current);
                }}
              />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function OwnIdea({
  t,
  idea,
  draft,
  outbox,
  refusal,
  onWithdraw,
}: {
  t: Say;
  idea: Idea;
  draft: string;
  outbox: Outbox;
  refusal: Refusal | null;
  onWithdraw: () => void;
}) {
  const [text, setText, forget] = useDraft(draft, idea.text);
  const [isEditing, setIsEditing] = useState(() => recall(draft) !== null);
  const [error, setError] = useState("");
  const focusNext = useFocusNext();
  const base = useRef(idea.revision);
  const field = useRef<HTMLTextAreaElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const { type, record_id, text: refused } = refusal?.message ?? { type: "" };
    if (type !== "edit" || record_id !== idea.id) return;
    setText(String(refused));
    setIsEditing(true);
    if (refusal) outbox.takeBack(refusal);
  }, [refusal]);

  const begin = (): void => {
    base.current = idea.revision;
    setIsEditing(true);
    focusNext(() => field.current);
  };
  const end = (): void => {
    forget();
    setError("");
    setIsEditing(false);
    focusNext(() => button.current);
  };
  const save = (event: Event): void => {
    event.preventDefault();
    const problem = whyNot(t, text);
    setError(problem);
    if (problem) {
      field.current?.focus();
      return;
    }
    if (clean(text) !== idea.text) {
      outbox.put(
        { type: "edit", record_id: idea.id, text: clean(text) },
        { record: idea.id, base: base.current, replaces: `edit.${idea.id}` },
      );
    }
    end();
  };

  if (isEditing)
    return (
      <li class="ci-own-idea">
        <form class="ci-write" onSubmit={save} noValidate>
          <Writing
            t={t}
            label={t("edit_label")}
            text={text}
            onText={setText}
            error={error}
            field={field}
          />
          <div class="ci-actions">
            <button type="submit" class="ci-button ci-primary">
              {t("save")}
            </button>
            <button type="button" class="ci-button" onClick={end}>
              {t("cancel")}
            </button>
          </div>
        </form>
      </li>
    );
  return (
    <li class="ci-own-idea">
      <p dir="auto">{idea.text}</p>
      {idea.is_hidden && <p class="ci-help">{t("own_hidden")}</p>}
      <div class="ci-actions">
        <button type="button" class="ci-button ci-quiet" ref={button} onClick={begin}>
          {t("edit")} <span class="ci-hidden">{idea.text}</span>
        </button>
        <AskFirst
          label={t("withdraw")}
          about={idea.text}
          question={t("withdraw_sure")}
          yes={t("withdraw_yes")}
          no={t("keep_it")}
          onYes={onWithdraw}
        />
      </div>
    </li>
  );
}
