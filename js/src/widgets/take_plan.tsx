/** A team's plan to take along: choose a list and a program, take it filled in or empty. */

import { useState } from "preact/hooks";
import type { ExerciseState } from "../shared/afm";
import { defineExercise, type Exercise } from "../shared/define_exercise";
import { useTrait } from "../shared/hooks";
import { TakeButton } from "../shared/take_button";
import { useUniqueId } from "../shared/unique_id";
import type { Say } from "../shared/words";

const LISTS = ["goals", "activities", "measures", "readings"] as const;
const FORMATS = ["xlsx", "csv"] as const;

/** Traits of `widgets/take_plan.py`. */
interface State extends ExerciseState {
  counts: Partial<Record<(typeof LISTS)[number], number>>;
}

function TakePlan({ model, t }: Exercise<State>) {
  const counts = useTrait(model, "counts");
  const [what, setWhat] = useState<(typeof LISTS)[number]>(LISTS[0]);
  const [format, setFormat] = useState<(typeof FORMATS)[number]>(FORMATS[0]);
  const lists = LISTS.map((one) => ({
    value: one,
    label: t(`what_${one}`, { n: counts[one] ?? 0 }),
  }));
  const formats = FORMATS.map((one) => ({ value: one, label: t(`format_${one}`) }));
  return (
    <div class="ci-take-plan-parts">
      <p class="ci-help">{t("intro")}</p>
      <Choice label={t("what_label")} options={lists} value={what} onValue={setWhat} />
      <Choice label={t("format_label")} options={formats} value={format} onValue={setFormat} />
      {/* Each choice has its own words under the buttons. */}
      <div key={`${what} ${format}`} class="ci-take-plan-buttons">
        {(counts[what] ?? 0) > 0 && (
          <Take model={model} t={t} ask={{ what, format }} isTemplate={false} />
        )}
        <Take model={model} t={t} ask={{ what, format }} isTemplate={true} />
      </div>
    </div>
  );
}

function Take({
  model,
  t,
  ask,
  isTemplate,
}: {
  model: Exercise<State>["model"];
  t: Say;
  ask: { what: string; format: string };
  isTemplate: boolean;
}) {
  const message = { type: "take", ...ask, is_template: isTemplate };
  const label = t(isTemplate ? "take_template" : "take_filled");
  return (
    <div>
      <TakeButton model={model} t={t} message={message} label={label} />
    </div>
  );
}

function Choice<V extends string>({
  label,
  options,
  value,
  onValue,
}: {
  label: string;
  options: { value: V; label: string }[];
  value: V;
  onValue: (value: V) => void;
}) {
  const id = useUniqueId();
  return (
    <div class="ci-field">
      <label class="ci-label" for={id}>
        {label}
      </label>
      <select
        id={id}
        class="ci-input"
        value={value}
        onChange={(event) => onValue(event.currentTarget.value as V)}
      >
        {options.map((one) => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </select>
    </div>
  );
}

export default defineExercise(TakePlan);
