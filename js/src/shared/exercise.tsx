/** The frame every exercise stands in: its phase, who has answered, and whether it is saved. */

import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ExerciseState, Model } from "./afm";
import { HeldHere, Unfinished } from "./held";
import { useTrait } from "./hooks";
import { isOnWall } from "./on_wall";
import type { Outbox, OutboxView } from "./outbox";
import { type Say, useWords } from "./words";

/** A line a person should notice; `tone` says how much. */
export function Notice({
  tone = "calm",
  children,
  onClose,
  closeLabel = "",
}: {
  tone?: "calm" | "good" | "warning";
  children: ComponentChildren;
  onClose?: () => void;
  closeLabel?: string;
}) {
  return (
    <div class={`ci-notice ci-notice-${tone}`} role={tone === "warning" ? "alert" : undefined}>
      <div class="ci-notice-text">{children}</div>
      {onClose && (
        <button type="button" class="ci-button ci-quiet" onClick={onClose}>
          {closeLabel}
        </button>
      )}
    </div>
  );
}

/** Two versions of one record side by side, and the choice between them. */
export function ConflictNotice({
  t,
  text,
  mine,
  theirs,
  onKeepMine,
  onTakeTheirs,
}: {
  t: Say;
  text: string;
  mine: ComponentChildren;
  theirs: ComponentChildren;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
}) {
  const head = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => head.current?.focus(), []);
  return (
    <section class="ci-conflict" aria-label={t("conflict_title")}>
      <p class="ci-conflict-title" tabIndex={-1} ref={head}>
        <strong>{t("conflict_title")}</strong> {text}
      </p>
      <div class="ci-versions">
        <div class="ci-version">
          <p class="ci-version-name">{t("conflict_mine")}</p>
          <div class="ci-version-text">{mine}</div>
          <button type="button" class="ci-button" onClick={onKeepMine}>
            {t("keep_mine")}
          </button>
        </div>
        <div class="ci-version">
          <p class="ci-version-name">{t("conflict_theirs")}</p>
          <div class="ci-version-text">{theirs}</div>
          <button type="button" class="ci-button" onClick={onTakeTheirs}>
            {t("take_theirs")}
          </button>
        </div>
      </div>
    </section>
  );
}

/** Whether this exercise is saved, in a line that is read aloud when it changes. */
export function SavedLine({ t, view }: { t: Say; view: OutboxView }) {
  let text = view.hasSaved ? t("saved") : "";
  if (view.state === "saving") text = t("saving");
  if (view.state === "waiting")
    text = view.isKept ? view.text || t("not_saved_yet") : t("keep_open");
  if (view.state === "refused") text = view.refusal ? "" : t("needs_you");
  return (
    <p class={`ci-saved ci-saved-${view.state}`} role="status" aria-live="polite">
      {text}
    </p>
  );
}

function OpenClose({ t, phase, outbox }: { t: Say; phase: string; outbox: Outbox }) {
  const [isAsking, setIsAsking] = useState(false);
  const ask = useRef<HTMLButtonElement>(null);
  const yes = useRef<HTMLButtonElement>(null);
  const isOpen = phase === "open";
  const wasAsking = useRef(false);
  const leave = (): void => setIsAsking(false);
  useLayoutEffect(() => {
    if (isAsking) yes.current?.focus();
    else if (wasAsking.current) ask.current?.focus();
    wasAsking.current = isAsking;
  }, [isAsking]);
  const decide = (): void => {
    outbox.put({ type: "step", is_open: !isOpen }, { replaces: "step" });
    leave();
  };
  if (!isAsking)
    return (
      <button type="button" class="ci-button" ref={ask} onClick={() => setIsAsking(true)}>
        {t(isOpen ? "close_step" : "open_step")}
      </button>
    );
  return (
    <fieldset class="ci-confirm" onKeyDown={(event) => event.key === "Escape" && leave()}>
      <legend>{t(isOpen ? "close_step_what" : "open_step_what")}</legend>
      <button type="button" class="ci-button ci-primary" ref={yes} onClick={decide}>
        {t(isOpen ? "close_step_yes" : "open_step_yes")}
      </button>
      <button type="button" class="ci-button" onClick={leave}>
        {t(isOpen ? "close_step_no" : "open_step_no")}
      </button>
    </fieldset>
  );
}

