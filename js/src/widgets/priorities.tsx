/** What comes first: several ways to rank the same things, and what they say side by side. */

import { useEffect } from "preact/hooks";
import { defineExercise, type Exercise } from "../shared/define_exercise";
import { RadioField } from "../shared/fields";
import { choiceKey, useDraft, useTrait } from "../shared/hooks";
import { GateForm } from "./priorities/gate";
import { Picks } from "./priorities/picks";
import { questionsOf } from "./priorities/questions";
import { SideBySide } from "./priorities/result";
import { SheetForm } from "./priorities/sheet";
import {
  answersNow,
  changesNow,
  gateRecord,
  joined,
  picksNow,
  SCORED,
  type Scored,
  type State,
  scoresNow,
  sheetRecord,
  type Way,
  type Who,
  withChanges,
} from "./priorities/state";
import { Versions } from "./priorities/versions";

function Priorities(exercise: Exercise<State>) {
  const { model, t, outbox, view, phase } = exercise;
  const things = useTrait(model, "things");
  const criteria = useTrait(model, "criteria");
  const result = useTrait(model, "result");
  const isOpen = phase === "open";
  return (
    <div class="ci-parts">
      <Versions t={t} outbox={outbox} view={view} things={things} criteria={criteria} />
      {isOpen && <Fill {...exercise} />}
      <SideBySide t={t} result={result} isOpen={isOpen} />
    </div>
  );
}

/** Tell the outbox which revisions the kernel shows. */
function useRevisions({ model, outbox }: Exercise<State>): void {
  const mine = useTrait(model, "mine");
  const together = useTrait(model, "together");
  const gates = useTrait(model, "gates");
  useEffect(() => {
    outbox.see("mine.nominal", mine.nominal?.revision ?? 0);
    for (const way of SCORED) {
      outbox.see(sheetRecord("mine", way), mine[way]?.revision ?? 0);
      outbox.see(sheetRecord("team", way), together[way]?.revision ?? 0);
    }
    for (const [id, { revision }] of Object.entries(gates)) outbox.see(gateRecord(id), revision);
  }, [outbox, mine, together, gates]);
}

function Fill(exercise: Exercise<State>) {
  const { model, t, outbox, view, person, step, may } = exercise;
  const things = useTrait(model, "things");
  const isThemes = useTrait(model, "is_themes");
  const leftOut = useTrait(model, "left_out");
  const criteria = useTrait(model, "criteria");
  const mine = useTrait(model, "mine");
  useRevisions(exercise);
  const mayAnswer = may.includes("answer");
  const ways: Way[] = [
    ...(mayAnswer ? (["nominal"] as const) : []),
    ...SCORED.filter((one) => one !== "criteria" || criteria.length > 0),
  ];
  const [kept, chooseWay] = useDraft(choiceKey(person, step, "way"), ways[0]);
  const way = ways.find((one) => one === kept) ?? (ways[0] as Way);
  if (!things.length) return <p class="ci-waiting">{t("no_things")}</p>;
  return (
    <div class="ci-part">
      <p class="ci-help">
        {t(isThemes ? "ranked_themes" : "ranked_ideas", { n: things.length })}{" "}
        {leftOut > 0 && t("left_out", { n: leftOut })}
      </p>
      {!mayAnswer && <p class="ci-help">{t("looking_on")}</p>}
      <RadioField
        label={t("choose_way")}
        value={way}
        onValue={chooseWay}
        options={ways.map((one) => ({
          value: one,
          label: t(`method_${one}`),
          help: t(`method_${one}_help`),
        }))}
      />
      {way === "nominal" ? (
        <Picks
          t={t}
          things={things}
          picks={picksNow(mine, view.pending)}
          onPicks={(picks) =>
            outbox.put({ type: "pick", picks }, { replaces: "picks", record: "mine.nominal" })
          }
        />
      ) : (
        <Scoring key={way} {...exercise} way={way} />
      )}
    </div>
  );
}

function Scoring(props: Exercise<State> & { way: Scored }) {
  const { model, t, outbox, view, person, step, may, way } = props;
  const things = useTrait(model, "things");
  const criteria = useTrait(model, "criteria");
  const mine = useTrait(model, "mine");
  const together = useTrait(model, "together");
  const gates = useTrait(model, "gates");
  const whos: Who[] = [
    ...(may.includes("answer") ? (["mine"] as const) : []),
    ...(may.includes("keep_records") ? (["team"] as const) : []),
  ];
  const [kept, chooseWho] = useDraft(choiceKey(person, step, "who"), whos[0]);
  const who = whos.find((one) => one === kept) ?? whos[0];
  if (!who) return null;
  const sheet = (who === "mine" ? mine : together)[way];
  const score = (id: string, part: string, value: number | null): void => {
    // From the outbox itself: two quick choices can come before the page is drawn again.
    const { pending } = outbox.view;
    const change = { [id]: { [part]: value } };
    const record = sheetRecord(who, way);
    const told = { type: "score", method: way };
    if (who === "mine") {
      const scores = withChanges(scoresNow(sheet, pending, way, who), change);
      outbox.put({ ...told, is_together: false, scores }, { replaces: record, record });
    } else {
      // Only what was changed here, on top of what this page saw: the rest is others' to say.
      const scores = joined(changesNow(pending, way), change);
      const options = { replaces: record, record, base: sheet?.revision ?? 0 };
      outbox.put({ ...told, is_together: true, scores }, options);
    }
  };
  return (
    <>
      <RadioField
        label={t("choose_who")}
        value={who}
        onValue={chooseWho}
        options={whos.map((one) => ({
          value: one,
          label: t(`who_${one}`),
          help: t(`who_${one}_help`),
        }))}
      />
      <SheetForm
        key={who}
        t={t}
        things={things}
        questions={questionsOf(t, way, criteria)}
        scores={scoresNow(sheet, view.pending, way, who)}
        source={way === "hanlon" ? t("tables_source") : ""}
        onScore={score}
        after={({ id }) =>
          way === "hanlon" && (
            <GateForm
              key={id}
              t={t}
              answers={answersNow(gates[id], view.pending, id)}
              onAnswers={
                may.includes("keep_records")
                  ? (answers) =>
                      outbox.put(
                        { type: "gate", item_id: id, answers },
                        { replaces: gateRecord(id), record: gateRecord(id) },
                      )
                  : null
              }
            />
          )
        }
      />
    </>
  );
}

export default defineExercise(Priorities);
