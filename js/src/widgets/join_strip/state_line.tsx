/** One line for the whole page: is everything saved, and is the line up? */

import { useLayoutEffect, useRef } from "preact/hooks";
import { addressOf } from "../../shared/address";
import { Held } from "../../shared/held";
import { thisWorkbook } from "../../shared/kept_keys";
import { type Held as Kept, putAway } from "../../shared/outbox_kept";
import { saidOf } from "../../shared/outbox_said";
import { useConnection, useSavedTotal, useUnrecorded } from "../../shared/saved_total";
import type { Say } from "../../shared/words";

export function StateLine({ t, person }: { t: Say; person: string }) {
  const { state, waiting, isKept } = useSavedTotal(person);
  const { held, drafts } = useUnrecorded(person);
  const line = useConnection();
  const isRefused = state === "refused" || held.length > 0;
  const now = isRefused ? "refused" : state === "saved" && drafts.length ? "typed" : state;
  let said = t(`all_${now}`);
  if (line === "connecting") said = t("connecting");
  if (line === "lost") {
    const parts = [waiting > 0 ? "lost_unsaved" : now === "saved" ? "lost" : "lost_only"];
    if (isRefused) parts.push("all_refused");
    if (drafts.length) parts.push("lost_typed");
    said = parts.map((part) => t(part)).join(" ");
  }
  // A browser that is full, or keeps nothing, is no place to promise anything of.
  if (!isKept && (line === "lost" || state === "waiting")) said = t("keep_open");
  const look = line === "lost" ? "ci-lost" : line === "connecting" ? "ci-connecting" : "";
  const bar = useHeight(line === "lost");
  const first = isRefused ? held.find(isOnPage) : drafts[0];
  return (
    <>
      <div class={`ci-state ci-state-${now} ${look}`} ref={bar}>
        <span role="status" aria-live="polite">
          {said}
        </span>{" "}
        {first && now !== "saved" && <ShowIt t={t} step={first.step} />}
      </div>
      <HeldElsewhere t={t} held={held.filter((one) => !isOnPage(one))} />
    </>
  );
}

/** Tell the page how high the line is where it stands at the foot of the screen. */
function useHeight(isAtFoot: boolean) {
  const bar = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!isAtFoot || !bar.current || typeof ResizeObserver === "undefined") return;
    const { style } = document.documentElement;
    const sizes = new ResizeObserver(() => {
      style.setProperty("--ci-lost-height", `${bar.current?.offsetHeight ?? 0}px`);
    });
    sizes.observe(bar.current, { box: "border-box" });
    return () => {
      sizes.disconnect();
      style.removeProperty("--ci-lost-height");
    };
  }, [isAtFoot]);
  return bar;
}

/** Whether an exercise of this page shows it; a page that is still being read may yet do so. */
function isOnPage({ workbook, step }: Kept): boolean {
  if (workbook !== thisWorkbook()) return false;
  const isRead = document.readyState !== "loading" && document.querySelector(".ci-step") !== null;
  return !isRead || document.getElementById(`step-${step}`) !== null;
}

/** Leads to the step that holds the words, and to them. */
function ShowIt({ t, step }: { t: Say; step: string }) {
  const show = (): void => {
    // The address changes first, and the step is shown.
    setTimeout(() => {
      const section = document.getElementById(`step-${step}`);
      const place = section?.querySelector<HTMLElement>(".ci-held, .ci-conflict, .ci-own");
      place?.scrollIntoView({ block: "start" });
      place?.focus({ preventScroll: true });
    }, 60);
  };
  return (
    <a class="ci-show-it" href={`#step=${encodeURIComponent(step)}`} onClick={show}>
      {t("show_it")}
    </a>
  );
}

/** What was refused where this page has no place for it: on another page, or in a step that is gone. */
function HeldElsewhere({ t, held }: { t: Say; held: Kept[] }) {
  if (!held.length) return null;
  const here = thisWorkbook();
  return (
    <div class="ci-held-elsewhere">
      {held.map(({ key, workbook, step, refused, hasConflict }) => {
        const where = workbook === here ? "" : addressOf(workbook, step);
        return [
          ...refused.map((entry) => (
            <Held
              key={entry.message.request_id}
              t={t}
              refusal={{
                text: entry.refused ?? "",
                said: saidOf(entry),
                stands: Number(entry.message.base_revision ?? 0) > 0,
              }}
              where={where}
              onPutAway={() => putAway(key, entry)}
            />
          )),
          hasConflict && where && (
            <p key={key}>
              <a href={where}>{t("held_where")}</a>
            </p>
          ),
        ];
      })}
    </div>
  );
}
