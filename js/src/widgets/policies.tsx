/** What a team changed in policy or practice, on what it builds, and where it stands. */

import type { ExerciseState } from "../shared/afm";
import { defineExercise, type Exercise } from "../shared/define_exercise";
import { useTrait } from "../shared/hooks";
import { AllSaid, type Field, RecordList } from "../shared/record_list";
import type { Choice } from "../shared/record_list_fields";
import type { TeamRecord } from "../shared/records";

// The furthest first: what is done is what others ask for.
const STATUSES = ["in_force", "adopted", "proposed", "idea", "stopped"] as const;

// What a card says in its own way.
const SAID_APART = ["what", "status", "is_public"];

interface Fields {
  what: string;
  changes: "policy" | "practice";
  status: (typeof STATUSES)[number];
  decided_by: string;
  on: string | null;
  resource_ids: string[];
  builds_on: string;
  goal_ids: string[];
  is_public: boolean;
  line: string;
}

export type Policy = Fields & TeamRecord & { lost_release?: boolean };

/** Traits of `widgets/policies.py`. */
export interface State extends ExerciseState {
  policies: Policy[];
  resources: Choice[];
  goals: Choice[];
  lines: Choice[];
}

const BLANK: Fields = {
  what: "",
  changes: "practice",
  status: "idea",
  decided_by: "",
  on: null,
  resource_ids: [],
  builds_on: "",
  goal_ids: [],
  is_public: false,
  line: "",
};

function Policies(exercise: Exercise<State>) {
  const { model, t, may } = exercise;
  const mayPublish = may.includes("publish");
  const lines = useTrait(model, "lines");
  const fields: Field<Fields>[] = [
    { name: "what", kind: "writing" },
    { name: "status", kind: "select", values: STATUSES },
    { name: "changes", kind: "radios", values: ["practice", "policy"] },
    { name: "decided_by", kind: "text", optional: true },
    { name: "on", kind: "date" },
    { name: "resource_ids", kind: "links", options: useTrait(model, "resources") },
    { name: "builds_on", kind: "writing", optional: true },
    { name: "goal_ids", kind: "links", options: useTrait(model, "goals") },
    { name: "is_public", kind: "check", when: () => mayPublish },
    {
      name: "line",
      kind: "link",
      options: lines,
      when: (one) => mayPublish && one.is_public && lines.length > 0,
    },
  ];
  return (
    <RecordList<Fields, Policy, State>
      may="answer"
      exercise={exercise}
      name="policy"
      items={useTrait(model, "policies")}
      blank={BLANK}
      fields={fields}
      groups={(items) =>
        STATUSES.map((one) => ({
          key: one,
          title: t(`status_${one}`),
          items: items.filter(({ status }) => status === one),
        }))
      }
      afterForm={() => !mayPublish && <p class="ci-help">{t("public_manager")}</p>}
      show={(one) => (
        <>
          <p dir="auto">
            <strong>{one.what}</strong>
          </p>
          <AllSaid
            t={t}
            fields={fields.filter(({ name }) => !SAID_APART.includes(name))}
            values={one}
          />
          {one.is_public && (
            <p class="ci-tags">
              <span class="ci-tag">{t("card_public")}</span>
            </p>
          )}
          {one.lost_release && <p class="ci-help">{t("lost_release")}</p>}
        </>
      )}
    />
  );
}

export default defineExercise(Policies);
