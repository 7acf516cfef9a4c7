/** The sheet a chart over time is drawn on, in units of its own that grow with the page. */

export const SHEET = { width: 324, height: 214, left: 38, right: 92, top: 12, bottom: 30 };
const PLOT = {
  width: SHEET.width - SHEET.left - SHEET.right,
  height: SHEET.height - SHEET.top - SHEET.bottom,
};
const LETTER = 7;
const NAME_LETTERS = 12;
const NAME_LINES = 3;
export const LINE_HEIGHT = 14;

/** Return a round number at or above the highest, and the marks up to it. */
export function ticks(highest: number): number[] {
  const rough = Math.max(highest, 0.001) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((one) => one * power >= rough) ?? 10) * power;
  const marks = Math.ceil(highest / step - 1e-9) || 1;
  return Array.from({ length: marks + 1 }, (_, place) => place * step);
}

export function across(place: number, periods: number): number {
  return SHEET.left + (periods > 1 ? (place / (periods - 1)) * PLOT.width : PLOT.width / 2);
}

export function up(value: number, top: number): number {
  return SHEET.top + PLOT.height * (1 - value / top);
}

/** Return the places of the periods that have a label: as many as fit, the newest always. */
export function labelled(shorts: string[]): number[] {
  const longest = Math.max(1, ...shorts.map(({ length }) => length)) * LETTER + 10;
  const step = PLOT.width / Math.max(1, shorts.length - 1);
  const every = Math.ceil(longest / step);
  const last = shorts.length - 1;
  return shorts.map((_, place) => place).filter((place) => (last - place) % every === 0);
}

/** Return a name on a few short lines, to stand beside the end of its line. */
export function onLines(name: string): string[] {
  const lines: string[] = [];
  for (const word of name.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= NAME_LETTERS)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  const kept = lines.slice(0, NAME_LINES).map(cut);
  if (lines.length > NAME_LINES) kept[NAME_LINES - 1] = cut(`${kept[NAME_LINES - 1]}…………`);
  return kept;
}

function cut(line: string): string {
  const letters = [...line];
  return letters.length <= NAME_LETTERS
    ? line.replace(/…+$/, "…")
    : `${letters
        .slice(0, NAME_LETTERS - 1)
        .join("")
        .replace(/…+$/, "")}…`;
}

/** Return where two labels of these heights begin, near their lines and not on each other. */
export function apart(middles: number[], heights: number[]): number[] {
  const floor = SHEET.height - SHEET.bottom;
  const tops = middles.map((middle, place) => middle - (heights[place] ?? 0) / 2);
  const [first, second] = tops;
  const [high = 0, low = 0] = heights;
  if (first !== undefined && second !== undefined) {
    const isFirstUp = (middles[0] ?? 0) <= (middles[1] ?? 0);
    const overlap = isFirstUp ? first + high - second : second + low - first;
    if (overlap > 0) {
      tops[0] = first + (isFirstUp ? -overlap : overlap) / 2;
      tops[1] = second + (isFirstUp ? overlap : -overlap) / 2;
    }
  }
  const below = Math.max(0, ...tops.map((top, place) => top + (heights[place] ?? 0) - floor - 8));
  const above = Math.max(0, ...tops.map((top) => 2 - top));
  return tops.map((top) => top - below + above);
}

/** Return the runs of neighbours of one kind, as lists of their places; nothing is in no run. */
export function runs<Value>(
  values: (Value | undefined)[],
  isAlike: (one: Value, other: Value) => boolean = Object.is,
): number[][] {
  const found: number[][] = [];
  let before: Value | undefined;
  values.forEach((value, place) => {
    if (value !== undefined) {
      if (before !== undefined && isAlike(before, value)) found.at(-1)?.push(place);
      else found.push([place]);
    }
    before = value;
  });
  return found;
}
