/** A clock the whole hall sees. */

import { clockOf, type Timer, useCountdown } from "../../shared/countdown";
import type { Say } from "../../shared/words";

export function Clock({ t, timer }: { t: Say; timer: Partial<Timer> }) {
  const isSet = timer.id !== undefined;
  const { left } = useCountdown(isSet ? (timer as Timer) : undefined);
  if (!isSet) return null;
  const isUp = Boolean(timer.is_running) && left <= 0;
  const label = timer.label || t(timer.is_running ? "time_left" : "time_stands");
  return (
    <div class={`ci-screen-clock ${isUp ? "ci-is-up" : ""}`}>
      <p class="ci-screen-clock-label" dir="auto">
        {label}
      </p>
      <p class="ci-screen-clock-time" role="timer">
        {isUp ? t("time_up") : clockOf(left)}
      </p>
    </div>
  );
}
