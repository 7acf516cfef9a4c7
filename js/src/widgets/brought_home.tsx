/** What we brought home: from the groups, and what others tried. */

import { useState } from "preact/hooks";
import type { ExerciseState } from "../shared/afm";
import { defineExercise, type Exercise } from "../shared/define_exercise";
import { type Borrowing, HeardButton, NOT_BORROWED } from "../shared/heard_button";
import { useTrait } from "../shared/hooks";
import { AllSaid, type Field, RecordList } from "../shared/record_list";
import { recordsNow, type TeamRecord } from "../shared/records";
import type { Say } from "../shared/words";

export interface Brought extends Borrowing, TeamRecord {
  heard_in: string;
  team: string;
}

/** Something a team told in a group. */
export interface Told {
  id: string;
  what: string;
  came_of_it: string;
  advice: string;
  again: "yes" | "changed" | "no" | "";
  line: string;
  team: string;
  group: string;
  occasion: string;
  is_ours: boolean;
}

/** Traits of `widgets/brought_home.py`. */
export interface State extends ExerciseState {
  brought: Brought[];
  told: Told[];
}

const UNSEEN = { heard_in: "", team: "" };
const PLAN: Field<Borrowing> = { name: "plan", kind: "writing", optional: true };
/** As many of the newest that was told as stand there before somebody asks for all. */
const FIRST = 3;

function BroughtHome(exercise: Exercise<State>) {
  const { model, t, outbox, view } = exercise;
  const [isAll, setAll] = useState(false);
  const items = useTrait(model, "brought");
  const told = useTrait(model, "told").filter((one) => !one.is_ours);
  const list = { items, blank: NOT_BORROWED, unseen: UNSEEN };
  const now = recordsNow<Borrowing, Brought>(list, view.pending);
  const borrowed = new Set(now.flatMap((one) => one.source_ids));
  const shown = isAll ? told : told.slice(0, FIRST);
  return (
    <RecordList<Borrowing, Brought, State>
      exercise={exercise}
      may="answer"
      name="brought"
      {...list}
      most={5}
      fields={[{ name: "what", kind: "writing" }, PLAN]}
      show={(one) => (
        <>
          <p dir="auto">
            <strong>{one.what}</strong>
          </p>
          {one.heard_in && <p class="ci-help">{whence(t, one)}</p>}
          {one.plan ? (
            <AllSaid t={t} fields={[PLAN]} values={one} />
          ) : (
            <p class="ci-help">{t("no_plan")}</p>
          )}
        </>
      )}
    >
      {told.length > 0 && (
        <section class="ci-told-by-others" aria-label={t("told_title")}>
          <h4>{t("told_title")}</h4>
          <p class="ci-help">{t("told_help")}</p>
          <ul class="ci-record-list">
            {shown.map((one) => (
              <li key={one.id} class="ci-record">
                <ToldCard t={t} told={one} />
                {exercise.may.includes("answer") && (
                  <HeardButton
                    outbox={outbox}
                    id={one.id}
                    text={one.what}
                    label={t("borrow")}
                    done={t("is_taken")}
                    isTaken={borrowed.has(one.id)}
                  />
                )}
              </li>
            ))}
          </ul>
          {told.length > FIRST && (
            <div class="ci-actions">
              <button
                type="button"
                class="ci-button ci-quiet"
                aria-expanded={isAll}
                onClick={() => setAll(!isAll)}
              >
                {isAll ? t("list_show_fewer") : t("told_show", { n: told.length })}
              </button>
            </div>
          )}
        </section>
      )}
    </RecordList>
  );
}

/** From which team and in which group something was heard. */
function whence(t: Say, { team, heard_in }: Brought): string {
  const group = heard_in;
  return team ? t("from_team", { team, group }) : t("from_group", { group });
}

function ToldCard({ t, told }: { t: Say; told: Told }) {
  const by = { team: told.team || t("told_by_somebody"), group: told.group };
  const said = [
    [t("came_of_it"), told.came_of_it],
    [t("advice"), told.advice],
    [t("line"), told.line],
  ].filter(([, text]) => text);
  return (
    <>
      <p dir="auto">
        <strong>{told.what}</strong>
      </p>
      <p class="ci-help">{t("told_by", { ...by, occasion: told.occasion })}</p>
      {said.map(([label, text]) => (
        <p key={label}>
          {label}: <span dir="auto">{text}</span>
        </p>
      ))}
      {told.again && <p>{t(`again_${told.again}`)}</p>}
    </>
  );
}

export default defineExercise(BroughtHome);
