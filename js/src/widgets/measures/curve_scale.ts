/** Where days and values stand in the picture of a curve: numbers only. */

import type { Pair } from "./state";

/** Round steps from at or below the lowest value to at or above the highest: two to seven. */
export function niceSteps(lowest: number, highest: number): number[] {
  let [low, high] = [lowest, highest];
  if (high <= low) {
    low -= Math.max(Math.abs(low), 1) / 2;
    high += Math.max(Math.abs(high), 1) / 2;
  }
  const rough = (high - low) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const times = [1, 2, 5, 10].find((one) => one * power >= rough * (1 - 1e-9)) ?? 10;
  const step = times * power;
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(Math.ceil(high / step - 1e-9), first + 1);
  const places = Array.from({ length: last - first + 1 }, (_, place) => first + place);
  // 3 × 0.1 is 0.30000000000000004, and nobody wants to read that.
  return places.map((place) => Number((place * step).toPrecision(12)));
}

/** The day's place on a line of days. */
export function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000);
}

/** What a forecast says of a day, between the days it is told of; nothing outside of them. */
export function expectedOn(forecast: readonly Pair[], day: string): number | null {
  const at = dayNumber(day);
  for (let place = 1; place < forecast.length; place += 1) {
    const [from, low] = forecast[place - 1] as Pair;
    const [to, high] = forecast[place] as Pair;
    const [start, end] = [dayNumber(from), dayNumber(to)];
    if (at > start && at <= end) return low + ((high - low) * (at - start)) / (end - start);
  }
  return null;
}

export interface Room {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Return where a pair stands, and the steps beside it. */
export function scaleOf(
  readings: readonly Pair[],
  forecast: readonly Pair[],
  target: number | null,
  until: string,
  room: Room,
) {
  const known = [...readings, ...forecast];
  const days = [...known.map(([day]) => dayNumber(day)), dayNumber(until)];
  const values = known.map(([, value]) => value).concat(target ?? []);
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const lowest = Math.min(...values);
  // Where nothing is below 0 the picture begins there, so that a small change looks small.
  const steps = niceSteps(lowest >= 0 ? 0 : lowest, Math.max(...values));
  const [bottom = 0, top = 1] = [steps[0], steps.at(-1)];
  const x = (day: string): number => {
    const share = (dayNumber(day) - first) / Math.max(last - first, 1);
    return room.left + share * (room.right - room.left);
  };
  const y = (value: number): number => {
    return room.bottom - ((value - bottom) / (top - bottom)) * (room.bottom - room.top);
  };
  const asDay = (number: number): string =>
    new Date(number * 86_400_000).toISOString().slice(0, 10);
  return { x, y, steps, first: asDay(first), last: asDay(last) };
}
