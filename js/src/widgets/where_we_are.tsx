/** Where a team is: each part of the planning model it likes, with what is there and missing. */

import { addressOfPlace, type Place } from "../shared/address";
import type { ExerciseState } from "../shared/afm";
import { defineExercise, type Exercise } from "../shared/define_exercise";
import { RadioField } from "../shared/fields";
import { useTrait } from "../shared/hooks";
import type { Say } from "../shared/words";

type ModelName = "spf" | "collective_impact";
const MODELS: readonly ModelName[] = ["spf", "collective_impact"];

interface Lack extends Place {
  text: string;
}

interface Part {
  id: string;
  title: string;
  about: string;
  is_principle: boolean;
  has: string[];
  lacks: Lack[];
}

/** Traits of `widgets/where_we_are.py`. */
export interface State extends ExerciseState {
  places: Part[];
  model_name: ModelName;
}

function WhereWeAre({ model, t, may, outbox, view }: Exercise<State>) {
  const places = useTrait(model, "places");
  const kept = useTrait(model, "model_name");
  const pending = view.pending.filter(({ type }) => type === "save").at(-1);
  const name = (pending?.model as ModelName | undefined) ?? kept;
  const choose = (next: ModelName): void => {
    if (next !== name) outbox.put({ type: "save", model: next }, { replaces: "model" });
  };
  return (
    <div class="ci-where">
      {may.includes("choose_picture") && (
        <RadioField
          label={t("model_label")}
          help={t("model_help")}
          value={name}
          onValue={choose}
          options={MODELS.map((value) => ({ value, label: t(`model_${value}`) }))}
        />
      )}
      <ol class="ci-where-parts" aria-label={t(`steps_${kept}`)}>
        {places.map((part) => (
          <PartCard key={part.id} t={t} part={part} />
        ))}
      </ol>
    </div>
  );
}

function PartCard({ t, part }: { t: Say; part: Part }) {
  const { title, about, has, lacks } = part;
  const state = has.length === 0 ? "empty" : lacks.length === 0 ? "whole" : "begun";
  return (
    <li class={`ci-where-part ci-where-${state}`}>
      <h3>{title}</h3>
      {part.is_principle && <p class="ci-tag">{t("principle")}</p>}
      <details>
        <summary>
          {t("counts", { has: has.length, lacks: lacks.length })}{" "}
          <span class="ci-hidden">{title}</span>
        </summary>
        <p class="ci-help">{about}</p>
        <h4>{t("has")}</h4>
        {has.length > 0 ? (
          <ul>
            {has.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        ) : (
          <p>{t("has_nothing")}</p>
        )}
        <h4>{t("lacks")}</h4>
        {lacks.length === 0 && <p>{t("lacks_nothing")}</p>}
        <Lacks t={t} lacks={lacks} />
      </details>
    </li>
  );
}

function Lacks({ t, lacks }: { t: Say; lacks: Lack[] }) {
  if (lacks.length === 0) return null;
  return (
    <ul>
      {lacks.map((lack) => {
        const at = addressOfPlace(lack);
        return (
          <li key={lack.text}>
            {lack.text} {at && <a href={at}>{t("go_to", { title: lack.title ?? "" })}</a>}
          </li>
        );
      })}
    </ul>
  );
}

export default defineExercise(WhereWeAre);
