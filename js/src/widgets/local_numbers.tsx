/** A team's local numbers: in a sentence, over time, by group, and as a table. */

import { useState } from "preact/hooks";
import { defineExercise, type Exercise } from "../shared/define_exercise";
import { SelectField } from "../shared/fields";
import { useTrait } from "../shared/hooks";
import type { Say } from "../shared/words";
import { Beside, Groups } from "./local_numbers/groups";
import { OverTime } from "./local_numbers/over_time";
import type { Measure, Place, State } from "./local_numbers/state";
import { Tables } from "./local_numbers/tables";

function LocalNumbers({ model, t }: Exercise<State>) {
  const measures = useTrait(model, "measures");
  const notes = useTrait(model, "notes");
  const sources = useTrait(model, "sources");
  const template = useTrait(model, "template");
  const [chosen, setChosen] = useState("");
  const measure = measures.find(({ name }) => name === chosen) ?? measures[0];
  if (!measure) return <Empty t={t} template={template} />;
  return (
    <div class="ci-parts">
      {measures.length > 1 && (
        <SelectField
          label={t("choose_measure")}
          value={measure.name}
          options={measures.map(({ name }) => ({ value: name, label: name }))}
          onValue={setChosen}
        />
      )}
      <OneMeasure key={measure.name} t={t} measure={measure} />
      <section class="ci-reading" aria-label={t("rules_title")}>
        <h4>{t("rules_title")}</h4>
        <ul>
          {[...notes, ...sources].map((sentence) => (
            <li key={sentence} dir="auto">
              {sentence}
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

function OneMeasure({ t, measure }: { t: Say; measure: Measure }) {
  const [first, ...others] = measure.sentences;
  // How to read dots and lines is said once, where the first ones are.
  const hasRate = ({ numbers }: Place): boolean => numbers.some(({ rate }) => rate !== undefined);
  const isBeside = measure.places.length > 1 && measure.places.slice(0, 1).some(hasRate);
  const explained = isBeside
    ? undefined
    : measure.breakdowns.find(({ places }) => places.slice(0, 1).some(hasRate));
  return (
    <>
      <h3 dir="auto">{measure.name}</h3>
      <div class="ci-says">
        <p dir="auto">
          <strong>{first}</strong>
        </p>
        {others.map((sentence) => (
          <p key={sentence} dir="auto">
            {sentence}
          </p>
        ))}
      </div>
      <OverTime t={t} measure={measure} />
      <Beside t={t} measure={measure} />
      {measure.breakdowns.map((one) => (
        <Groups key={one.dimension} t={t} breakdown={one} hasHelp={one === explained} />
      ))}
      <Tables t={t} measure={measure} />
    </>
  );
}

function Empty({ t, template }: { t: Say; template: string }) {
  return (
    <div class="ci-parts">
      <h3>{t("empty_title")}</h3>
      <p>{t("empty_what")}</p>
      <ul>
        <li>{t("empty_wonder")}</li>
        <li>{t("empty_vsrr")}</li>
        <li>
          {t("empty_plain")}
          <span class="ci-help ci-template-label">{t("template")}</span>
          <code class="ci-template">{template}</code>
        </li>
      </ul>
      <p>{t("empty_who", { command: "ciwidgets import indicators" })}</p>
    </div>
  );
}

export default defineExercise(LocalNumbers);
