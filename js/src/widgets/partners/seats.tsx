/** Whether each group most affected has a seat: about the group, and never about a person. */

import { useEffect } from "preact/hooks";
import type { Exercise } from "../../shared/define_exercise";
import { RadioField } from "../../shared/fields";
import { useTrait } from "../../shared/hooks";
import type { Say } from "../../shared/words";
import { type Presence, type Seat, type State, seatsNow } from "./state";

const ANSWERS: Presence[] = ["yes", "no", "not_known"];

export function Seats({ exercise, mayEdit }: { exercise: Exercise<State>; mayEdit: boolean }) {
  const { model, t, outbox, view } = exercise;
  const told = useTrait(model, "seats");
  useEffect(() => {
    for (const { id, revision } of told) outbox.see(id, revision);
  }, [outbox, told]);
  const seats = seatsNow(told, view.pending);
  if (!seats.length) return null;
  const say = ({ id, revision, group }: Seat, is_present: Presence): void => {
    outbox.put(
      { type: "seat", group, is_present },
      { record: id, replaces: `seat.${group}`, base: revision },
    );
  };
  return (
    <section class="ci-part ci-seats">
      <h3>{t("seats")}</h3>
      <p>{t("seats_about")}</p>
      {mayEdit ? (
        seats.map((seat) => (
          <RadioField
            key={seat.group}
            label={seat.name}
            value={seat.is_present}
            onValue={(is_present) => say(seat, is_present)}
            options={ANSWERS.map((value) => ({ value, label: t(`seat_${value}`) }))}
          />
        ))
      ) : (
        <ul>
          {seats.map(({ group, name, is_present }) => (
            <li key={group}>
              {t("seat_of", { group: name })} <strong>{t(`seat_${is_present || "unsaid"}`)}</strong>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** What was said of a group's seat, as one of two versions. */
export function SeatVersion({ t, version, seats }: { t: Say; version: object; seats: Seat[] }) {
  const { group, is_present } = version as Seat;
  const name = seats.find((seat) => seat.group === group)?.name ?? group;
  return (
    <p>
      {t("seat_of", { group: name })} {t(`seat_${is_present}`)}
    </p>
  );
}
