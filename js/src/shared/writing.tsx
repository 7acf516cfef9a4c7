/** A field for a few sentences, with a count that speaks up only near the end. */

import type { Ref } from "preact";
import { TraceLine } from "./trace_line";
import { useUniqueId } from "./unique_id";
import type { Say } from "./words";

/** As many letters as the record keeps (`ShortText` in `model/text.py`). */
export const MOST_LETTERS = 280;

// The count is shown from the first on and read aloud only at these.
const SPOKEN = [0, 10, 40];

/** Return the text as the record will hold it: one Unicode form, no blanks around it. */
export function clean(text: string): string {
  return text.replaceAll("\r\n", "\n").replaceAll("\r", "\n").normalize("NFC").trim();
}

/** Return how many letters still fit, counted as the record counts them; negative for too many. */
export function lettersLeft(text: string, most = MOST_LETTERS): number {
  return most - [...clean(text)].length;
}

/** Return why a text cannot be saved, in words, or nothing. */
export function whyNot(t: Say, text: string, isNeeded = true, most = MOST_LETTERS): string {
  const left = lettersLeft(text, most);
  if (left < 0) return t("too_long", { n: -left });
  return isNeeded && left === most ? t("write_first") : "";
}

/** A labelled text area. `error` is said beside it and read aloud. */
export function Writing({
  t,
  label,
  text,
  onText,
  help = "",
  error = "",
  rows = 3,
  most = MOST_LETTERS,
  field,
}: {
  t: Say;
  label: string;
  text: string;
  onText: (text: string) => void;
  help?: string;
  error?: string;
  rows?: number;
  /** As many letters as the record keeps. */
  most?: number;
  field?: Ref<HTMLTextAreaElement>;
}) {
  const id = useUniqueId();
  const left = lettersLeft(text, most);
  const spoken = SPOKEN.find((count) => left <= count);
  const tooLong = left < 0 ? t("too_long", { n: -left }) : "";
  const problem = tooLong || error;
  return (
    <div class="ci-field">
      <label class="ci-label" for={id}>
        {label}
      </label>
      {help && (
        <p class="ci-help" id={`${id}-help`}>
          {help}
        </p>
      )}
      <textarea
        id={id}
        class="ci-input"
        dir="auto"
        rows={rows}
        ref={field}
        value={text}
        aria-describedby={`${help ? `${id}-help ` : ""}${id}-problem ${id}-trace`}
        aria-invalid={problem ? "true" : undefined}
        onInput={(event) => onText(event.currentTarget.value)}
      />
      <p class={problem ? "ci-error" : "ci-help"} id={`${id}-problem`}>
        {problem || (spoken === undefined ? "" : t("letters_left", { n: left }))}
      </p>
      <TraceLine t={t} text={text} id={`${id}-trace`} />
      <p class="ci-hidden" role="status">
        {error && !tooLong ? error : ""}
        {spoken !== undefined &&
          t(left < 0 ? "too_long" : "letters_left", { n: left < 0 ? -left : spoken })}
      </p>
    </div>
  );
}
