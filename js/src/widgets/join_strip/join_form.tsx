/** The door: a team code, a name if one likes, a sector; or a return code. */

import { useState } from "preact/hooks";
import { openedWith } from "../../shared/device";
import { useTrait } from "../../shared/hooks";
import { prettyCode } from "../../shared/qr_code";
import type { Say } from "../../shared/words";
import { FieldError, NameField, SectorField, UNCHOSEN } from "./parts";
import { CodeField, looksLikeACode, type OnJoined, useFocusOnError, useQuestion } from "./question";
import type { JoinModel, Practice } from "./state";

/** How somebody comes in: to take part, to manage a team, to lead the room, or back. */
export type Way = "team" | "manage" | "lead" | "return";

interface Props {
  model: JoinModel;
  t: Say;
  refusal: string;
  way: Way;
  onWay: (way: Way) => void;
  onJoined: OnJoined;
}

type Field = "code" | "sector" | "form";
const ROLES = ["participant", "project_manager", "facilitator"] as const;
const WAY_OF = { participant: "team", project_manager: "manage", facilitator: "lead" } as const;
const OF_A_TEAM = {
  label: "code",
  where: "code_where",
  given: "code_given",
  missing: "code_missing",
  unlike: "code_unlike",
} as const;
// What a code is called by who comes with it.
const CODE_OF = {
  team: OF_A_TEAM,
  manage: { ...OF_A_TEAM, label: "manager_code", where: "manager_code_where" },
  lead: {
    label: "lead_code",
    where: "lead_code_where",
    given: "lead_code_given",
    missing: "lead_code_missing",
    unlike: "lead_code_unlike",
  },
} as const;

/** What stands over the form. */
export function titleOf(t: Say, way: Way): string {
  return t(way === "lead" ? "lead_title" : way === "manage" ? "manager_title" : "join_title");
}

export function JoinForm(props: Props) {
  const { t, way, onWay } = props;
  const leads = useTrait(props.model, "program").leads === true;
  const other = (to: Way, says: string) => (
    <button type="button" class="ci-button ci-quiet ci-other-way" onClick={() => onWay(to)}>
      {t(says)}
    </button>
  );
  if (way === "return") {
    return (
      <>
        <ReturnForm {...props} />
        {other(leads ? "lead" : "team", "have_no_return_code")}
      </>
    );
  }
  return (
    <>
      <NewForm {...props} way={way} />
      <div class="ci-other-ways">
        {other("return", "have_return_code")}
        {way === "lead" ? other("team", "have_team_code") : other("lead", "have_lead_code")}
      </div>
    </>
  );
}

function NewForm({
  model,
  t,
  refusal,
  way,
  onWay,
  onJoined,
}: Props & { way: keyof typeof CODE_OF }) {
  const sectors = useTrait(model, "sectors");
  const { practice = {} } = useTrait(model, "program");
  const [given] = useState(openedWith);
  const [code, setCode] = useState(given);
  const [isCodeShown, setIsCodeShown] = useState(!given);
  const [name, setName] = useState("");
  const [sector, setSector] = useState(UNCHOSEN);
  const { ask, isAsking, error, fail } = useQuestion<Field>(model, t, onJoined, refusal);
  const form = useFocusOnError(error.field, error.count);
  const isLead = way === "lead";
  const says = CODE_OF[way];

  const join = async (event: Event): Promise<void> => {
    event.preventDefault();
    // The code is looked at first: whoever has the wrong one should not choose a sector in vain.
    if (!looksLikeACode(code)) {
      setIsCodeShown(true);
      return fail("code", t(code.trim() ? says.unlike : says.missing));
    }
    const isSectorAsked = !isLead && sectors.length > 0;
    if (isSectorAsked && sector === UNCHOSEN) return fail("sector", t("sector_missing"));
    const chosen = isSectorAsked ? sector : "";
    const said = isLead ? { name: "", to_lead: true } : { name: name.trim() };
    const isRefused = await ask({ type: "join", code, sector: chosen, ...said }, "code");
    if (isRefused) setIsCodeShown(true);
  };
  const practise = (role: (typeof ROLES)[number]): void => {
    onWay(WAY_OF[role]);
    setCode(practice[role] ?? "");
    setIsCodeShown(true);
    const next = role === "facilitator" ? 'button[type="submit"]' : "#ci-name";
    // What is to be gone on with may not be there before the other way is drawn.
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>(next)?.focus());
  };

  return (
    <form class="ci-form" noValidate onSubmit={join} ref={form}>
      <PracticePanel t={t} practice={practice} chosen={code} onChoose={practise} />
      {isCodeShown || error.field === "code" ? (
        <CodeField
          id="ci-code"
          label={t(says.label)}
          help={t(says.where)}
          value={code}
          error={error.field === "code" ? error.text : ""}
          onType={setCode}
        />
      ) : (
        <p class="ci-given-code">
          {t(says.given, { code: prettyCode(code) })}{" "}
          <button type="button" class="ci-link" onClick={() => setIsCodeShown(true)}>
            {t("code_change")}
          </button>
        </p>
      )}
      {!isLead && <NameField t={t} id="ci-name" value={name} onType={setName} />}
      {!isLead && sectors.length > 0 && (
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
        {t(isAsking ? "joining" : isLead ? "lead" : "join")}
      </button>
    </form>
  );
}

/** Where anybody may practise: a code for each role, one press away. */
function PracticePanel(props: {
  t: Say;
  practice: Practice;
  chosen: string;
  onChoose: (role: (typeof ROLES)[number]) => void;
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
          onClick={() => onChoose(role)}
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
