/** The room line: where the room is, how long it has, and what a facilitator tells it. */

import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { addressOf } from "../../shared/address";
import { onConnection } from "../../shared/connection";
import { clockOf, type Timer, useCountdown } from "../../shared/countdown";
import { Notice } from "../../shared/exercise";
import { useTrait } from "../../shared/hooks";
import { keep, recall } from "../../shared/keep";
import { request } from "../../shared/request";
import type { Say } from "../../shared/words";
import type { JoinModel, Room } from "./state";

// Messages that somebody at this tab has read and closed.
const READ = "ciwidgets.room.read";
// Where the room was when somebody at this tab last saw it.
const SEEN = "ciwidgets.room.seen";

export function RoomLine({ model, t }: { model: JoinModel; t: Say }) {
  const room = useTrait(model, "room");
  useFresh(model, room.timer?.is_running ?? false);
  return (
    <div class="ci-room">
      <Place t={t} place={room.place} />
      <Clock t={t} timer={room.timer} />
      <News t={t} messages={room.messages ?? []} place={room.place} />
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
  const step = useStepHere();
  let said = null;
  if (place?.is_here && place.step === step) said = t("room_is_here", { title: place.title });
  else if (place) said = <WayTo t={t} place={place} />;
  return (
    <p class="ci-room-place" role="status">
      {said}
    </p>
  );
}

function useStepHere(): string {
  const [step, setStep] = useState(stepHere);
  useEffect(() => {
    const look = (): void => setStep(stepHere());
    window.addEventListener("hashchange", look);
    return () => window.removeEventListener("hashchange", look);
  }, []);
  return step;
}

function WayTo({ t, place }: { t: Say; place: NonNullable<Room["place"]> }) {
  // On its own page a step is opened without loading the page anew.
  const address = addressOf(place.workbook, place.step);
  const href = place.is_here ? address.slice(address.indexOf("#")) : address;
  if (place.home !== undefined)
    return (
      <>
        {t("room_is_at")} <strong>{place.title}</strong>{" "}
        {place.home && <a href={href}>{t("room_back_to", { home: place.home })}</a>}
      </>
    );
  return (
    <>
      {t("room_is_at")} <a href={href}>{place.title}</a>
    </>
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

/**
 * What a facilitator tells the room, and where it has gone: at the foot of the screen, wherever
 * somebody is on the page, until they have read it.
 */
function News({
  t,
  messages,
  place,
}: {
  t: Say;
  messages: NonNullable<Room["messages"]>;
  place: Room["place"];
}) {
  const [read, setRead] = useState(() => recall<string[]>(READ, "tab") ?? []);
  const news = useRef<HTMLDivElement>(null);
  const { isMoved, settle } = useMoved(place);
  const close = (id: string): void => {
    const next = [...read, id].slice(-20);
    keep(READ, next, "tab");
    setRead(next);
  };
  const unread = messages.filter(({ id }) => !read.includes(id));
  useRoomForNews(news, unread.length > 0 || isMoved);
  return (
    <div class="ci-room-messages" role="status" ref={news}>
      {unread.map(({ id, text }) => (
        <Notice key={id} onClose={() => close(id)} closeLabel={t("dismiss")}>
          <p>
            {t("room_message")} <strong dir="auto">{text}</strong>
          </p>
        </Notice>
      ))}
      {isMoved && place && (
        <Notice onClose={settle} closeLabel={t("dismiss")}>
          <p class="ci-room-way">
            <WayTo t={t} place={place} />
          </p>
        </Notice>
      )}
    </div>
  );
}

/** Whether the room has gone on while its line at the top of the page was out of sight. */
function useMoved(place: Room["place"]) {
  const step = useStepHere();
  const isHere = place?.is_here === true && place.step === step;
  const now = place ? `${place.workbook}/${place.step}` : "";
  const [seen, setSeen] = useState(() => recall<string>(SEEN, "tab") ?? "");
  const settle = (): void => {
    keep(SEEN, now, "tab");
    setSeen(now);
  };
  const isNew = now !== "" && now !== seen;
  useLayoutEffect(() => {
    const line = document.querySelector(".ci-room-place")?.getBoundingClientRect();
    if (isNew && (isHere || (line && line.bottom >= 0))) settle();
  }, [now, isHere]);
  return { isMoved: isNew && !isHere, settle };
}

/** Keep as much of the page's end free as the news covers of the screen, above what stands there. */
function useRoomForNews(news: RefObject<HTMLDivElement | null>, isThere: boolean): void {
  useLayoutEffect(() => {
    const { style } = document.documentElement;
    const element = news.current;
    if (!element || !isThere || typeof ResizeObserver === "undefined") return;
    const others = (): Element[] => [
      ...document.querySelectorAll(".ci-room-clock, .ci-state.ci-lost"),
    ];
    const measure = (): void => {
      const tops = others().map((one) => one.getBoundingClientRect().top);
      const under = Math.max(0, innerHeight - Math.min(innerHeight, ...tops));
      style.setProperty("--ci-under-news", `${under}px`);
      style.setProperty("--ci-news-end", `${under + element.offsetHeight}px`);
    };
    const sizes = new ResizeObserver(measure);
    const watched = document.querySelectorAll(".ci-room-clock, .ci-state");
    for (const one of [document.documentElement, element, ...watched]) sizes.observe(one);
    const stop = onConnection(() => setTimeout(measure, 50));
    window.addEventListener("resize", measure);
    measure();
    return () => {
      sizes.disconnect();
      stop();
      window.removeEventListener("resize", measure);
      for (const name of ["--ci-under-news", "--ci-news-end"]) style.removeProperty(name);
    };
  }, [isThere]);
}
