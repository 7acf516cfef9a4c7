/** Small parts that the strip's two faces share. */

import type { ComponentChildren } from "preact";
import type { Say } from "../../shared/words";
import type { JoinStripState, Sector } from "./state";

/** The line of support and the line on records, which everyone can always reach. */
export function About({ t, program }: { t: Say; program: JoinStripState["program"] }) {
  return (
    <dl class="ci-about">
      {program.support && (
        <div>
          <dt>{t("support")}</dt>
          <dd>{program.support}</dd>
        </div>
      )}
      {program.records && (
        <div>
          <dt>{t("records")}</dt>
          <dd>{program.records}</dd>
        </div>
      )}
    </dl>
  );
}

/** What could not be done, said beside the field it belongs to. */
export function FieldError({ id, children }: { id: string; children: ComponentChildren }) {
  if (!children) return null;
  return (
    <p class="ci-error" role="alert" id={id}>
      {children}
    </p>
  );
}

/** The value of a choice that nobody has made yet; "" is the choice not to say. */
export const UNCHOSEN = "?";

/** The part of the community a person speaks from, with a way not to say. */
export function SectorField({
  t,
  sectors,
  value,
  error,
  onChoose,
  id,
}: {
  t: Say;
  sectors: Sector[];
  value: string;
  error: string;
  onChoose: (sector: string) => void;
  id: string;
}) {
  const includes = sectors.find((one) => one.id === value)?.includes;
  return (
    <div class="ci-field">
      <label class="ci-label" for={id}>
        {t("sector")}
      </label>
      <select
        class="ci-input"
        id={id}
        value={value}
        required
        aria-invalid={error !== ""}
        aria-describedby={error ? `${id}-help ${id}-error` : `${id}-help`}
        onChange={(event) => onChoose(event.currentTarget.value)}
      >
        <option value={UNCHOSEN} disabled hidden>
          {t("sector_choose")}
        </option>
        {sectors.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
        <option value="">{t("sector_prefer_not")}</option>
      </select>
      <p class="ci-help" id={`${id}-help`}>
        {includes ? t("sector_includes", { includes }) : t("sector_why")}
      </p>
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </div>
  );
}

/** The name a person may give, or not. */
export function NameField({
  t,
  value,
  onType,
  id,
}: {
  t: Say;
  value: string;
  onType: (name: string) => void;
  id: string;
}) {
  return (
    <div class="ci-field">
      <label class="ci-label" for={id}>
        {t("name")}
      </label>
      <input
        class="ci-input"
        id={id}
        value={value}
        maxLength={80}
        autocomplete="given-name"
        aria-describedby={`${id}-help`}
        onInput={(event) => onType(event.currentTarget.value)}
      />
      <p class="ci-help" id={`${id}-help`}>
        {t("name_why")}
      </p>
    </div>
  );
}
