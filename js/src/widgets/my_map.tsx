/** One person's own map: words and sentences, and the picture they make. */

import { defineExercise, type Exercise } from "../shared/define_exercise";
import { Notice } from "../shared/exercise";
import { useTrait } from "../shared/hooks";
import { TakeFile } from "../shared/map_take_file";
import type { Say } from "../shared/words";
import { MapConflict } from "./my_map/conflict";
import { HandIn } from "./my_map/hand_in";
import type { State } from "./my_map/state";
import { useMap } from "./my_map/use_map";
import { Views } from "./my_map/views";

function MyMap(exercise: Exercise<State>) {
  const { model, t, may, phase, outbox, view } = exercise;
  const question = useTrait(model, "question");
  const strengths = useTrait(model, "strengths");
  const map = useMap(model, outbox, view);
  const isAnswering = may.includes("answer");
  const isDrawing = isAnswering && !map.isHandedIn;
  if (phase === "closed" ? may.includes("look") : !isAnswering)
    return <p class="ci-help">{t("looking_on")}</p>;
  if (phase === "closed" && !map.now.words.length) return <p>{t("closed_none")}</p>;
  return (
    <>
      <div>
        <p class="ci-own-question">{t("question_is")}</p>
        <h3 dir="auto">{question}</h3>
      </div>
      {isDrawing && <p>{t("how")}</p>}
      {isAnswering && <WhatIsKept t={t} />}
      {view.conflict && (
        <MapConflict t={t} conflict={view.conflict} strengths={strengths} outbox={outbox} />
      )}
      {phase === "closed" && (
        <Notice>
          <p>{t(map.isHandedIn ? "closed_in" : "closed_out")}</p>
        </Notice>
      )}
      <Views {...exercise} map={map} strengths={strengths} isDrawing={isDrawing} />
      {isAnswering && <HandIn t={t} map={map} />}
      {map.now.words.length > 0 && (
        <details>
          <summary>{t("take_own")}</summary>
          <TakeFile model={model} t={t} map="own" />
        </details>
      )}
    </>
  );
}

function WhatIsKept({ t }: { t: Say }) {
  return (
    <details class="ci-own-kept">
      <summary>{t("stored_title")}</summary>
      <p>{t("stored_own")}</p>
      <p>{t("stored_shared")}</p>
      <p>{t("stored_records")}</p>
    </details>
  );
}

export default defineExercise(MyMap);
