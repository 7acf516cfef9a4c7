/** What if a word were held up, down or at none: what moves, and how sure that is. */

import { useState } from "preact/hooks";
import { useAnswer } from "../shared/asking";
import { defineExercise, type Exercise } from "../shared/define_exercise";
import { Notice } from "../shared/exercise";
import { SelectField } from "../shared/fields";
import { useTrait } from "../shared/hooks";
import { useRecords } from "../shared/records";
import { MOST_LETTERS } from "../shared/writing";
import {
  type Draft,
  draftOf,
  fittedTo,
  isAllRight,
  type Mistakes,
  mistakesIn,
  NO_DRAFT,
  questionOf,
} from "./what_if/draft";
import { KeptList } from "./what_if/kept";
import { QuestionForm } from "./what_if/question";
import { Result } from "./what_if/result";
import {
  type Answer,
  BLANK,
  type Fields,
  type Kept,
  type MapHere,
  type Question,
  type State,
} from "./what_if/state";

function WhatIf(exercise: Exercise<State>) {
  const { model, t, may } = exercise;
  const maps = useTrait(model, "maps");
  const mayEdit = may.includes("keep_records");
  const records = useRecords<Fields, Kept, State>(exercise, {
    name: "what_if",
    items: useTrait(model, "kept"),
    blank: BLANK,
    mayEdit,
    fields: [{ name: "title", kind: "writing", label: t("keep_title") }],
  });
  const [draft, setDraft] = useState<Draft>(NO_DRAFT);
  const [mistakes, setMistakes] = useState<Mistakes | null>(null);
  const [asked, setAsked] = useState<{ question: Question; stamp: string } | null>(null);
  const { answer, isAsking, isLost, refusal, ask } = useAnswer<Answer>(model);
  const map =
    maps.find(({ id }) => id === draft.map) ?? maps.find(({ why_not }) => !why_not) ?? maps[0];
  const send = (question: Question, on: MapHere): void => {
    setAsked({ question, stamp: on.stamp });
    ask({ type: "ask", ...question });
  };
  const change = (part: Partial<Draft>): void => {
    setDraft({ ...draft, ...part });
    setMistakes(null);
  };
  const see = (on: MapHere): void => {
    const found = mistakesIn(t, draft);
    setMistakes(isAllRight(found) ? null : found);
    if (isAllRight(found)) send(questionOf(draft, on.id), on);
  };
  const run = (kept: Kept): void => {
    const on = maps.find(({ id }) => id === kept.map);
    if (!on) return;
    setDraft(draftOf(kept));
    setMistakes(null);
    send(questionOf(draftOf(kept), on.id), on);
  };
  const isOld =
    asked?.stamp !== map?.stamp ||
    JSON.stringify(asked?.question) !== JSON.stringify(questionOf(draft, map?.id ?? ""));
  const mayKeep =
    mayEdit && asked !== null && !maps.find(({ id }) => id === asked.question.map)?.is_own;
  const keep = (held: string): void => {
    const title = [...held].slice(0, MOST_LETTERS).join("");
    if (asked) records.add({ ...asked.question, title });
  };
  return (
    <div class="ci-parts">
      {maps.length > 1 && map && (
        <SelectField
          label={t("choose_map")}
          value={map.id}
          options={maps.map(({ id, title }) => ({ value: id, label: title }))}
          onValue={(id) => {
            const next = maps.find((one) => one.id === id);
            if (next) change({ ...fittedTo(draft, next), map: id });
          }}
        />
      )}
      {maps.length === 1 && <h3 dir="auto">{map?.title}</h3>}
      {!map && <p>{t("no_map")}</p>}
      {map?.why_not && <p>{map.why_not}</p>}
      {map && !map.why_not && (
        <QuestionForm
          t={t}
          map={map}
          draft={draft}
          onChange={change}
          mistakes={mistakes}
          onAsk={() => see(map)}
          isAsking={isAsking}
        />
      )}
      {refusal && <Notice tone="warning">{refusal}</Notice>}
      {isLost && <Notice tone="warning">{t("no_answer")}</Notice>}
      {answer && !isAsking && !refusal && !isLost && (
        <Result t={t} answer={answer} isOld={isOld}>
          {mayKeep && !records.editing && (
            <div class="ci-actions">
              <button
                type="button"
                class="ci-button"
                data-opens="new"
                onClick={() => keep(answer.held)}
              >
                {t("keep_this")}
              </button>
            </div>
          )}
        </Result>
      )}
      <KeptList exercise={exercise} records={records} maps={maps} mayEdit={mayEdit} onRun={run} />
    </div>
  );
}

export default defineExercise(WhatIf);
