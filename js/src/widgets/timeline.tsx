/** A team's days by month: forums, meetings, what is due, and wins; and a file for a calendar. */

import { defineExercise, type Exercise } from "../shared/define_exercise";
import { useTrait } from "../shared/hooks";
import { daySaid } from "../shared/record_list_said";
import { TakeButton } from "../shared/take_button";
import type { Say } from "../shared/words";
import { Line } from "./timeline/line";
import { monthSaid, months, nextDay, type State, type Thing, whenOf } from "./timeline/state";

function Timeline({ model, t }: Exercise<State>) {
  const things = useTrait(model, "things");
  const today = useTrait(model, "today");
  if (!things.length) return <p class="ci-waiting">{t("none")}</p>;
  const next = nextDay(things, today);
  const ahead = things.filter(({ day }) => day >= today);
  const passed = things.filter((one) => whenOf(one, today, next) === "passed");
  const past = things.filter((one) => one.day < today && !passed.includes(one));
  return (
    <div class="ci-timeline-parts">
      <p class="ci-help">{t("intro")}</p>
      <Line t={t} things={things} today={today} />
      {passed.length > 0 && (
        <section class="ci-timeline-part" aria-label={t("passed_title")}>
          <h3>{t("passed_title")}</h3>
          <Months t={t} things={passed} today={today} next={next} />
        </section>
      )}
      <section class="ci-timeline-part" aria-label={t("ahead_title")}>
        <h3>{t("ahead_title")}</h3>
        {ahead.length ? (
          <Months t={t} things={ahead} today={today} next={next} />
        ) : (
          <p>{t("ahead_none")}</p>
        )}
      </section>
      {past.length > 0 && (
        <details>
          <summary>{t("past_title", { n: past.length })}</summary>
          <div class="ci-timeline-part">
            <Months t={t} things={past} today={today} next={next} />
          </div>
        </details>
      )}
      <div class="ci-timeline-part">
        <p class="ci-help">{t("take_calendar_help")}</p>
        <TakeButton
          model={model}
          t={t}
          message={{ type: "take_calendar" }}
          label={t("take_calendar")}
        />
      </div>
    </div>
  );
}

function Months({
  t,
  things,
  today,
  next,
}: {
  t: Say;
  things: readonly Thing[];
  today: string;
  next: string;
}) {
  return months(things).map(({ key, things: here }) => (
    <div key={key} class="ci-month">
      <h4>{monthSaid(key)}</h4>
      <ul>
        {here.map((one) => (
          <Day key={`${one.kind} ${one.id}`} t={t} thing={one} when={whenOf(one, today, next)} />
        ))}
      </ul>
    </div>
  ));
}

function Day({ t, thing, when }: { t: Say; thing: Thing; when: string }) {
  return (
    <li class={when ? `ci-day ci-day-${when}` : "ci-day"}>
      <time dateTime={thing.day}>{daySaid(thing.day)}</time>
      <span>
        <span class="ci-day-kind">{t(`kind_${thing.kind}`)}</span>
        {thing.what && (
          <>
            {": "}
            <span dir="auto">{thing.what}</span>
          </>
        )}{" "}
        {when && when !== "passed" && <span class="ci-tag">{t(`when_${when}`)}</span>}
      </span>
    </li>
  );
}

export default defineExercise(Timeline);
