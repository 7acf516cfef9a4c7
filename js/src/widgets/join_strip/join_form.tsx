/** The door: a team code, a name if one likes, a sector; or a return code. */

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Message } from "../../shared/afm";
import { type Device, openedWith } from "../../shared/device";
import { useTrait } from "../../shared/hooks";
import { prettyCode } from "../../shared/qr_code";
import { newRequestId, request } from "../../shared/request";
import type { Say } from "../../shared/words";
import { FieldError, NameField, SectorField, UNCHOSEN } from "./parts";
import { deviceOf, type JoinModel, type Practice } from "./state";

interface Props {
  model: JoinModel;
  t: Say;
  refusal: string;
  /** `isFirst` is false for somebody who came back. */
  onJoined: (device: Device, isFirst: boolean) => void;
}

type Field = "code" | "sector" | "form";
const CODE_LENGTH = 8;
const ROLES = ["participant", "project_manager", "facilitator"] as const;

export function JoinForm(props: Props) {
  const [isReturning, setIsReturning] = useState(false);
  const { t } = props;
  return (
    <>
      {isReturning ? <ReturnForm {...props} /> : <NewForm {...props} />}
      <button
        type="button"
        class="ci-button ci-quiet ci-other-way"
        onClick={() => setIsReturning(!isReturning)}
      >
        {t(isReturning ? "have_no_return_code" : "have_return_code")}
      </button>
    </>
  );
}

function NewForm({ model, t, refusal, onJoined }: Props) {
  const sectors = useTrait(model, "sectors");
  const { practice = {} } = useTrait(model, "program");
  const [given] = useState(openedWith);
  const [code, setCode] = useState(given);
  const [isCodeShown, setIsCodeShown] = useState(!given);
  const [name, setName] = useState("");
  const [sector, setSector] = useState(UNCHOSEN);
  const { ask, isAsking, error, fail } = useQuestion<Field>(model, t, onJoined, refusal);
  const form = useFocusOnError(error.field, error.count);

  const join = async (event: Event): Promise<void> => {
    event.preventDefault();
    // The code is looked at first: whoever has the wrong one should not choose a sector in vain.
    if (code.replace(/[^\p{L}\p{N}]/gu, "").length !== CODE_LENGTH) {
      setIsCodeShown(true);
      return fail("code", t(code.trim() ? "code_unlike" : "code_missing"));
    }
    if (sectors.length && sector === UNCHOSEN) return fail("sector", t("sector_missing"));
    const chosen = sector === UNCHOSEN ? "" : sector;
    const isRefused = await ask({ type: "join", code, name: name.trim(), sector: chosen }, "code");
    if (isRefused) setIsCodeShown(true);
  };
  const practise = (practiceCode: string): void => {
    setCode(practiceCode);
    setIsCodeShown(true);
    form.current?.querySelector<HTMLElement>("#ci-name")?.focus();
  };

  return (
    <form class="ci-form" noValidate onSubmit={join} ref={form}>
      <PracticePanel t={t} practice={practice} chosen={code} onChoose={practise} />
      {isCodeShown || error.field === "code" ? (
        <CodeField
          id="ci-code"
          label={t("code")}
          help={t("code_where")}
          value={code}
          error={error.field === "code" ? error.text : ""}
          onType={setCode}
        />
      ) : (
        <p class="ci-given-code">
          {t("code_given", { code: prettyCode(code) })}{" "}
          <button type="button" class="ci-link" onClick={() => setIsCodeShown(true)}>
            {t("code_change")}
          </button>
        </p>
      )}
      <NameField t={t} id="ci-name" value={name} onType={setName} />
      {sectors.length > 0 && (
        <SectorField
          t={t}
          id="ci-sector"
          sectors={sectors}
          value={sector}
          error={error.field === "sector" ? error.text : ""}
          onChoose={setSector}
        />
      )}
      <FieldError id="ci-form-error">{error.field === "form" && error.text}</FieldError>
      <button type="submit" class="ci-button ci-primary" aria-disabled={isAsking}>
        {t(isAsking ? "joining" : "join")}
      </button>
    </form>
  );
}

/** Where anybody may practise: a code for each role, one press away. */
function PracticePanel(props: {
  t: Say;
  practice: Practice;
  chosen: string;
  onChoose: (code: string) => void;
}) {
  const { t, practice, chosen, onChoose } = props;
  const roles = ROLES.filter((role) => practice[role]);
  if (!roles.length) return null;
  return (
    <fieldset class="ci-practice">
      <legend>{t("practice")}</legend>
      {roles.map((role) => (
        <button
          key={role}
          type="button"
          class="ci-button"
          aria-pressed={chosen === practice[role]}
          onClick={() => onChoose(practice[role] ?? "")}
        >
          {t(`practice_${role}`)}
        </button>
      ))}
    </fieldset>
  );
}

function ReturnForm({ model, t, onJoined }: Props) {
  const [code, setCode] = useState("");
  const { ask, isAsking, error, fail } = useQuestion<Field>(model, t, onJoined, "");
  const form = useFocusOnError(error.field, error.count);
  const comeBack = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (!code.trim()) return fail("code", t("return_code_missing"));
    await ask({ type: "return", return_code: code }, "code");
  };
  return (
    <form class="ci-form" noValidate onSubmit={comeBack} ref={form}>
      <CodeField
        id="ci-return-code"
        label={t("return_code")}
        help={t("return_code_where")}
        value={code}
        error={error.field === "code" ? error.text : ""}
        onType={setCode}
      />
      <FieldError id="ci-return-form-error">{error.field === "form" && error.text}</FieldError>
      <button type="submit" class="ci-button ci-primary" aria-disabled={isAsking}>
        {t(isAsking ? "joining" : "come_back")}
      </button>
    </form>
  );
}

function CodeField(props: {
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
function useQuestion<Name extends string>(
  model: JoinModel,
  t: Say,
  onJoined: Props["onJoined"],
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
function useFocusOnError(field: string, count: number) {
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => {
    if (!count || !field) return;
    const wrong = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    (wrong ?? form.current?.querySelector<HTMLElement>('button[type="submit"]'))?.focus();
  }, [field, count]);
  return form;
}
