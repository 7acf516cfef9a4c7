/** The maps of a file, each with what it holds, and what they count as. */

import { useUniqueId } from "../../shared/unique_id";
import type { Say } from "../../shared/words";
import type { CountsAs, MapPreview, MapsPreview } from "./state";

/** So many maps are seen at once; more are folded. */
const FEW = 4;

export function Maps({
  t,
  maps,
  countsAs,
  onCountsAs,
}: {
  t: Say;
  maps: MapsPreview;
  countsAs: CountsAs;
  onCountsAs: (countsAs: CountsAs) => void;
}) {
  const name = useUniqueId();
  return (
    <>
      <details open={maps.list.length <= FEW}>
        <summary>{t("maps", { n: maps.count })}</summary>
        <ol class="ci-questions">
          {maps.list.map((one, place) => (
            <li key={`${place} ${one.title}`}>
              <OneMap t={t} one={one} />
            </li>
          ))}
        </ol>
        {maps.more > 0 && <p class="ci-help">{t("maps_more", { n: maps.more })}</p>}
      </details>
      <fieldset class="ci-field ci-group">
        <legend class="ci-label">{t("maps_are", { n: maps.count })}</legend>
        <p class="ci-help">{t("maps_are_help")}</p>
        <div class="ci-group-choices">
          {(["person", "group"] as const).map((one) => (
            <label key={one} class="ci-choice">
              <input
                type="radio"
                name={name}
                checked={countsAs === one}
                onChange={() => onCountsAs(one)}
              />
              <span>{t(`maps_are_${one}`, { n: maps.count })}</span>
            </label>
          ))}
        </div>
      </fieldset>
    </>
  );
}

function OneMap({ t, one }: { t: Say; one: MapPreview }) {
  const more = one.words - one.labels.length;
  return (
    <>
      <p dir="auto">
        <strong>{one.title}</strong>
      </p>
      <p class="ci-help">
        {t("map_words", { n: one.words })} · {t("map_links", { n: one.links })}
        {one.with_strength < one.links && ` · ${t("map_strengths", { n: one.with_strength })}`}
      </p>
      <p dir="auto">
        {one.labels.join("; ")}
        {more > 0 && ` ${t("map_words_more", { n: more })}`}
      </p>
      {one.warnings.length > 0 && (
        <ul>
          {one.warnings.map((said) => (
            <li key={said} dir="auto">
              {said}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
