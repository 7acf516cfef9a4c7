/** A button that asks once more before it does what cannot be missed. */

import { useRef, useState } from "preact/hooks";
import { useFocusNext } from "./focus";

/** `label` opens the question; `yes` does it; `no` or Escape goes back to the button. */
export function AskFirst({
  label,
  about,
  question,
  yes,
  no,
  onYes,
}: {
  label: string;
  /** What it is about, for those who hear the button and do not see beside what it stands. */
  about: string;
  question: string;
  yes: string;
  no: string;
  onYes: () => void;
}) {
  const [isAsking, setIsAsking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const answer = useRef<HTMLButtonElement>(null);
  const focusNext = useFocusNext();
  const ask = (isOpen: boolean): void => {
    setIsAsking(isOpen);
    focusNext(() => (isOpen ? answer : button).current);
  };
  if (!isAsking)
    return (
      <button type="button" class="ci-button ci-quiet" ref={button} onClick={() => ask(true)}>
        {label} <span class="ci-hidden">{about}</span>
      </button>
    );
  return (
    <fieldset class="ci-confirm" onKeyDown={(event) => event.key === "Escape" && ask(false)}>
      <legend>{question}</legend>
      <button
        type="button"
        class="ci-button"
        ref={answer}
        onClick={() => {
          ask(false);
          onYes();
        }}
      >
        {yes}
      </button>
      <button type="button" class="ci-button" onClick={() => ask(false)}>
        {no}
      </button>
    </fieldset>
  );
}