/**
 * When a step is closed, take whoever is in the middle of it to the top of what has come instead.
 *
 * Where one was is asked while the page is still as it was: what was read is gone afterwards.
 */
function useTopOfResult(phase: string) {
  const frame = useRef<HTMLDivElement>(null);
  const head = useRef<HTMLDivElement>(null);
  const before = useRef(phase);
  const isClosing = before.current === "open" && phase === "closed";
  const hasFocus = isClosing && (frame.current?.contains(document.activeElement) ?? false);
  const isInside = hasFocus || (isClosing && isScrolledInto(frame.current));
  useLayoutEffect(() => {
    before.current = phase;
    if (!isInside) return;
    // What had the keyboard may be gone with the questions.
    if (hasFocus && !frame.current?.contains(document.activeElement))
      head.current?.focus({ preventScroll: true });
    head.current?.scrollIntoView({ block: "start", behavior: calmly() });
  }, [phase]);
  return { frame, head };
}

/** Whether the top of the window lies inside an element. */
function isScrolledInto(element: HTMLElement | null): boolean {
  const { top, bottom } = element?.getBoundingClientRect() ?? { top: 0, bottom: 0 };
  return top < 0 && bottom > 0;
}

/** Return how to move the page: at once where a person has asked for little motion. */
function calmly(): ScrollBehavior {
  return matchMedia("(prefers-reduced-motion: no-preference)").matches ? "smooth" : "auto";
}

/**
 * The frame: a phase banner, how many have answered, the button that opens and closes the step for
 * those who may, the exercise itself, and its saved line.
 */
export function ExerciseFrame<State extends ExerciseState>({
  model,
  outbox,
  view,
  children,
}: {
  model: Model<State>;
  outbox: Outbox;
  view: OutboxView;
  children: ComponentChildren;
}) {
  const t = useWords(model);
  const phase = useTrait(model, "phase") as string;
  const person = useTrait(model, "person") as string;
  const step = useTrait(model, "step") as string;
  const may = useTrait(model, "may") as string[];
  const answered = useTrait(model, "answered") as number;
  const people = useTrait(model, "people") as number;
  const isJoined = phase !== "waiting";
  // A hall is shown nothing that is still open: only how many have answered.
  const isHeldBack = isOnWall() && phase === "open" && may.includes("open_step");
  const { frame, head } = useTopOfResult(phase);
  return (
    <div class={`ci-exercise ci-phase-${phase}`} ref={frame}>
      {isJoined && (
        <div class="ci-exercise-head" tabIndex={-1} ref={head}>
          <p class="ci-phase">{t(`phase_${phase}`)}</p>
          <p class="ci-answered" role="status" aria-live="polite">
            {people > 0 ? t("answered", { n: Math.max(people, answered), answered }) : ""}
          </p>
          {may.includes("open_step") && !isOnWall() && (
            <OpenClose t={t} phase={phase} outbox={outbox} />
          )}
        </div>
      )}
      {isJoined && !isOnWall() && (
        <>
          <HeldHere t={t} outbox={outbox} view={view} isOpen={phase === "open"} />
          {phase === "closed" && <Unfinished t={t} person={person} step={step} />}
        </>
      )}
      {isHeldBack ? null : isJoined ? children : <p class="ci-waiting">{t("phase_waiting")}</p>}
      {view.refusal?.isTaken && (
        <Notice tone="warning" onClose={() => outbox.dismiss()} closeLabel={t("dismiss")}>
          {view.refusal.text}
        </Notice>
      )}
      {!isOnWall() && (
        <div class="ci-exercise-foot">
          <SavedLine t={t} view={view} />
        </div>
      )}
    </div>
  );
}
