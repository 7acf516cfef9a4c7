/** A team's two purses: every line, where each stands, and what stands against each activity. */

import { defineExercise, type Exercise } from "../shared/define_exercise";
import { useTrait } from "../shared/hooks";
import { type Field, RecordList } from "../shared/record_list";
import { daySaid, moneySaid } from "../shared/record_list_said";
import { BLANK, byDay, type Fields, LEDGERS, type Line, SORTS, type State } from "./money/state";
import { ByActivity, Purses } from "./money/sums";

function Money(exercise: Exercise<State>) {
  const { model, t } = exercise;
  const activities = useTrait(model, "activities");
  const isBrief = useTrait(model, "is_brief");
  const found = useTrait(model, "by_activity");
  const fields: Field<Fields>[] = [
    { name: "ledger", kind: "radios", values: LEDGERS },
    { name: "sort", kind: "radios", values: SORTS },
    { name: "amount", kind: "money" },
    { name: "what", kind: "writing" },
    { name: "on", kind: "date" },
    { name: "activity_id", kind: "link", options: activities },
  ];
  return (
    <div class="ci-money-parts">
      <Purses t={t} sums={useTrait(model, "sums")} isBrief={isBrief} />
      <ByActivity t={t} activities={activities} found={isBrief ? [] : found} />
      <RecordList<Fields, Line, State>
        may="answer"
        exercise={exercise}
        name="line"
        items={useTrait(model, "lines")}
        blank={BLANK}
        fields={fields}
        order={byDay}
        addFirst
        most={isBrief ? 1 : 12}
        check={({ amount }) => ({ amount: amount ? "" : t("amount_needed") })}
        groups={(items) =>
          isBrief
            ? [{ key: "", title: "", items }]
            : LEDGERS.map((one) => ({
                key: one,
                title: t(`ledger_${one}`),
                items: items.filter(({ ledger }) => ledger === one),
              }))
        }
        show={(line) => (
          <>
            <p dir="auto">
              <strong>
                {t(`sort_${line.sort}`)}: {moneySaid(Number(line.amount))}
              </strong>{" "}
              {line.what}
            </p>
            <p class="ci-help" dir="auto">
              {[
                isBrief && t(`ledger_${line.ledger}`),
                line.on && daySaid(line.on),
                activities.find(({ id }) => id === line.activity_id)?.label,
              ]
                .filter(Boolean)
                .join(" · ")}
            </p>
          </>
        )}
      />
    </div>
  );
}

export default defineExercise(Money);
