/** What drives what on a map: three sentences, the loops, and what they rest on. */

import { useLayoutEffect, useState } from "preact/hooks";
import { useAnswer, useSeen } from "../shared/asking";
import { defineExercise, type Exercise } from "../shared/define_exercise";
import { Notice } from "../shared/exercise";
import { SelectField } from "../shared/fields";
import { useTrait } from "../shared/hooks";
import { Lead, LoopList, LoopPicture, MapNumbers, WordTable } from "./what_drives/parts";
import type { Answer, State } from "./what_drives/state";

function WhatDrives({ model, t }: Exercise<State>) {
  const maps = useTrait(model, "maps");
  const [wanted, setWanted] = useState("");
  const [place, isSeen] = useSeen();
  const { answer, isAsking, isLost, refusal, ask } = useAnswer<Answer>(model);
  const chosen =
    maps.find(({ id }) => id === wanted) ?? maps.find(({ why_not }) => !why_not) ?? maps[0];
  const id = chosen && !chosen.why_not ? chosen.id : "";
  const look = (): void => ask({ type: "ask", map: id });
  useLayoutEffect(() => {
    if (id && isSeen) look();
  }, [id, chosen?.stamp, isSeen]);
  const findings = id && answer?.map === id ? answer.findings : null;
  return (
    <div class="ci-parts" ref={place}>
      {maps.length > 1 && chosen && (
        <SelectField
          label={t("choose_map")}
          value={chosen.id}
          options={maps.map((one) => ({ value: one.id, label: one.title }))}
          onValue={setWanted}
        />
      )}
      {maps.length === 1 && <h3 dir="auto">{chosen?.title}</h3>}
      {chosen ? chosen.why_not && <p>{chosen.why_not}</p> : <p>{t("no_map")}</p>}
      {id && refusal && <Notice>{refusal}</Notice>}
      {id && isLost && (
        <div class="ci-actions">
          <p>{t("no_answer")}</p>
          <button type="button" class="ci-button" onClick={look}>
            {t("ask_again")}
          </button>
        </div>
      )}
      <p role="status" class={isAsking && !findings ? "ci-help" : "ci-hidden"}>
        {id && isAsking ? t("looking") : ""}
      </p>
      {findings && (
        <>
          <Lead t={t} findings={findings} />
          <LoopPicture t={t} findings={findings} />
          <LoopList t={t} findings={findings} />
          <WordTable t={t} findings={findings} />
          <MapNumbers t={t} findings={findings} />
        </>
      )}
    </div>
  );
}

export default defineExercise(WhatDrives);
