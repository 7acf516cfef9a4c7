/** Who does what for which goal: a table, the same goal by goal, and what follows from it. */

import { useState } from "preact/hooks";
import type { ExerciseState } from "../shared/afm";
import { defineExercise, type Exercise } from "../shared/define_exercise";
import { useTrait } from "../shared/hooks";
import type { Choice } from "../shared/record_list_fields";
import type { Say } from "../shared/words";
import { ByGoal, type Goal, GoalTable } from "./who_does_what/views";

/** Traits of `widgets/who_does_what.py`. */
export interface State extends ExerciseState {
  partners: Choice[];
  goals: Goal[];
  said: Record<string, string[]>;
}

// So many sentences of a sort are read at once.
const FIRST = 2;
const NARROW = "(max-width: 40rem)";

function WhoDoesWhat({ model, t }: Exercise<State>) {
  const partners = useTrait(model, "partners");
  const goals = useTrait(model, "goals");
  const said = useTrait(model, "said");
  const [isNarrow] = useState(() => matchMedia(NARROW).matches);
  const told = (name: string): string[] => said[name] ?? [];
  const sentences = (name: string) => <Sentences t={t} of={told(name)} />;
  const isBegun = goals.some(({ work }) => work.length);
  return (
    <div class="ci-work-parts">
      <p class="ci-help">{t("intro")}</p>
      <div class="ci-work-part">
        <h3>{t("table_title")}</h3>
        {isBegun ? (
          <>
            <GoalTable t={t} partners={partners} goals={goals} />
            <details open={isNarrow}>
              <summary>{t("by_goal")}</summary>
              <ByGoal t={t} partners={partners} goals={goals} />
            </details>
          </>
        ) : (
          <p class="ci-waiting">{t("table_none")}</p>
        )}
      </div>
      {isBegun && (
        <section class="ci-work-part" aria-label={t("reinforce_title")}>
          <h3>{t("reinforce_title")}</h3>
          {told("reinforce").length ? sentences("reinforce") : <p>{t("reinforce_none")}</p>}
        </section>
      )}
      {["same", "nobody", "idle", "no_goal"].map(
        (name) =>
          told(name).length > 0 && (
            <section key={name} class="ci-work-part" aria-label={t(`${name}_title`)}>
              <h3>{t(`${name}_title`)}</h3>
              {sentences(name)}
              {name === "same" && <p class="ci-help">{t("same_help")}</p>}
            </section>
          ),
      )}
    </div>
  );
}

/** The first sentences; the others are folded. */
function Sentences({ t, of }: { t: Say; of: readonly string[] }) {
  const list = (sentences: readonly string[]) => (
    <ul>
      {sentences.map((sentence, place) => (
        <li key={place} dir="auto">
          {sentence}
        </li>
      ))}
    </ul>
  );
  return (
    <>
      {list(of.slice(0, FIRST))}
      {of.length > FIRST && (
        <details>
          <summary>{t("more", { n: of.length - FIRST })}</summary>
          {list(of.slice(FIRST))}
        </details>
      )}
    </>
  );
}

export default defineExercise(WhoDoesWhat);
