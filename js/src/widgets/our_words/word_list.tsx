/** Every word that stands under no label: to find, to tick, or only to read. */

import { useState } from "preact/hooks";
import { TextField } from "../../shared/fields";
import type { Say } from "../../shared/words";
import { isFound, type Word } from "./state";

// With fewer, the eye is quicker than a search.
const MANY = 20;

export function WordList({
  t,
  words,
  ticked,
  onTick,
}: {
  t: Say;
  words: Word[];
  ticked: string[];
  /** Nothing for who looks on. */
  onTick: ((key: string, isTicked: boolean) => void) | null;
}) {
  const [sought, setSought] = useState("");
  const isMany = words.length > MANY;
  const shown = isMany ? words.filter((word) => isFound(word, sought)) : words;
  return (
    <>
      {isMany && (
        <div class="ci-find">
          <TextField label={t("find")} text={sought} onText={setSought} />
          <p class="ci-help" role="status">
            {sought.trim() && t("found", { n: shown.length })}
          </p>
        </div>
      )}
      <ul class="ci-word-list">
        {shown.map((word) => (
          <li key={word.key} class="ci-word">
            {onTick ? (
              <label class="ci-choice">
                <input
                  type="checkbox"
                  checked={ticked.includes(word.key)}
                  onChange={(event) => onTick(word.key, event.currentTarget.checked)}
                />
                <WordText t={t} word={word} />
              </label>
            ) : (
              <WordText t={t} word={word} />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function WordText({ t, word: { label, labels } }: { t: Say; word: Word }) {
  // Capitals alone are no other way to write it.
  const others = labels.filter((one) => one.toLowerCase() !== label.toLowerCase());
  return (
    <span>
      <span dir="auto">{label}</span>
      {others.length > 0 && (
        <span class="ci-help ci-choice-help" dir="auto">
          {t("also_written")} {others.join(" / ")}
        </span>
      )}
    </span>
  );
}
