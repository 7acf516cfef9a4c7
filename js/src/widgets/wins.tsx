/** A team's small wins: what is done, how one can see it, who made it possible, and what is next. */

import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { defineExercise, type Exercise } from "../shared/define_exercise";
import { useFocusNext } from "../shared/focus";
import { useTrait } from "../shared/hooks";
import { AllSaid, type Field, RecordList } from "../shared/record_list";
import { daySaid } from "../shared/record_list_said";
import { settle, useNews } from "../shared/record_news";
import { Checks } from "./wins/checks";
import { BLANK, CONDITIONS, type Fields, type State, today, type Win } from "./wins/state";

// What a card says in its own way.
const SAID_APART = ["title", "done_on", "is_ours", "is_public"];
const ASKS = "input, select, textarea";

function Wins(exercise: Exercise<State>) {
  const { model, t, may } = exercise;
  const wins = useTrait(model, "wins");
  const news = useNews(wins.map(({ id }) => id));
  const newest = wins.find(({ id }) => id === news.at(-1));
  const [isMore, setMore] = useState(false);
  const focusNext = useFocusNext();
  const parts = useRef<HTMLDivElement>(null);
  useOwnNewest(exercise, wins, parts);
  const mayPublish = may.includes("publish");
  // What is asked for only on request stays where somebody has said it.
  const asked = (win: Fields, name: keyof Fields) => isMore || hasWords(win[name]);
  const fields: Field<Fields>[] = [
    { name: "title", kind: "writing" },
    { name: "done_on", kind: "date" },
    { name: "evidence", kind: "writing", optional: true },
    { name: "is_ours", kind: "check" },
    { name: "goal_id", kind: "link", options: useTrait(model, "goals") },
    { name: "sectors", kind: "links", options: useTrait(model, "sectors") },
    { name: "thanks_to", kind: "whos", people: useTrait(model, "members") },
    { name: "learned", kind: "writing", optional: true },
    { name: "next_win", kind: "writing", optional: true },
    { name: "next_by", kind: "date", when: (win) => win.next_win !== "" || win.next_by !== null },
    { name: "is_public", kind: "check", when: () => mayPublish },
    { name: "story", kind: "writing", optional: true, when: (win) => asked(win, "story") },
    {
      name: "condition",
      kind: "select",
      values: CONDITIONS,
      when: (win) => asked(win, "condition"),
    },
    {
      name: "measure_id",
      kind: "link",
      options: useTrait(model, "measures"),
      when: (win) => asked(win, "measure_id"),
    },
    {
      name: "activity_ids",
      kind: "links",
      options: useTrait(model, "activities"),
      when: (win) => asked(win, "activity_ids"),
    },
    {
      name: "partner_ids",
      kind: "links",
      options: useTrait(model, "partners"),
      when: (win) => asked(win, "partner_ids"),
    },
  ];
  const openMore = (event: Event): void => {
    const form = (event.currentTarget as HTMLElement).closest("form");
    const before = form?.querySelectorAll(ASKS).length ?? 0;
    setMore(true);
    focusNext(() => form?.querySelectorAll<HTMLElement>(ASKS)[before]);
  };
  const shown = fields.filter(({ name }) => !SAID_APART.includes(name));
  return (
    <div ref={parts}>
      <RecordList<Fields, Win, State>
        exercise={exercise}
        name="win"
        may="answer"
        items={wins}
        blank={BLANK}
        fields={fields}
        addFirst
        unseen={{ kept_on: today() }}
        order={newestFirst(wins)}
        about={({ title }) => title}
        check={({ done_on }) => ({
          done_on:
            done_on && done_on > today() ? t("done_on_later", { day: daySaid(done_on) }) : "",
        })}
        afterForm={(win) => (
          <>
            {!isMore && (
              <button type="button" class="ci-button ci-quiet ci-win-more" onClick={openMore}>
                {t("more")}
              </button>
            )}
            {!mayPublish && <p class="ci-help">{t("public_manager")}</p>}
            <Checks t={t} win={win} />
          </>
        )}
        show={(win) => (
          <div class={news.includes(win.id) ? "ci-win ci-fresh" : "ci-win"} onAnimationEnd={settle}>
            <p class="ci-help">{win.done_on ? daySaid(win.done_on) : t("no_day")}</p>
            <p dir="auto" tabIndex={-1} data-win={win.id}>
              <strong>{win.title}</strong>
            </p>
            {shown.some(({ name }) => hasWords(win[name])) && (
              <details>
                <summary>
                  {t("card_more")} <span class="ci-hidden">{win.title}</span>
                </summary>
                <AllSaid t={t} fields={shown} values={saidOf(win)} />
              </details>
            )}
            {win.is_public && (
              <p class="ci-tags">
                <span class="ci-tag">{t("card_public")}</span>
              </p>
            )}
            {win.lost_release && <p class="ci-help">{t("lost_release")}</p>}
          </div>
        )}
      >
        <p class="ci-win-news" role="status">
          {newest ? t("kept", { title: newest.title.replace(/[.\s]+$/, "") }) : ""}
        </p>
      </RecordList>
    </div>
  );
}

/** Return a win without what it does not say: no lists of nothing on its card. */
function saidOf(win: Win): Partial<Fields> {
  return Object.fromEntries(Object.entries(win).filter(([, value]) => hasWords(value)));
}

function hasWords(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

/** The newest first; a win without a day stands where the day is that it was written down. */
function newestFirst(wins: readonly Win[]): (one: Win, other: Win) => number {
  const places = new Map(wins.map(({ id }, place) => [id, place]));
  const place = ({ id }: Win): number => places.get(id) ?? wins.length;
  return (one, other) => dayOf(other).localeCompare(dayOf(one)) || place(other) - place(one);
}

function dayOf({ done_on, kept_on }: Win): string {
  return done_on ?? kept_on;
}

/** Take who has just written a win down to where it stands on the list. */
function useOwnNewest(
  { view }: Exercise<State>,
  wins: readonly Win[],
  parts: RefObject<HTMLDivElement | null>,
): void {
  const known = new Set(wins.map(({ id }) => id));
  const own = view.pending.filter(({ type }) => type === "save").map((one) => `${one.record_id}`);
  const newest = own.filter((id) => !known.has(id)).at(-1);
  useLayoutEffect(() => {
    const around = parts.current;
    // Who is elsewhere on the page, or in another form, is left alone.
    if (!newest || !around?.contains(document.activeElement) || around.querySelector("form"))
      return;
    const all = [...around.querySelectorAll<HTMLElement>("[data-win]")];
    all.find(({ dataset }) => dataset.win === newest)?.focus();
  }, [newest]);
}

export default defineExercise(Wins);
