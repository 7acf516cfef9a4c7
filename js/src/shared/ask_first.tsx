/** A button that asks once more before it does what cannot be missed. */

import { useLayoutEffect, useRef, useState } from "preact/hooks";

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
  const wasAsking = useRef(false);
  useLayoutEffect(() => {
    if (isAsking) answer.current?.focus();
    else if (wasAsking.current) button.current?.focus();
    wasAsking.current = isAsking;
  }, [isAsking]);
  if (!isAsking)
    return (
      <button
        type="button"
        class="ci-button ci-quiet"
        ref={button}
        onClick={() => setIsAsking(true)}
      >
        {label} <span class="ci-hidden">{about}</span>
      </button>
    );
  return (
    <fieldset
      class="ci-confirm"
      onKeyDown={(event) => event.key === "Escape" && setIsAsking(false)}
    >
      <legend>{question}</legend>
      <button
        type="button"
        class="ci-button"
        ref={answer}
        onClick={() => {
          setIsAsking(false);
          onYes();
        }}
      >
        {yes}
      </button>
      <button type="button" class="ci-button" onClick={() => setIsAsking(false)}>
        {no}
      </button>
    </fieldset>
  );
}
