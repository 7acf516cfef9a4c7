/** What a team recommends, out of which themes and needs, and what carries each one out. */

import type { ExerciseState } from "../shared/afm";
import { defineExercise, type Exercise } from "../shared/define_exercise";
import { useTrait } from "../shared/hooks";
import { AllSaid, type Field, RecordList } from "../shared/record_list";
import type { Choice } from "../shared/record_list_fields";
import type { TeamRecord } from "../shared/records";
import type { Say } from "../shared/words";

interface Fields {
  text: string;
  to_whom: string;
  theme_ids: string[];
  need_ids: string[];
  goal_ids: string[];
}

export type Recommendation = Fields & TeamRecord;

interface Carrying extends Choice {
  status: string;
  recommendation_id: string;
}

/** Traits of `widgets/recommendations.py`. */
export interface State extends ExerciseState {
  recommendations: Recommendation[];
  themes: Choice[];
  needs: Choice[];
  goals: Choice[];
  activities: Carrying[];
}

const BLANK: Fields = { text: "", to_whom: "", theme_ids: [], need_ids: [], goal_ids: [] };

function Recommendations(exercise: Exercise<State>) {
  const { model, t } = exercise;
  const activities = useTrait(model, "activities");
  const fields: Field<Fields>[] = [
    { name: "text", kind: "writing" },
    { name: "to_whom", kind: "text", optional: true },
    { name: "need_ids", kind: "links", options: useTrait(model, "needs") },
    { name: "theme_ids", kind: "links", options: useTrait(model, "themes") },
    { name: "goal_ids", kind: "links", options: useTrait(model, "goals") },
  ];
  return (
    <RecordList<Fields, Recommendation, State>
      may="answer"
      exercise={exercise}
      name="recommendation"
      items={useTrait(model, "recommendations")}
      blank={BLANK}
      fields={fields}
      show={(one) => (
        <>
          <p dir="auto">
            <strong>{one.text}</strong>
          </p>
          <AllSaid t={t} fields={fields.slice(1)} values={one} />
          <CarriedBy t={t} by={activities.filter((it) => it.recommendation_id === one.id)} />
        </>
      )}
    />
  );
}

/** The activities that carry a recommendation out, and where each stands. */
function CarriedBy({ t, by }: { t: Say; by: readonly Carrying[] }) {
  if (!by.length) return <p class="ci-help">{t("carried_by_none")}</p>;
  return (
    <div>
      <p class="ci-help">{t("carried_by")}</p>
      <ul>
        {by.map(({ id, label, status }) => (
          <li key={id}>
            <span dir="auto">{label}</span> <span class="ci-tag">{t(`status_${status}`)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

export default defineExercise(Recommendations);
