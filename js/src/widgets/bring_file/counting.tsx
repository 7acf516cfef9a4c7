/** Which question of a file counts as which of the team's own statements. */

import { SelectField } from "../../shared/fields";
import type { Say } from "../../shared/words";
import type { Question, State } from "./state";

type Mapping = Record<string, string>;

/** Return the statements that more than one question counts as. */
export function twice(mapping: Mapping): Set<string> {
  const chosen = Object.values(mapping);
  return new Set(chosen.filter((one, place) => chosen.indexOf(one) !== place));
}

/** Return a question of a grid by its row, where no other is called the same. */
function shortWords(question: Question, all: Question[]): string {
  const row = ({ text }: Question): string => /\[([^[\]]+)\]$/.exec(text)?.[1] ?? text;
  const own = row(question);
  return all.some((one) => one !== question && row(one) === own) ? question.text : own;
}

export function Counting({
  t,
  questions,
  statements,
  mapping,
  onMapping,
}: {
  t: Say;
  questions: Question[];
  statements: State["statements"];
  mapping: Mapping;
  onMapping: (mapping: Mapping) => void;
}) {
  const able = questions.filter((one) => one.may_count);
  const double = twice(mapping);
  const options = statements.map(({ id, text }) => ({ value: id, label: text }));
  const choose = (question: string, statement: string): void => {
    const { [question]: _, ...others } = mapping;
    onMapping(statement ? { ...others, [question]: statement } : others);
  };
  return (
    <section class="ci-part" aria-label={t("counts_title")}>
      <h4>{t("counts_title")}</h4>
      <p class="ci-help">{t(able.length ? "counts_help" : "counts_none_can")}</p>
      {able
        .map((one) => ({ id: one.id, text: shortWords(one, able) }))
        .map(({ id, text }) => (
          <div key={id} class="ci-pair">
            <SelectField
              label={t("counts_as", { text })}
              empty={t("counts_as_nothing")}
              value={mapping[id] ?? ""}
              onValue={(statement) => choose(id, statement)}
              options={options}
              error={double.has(mapping[id] ?? "") ? t("counts_twice") : ""}
            />
          </div>
        ))}
    </section>
  );
}
