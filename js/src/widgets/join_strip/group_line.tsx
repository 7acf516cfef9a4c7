/** On the page of groups: which team one is here from, the way back, and the way into a group. */

import { useRef, useState } from "preact/hooks";
import { addressOf } from "../../shared/address";
import { openWith } from "../../shared/device";
import { useTrait } from "../../shared/hooks";
import { request } from "../../shared/request";
import type { Say } from "../../shared/words";
import { FieldError } from "./parts";
import type { JoinModel } from "./state";

export function GroupLine({ model, t }: { model: JoinModel; t: Say }) {
  const { is_page, is_in, home, code } = useTrait(model, "group");
  const { role } = useTrait(model, "who");
  if (code)
    return (
      <div class="ci-group-line">
        <p>{t("group_code")}</p>
        <p>
          <a
            class="ci-button ci-primary"
            href={`${addressOf("breakout")}#team=${encodeURIComponent(code)}`}
          >
            {t("group_go")}
          </a>
        </p>
      </div>
    );
  if (!is_page && !is_in) return null;
  const back = home ? t("group_back", { home }) : t("group_back_start");
  return (
    <div class="ci-group-line">
      {is_in && home && <p>{t("group_home", { home })}</p>}
      {is_page && !is_in && role !== "facilitator" && <Enter model={model} t={t} />}
      <p>
        {is_page ? (
          <a href={addressOf("start")}>{back}</a>
        ) : (
          <a href={addressOf("breakout")}>{t("group_page")}</a>
        )}
      </p>
    </div>
  );
}

/** For a phone whose camera does not read the code. */
function Enter({ model, t }: { model: JoinModel; t: Say }) {
  const [code, setCode] = useState("");
  const [error, setError] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const fail = (text: string): void => {
    setError(text);
    field.current?.focus();
  };
  const enter = async (event: Event): Promise<void> => {
    event.preventDefault();
    setError("");
    if (!code.trim()) return fail(t("code_missing"));
    const reply = await request(model, { type: "enter", code }).catch(() => null);
    // A reload must lead here again, and not to the group whose code opened this tab.
    if (reply?.type === "restored") openWith(code);
    else fail(String(reply?.text ?? "") || t("no_reply"));
  };
  return (
    <form class="ci-form" noValidate onSubmit={enter}>
      <p>{t("group_none")}</p>
      <div class="ci-field">
        <label class="ci-label" for="ci-group-code">
          {t("group_enter")}
        </label>
        <input
          class="ci-input ci-code-input"
          id="ci-group-code"
          ref={field}
          value={code}
          maxLength={20}
          autocomplete="off"
          aria-invalid={error !== ""}
          aria-describedby={error ? "ci-group-code-help ci-group-code-error" : "ci-group-code-help"}
          onInput={(event) => setCode(event.currentTarget.value)}
        />
        <p class="ci-help" id="ci-group-code-help">
          {t("group_enter_where")}
        </p>
        <FieldError id="ci-group-code-error">{error}</FieldError>
      </div>
      <button type="submit" class="ci-button ci-primary">
        {t("group_enter_now")}
      </button>
    </form>
  );
}
