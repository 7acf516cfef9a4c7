/** The same idea under different names: a team puts words together, and keeps the originals. */

import { useState } from "preact/hooks";
import { RecordConflict } from "../shared/conflict_fields";
import { defineExercise, type Exercise } from "../shared/define_exercise";
import { DroppedRecords } from "../shared/history";
import { draftKey, useTrait } from "../shared/hooks";
import type { Field } from "../shared/record_list_fields";
import { useRecords } from "../shared/records";
import { Bar } from "./our_words/bar";
import { Hints } from "./our_words/hints";
import { LabelForm, LabelList } from "./our_words/labels";
import {
  type Label,
  type LabelFields,
  labelOf,
  looseWords,
  NEW_LABEL,
  type State,
  wordsOf,
} from "./our_words/state";
import { WordList } from "./our_words/word_list";

function OurWords(exercise: Exercise<State>) {
  const { model, t, person, step, phase, may } = exercise;
  const told = useTrait(model, "shared");
  const words = wordsOf(useTrait(model, "words_here"), told);
  const alike = useTrait(model, "alike");
  const mayEdit = phase === "open" && may.includes("keep_records");
  const items = told.map((one) => ({ ...one, words: one.words.map(({ key }) => key) }));
  const fields: Field<LabelFields>[] = [
    { name: "label", kind: "text" },
    {
      name: "words",
      kind: "links",
      label: t("these_words"),
      options: [...words.values()].map(({ key, label }) => ({ id: key, label })),
    },
  ];
  const options = { name: "shared_word", items, blank: NEW_LABEL, mayEdit, fields };
  const records = useRecords<LabelFields, Label, State>(exercise, options);
  const [chosen, setChosen] = useState<string[]>([]);
  const [said, setSaid] = useState("");
  const loose = looseWords(words, records.now);
  const ticked = chosen.filter((key) => loose.some((word) => word.key === key));
  const together = (keys: string[]): void => {
    setChosen([]);
    records.add({ label: labelOf(words, keys[0] ?? ""), words: keys });
  };
  const under = (keys: string[], label: Label): void => {
    setChosen([]);
    setSaid(t("now_under", { n: keys.length, label: label.label }));
    records.put(label, { words: [...label.words, ...keys] });
  };
  const underFromBar = (label: Label): void => {
    under(ticked, label);
    records.head.current?.focus();
  };
  const parts = { t, words, records };
  return (
    <div class="ci-our-sorter">
      <RecordConflict records={records} />
      {!mayEdit && <p class="ci-help">{t("looking_on")}</p>}
      <section class="ci-our-part" aria-label={t("words_title")}>
        <h3>
          {t("words_title")} <span class="ci-help">{t("words_count", { n: loose.length })}</span>
        </h3>
        {!loose.length && <p class="ci-waiting">{t(words.size ? "none_left" : "no_words")}</p>}
        {mayEdit && words.size > 0 && (
          <>
            <p class="ci-help">{t("words_how")}</p>
            <Hints
              {...parts}
              alike={alike}
              loose={loose}
              labels={records.now}
              apartKey={draftKey(person, step, "apart")}
              onTogether={together}
              onUnder={under}
            />
          </>
        )}
        <WordList
          t={t}
          words={loose}
          ticked={ticked}
          onTick={
            mayEdit
              ? (key, isTicked) =>
                  setChosen((now) => [
                    ...now.filter((one) => one !== key),
                    ...(isTicked ? [key] : []),
                  ])
              : null
          }
        />
        {mayEdit && ticked.length > 0 && (
          <Bar
            t={t}
            ticked={ticked.map((key) => labelOf(words, key))}
            labels={records.now}
            onTogether={() => together(ticked)}
            onUnder={underFromBar}
            onUntick={() => setChosen([])}
          />
        )}
      </section>
      <section class="ci-our-part" aria-label={t("shared_title")}>
        <h3 tabIndex={-1} ref={records.head}>
          {t("shared_title")}
        </h3>
        {records.editing && !records.edited && (
          <div class="ci-record">
            <LabelForm {...parts} />
          </div>
        )}
        {!records.now.length && <p class="ci-waiting">{t("no_shared")}</p>}
        <LabelList {...parts} mayEdit={mayEdit} />
        <DroppedRecords records={records} />
      </section>
      <p class="ci-hidden" role="status">
        {said}
      </p>
    </div>
  );
}

export default defineExercise(OurWords);
