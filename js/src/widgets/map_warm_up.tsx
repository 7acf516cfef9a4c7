/** How a map reads, on a made-up one: three questions, of which nothing is kept. */

import { useState } from "preact/hooks";
import type { ExerciseState } from "../shared/afm";
import { defineExercise, type Exercise } from "../shared/define_exercise";
import { Notice } from "../shared/exercise";
import { RadioField } from "../shared/fields";
import { useTrait } from "../shared/hooks";
import { MapDrawing } from "../shared/map_drawing";
import { linkSentence } from "../shared/map_sentence";

/** Traits of `widgets/map_warm_up.py`. */
export interface State extends ExerciseState {
  strengths: number[];
}

// Three rows, narrow enough for a phone.
const WORDS = [
  { key: "light", x: 1, y: 0 },
  { key: "life", x: 1, y: 1 },
  { key: "litter", x: 0, y: 2 },
  { key: "care", x: 2, y: 2 },
] as const;
type Key = (typeof WORDS)[number]["key"];

/** Its links, with the place of each one's strength among the program's three. */
const LINKS: readonly { source: Key; target: Key; sign: 1 | -1; strength: number }[] = [
  { source: "light", target: "life", sign: 1, strength: 0 },
  { source: "litter", target: "life", sign: -1, strength: 2 },
  { source: "life", target: "care", sign: 1, strength: 1 },
  { source: "care", target: "litter", sign: -1, strength: 1 },
];

function MapWarmUp({ model, t }: Exercise<State>) {
  const strengths = useTrait(model, "strengths");
  const names = {
    light: t("light"),
    life: t("life"),
    litter: t("litter"),
    care: t("care"),
  };
  const [tried, setTried] = useState<readonly string[]>([]);
  const onTried = (name: string): void => {
    if (!tried.includes(name)) setTried([...tried, name]);
  };
  const links = LINKS.map(({ source, target, sign, strength }) => ({
    source,
    target,
    weight: sign * (strengths[strength] ?? 1),
  }));
  return (
    <div class="ci-warm-up">
      <p class="ci-help">{t("made_up")}</p>
      <div class="ci-warm-up-map">
        <MapDrawing
          t={t}
          label={t("picture")}
          words={WORDS.map((word) => ({ ...word, label: names[word.key] }))}
          links={links}
        />
        <div>
          <h3>{t("sentences")}</h3>
          <ul>
            {links.map(({ source, target, weight }) => (
              <li key={`${source} ${target}`}>
                {linkSentence(t, names[source], names[target], weight, strengths)}
              </li>
            ))}
          </ul>
        </div>
      </div>
      <div class="ci-warm-up-questions">
        <Question
          title={t("read_title")}
          options={["round", "right", "good"]}
          right="right"
          say={(key) => t(`read_${key}`, names)}
          onTried={onTried}
        />
        <Question
          title={t("path_title")}
          options={["less", "more", "none"]}
          right="more"
          say={(key) => t(`path_${key}`, names)}
          onTried={onTried}
        />
        <Question
          title={t("loop_title")}
          options={["tail", "right", "back"]}
          right="right"
          say={(key) => t(`loop_${key}`, names)}
          onTried={onTried}
        />
      </div>
      <div role="status">
        {tried.length === 3 && (
          <Notice tone="good">
            <p>{t("done")}</p>
          </Notice>
        )}
      </div>
    </div>
  );
}

/** A question to try: whatever is chosen, the next line says why, and one may choose again. */
function Question({
  title,
  options,
  right,
  say,
  onTried,
}: {
  title: string;
  options: readonly string[];
  right: string;
  /** Say a sentence of this question. */
  say: (key: string) => string;
  onTried: (title: string) => void;
}) {
  const [chosen, setChosen] = useState("");
  return (
    <section class="ci-warm-up-question" aria-label={title}>
      <h3>{title}</h3>
      <RadioField
        label={say("ask")}
        value={chosen}
        onValue={(next) => {
          setChosen(next);
          onTried(title);
        }}
        options={options.map((one) => ({ value: one, label: say(one) }))}
      />
      <div role="status">
        {chosen && (
          <Notice tone={chosen === right ? "good" : "calm"}>
            <p>{say(`${chosen}_why`)}</p>
          </Notice>
        )}
      </div>
    </section>
  );
}

export default defineExercise(MapWarmUp);
