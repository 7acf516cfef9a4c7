/** The timer everyone sees, and the ways to set it. */

import { useState } from "preact/hooks";
import type { Message, PageState } from "../shared/afm";
import { clockOf, type Timer, useCountdown } from "../shared/countdown";
import { NumberField, type Numeric, numberProblem, TextField } from "../shared/fields";
import { useTrait } from "../shared/hooks";
import { whyNot } from "../shared/writing";
import { ActLine, defineRoomWidget, type Leading, useAct } from "./room/leading";

/** Traits of `widgets/room_timer.py`. */
export interface RoomTimerState extends PageState {
  leads: string;
  timer: (Timer & { by: string }) | Record<string, never>;
}

const MOST_MINUTES = 480;
// As many letters as the kernel takes (`visit/messages/room.py`).
const MOST_LETTERS = 60;

function RoomTimer({ model, t }: Leading<RoomTimerState>) {
  const told = useTrait(model, "timer");
  const timer = told.id ? (told as Timer & { by: string }) : undefined;
  const { left } = useCountdown(timer);
  const act = useAct(model as never, t("asking"), t("no_reply"));
  const press = (type: string, done: string, more: Partial<Message> = {}) => (
    <button
      type="button"
      class={type === "clear" ? "ci-button ci-quiet" : "ci-button"}
      onClick={() => void act.act({ type, ...more }, t(`done_${type}`))}
    >
      {t(done)}
    </button>
  );
  const isOver = timer?.is_running && left <= 0;
  return (
    <div class="ci-room-timer">
      {timer ? (
        <div>
          <p class="ci-room-time" role="timer" aria-live="off">
            {isOver ? t("time_is_up") : clockOf(left)}
            {!timer.is_running && <span class="ci-help"> {t("standing")}</span>}
            {timer.label && (
              <span class="ci-room-time-label" dir="auto">
                {" "}
                {timer.label}
              </span>
            )}
          </p>
          {timer.by === "other" && <p class="ci-help">{t("set_by_other")}</p>}
          <div class="ci-actions">
            {press("add", "add_minute", { seconds: 60 })}
            {press("add", "add_five", { seconds: 300 })}
            {!isOver &&
              press(timer.is_running ? "stop" : "go_on", timer.is_running ? "stop" : "go_on")}
            {press("clear", "clear")}
          </div>
        </div>
      ) : (
        <p>{t("none")}</p>
      )}
      <Start
        model={model}
        t={t}
        isAnew={timer !== undefined}
        onStart={(seconds, label) =>
          void act.act({ type: "start", seconds, label }, t("done_start"))
        }
      />
      <ActLine act={act} />
    </div>
  );
}

function Start({
  t,
  isAnew,
  onStart,
}: Leading<RoomTimerState> & {
  isAnew: boolean;
  onStart: (seconds: number, label: string) => void;
}) {
  const [minutes, setMinutes] = useState<Numeric>(8);
  const [label, setLabel] = useState("");
  const [hasTried, setTried] = useState(false);
  const problem = numberProblem(t, minutes, { least: 1, most: MOST_MINUTES, isNeeded: true });
  const tooLong = whyNot(t, label, false, MOST_LETTERS);
  const start = (event: Event): void => {
    event.preventDefault();
    setTried(true);
    if (!problem && !tooLong) onStart(Number(minutes) * 60, label.trim());
  };
  return (
    <form class="ci-form" noValidate onSubmit={start}>
      <NumberField
        label={t("minutes")}
        help={t("minutes_help")}
        error={hasTried ? problem : ""}
        value={minutes}
        onValue={setMinutes}
      />
      <TextField
        label={t("label")}
        help={t("label_help")}
        text={label}
        error={tooLong}
        most={MOST_LETTERS}
        onText={setLabel}
      />
      <div class="ci-actions">
        <button type="submit" class="ci-button ci-primary">
          {t(isAnew ? "start_anew" : "start")}
        </button>
      </div>
    </form>
  );
}

export default defineRoomWidget(RoomTimer);
