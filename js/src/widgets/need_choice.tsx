/** The team's needs: chosen together, in the team's words, with the reason. */

import { RecordConflict } from "../shared/conflict_fields";
import { defineExercise, type Exercise } from "../shared/define_exercise";
import { DroppedRecords } from "../shared/history";
import { useTrait } from "../shared/hooks";
import { useRecords } from "../shared/records";
import { Candidates } from "./need_choice/candidates";
import { NeedForm } from "./need_choice/need_form";
import { NeedList, Statement } from "./need_choice/need_list";
import {
  areFew,
  byRank,
  fieldsOf,
  NEW_NEED,
  type Need,
  type NeedFields,
  type State,
} from "./need_choice/state";

function NeedChoice(exercise: Exercise<State>) {
  const { model, t, phase } = exercise;
  const needs = useTrait(model, "needs");
  const facts = useTrait(model, "facts");
  const isFew = areFew(needs, useTrait(model, "most"));
  if (phase === "closed") return <Statement t={t} needs={needs} facts={facts} isFew={isFew} />;
  return <Choice {...exercise} />;
}

function Choice(exercise: Exercise<State>) {
  const { model, t, may } = exercise;
  const candidates = useTrait(model, "candidates");
  const facts = useTrait(model, "facts");
  const most = useTrait(model, "most");
  const isChoosing = may.includes("choose_needs");
  const records = useRecords<NeedFields, Need, State>(exercise, {
    name: "need",
    items: useTrait(model, "needs"),
    blank: NEW_NEED,
    mayEdit: isChoosing,
    order: byRank,
    fields: fieldsOf(t, candidates, facts),
  });
  const { now: needs, editing, edited } = records;
  const order = (ids: string[]): void => {
    ids.forEach((id, place) => {
      const need = needs.find((one) => one.id === id);
      if (need && need.rank !== place + 1) records.put(need, { rank: place + 1 });
    });
  };
  const stands = candidates.find(({ id }) => id === editing?.start.idea_ids[0]);
  const last = needs.at(-1)?.rank ?? 0;
  const form = editing && (
    <NeedForm
      t={t}
      records={records}
      candidates={candidates}
      facts={facts}
      rank={edited?.rank ?? last + 1}
    />
  );

  return (
    <div class="ci-needs">
      <RecordConflict records={records} />
      <section class="ci-chosen" aria-label={t("needs_title")}>
        <h3 tabIndex={-1} ref={records.head}>
          {t("needs_title")} <span class="ci-help">{t("chosen_of", { most })}</span>
        </h3>
        {!isChoosing && <p class="ci-help">{t("looking_on")}</p>}
        <NeedList
          t={t}
          records={records}
          facts={facts}
          isChoosing={isChoosing}
          form={form}
          onOrder={order}
        />
        {isChoosing && areFew(needs, most) && (
          <p class="ci-help">{t("few_open", { n: needs.length })}</p>
        )}
        <DroppedRecords records={records} />
      </section>
      <Candidates
        t={t}
        candidates={candidates}
        needs={needs}
        isChoosing={isChoosing}
        isFull={needs.length >= most}
        most={most}
        opened={editing && !edited ? (stands?.id ?? "own") : ""}
        form={form}
        onChoose={records.add}
      />
    </div>
  );
}

export default defineExercise(NeedChoice);
