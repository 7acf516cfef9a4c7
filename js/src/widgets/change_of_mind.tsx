/** I used to think this, now I think that: one's own, and what the team's people share. */

import { useEffect, useRef, useState } from "preact/hooks";
import type { ExerciseState, Message } from "../shared/afm";
import { defineExercise, type Exercise } from "../shared/define_exercise";
import { ConflictNotice } from "../shared/exercise";
import { useFocusNext } from "../shared/focus";
import { choiceKey, draftKey, useDraft, useTrait } from "../shared/hooks";
import { useUniqueId } from "../shared/unique_id";
import type { Say } from "../shared/words";
import { clean, Writing, whyNot } from "../shared/writing";

interface Thoughts {
  used_to_think: string;
  now_think: string;
}

interface Own extends Thoughts {
  is_shared: boolean;
  revision: number;
}

/** Traits of `widgets/change_of_mind.py`. */
export interface State extends ExerciseState {
  mine: Own;
  shared: Thoughts[];
}

// The person's one change of mind; the kernel knows its record.
const BALLOT = { replaces: "mine", record: "mine" };

/** Return one's own as this page last left it, saved or not. */
function ownNow(kept: Own, pending: readonly Message[]): Own {
  const last = pending.filter(({ type }) => type === "save").at(-1);
  return { ...kept, ...((last ?? {}) as Partial<Own>) };
}

