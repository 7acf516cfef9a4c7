/** What every way in at the door shares: the field of a code, and asking the kernel once. */

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Message } from "../../shared/afm";
import type { Device } from "../../shared/device";
import { newRequestId, request } from "../../shared/request";
import type { Say } from "../../shared/words";
import { FieldError } from "./parts";
import { deviceOf, type JoinModel } from "./state";

/** `isFirst` is false for somebody who came back. */
export type OnJoined = (device: Device, isFirst: boolean) => void;

const CODE_LENGTH = 8;

/** Whether what was typed has as many letters and numbers as a code. */
export const looksLikeACode = (typed: string): boolean =>
  typed.replace(/[^\p{L}\p{N}]/gu, "").length === CODE_LENGTH;

export function CodeField(props: {
  id: string;
  label: string;
  help: string;
  value: string;
  error: string;
  onType: (code: string) => void;
}) {
  const { id, label, help, value, error, onType } = props;
  return (
    <div class="ci-field">
      <label class="ci-label" for={id}>
        {label}
      </label>
      <input
        class="ci-input ci-code-input"
        id={id}
        value={value}
        maxLength={20}
        required
        autocomplete="off"
        autocapitalize="characters"
        spellcheck={false}
        aria-invalid={error !== ""}
        aria-describedby={error ? `${id}-help ${id}-error` : `${id}-help`}
        onInput={(event) => onType(event.currentTarget.value.toUpperCase())}
      />
      <p class="ci-help" id={`${id}-help`}>
        {help}
      </p>
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </div>
  );
}

/** One question at a time; a refusal lands at `refusedAt`, silence at the form. */
export function useQuestion<Name extends string>(
  model: JoinModel,
  t: Say,
  onJoined: OnJoined,
  refusal: string,
) {
  const [isAsking, setIsAsking] = useState(false);
  // Asked again after silence, it is the same request: one person, even if the answer was lost.
  const requestId = useRef("");
  const [error, setError] = useState({
    field: (refusal ? "form" : "") as Name | "form" | "",
    text: refusal,
    count: 0,
  });
  const fail = (field: Name | "form", text: string): void =>
    setError((before) => ({ field, text, count: before.count + 1 }));
  const ask = async (question: Message, refusedAt: Name): Promise<boolean> => {
    if (isAsking) return false;
    setIsAsking(true);
    setError((before) => ({ ...before, field: "", text: "" }));
    requestId.current ||= newRequestId();
    const asked = { ...question, request_id: requestId.current };
    const reply = await request(model, asked).catch(() => null);
    if (reply) requestId.current = "";
    setIsAsking(false);
    if (reply?.type === "joined") onJoined(deviceOf(reply), question.type === "join");
    else if (reply?.type === "refused") fail(refusedAt, String(reply.text ?? ""));
    else fail("form", String(reply?.text ?? "") || t("no_reply"));
    return reply?.type === "refused";
  };
  return { ask, isAsking, error, fail };
}

/** After a failure, put the focus into the field that has to be looked at. */
export function useFocusOnError(field: string, count: number) {
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => {
    if (!count || !field) return;
    const wrong = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    (wrong ?? form.current?.querySelector<HTMLElement>('button[type="submit"]'))?.focus();
  }, [field, count]);
  return form;
}
