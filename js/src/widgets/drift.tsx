/** Where a team's work has moved: asked, never judged, and with the numbers it comes from. */

import { defineExercise, type Exercise } from "../shared/define_exercise";
import { useTrait } from "../shared/hooks";
import { daySaid } from "../shared/record_list_said";
import { RecordTable } from "../shared/record_table";
import type { Say } from "../shared/words";
import type { Agreed, Seen, Spent, State } from "./drift/state";

function Drift({ model, t }: Exercise<State>) {
  const fell = useTrait(model, "fell");
  return (
    <div class="ci-drift-parts">
      <div class="ci-drift-part">
        <h3>{t("times_title")}</h3>
        <Times
          t={t}
          questions={useTrait(model, "questions")}
          days={useTrait(model, "days")}
          times={useTrait(model, "times")}
        />
      </div>
      <div class="ci-drift-part">
        <h3>{t("conditions_title")}</h3>
        <Conditions
          t={t}
          sentences={useTrait(model, "conditions")}
          seen={useTrait(model, "seen") as Partial<Seen>}
        />
      </div>
      {fell.length > 0 && (
        <div class="ci-drift-part">
          <h3>{t("fell_title")}</h3>
          <Sentences said={fell} />
        </div>
      )}
    </div>
  );
}

function Times({
  t,
  questions,
  days,
  times,
}: { t: Say } & Pick<State, "questions" | "days" | "times">) {
  const cell = ({ minutes, untimed }: Spent): string =>
    [minutes || "", untimed ? "?" : ""].filter(Boolean).join(" + ") || "0";
  const isEnough = days.length > 2;
  return (
    <>
      {questions.map((question) => (
        <p key={question} class="ci-question-asked" dir="auto">
          {question}
        </p>
      ))}
      {!isEnough && <p class="ci-waiting">{t("times_none")}</p>}
      {isEnough && !questions.length && <p>{t("nothing_to_ask")}</p>}
      {days.length > 0 && (
        <>
          <p class="ci-help">{t("times_help")}</p>
          <RecordTable
            label={t("times_title")}
            first={t("times_goal")}
            heads={[...days].reverse().map(daySaid)}
            rows={times.map(({ goal, spent }) => [
              goal || t("no_goal"),
              ...[...spent].reverse().map(cell),
            ])}
          />
        </>
      )}
    </>
  );
}

function Conditions({ t, sentences, seen }: { t: Say; sentences: string[]; seen: Partial<Seen> }) {
  const { occasions = [], rows = [] } = seen;
  if (!occasions.length) return <p class="ci-waiting">{t("conditions_none")}</p>;
  const cell = (one: Agreed): string => ("n" in one ? t("cell", { ...one }) : t("cell_none"));
  return (
    <>
      <Sentences said={sentences} />
      <p class="ci-help">{t("conditions_help")}</p>
      <RecordTable
        label={t("conditions_title")}
        first={t("conditions_statement")}
        heads={occasions}
        rows={rows.map(({ text, at }) => [text, ...at.map(cell)])}
      />
    </>
  );
}

function Sentences({ said }: { said: string[] }) {
  return (
    <ul>
      {said.map((one) => (
        <li key={one} dir="auto">
          {one}
        </li>
      ))}
    </ul>
  );
}

export default defineExercise(Drift);
