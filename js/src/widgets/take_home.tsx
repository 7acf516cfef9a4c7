/** What I take home: from a group into one's own team's record. */

import type { ExerciseState } from "../shared/afm";
import { defineExercise, type Exercise } from "../shared/define_exercise";
import { Notice } from "../shared/exercise";
import { type Borrowing, HeardButton, NOT_BORROWED } from "../shared/heard_button";
import { useTrait } from "../shared/hooks";
import { AllSaid, type Field, RecordList } from "../shared/record_list";
import type { Choice } from "../shared/record_list_fields";
import { recordsNow, type TeamRecord } from "../shared/records";

export interface Taken extends Borrowing, TeamRecord {
  heard_in: string;
  team: string;
}

export interface Heard extends Choice {
  team: string;
}

/** Traits of `widgets/take_home.py`. */
export interface State extends ExerciseState {
  taken: Taken[];
  heard: Heard[];
  home: string;
}

const UNSEEN = { heard_in: "", team: "" };
const PLAN: Field<Borrowing> = { name: "plan", kind: "writing", optional: true };

function TakingHome(exercise: Exercise<State>) {
  const { model, t, outbox, view } = exercise;
  const home = useTrait(model, "home");
  const items = useTrait(model, "taken");
  const heard = useTrait(model, "heard");
  const mayTake = exercise.may.includes("answer");
  const list = { items, blank: NOT_BORROWED, unseen: UNSEEN };
  const taken = new Set(
    recordsNow<Borrowing, Taken>(list, view.pending).flatMap((one) => one.source_ids),
  );
  if (!home) return <p class="ci-help">{t(mayTake ? "no_home" : "looking_on")}</p>;
  return (
    <>
      <Notice>{t("goes_to", { home })}</Notice>
      <RecordList<Borrowing, Taken, State>
        exercise={exercise}
        may="answer"
        name="taken"
        {...list}
        fields={[{ name: "what", kind: "writing" }, PLAN]}
        show={(one) => (
          <>
            <p dir="auto">
              <strong>{one.what}</strong>
            </p>
            {one.team && <p class="ci-help">{t("from_team", { team: one.team })}</p>}
            <AllSaid t={t} fields={one.plan ? [PLAN] : []} values={one} />
          </>
        )}
      >
        {heard.length > 0 && (
          <section aria-label={t("heard")}>
            <h4>{t("heard")}</h4>
            <ul class="ci-record-list">
              {heard.map((one) => (
                <li key={one.id} class="ci-record">
                  <p dir="auto">{one.label}</p>
                  {one.team && <p class="ci-help">{t("from_team", { team: one.team })}</p>}
                  {mayTake && (
                    <HeardButton
                      outbox={outbox}
                      id={one.id}
                      text={one.label}
                      label={t("take_this")}
                      done={t("is_taken")}
                      isTaken={taken.has(one.id)}
                    />
                  )}
                </li>
              ))}
            </ul>
          </section>
        )}
      </RecordList>
    </>
  );
}

export default defineExercise(TakingHome);
