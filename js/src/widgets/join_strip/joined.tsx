/** The strip of someone who is here: who and where, what is saved, and the ways on and out. */

import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Notice } from "../../shared/exercise";
import { useTrait } from "../../shared/hooks";
import { isOnWall } from "../../shared/on_wall";
import { request } from "../../shared/request";
import { forgetWords, useSavedTotal, useUnrecorded } from "../../shared/saved_total";
import { SharePanel } from "../../shared/share_panel";
import type { Say } from "../../shared/words";
import { GroupLine } from "./group_line";
import { keepLook, lookAsked, recallLook } from "./look";
import { About, FieldError, NameField, SectorField } from "./parts";
import { announceWho, type JoinModel } from "./state";
import { StateLine } from "./state_line";

interface Props {
  model: JoinModel;
  t: Say;
  /** The return code as it stands under "You"; "" while it is shown large beside the strip. */
  code: string;
  /** The return code a person needs who leaves this device. */
  leaveCode: string;
  head: RefObject<HTMLParagraphElement | null>;
  onLeft: () => void;
}

export function Joined({ model, t, code, leaveCode, head, onLeft }: Props) {
  const who = useTrait(model, "who");
  const teams = useTrait(model, "teams");
  const people = useTrait(model, "people");
  const program = useTrait(model, "program");
  const share = useTrait(model, "share");
  const group = useTrait(model, "group");
  const facts = [who.team, who.occasion].filter(Boolean);
  const isStaff = who.role === "facilitator" || who.role === "project_manager";
  const role = isStaff ? t(`role_${who.role}`) : "";
  return (
    <div class="ci-strip">
      <p class="ci-who" tabIndex={-1} ref={head}>
        <strong>{who.name || role || t("no_name")}</strong>
        {who.name && role && <span>{role}</span>}
        {facts.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
        {people > 0 && <span class="ci-people">{t("people", { n: people })}</span>}
      </p>
      {teams.length > 0 && <TeamChoice model={model} t={t} />}
      <GroupLine model={model} t={t} />
      <div class="ci-more">
        <StateLine t={t} person={who.id ?? ""} />
        <details>
          <summary>{t("you")}</summary>
          <div class="ci-more-body">
            {code && <ReturnCode t={t} code={code} />}
            {/* In a group nobody has a name. */}
            {!group.home && <Rename key={who.id} model={model} t={t} />}
            <NotYou model={model} t={t} code={leaveCode} onLeft={onLeft} />
          </div>
        </details>
        <details>
          <summary>{t("help")}</summary>
          <div class="ci-more-body">
            <About t={t} program={program} />
          </div>
        </details>
        <SharePanel t={t} share={share} />
      </div>
    </div>
  );
}

function ReturnCode({ t, code }: { t: Say; code: string }) {
  return (
    <div class="ci-return">
      <p>{t("your_return_code")}</p>
      <p class="ci-return-code">{code}</p>
      <p class="ci-help">{t("your_return_code_why")}</p>
    </div>
  );
}

function TeamChoice({ model, t }: { model: JoinModel; t: Say }) {
  const teams = useTrait(model, "teams");
  const who = useTrait(model, "who");
  // On the page of groups it is one of them that is looked at; the team chosen before stays kept.
  const isOfGroups = useTrait(model, "group").is_page === true;
  const [error, setError] = useState("");
  const look = async (team_id: string): Promise<void> => {
    setError("");
    const reply = await request(model, { type: "look", team_id }).catch(() => null);
    if (reply?.type !== "restored") setError(String(reply?.text ?? "") || t("no_reply"));
    // What hangs on the wall is not what a facilitator chose to look at themselves.
    else if (!isOnWall() && !isOfGroups) keepLook({ person: who.id ?? "", team_id });
  };
  // Every page starts without a team: go on with the one its address names, else with the one
  // chosen before, and try that once.
  const hasTried = useRef(false);
  const isNew = who.role === "facilitator" && !who.team_id;
  const kept = isNew ? lookAsked() || recallLook(who.id ?? "") : "";
  const before = teams.some((team) => team.id === kept) ? kept : "";
  useEffect(() => {
    if (!before || hasTried.current) return;
    hasTried.current = true;
    void look(before);
  }, [before]);
  return (
    <div class="ci-field ci-team-choice">
      <label class="ci-label" for="ci-team">
        {t(isOfGroups ? "group_choice" : "team_choice")}
      </label>
      <select
        class="ci-input"
        id="ci-team"
        value={who.team_id ?? ""}
        onChange={(event) => void look(event.currentTarget.value)}
      >
        {!who.team_id && <option value="">{t(isOfGroups ? "group_choose" : "team_choose")}</option>}
        {teams.map((team) => (
          <option key={team.id} value={team.id}>
            {team.name}
          </option>
        ))}
      </select>
      <FieldError id="ci-team-error">{error}</FieldError>
    </div>
  );
}

function Rename({ model, t }: { model: JoinModel; t: Say }) {
  const who = useTrait(model, "who");
  const sectors = useTrait(model, "sectors");
  const [name, setName] = useState(who.name ?? "");
  const [sector, setSector] = useState(who.sector ?? "");
  const [done, setDone] = useState({ isGood: true, text: "" });
  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    setDone({ isGood: true, text: t("saving") });
    const question = { type: "rename", name: name.trim(), sector };
    const reply = await request(model, question).catch(() => null);
    const isGood = reply?.type === "saved";
    setDone({ isGood, text: isGood ? t("saved") : String(reply?.text ?? "") || t("no_reply") });
  };
  return (
    <form class="ci-form" noValidate onSubmit={save}>
      <NameField t={t} id="ci-rename" value={name} onType={setName} />
      {sectors.length > 0 && (
        <SectorField
          t={t}
          id="ci-resector"
          sectors={sectors}
          value={sector}
          error=""
          onChoose={setSector}
        />
      )}
      <div class="ci-row">
        <button type="submit" class="ci-button">
          {t("rename")}
        </button>
        <p role="status" class={done.isGood ? "ci-help" : "ci-error"}>
          {done.text}
        </p>
      </div>
    </form>
  );
}

