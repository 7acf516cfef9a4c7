/** Who is here: joining a team, coming back, and whether everything is saved. */

import { useEffect, useRef, useState } from "preact/hooks";
import { defineWidget } from "../shared/afm";
import { Notice } from "../shared/exercise";
import { useTrait } from "../shared/hooks";
import { keep, recall } from "../shared/keep";
import { type Say, useWords } from "../shared/words";
import { JoinForm, titleOf, type Way } from "./join_strip/join_form";
import { Joined } from "./join_strip/joined";
import { About } from "./join_strip/parts";
import { RoomLine } from "./join_strip/room_line";
import { announceWho, type JoinModel, useDevice } from "./join_strip/state";

// The return code of a person who has joined and not yet said that it is written down.
const UNWRITTEN = "ciwidgets.unwritten";

function JoinStrip({ model }: { model: JoinModel }) {
  const t = useWords(model);
  const who = useTrait(model, "who");
  const program = useTrait(model, "program");
  const id = who.id ?? "";
  const { device, isLooking, refusal, told, dismiss, remember } = useDevice(model, id);
  const [unwritten, setUnwritten] = useState(() => recall<string>(UNWRITTEN) ?? "");
  const [way, setWay] = useState<Way>(program.leads ? "lead" : "team");
  const setNew = (code: string): void => {
    keep(UNWRITTEN, code || null);
    setUnwritten(code);
  };
  const code = device?.return_code ?? "";
  const isNew = id !== "" && code !== "" && code === unwritten;
  // The screen of somebody who leads may hang on the wall, and the code lets anybody lead.
  const isAlone = who.role === "participant";
  const head = useRef<HTMLParagraphElement>(null);
  const hasActed = useRef(false);
  useEffect(() => {
    announceWho(id);
    // The form that had the focus is gone: put it where reading goes on. The kernel's new state
    // and its reply come in either order; both must be here.
    if (!hasActed.current || (id !== "") !== (device !== null)) return;
    hasActed.current = false;
    // Between the two a quick person may have gone on: a key they press now is meant for there.
    if (document.activeElement === document.body) head.current?.focus();
  }, [id, device]);

  return (
    <div class={`ci-join ${id ? "ci-is-joined" : "ci-is-new"}`}>
      {program.made_up && !isLooking && <p class="ci-made-up">{t("made_up")}</p>}
      {id ? (
        <Joined
          model={model}
          t={t}
          code={isNew && isAlone ? "" : code}
          leaveCode={code}
          head={head}
          onLeft={() => {
            hasActed.current = true;
            remember(null);
          }}
        />
      ) : isLooking ? (
        // As high as the strip that most likely comes: nothing below should move.
        <p class="ci-looking" role="status">
          {t("looking")}
        </p>
      ) : (
        <>
          <p class="ci-program">{program.name}</p>
          <div class="ci-door">
            <p class="ci-door-title" tabIndex={-1} ref={head}>
              {titleOf(t, way)}
            </p>
            <JoinForm
              model={model}
              t={t}
              refusal={refusal}
              way={way}
              onWay={setWay}
              onJoined={(next, isFirst) => {
                hasActed.current = true;
                setNew(isFirst ? next.return_code : "");
                remember(next);
              }}
            />
            <About t={t} program={program} />
          </div>
        </>
      )}
      {id && <RoomLine model={model} t={t} />}
      {/* Here before there is anything to say, so that what is said is read aloud. */}
      <div class="ci-told" role="status">
        {told && (
          <Notice onClose={dismiss} closeLabel={t("dismiss")}>
            {told}
          </Notice>
        )}
        {isNew && (
          <NewReturnCode
            t={t}
            code={isAlone ? code : ""}
            onDone={() => {
              setNew("");
              head.current?.focus({ preventScroll: true });
            }}
          />
        )}
      </div>
    </div>
  );
}

/** The code a person comes back with, until they say that it is written down; "" leads to it. */
function NewReturnCode({ t, code, onDone }: { t: Say; code: string; onDone: () => void }) {
  return (
    <Notice>
      <div class="ci-new-code">
        {code && <p>{t("new_return_code")}</p>}
        {code && <p class="ci-return-code">{code}</p>}
        <p>{t(code ? "new_return_code_why" : "new_return_code_elsewhere")}</p>
        <button type="button" class="ci-button" onClick={onDone}>
          {t("new_return_code_done")}
        </button>
      </div>
    </Notice>
  );
}

export default defineWidget(JoinStrip);
