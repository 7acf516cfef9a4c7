/** Who is at the table: partners, what they cover, the groups with a seat, and whom to reach. */

import { RecordConflict, WholeConflict } from "../shared/conflict_fields";
import { defineExercise, type Exercise } from "../shared/define_exercise";
import { DroppedRecords } from "../shared/history";
import { useTrait } from "../shared/hooks";
import { RecordActions } from "../shared/record_parts";
import { useRecords } from "../shared/records";
import { Coverage } from "./partners/coverage";
import { Ladder } from "./partners/ladder";
import { OutreachPlan } from "./partners/outreach";
import { PartnerCard } from "./partners/partner_card";
import { PartnerForm } from "./partners/partner_form";
import { Seats, SeatVersion } from "./partners/seats";
import {
  fieldsOf,
  NEW_PARTNER,
  type Partner,
  type PartnerFields,
  type State,
} from "./partners/state";

function Partners(exercise: Exercise<State>) {
  const { model, t, may, phase } = exercise;
  const mayEdit = phase === "open" && may.includes("keep_records");
  const lists = useTrait(model, "lists");
  const people = useTrait(model, "people_at_table");
  const seats = useTrait(model, "seats");
  const records = useRecords<PartnerFields, Partner, State>(exercise, {
    name: "partner",
    items: useTrait(model, "partners"),
    blank: NEW_PARTNER,
    mayEdit,
    fields: fieldsOf(t, lists),
  });
  const form = <PartnerForm t={t} records={records} lists={lists} />;
  const isNew = records.editing !== null && !records.edited;
  return (
    <div class="ci-table-parts">
      <RecordConflict records={records} />
      {exercise.view.conflict?.message.type === "seat" && (
        <WholeConflict
          exercise={exercise}
          show={(version) => <SeatVersion t={t} version={version} seats={seats} />}
        />
      )}
      <section class="ci-part">
        <h3 tabIndex={-1} ref={records.head}>
          {t("title")}
        </h3>
        {!mayEdit && <p class="ci-help">{t("looking_on")}</p>}
        <Ladder t={t} />
        {records.now.length === 0 && !isNew && <p class="ci-waiting">{t("empty")}</p>}
        <ul class="ci-record-list">
          {records.now.map((item) => (
            <li key={item.id} class="ci-record">
              {item === records.edited ? (
                form
              ) : (
                <>
                  <PartnerCard t={t} partner={item} lists={lists} />
                  {mayEdit && (
                    <div class="ci-actions">
                      <RecordActions t={t} records={records} item={item} about={item.name} />
                    </div>
                  )}
                </>
              )}
            </li>
          ))}
        </ul>
        {isNew
          ? form
          : mayEdit && (
              <button
                type="button"
                class="ci-button ci-add"
                data-opens="new"
                onClick={() => records.add()}
              >
                {t("add")}
              </button>
            )}
        <DroppedRecords records={records} />
        {people > 0 && <p class="ci-help">{t("people_here", { n: people })}</p>}
      </section>
      <Coverage t={t} lists={lists} />
      <Seats exercise={exercise} mayEdit={mayEdit} />
      <OutreachPlan t={t} plan={useTrait(model, "outreach")} />
    </div>
  );
}

export default defineExercise(Partners);
