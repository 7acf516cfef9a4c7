/** What a file of local numbers holds, and which of its places are kept. */

import { useState } from "preact/hooks";
import { TextField } from "../../shared/fields";
import type { Say } from "../../shared/words";
import { type IndicatorPreview, NUMBERS } from "./state";
import type { Asked } from "./use_file";

/** So many places can be ticked at once; more of the name makes them fewer. */
const MOST = 12;

export function Numbers({
  t,
  numbers,
  onRead,
}: {
  t: Say;
  numbers: IndicatorPreview;
  onRead: (asked: Asked) => void;
}) {
  const { too_many, places, chosen } = numbers;
  const facts: [string, string[]][] = [
    [t("source"), numbers.source ? [numbers.source] : []],
    [t("measures"), numbers.measures],
    [t("places"), chosen],
    [t("periods"), numbers.periods],
    [t("groups"), numbers.groups.length ? numbers.groups : [t("everyone_together")]],
    [
      t("numbers"),
      NUMBERS.filter((one) => numbers[one]).map((one) => t(`number_${one}`, { n: numbers[one] })),
    ],
  ];
  return (
    <>
      {!too_many && (
        <dl class="ci-facts">
          {facts
            .filter(([, values]) => values.length)
            .map(([name, values]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd dir="auto">{values.join("; ")}</dd>
              </div>
            ))}
        </dl>
      )}
      {too_many ? (
        <Places t={t} places={places} start={[]} onRead={onRead} />
      ) : (
        places.length > 1 && (
          <details>
            <summary>{t("choose_places")}</summary>
            <Places t={t} places={places} start={[]} onRead={onRead} />
          </details>
        )
      )}
    </>
  );
}

function Places({
  t,
  places,
  start,
  onRead,
}: {
  t: Say;
  places: string[];
  start: string[];
  onRead: (asked: Asked) => void;
}) {
  const [sought, setSought] = useState("");
  const [chosen, setChosen] = useState(start);
  const plain = sought.trim().toLocaleLowerCase();
  const found = places.filter((one) => one.toLocaleLowerCase().includes(plain));
  const shown = found.slice(0, MOST).filter((one) => !chosen.includes(one));
  const tick = (place: string, isTicked: boolean): void =>
    setChosen(isTicked ? [...chosen, place] : chosen.filter((one) => one !== place));
  const box = (place: string) => (
    <label key={place} class="ci-choice">
      <input
        type="checkbox"
        checked={chosen.includes(place)}
        onChange={(event) => tick(place, event.currentTarget.checked)}
      />
      <span dir="auto">{place}</span>
    </label>
  );
  return (
    <div class="ci-part">
      <TextField
        label={t("find_place")}
        help={t("find_place_help")}
        text={sought}
        onText={setSought}
      />
      <p class="ci-help" role="status">
        {t("places_found", { n: found.length })}
        {found.length > MOST && ` ${t("places_first", { n: MOST })}`}
      </p>
      <fieldset class="ci-field ci-group">
        <legend class="ci-label">{t("places_chosen")}</legend>
        {/* One list, so that what is ticked stays where the keyboard is. */}
        <div class="ci-group-choices">{[...chosen, ...shown].map(box)}</div>
      </fieldset>
      <button
        type="button"
        class="ci-button"
        disabled={!chosen.length}
        onClick={() => onRead({ places: chosen })}
      >
        {t("read_again")}
      </button>
    </div>
  );
}
