/** How many chose each answer, as parts of one bar. */

import type { Grade } from "./state";

/** A label of so many letters fits into a narrow part of a bar. */
const SHORT = 9;

/** The counts side by side; the words below say the same, so the bar itself is only seen. */
export function Bar({ scale, counts }: { scale: Grade[]; counts: number[] }) {
  const parts = scale
    .map(({ label }, place) => ({
      label,
      count: counts[place] ?? 0,
      tone: tone(place, scale.length),
    }))
    .filter(({ count }) => count > 0);
  return (
    <>
      <div class="ci-bar" aria-hidden="true">
        {parts.map(({ label, count, tone }) => (
          <span
            key={label}
            class={`ci-part ci-tone-${tone} ${label.length <= SHORT ? "ci-short" : ""}`}
            style={{ flexGrow: count }}
          >
            <span class="ci-part-label">{label} </span>
            {count}
          </span>
        ))}
      </div>
      <ul class="ci-key">
        {parts.map(({ label, count, tone }) => (
          <li key={label}>
            <span class={`ci-swatch ci-tone-${tone}`} aria-hidden="true" />
            {label} <strong>{count}</strong>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The colours of all bars, once, for a screen that a room looks at; each bar has its own words. */
export function ScaleKey({ scale }: { scale: Grade[] }) {
  return (
    <ul class="ci-key ci-scale" aria-hidden="true">
      {scale.map(({ value, label }, place) => (
        <li key={value}>
          <span class={`ci-swatch ci-tone-${tone(place, scale.length)}`} />
          {label}
        </li>
      ))}
    </ul>
  );
}

/** Return one of five tones, 0 for the low end of a scale of any length. */
function tone(place: number, length: number): number {
  const middle = (length - 1) / 2;
  if (place === middle) return 2;
  const isEnd = place === 0 || place === length - 1;
  return place < middle ? (isEnd ? 0 : 1) : isEnd ? 4 : 3;
}
