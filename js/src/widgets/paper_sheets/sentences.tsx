/** A map drawn in sentences on paper, one sentence a row. */

import { CheckboxField, SelectField } from "../../shared/fields";
import { useUniqueId } from "../../shared/unique_id";
import type { Say } from "../../shared/words";
import type { AskProps } from "./asks";
import { fieldAt } from "./problems";
import { type Sentence, withNextSentence } from "./state";

const STRENGTHS = ["low", "medium", "high"];

export function Sentences({ t, ask, sheet, wrongAt, onSheet }: AskProps) {
  const list = useUniqueId();
  const drawn = sheet.maps[ask.step] ?? { sentences: [], isHandedIn: false };
  const sentences = withNextSentence(drawn.sentences);
  const put = (change: Partial<typeof drawn>): void =>
    onSheet({ maps: { ...sheet.maps, [ask.step]: { ...drawn, ...change } } });
  const write = (place: number, change: Partial<Sentence>): void =>
    put({ sentences: sentences.map((one, at) => (at === place ? { ...one, ...change } : one)) });
  return (
    <>
      <datalist id={list}>
        {(ask.words ?? []).map((word) => (
          <option key={word} value={word} />
        ))}
      </datalist>
      {sentences.map((one, place) => (
        <SentenceRow
          key={place}
          t={t}
          n={place + 1}
          list={list}
          sentence={one}
          wrong={(part) => wrongAt(fieldAt(ask, place + 1, part))}
          onSentence={(change) => write(place, change)}
        />
      ))}
      <CheckboxField
        label={ask.title}
        error={wrongAt(fieldAt(ask, "handed_in"))}
        values={drawn.isHandedIn ? ["yes"] : []}
        options={[{ value: "yes", label: t("handed_in") }]}
        onValues={(values) => put({ isHandedIn: values.length > 0 })}
      />
    </>
  );
}

function SentenceRow({
  t,
  n,
  list,
  sentence,
  wrong,
  onSentence,
}: {
  t: Say;
  n: number;
  list: string;
  sentence: Sentence;
  /** What is wrong with a part of it. */
  wrong: (part: keyof Sentence) => string;
  onSentence: (change: Partial<Sentence>) => void;
}) {
  const id = useUniqueId();
  const word = (name: "source" | "target", label: string) => (
    <div class="ci-field">
      <label class="ci-label" for={`${id}-${name}`}>
        {label}
      </label>
      <input
        id={`${id}-${name}`}
        class="ci-input"
        dir="auto"
        list={list}
        autocomplete="off"
        value={sentence[name]}
        aria-invalid={wrong(name) ? "true" : undefined}
        aria-describedby={wrong(name) ? `${id}-${name}-wrong` : undefined}
        onInput={(event) => onSentence({ [name]: event.currentTarget.value })}
      />
      {wrong(name) && (
        <p class="ci-error" id={`${id}-${name}-wrong`}>
          {wrong(name)}
        </p>
      )}
    </div>
  );
  return (
    <div class="ci-paper-sentence">
      {word("source", t("link_source", { n }))}
      <SelectField<"more" | "less">
        label={t("link_sign")}
        value={sentence.sign}
        error={wrong("sign")}
        options={[
          { value: "more", label: t("link_more") },
          { value: "less", label: t("link_less") },
        ]}
        empty=""
        onValue={(sign) => onSentence({ sign })}
      />
      {word("target", t("link_target"))}
      <SelectField
        label={t("link_strength")}
        value={sentence.strength}
        error={wrong("strength")}
        options={STRENGTHS.map((one, place) => ({ value: String(place), label: t(`map_${one}`) }))}
        empty=""
        onValue={(strength) => onSentence({ strength })}
      />
    </div>
  );
}
