/** Groups of people in the newest period: a dot for the rate, a line for the range of chance. */

import type { Say } from "../../shared/words";
import { type Breakdown, type Measure, type Numeral, tenths, whole } from "./state";

export function Groups({
  t,
  breakdown,
  hasHelp,
}: {
  t: Say;
  breakdown: Breakdown;
  hasHelp: boolean;
}) {
  const { dimension, period, groups, places } = breakdown;
  const own = places[0];
  if (!own) return null;
  const title = t("groups_title", { dimension, period });
  const names = [t("everyone"), ...groups];
  const rows = own.numbers.map((number, place) => ({ name: names[place] ?? "", number }));
  return <Dots t={t} title={title} rows={rows} hasHelp={hasHelp} />;
}

/** The own place and all beside it, in the newest period that has a rate of the own place. */
export function Beside({ t, measure }: { t: Say; measure: Measure }) {
  const { places, periods } = measure;
  const rates = (places[0]?.numbers ?? []).map(({ rate }) => rate !== undefined);
  const newest = rates.lastIndexOf(true);
  if (newest < 0 || places.length < 2) return null;
  const rows = places.map(({ name, numbers }) => ({
    name,
    number: numbers[newest] ?? { state: "missing" as const },
  }));
  const title = t("beside_title", { period: periods[newest]?.label ?? "" });
  return <Dots t={t} title={title} rows={rows} hasHelp />;
}

function Dots({
  t,
  title,
  rows,
  hasHelp,
}: {
  t: Say;
  title: string;
  rows: { name: string; number: Numeral }[];
  hasHelp: boolean;
}) {
  const top = Math.max(0, ...rows.map(({ number }) => number.upper ?? 0));
  return (
    <section class="ci-groups" aria-label={title}>
      <h4 dir="auto">{title}</h4>
      {hasHelp && <p class="ci-help">{t("groups_help")}</p>}
      <ul>
        {rows.map(({ name, number }) => (
          <li key={name}>
            <span dir="auto">{name}</span>
            {top > 0 && <Whisker number={number} top={top} />}
            <span>{groupWords(t, number)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Whisker({ number: { rate, lower, upper }, top }: { number: Numeral; top: number }) {
  if (rate === undefined || lower === undefined || upper === undefined)
    return <span class="ci-track" aria-hidden="true" />;
  const percent = (value: number) => `${(value / top) * 100}%`;
  return (
    <span class="ci-track" aria-hidden="true">
      <span
        class="ci-whisker"
        style={{ insetInlineStart: percent(lower), width: percent(upper - lower) }}
      />
      <span class="ci-dot" style={{ insetInlineStart: percent(rate) }} />
    </span>
  );
}

function groupWords(t: Say, { state, count, rate, lower, upper, mark }: Numeral): string {
  if (count === undefined) return t(state);
  if (rate === undefined || lower === undefined || upper === undefined) {
    const why = state === "too_few" ? ` (${t("too_few")})` : "";
    return t("group_count", { count: whole(count) }) + why;
  }
  const said = t("group_said", {
    rate: tenths(rate),
    lower: tenths(lower),
    upper: tenths(upper),
    count: whole(count),
  });
  return mark ? `${said} (${mark})` : said;
}