function ChangeOfMind(exercise: Exercise<State>) {
  const { model, t, may, view, outbox } = exercise;
  const kept = useTrait(model, "mine");
  const shared = useTrait(model, "shared");
  useEffect(() => outbox.see("mine", kept.revision ?? 0), [outbox, kept]);
  const { conflict } = view;
  const version = (of: object) => (
    <>
      <ThoughtWords t={t} of={of as Own} />
      <p class="ci-help">{t((of as Own).is_shared ? "own_shared" : "own_private")}</p>
    </>
  );
  return (
    <div class="ci-changes">
      {conflict && (
        <ConflictNotice
          t={t}
          text={conflict.text}
          mine={version(conflict.message)}
          theirs={version(conflict.theirs)}
          onKeepMine={() => outbox.keepMine()}
          onTakeTheirs={() => outbox.takeTheirs()}
        />
      )}
      {may.includes("answer") ? (
        <OwnChange {...exercise} kept={kept} />
      ) : (
        <p class="ci-help">{t("looking_on")}</p>
      )}
      <section class="ci-shared" aria-label={t("shared_title")}>
        <h3>{t("shared_title")}</h3>
        <p class={shared.length ? "ci-help" : "ci-waiting"}>
          {t(shared.length ? "shared_help" : "shared_none")}
        </p>
        {shared.length > 0 && (
          <ul class="ci-record-list">
            {shared.map((one, place) => (
              <li key={place} class="ci-record">
                <ThoughtWords t={t} of={one} />
              </li>
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}

/** What is kept of one's own, or the form it is written in. */
function OwnChange({ t, kept, person, step, view, outbox }: Exercise<State> & { kept: Own }) {
  const own = ownNow(kept, view.pending);
  const isWritten = own.now_think !== undefined && own.now_think !== "";
  const [isOpen, setIsOpen] = useState(false);
  // How often the form was saved with something wrong in it.
  const [tries, setTries] = useState(0);
  const head = useRef<HTMLHeadingElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const focusNext = useFocusNext();
  const draft = (name: string): string => draftKey(person, step, name);
  const [used, setUsed, forgetUsed] = useDraft(draft("used"), own.used_to_think);
  const [now, setNow, forgetNow] = useDraft(draft("now"), own.now_think);
  const [share, setShare, forgetShare] = useDraft(
    choiceKey(person, step, "share"),
    own.is_shared ? "yes" : "no",
  );
  const isChanged = used !== (own.used_to_think ?? "") || now !== (own.now_think ?? "");
  const forget = (): void => {
    for (const one of [forgetUsed, forgetNow, forgetShare]) one();
    setTries(0);
    setIsOpen(false);
    focusNext(() => head.current);
  };
  // What could not be saved opens again to be changed: nobody should have to type it twice.
  useEffect(() => {
    const refused = view.refusal?.message as Partial<Own> | undefined;
    if (refused?.now_think === undefined) return;
    setUsed(refused.used_to_think ?? "");
    setNow(refused.now_think);
    setShare(refused.is_shared ? "yes" : "no");
    setIsOpen(true);
    if (view.refusal) outbox.takeBack(view.refusal);
  }, [view.refusal]);
  const problems = { used: whyNot(t, used ?? ""), now: whyNot(t, now ?? "") };
  const save = (event: Event): void => {
    event.preventDefault();
    if (problems.used || problems.now) {
      setTries(tries + 1);
      focusNext(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]"));
      return;
    }
    const said = { used_to_think: clean(used), now_think: clean(now), is_shared: share === "yes" };
    outbox.put({ type: "save", ...said }, BALLOT);
    forget();
  };
  const isForm = isOpen || !isWritten || isChanged;
  return (
    <section class="ci-own" aria-label={t("own_title")}>
      <h3 tabIndex={-1} ref={head}>
        {t("own_title")}
      </h3>
      {!isForm && (
        <div class="ci-record">
          <ThoughtWords t={t} of={own} />
          <p class="ci-tags">
            <span class="ci-tag">{t(own.is_shared ? "own_shared" : "own_private")}</span>
          </p>
          <div class="ci-actions">
            <button
              type="button"
              class="ci-button ci-quiet"
              onClick={() => {
                setIsOpen(true);
                focusNext(() => form.current?.querySelector("textarea"));
              }}
            >
              {t("change")}
            </button>
          </div>
        </div>
      )}
      {isForm && (
        <form class="ci-record-form" onSubmit={save} noValidate ref={form}>
          <p class="ci-help">{t("own_help")}</p>
          <Writing
            t={t}
            label={t("used_label")}
            text={used ?? ""}
            onText={setUsed}
            error={tries ? problems.used : ""}
          />
          <Writing
            t={t}
            label={t("now_label")}
            text={now ?? ""}
            onText={setNow}
            error={tries ? problems.now : ""}
          />
          <Share t={t} isShared={share === "yes"} onShare={(is) => setShare(is ? "yes" : "no")} />
          <div class="ci-actions">
            <button type="submit" class="ci-button ci-primary">
              {t("save")}
            </button>
            {isWritten && (
              <button type="button" class="ci-button" onClick={forget}>
                {t("cancel")}
              </button>
            )}
          </div>
        </form>
      )}
    </section>
  );
}

/** The tick that shares it, and who sees it with and without. */
function Share({
  t,
  isShared,
  onShare,
}: {
  t: Say;
  isShared: boolean;
  onShare: (isShared: boolean) => void;
}) {
  const id = useUniqueId();
  return (
    <div class="ci-share-choice">
      <label class="ci-choice">
        <input
          type="checkbox"
          checked={isShared}
          aria-describedby={id}
          onChange={(event) => onShare(event.currentTarget.checked)}
        />
        <span>{t("share")}</span>
      </label>
      <p class="ci-help" id={id}>
        {t(isShared ? "share_help" : "private_help")} {t("kept_in_record")}
      </p>
    </div>
  );
}

function ThoughtWords({ t, of }: { t: Say; of: Thoughts }) {
  return (
    <dl class="ci-thoughts">
      <div>
        <dt>{t("used")}</dt>
        <dd dir="auto">{of.used_to_think}</dd>
      </div>
      <div>
        <dt>{t("now")}</dt>
        <dd dir="auto">{of.now_think}</dd>
      </div>
    </dl>
  );
}

export default defineExercise(ChangeOfMind);
