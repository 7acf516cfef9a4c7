/** The room line: where the room is, how long it has, and what a facilitator tells it. */

import { useEffect, useState } from "preact/hooks";
import { addressOf } from "../../shared/address";
import { onConnection } from "../../shared/connection";
import { clockOf, type Timer, useCountdown } from "../../shared/countdown";
import { Notice } from "../../shared/exercise";
import { useTrait } from "../../shared/hooks";
import { keep, recall } from "../../shared/keep";
import { request } from "../../shared/request";
import type { Say } from "../../shared/words";
import type { JoinModel } from "./state";

export interface Room {
  place?: { workbook: string; step: string; title: string; is_here: boolean };
  timer?: Timer;
  messages?: { id: string; text: string }[];
}

// Messages that somebody at this tab has read and closed.
const READ = "ciwidgets.room.read";

export function RoomLine({ model, t }: { model: JoinModel; t: Say }) {
  const room = useTrait(model, "room");
  useFresh(model, room.timer?.is_running ?? false);
  return (
    <div class="ci-room">
      <Place t={t} place={room.place} />
      <Clock t={t} timer={room.timer} />
      <Messages t={t} messages={room.messages ?? []} />
    </div>
  );
}

/**
 * Ask what the timer has left when the line is back or a phone wakes up: until then it may have
 * counted nothing, or not have heard of more time.
 */
function useFresh(model: JoinModel, isRunning: boolean): void {
  useEffect(() => {
    const ask = (): void => void request(model, { type: "room" }).catch(() => null);
    const stop = onConnection((state) => {
      if (state === "connected" && model.get("who").id) ask();
    });
    const wake = (): void => {
      if (isRunning && document.visibilityState === "visible") ask();
    };
    document.addEventListener("visibilitychange", wake);
    return () => {
      stop();
      document.removeEventListener("visibilitychange", wake);
    };
  }, [model, isRunning]);
}

/** The step of an address's fragment. */
const stepHere = (): string => new URLSearchParams(location.hash.slice(1)).get("step") ?? "";

function Place({ t, place }: { t: Say; place: Room["place"] }) {
  const [step, setStep] = useState(stepHere);
  useEffect(() => {
    const look = (): void => setStep(stepHere());
    window.addEventListener("hashchange", look);
    return () => window.removeEventListener("hashchange", look);
  }, []);
  let said = null;
  if (place?.is_here && place.step === step) said = t("room_is_here", { title: place.title });
  else if (place) {
    // On its own page a step is opened without loading the page anew.
    const address = addressOf(place.workbook, place.step);
    const href = place.is_here ? address.slice(address.indexOf("#")) : address;
    said = (
      <>
        {t("room_is_at")} <a href={href}>{place.title}</a>
      </>
    );
  }
  return (
    <p class="ci-room-place" role="status">
      {said}
    </p>
  );
}

function Clock({ t, timer }: { t: Say; timer: Timer | undefined }) {
  const { left, spoken } = useCountdown(timer);
  const isOver = timer?.is_running && left <= 0;
  const said = { five: 5, one: 1, over: 0, "": 0 }[spoken];
  return (
    <>
      {timer && left > -600 && (
        <p class={`ci-room-clock ${isOver ? "ci-is-over" : ""}`} role="timer" aria-live="off">
          {isOver ? (
            t("room_time_is_up")
          ) : (
            <>
              <span class="ci-hidden">{t("room_timer")} </span>
              <strong>{clockOf(left)}</strong>
            </>
          )}
          {!timer.is_running && <span> {t("room_stopped")}</span>}
          {timer.label && <span dir="auto"> {timer.label}</span>}
        </p>
      )}
      <p class="ci-hidden" role="status">
        {spoken === "over" ? t("room_time_is_up") : spoken && t("room_minutes_left", { n: said })}
      </p>
    </>
  );
}

function Messages({ t, messages }: { t: Say; messages: NonNullable<Room["messages"]> }) {
  const [read, setRead] = useState(() => recall<string[]>(READ, "tab") ?? []);
  const close = (id: string): void => {
    const next = [...read, id].slice(-20);
    keep(READ, next, "tab");
    setRead(next);
  };
  return (
    <div class="ci-room-messages" role="status">
      {messages
        .filter(({ id }) => !read.includes(id))
        .map(({ id, text }) => (
          <Notice key={id} onClose={() => close(id)} closeLabel={t("dismiss")}>
            <p>
              {t("room_message")} <strong dir="auto">{text}</strong>
            </p>
          </Notice>
        ))}
    </div>
  );
}
