/** One sentence of a map, made of four choices. */

import { useRef, useState } from "preact/hooks";
import { type Option, RadioField, SelectField } from "../../shared/fields";
import { strength } from "../../shared/map_sentence";
import type { Say } from "../../shared/words";
import { linkId } from "./map";
import type { MapLink, OwnMap } from "./state";

export interface Choices {
  source: string;
  sign: "more" | "less" | "";
  target: string;
  strength: "0" | "1" | "2" | "";
}

export const NOTHING: Choices = { source: "", sign: "", target: "", strength: "" };
const STRENGTHS = ["map_low", "map_medium", "map_high"];

/** Return the choices a link was made of. */
export function choicesOf(link: MapLink, strengths: readonly number[]): Choices {
  return {
    source: link.source,
    sign: link.weight < 0 ? "less" : "more",
    target: link.target,
    strength: String(strength(link.weight, strengths)) as Choices["strength"],
  };
}

/** Return the link that choices make, or nothing as long as one is missing. */
function linkOf(choices: Choices, strengths: readonly number[]): MapLink | null {
  const { source, sign, target } = choices;
  if (!source || !sign || !target || !choices.strength || source === target) return null;
  const size = strengths[Number(choices.strength)] ?? 1;
  return { source, target, weight: sign === "less" ? -size : size };
}

/**
 * The four choices and the button.
 *
 * `old` is the sentence that is being changed; without one the form begins a new sentence, and is
 * empty again after each.
 */
export function SentenceForm({
  t,
  map,
  strengths,
  choices,
  onChoices,
  onSay,
  onLeave,
  old,
}: {
  t: Say;
  map: OwnMap;
  strengths: readonly number[];
  choices: Choices;
  onChoices: (choices: Choices) => void;
  onSay: (link: MapLink) => void;
  onLeave?: () => void;
  old?: MapLink;
}) {
  const [hasTried, setHasTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const here = (id: string) => (map.words.some((word) => word.id === id) ? id : "");
  const now = { ...choices, source: here(choices.source), target: here(choices.target) };
  const change = (part: Partial<Choices>): void => onChoices({ ...now, ...part });
  const words: Option[] = map.words.map(({ id, label }) => ({ value: id, label }));
  const missing = (value: string) => (hasTried && !value ? t("say_first") : "");
  const isOfOne = now.source !== "" && now.source === now.target;
  const isSaid = map.links.some(
    (link) => linkId(link) === linkId(now) && !(old && linkId(link) === linkId(old)),
  );
  const say = (event: Event): void => {
    event.preventDefault();
    const link = linkOf(now, strengths);
    setHasTried(!link);
    if (link) onSay(link);
    const first = link ? "select" : '[aria-invalid="true"], [data-invalid] input';
    // What is wrong is drawn first.
    if (!old || !link)
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>(first)?.focus());
  };
  return (
    <form
      class="ci-own-say"
      ref={form}
      onSubmit={say}
      onKeyDown={(event) => event.key === "Escape" && onLeave?.()}
      noValidate
    >
      <SelectField
        label={t("say_source")}
        value={now.source}
        onValue={(source) => change({ source })}
        empty={t("choose_word")}
        options={words}
        error={missing(now.source)}
      />
      <RadioField
        label={t("say_sign")}
        value={now.sign}
        onValue={(sign) => change({ sign })}
        options={[
          { value: "more", label: t("say_more") },
          { value: "less", label: t("say_less") },
        ]}
        error={missing(now.sign)}
      />
      <SelectField
        label={t("say_target")}
        value={now.target}
        onValue={(target) => change({ target })}
        empty={t("choose_word")}
        options={words}
        error={isOfOne ? t("say_two") : missing(now.target)}
        help={isSaid ? t("say_again") : ""}
      />
      <RadioField
        label={t("say_strength")}
        value={now.strength}
        onValue={(size) => change({ strength: size })}
        options={STRENGTHS.map((key, place) => ({
          value: String(place) as "0" | "1" | "2",
          label: t(key),
        }))}
        error={missing(now.strength)}
      />
      <div class="ci-actions">
        <button type="submit" class="ci-button ci-primary">
          {t(old ? "say_save" : "say_add")}
        </button>
        {onLeave && (
          <button type="button" class="ci-button ci-quiet" onClick={onLeave}>
            {t("cancel")}
          </button>
        )}
      </div>
    </form>
  );
}