/** Handing the device to someone else, after saying what that means. */
function NotYou(props: { model: JoinModel; t: Say; code: string; onLeft: () => void }) {
  const { model, t, code, onLeft } = props;
  const who = useTrait(model, "who");
  const { waiting } = useSavedTotal();
  const { held, drafts } = useUnrecorded(who.id ?? "", true);
  const hasWords = drafts.length > 0 || held.some(({ refused }) => refused.length > 0);
  const [isAsking, setIsAsking] = useState(false);
  const [error, setError] = useState("");
  const stay = useRef<HTMLButtonElement>(null);
  const open = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);
  useLayoutEffect(() => {
    if (isAsking) stay.current?.focus();
    else if (wasAsking.current) open.current?.focus();
    wasAsking.current = isAsking;
  }, [isAsking]);
  const leave = async (): Promise<void> => {
    // From here on no outbox may send: what it holds is this person's alone.
    announceWho("");
    const reply = await request(model, { type: "leave" }).catch(() => null);
    if (reply?.type === "left") {
      // Whoever joins here next must not find them.
      forgetWords(who.id ?? "");
      return onLeft();
    }
    announceWho(who.id ?? "");
    setError(String(reply?.text ?? "") || t("no_reply"));
  };
  if (!isAsking)
    return (
      <button type="button" class="ci-button ci-quiet" ref={open} onClick={() => setIsAsking(true)}>
        {t("not_you")}
      </button>
    );
  return (
    <fieldset class="ci-confirm">
      <legend>{code ? t("not_you_what", { code }) : t("not_you_what_no_code")}</legend>
      {waiting > 0 && <Notice tone="warning">{t("not_you_unsaved", { n: waiting })}</Notice>}
      {hasWords && <Notice tone="warning">{t("not_you_words")}</Notice>}
      <button type="button" class="ci-button ci-primary" onClick={() => void leave()}>
        {t("not_you_yes")}
      </button>
      <button type="button" class="ci-button" ref={stay} onClick={() => setIsAsking(false)}>
        {t("not_you_no")}
      </button>
      <FieldError id="ci-leave-error">{error}</FieldError>
    </fieldset>
  );
}
