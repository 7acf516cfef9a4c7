/** A timer counted down by the page itself, from the seconds the kernel said it had left. */

import { useEffect, useRef, useState } from "preact/hooks";

/** A timer as the kernel says it (`visit/room/line.py`); `id` changes when somebody sets it. */
export interface Timer {
  id: number;
  label: string;
  seconds: number;
  is_running: boolean;
}

/** What the page says aloud of a timer; nothing else of it is read by itself. */
export type Spoken = "five" | "one" | "over" | "";

const MARKS: [number, Spoken][] = [
  [0, "over"],
  [60, "one"],
  [300, "five"],
];
// What came late or was rounded is not worth a jump of the clock.
const CLOSE_ENOUGH = 1.5;

/** Seconds on a clock that only runs forward, whatever time the device thinks it is. */
const now = (): number => performance.now() / 1000;

/** Return a number of seconds as a clock shows them: "4:05", "1:00:00". */
export function clockOf(seconds: number): string {
  const left = Math.max(0, seconds);
  const [hours, minutes] = [Math.floor(left / 3600), Math.floor(left / 60) % 60];
  const two = (n: number): string => String(n).padStart(2, "0");
  const short = `${hours ? two(minutes) : minutes}:${two(left % 60)}`;
  return hours ? `${hours}:${short}` : short;
}

interface Count {
  timer: Timer;
  end: number;
}

/** Go on with the count there is where this is the same timer; else begin a new one. */
function counted(timer: Timer, before: Count | null): Count {
  const end = now() + timer.seconds;
  const isSame =
    before?.timer.id === timer.id &&
    before.timer.is_running === timer.is_running &&
    Math.abs(before.end - end) < CLOSE_ENOUGH;
  return { timer, end: isSame ? before.end : end };
}

/** Return the seconds left and what is to be said aloud of them, drawn anew each second. */
export function useCountdown(timer: Timer | undefined): { left: number; spoken: Spoken } {
  const count = useRef<Count | null>(null);
  const [, draw] = useState(0);
  if (!timer) count.current = null;
  else if (count.current?.timer !== timer) count.current = counted(timer, count.current);
  const isRunning = timer?.is_running ?? false;
  const end = count.current?.end ?? 0;
  const left = isRunning ? Math.ceil(end - now()) : (timer?.seconds ?? 0);
  useEffect(() => {
    if (!isRunning) return;
    let next: ReturnType<typeof setTimeout>;
    const beat = (): void => {
      draw((n) => n + 1);
      const rest = (end - now()) % 1;
      next = setTimeout(beat, (rest > 0 ? rest : 1 + rest) * 1000 + 15);
    };
    beat();
    return () => clearTimeout(next);
  }, [isRunning, end]);
  return { left, spoken: useSpoken(timer, left) };
}

/** Say a mark once it is passed on this page: who comes later is not told what was before. */
function useSpoken(timer: Timer | undefined, left: number): Spoken {
  const last = useRef({ id: 0, left: 0, spoken: "" as Spoken });
  const before = last.current;
  const id = timer?.id ?? 0;
  if (before.id !== id) last.current = { id, left, spoken: "" };
  else if (before.left !== left) {
    const passed = timer?.is_running ? MARKS.find(([at]) => left <= at && before.left > at) : null;
    last.current = {
      id,
      left,
      spoken: passed ? passed[1] : left > before.left ? "" : before.spoken,
    };
  }
  return last.current.spoken;
}
