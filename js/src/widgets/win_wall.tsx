/** The wall of a team's wins: cards, thanks, and the months they stand in. Nothing is a score. */

import { useEffect, useState } from "preact/hooks";
import { defineExercise, type Exercise } from "../shared/define_exercise";
import { ConflictNotice } from "../shared/exercise";
import { draftKey, useTrait } from "../shared/hooks";
import { keep } from "../shared/keep";
import { useNews } from "../shared/record_news";
import { WinCard } from "./win_wall/card";
import { Filters } from "./win_wall/filters";
import { Months } from "./win_wall/months";
import { type Filter, filtered, mineNow, type State } from "./win_wall/state";
import { recordOf } from "./win_wall/thanks";

function WinWall(exercise: Exercise<State>) {
  const { model, t, outbox, view, person, step } = exercise;
  const wins = useTrait(model, "wins");
  const mine = useTrait(model, "mine");
  const months = useTrait(model, "months");
  const measures = useTrait(model, "measures");
  const goals = useTrait(model, "goals");
  const sectors = useTrait(model, "sectors");
  const writtenIn = useTrait(model, "written_in");
  const [asked, setFilter] = useState<Filter>({ goal: "", sector: "" });
  const filter = stillThere(
    asked,
    wins.map(({ goal_id }) => goal_id),
    sectors.map(({ id }) => id),
  );
  const shown = filtered(wins, filter);
  const news = useNews(wins.map(({ id }) => id));
  const newest = wins.find(({ id }) => id === news.at(-1));
  useEffect(() => {
    for (const [id, { revision }] of Object.entries(mine)) outbox.see(recordOf(id), revision);
  }, [outbox, mine]);
  // Thanks that could not be saved stand in their form again.
  useEffect(() => {
    const message = view.refusal?.message;
    if (message?.type !== "thank" || !exercise.may.includes("keep_records")) return;
    keep(draftKey(person, step, recordOf(String(message.win_id))), String(message.text));
    if (view.refusal) outbox.takeBack(view.refusal);
  }, [view.refusal]);
  return (
    <div class="ci-win-wall-parts">
      <ThanksConflict {...exercise} />
      <h3>{t("title")}</h3>
      <p class="ci-win-news" role="status">
        {newest ? t("fresh", { title: newest.title }) : ""}
      </p>
      {!wins.length && (
        <p class="ci-waiting">
          {t("none")} <a href={`#step=${writtenIn}`}>{t("begin")}</a>
        </p>
      )}
      <Filters
        t={t}
        wins={wins}
        goals={goals}
        sectors={sectors}
        filter={filter}
        shown={shown.length}
        onFilter={setFilter}
      />
      <ul class="ci-win-cards">
        {shown.map((win) => (
          <li key={win.id}>
            <WinCard
              exercise={exercise}
              win={win}
              mine={mineNow(win.id, mine, view.pending)}
              isFresh={news.includes(win.id)}
            />
          </li>
        ))}
      </ul>
      {wins.length > 0 && <Months t={t} wins={wins} months={months} measures={measures} />}
    </div>
  );
}

/** What was filtered by may have left the wall: then all is shown. */
function stillThere(filter: Filter, goals: readonly string[], sectors: readonly string[]): Filter {
  const isGoal = filter.goal === "none" ? goals.includes("") : goals.includes(filter.goal);
  return {
    goal: isGoal ? filter.goal : "",
    sector: sectors.includes(filter.sector) ? filter.sector : "",
  };
}

function ThanksConflict({ t, outbox, view }: Exercise<State>) {
  if (!view.conflict) return null;
  const { text, message, theirs } = view.conflict;
  const said = (version: Record<string, unknown>) =>
    typeof version.text === "string" && version.type !== "withdraw"
      ? version.text
      : t("thank_back");
  return (
    <ConflictNotice
      t={t}
      text={text}
      mine={said(message)}
      theirs={said(theirs)}
      onKeepMine={() => outbox.keepMine()}
      onTakeTheirs={() => outbox.takeTheirs()}
    />
  );
}

export default defineExercise(WinWall);
