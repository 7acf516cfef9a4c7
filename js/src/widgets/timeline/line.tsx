/** A team's days on a line, beside the list that says the same in words. */

import { daySaid } from "../../shared/record_list_said";
import type { Say } from "../../shared/words";
import type { Thing } from "./state";

const WIDTH = 1000;
const EDGE = 24;
const STEP = 15; // between signs that share a place
const ROOM = 6; // so many signs stand on each other; of more, the list tells
const SIZE = 6;

type Sign = "meeting" | "due" | "done" | "win";
export const SIGNS: readonly Sign[] = ["meeting", "due", "done", "win"];

function signOf({ kind, state }: Thing): Sign {
  if (kind === "win") return "win";
  if (["forum", "program_meeting", "meeting", "next_meeting"].includes(kind)) return "meeting";
  return state === "done" ? "done" : "due";
}

const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000;

/** Draw the days from the first to the last; today is among them. */
export function Line({ t, things, today }: { t: Say; things: readonly Thing[]; today: string }) {
  const shown = things.filter(({ state }) => state !== "stopped");
  const days = [...shown.map(({ day }) => day), today].sort();
  const [first = today] = days;
  const last = days.at(-1) ?? today;
  const span = Math.max(dayNumber(last) - dayNumber(first), 1);
  const x = (day: string): number =>
    EDGE + ((dayNumber(day) - dayNumber(first)) / span) * (WIDTH - 2 * EDGE);
  const stacks = new Map<number, number>();
  const signs = shown.flatMap((one) => {
    const place = Math.round((x(one.day) - EDGE) / STEP);
    const level = stacks.get(place) ?? 0;
    stacks.set(place, level + 1);
    return level < ROOM ? [{ one, at: place * STEP + EDGE, level }] : [];
  });
  const highest = Math.max(...signs.map(({ level }) => level), 0);
  const ground = 56 + highest * STEP;
  return (
    <figure class="ci-days">
      <svg
        viewBox={`0 0 ${WIDTH} ${ground + 36}`}
        role="img"
        aria-label={t("drawn", { first: daySaid(first), last: daySaid(last) })}
      >
        <line class="ci-days-line" x1={EDGE} x2={WIDTH - EDGE} y1={ground} y2={ground} />
        {years(first, last).map((year) => (
          <g key={year}>
            <line
              class="ci-days-tick"
              x1={x(`${year}-01-01`)}
              x2={x(`${year}-01-01`)}
              y1={ground}
              y2={ground + 10}
            />
            <text x={x(`${year}-01-01`)} y={ground + 30} text-anchor="middle">
              {year}
            </text>
          </g>
        ))}
        <line class="ci-days-today" x1={x(today)} x2={x(today)} y1={26} y2={ground + 12} />
        <text class="ci-days-now" x={x(today)} y={18} text-anchor={anchor(x(today))}>
          {t("today")}
        </text>
        {signs.map(({ one, at, level }) => (
          <Mark
            key={`${one.kind} ${one.id}`}
            sign={signOf(one)}
            x={at}
            y={ground - 14 - level * STEP}
          />
        ))}
      </svg>
      <figcaption class="ci-help">
        {SIGNS.map((sign) => (
          <span key={sign} class="ci-days-key">
            <svg viewBox="-8 -8 16 16" aria-hidden="true">
              <Mark sign={sign} x={0} y={0} />
            </svg>
            {t(`key_${sign}`)}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

/** The years that begin within the line, as far as their words have room. */
function years(first: string, last: string): string[] {
  const from = Number(first.slice(0, 4)) + 1;
  const count = Math.max(Number(last.slice(0, 4)) - from + 1, 0);
  const apart = Math.ceil(count / 10) || 1;
  return Array.from({ length: Math.ceil(count / apart) }, (_, n) => String(from + n * apart));
}

function anchor(x: number): "start" | "middle" | "end" {
  if (x < 60) return "start";
  return x > WIDTH - 60 ? "end" : "middle";
}

/** A sign by its shape, so that no color has to be told apart. */
function Mark({ sign, x, y }: { sign: Sign; x: number; y: number }) {
  if (sign === "meeting")
    return (
      <rect
        class="ci-days-meeting"
        x={x - SIZE + 1}
        y={y - SIZE + 1}
        width={2 * SIZE - 2}
        height={2 * SIZE - 2}
      />
    );
  if (sign === "win") {
    const top = `${x},${y - SIZE - 1}`;
    return (
      <polygon
        class="ci-days-win"
        points={`${top} ${x + SIZE},${y + SIZE - 1} ${x - SIZE},${y + SIZE - 1}`}
      />
    );
  }
  return <circle class={`ci-days-${sign}`} cx={x} cy={y} r={SIZE - 1} />;
}
