/** Who is here: joining a team, coming back, and whether everything is saved. */

import { useEffect, useRef } from "preact/hooks";
import { defineWidget } from "../shared/afm";
import { useTrait } from "../shared/hooks";
import { useWords } from "../shared/words";
import { JoinForm } from "./join_strip/join_form";
import { Joined } from "./join_strip/joined";
import { About } from "./join_strip/parts";
import { announceWho, type JoinModel, useDevice } from "./join_strip/state";

function JoinStrip({ model }: { model: JoinModel }) {
  const t = useWords(model);
  const who = useTrait(model, "who");
  const program = useTrait(model, "program");
  const id = who.id ?? "";
  const { device, isLooking, refusal, remember } = useDevice(model, id);
  const head = useRef<HTMLParagraphElement>(null);
  const hasActed = useRef(false);
  useEffect(() => {
    announceWho(id);
    // The form that had the focus is gone: put it where reading goes on. The kernel's new state
    // and its reply come in either order; both must be here.
    if (!hasActed.current || (id !== "") !== (device !== null)) return;
    hasActed.current = false;
    head.current?.focus();
  }, [id, device]);

  return (
    <div class={`ci-join ${id ? "ci-is-joined" : "ci-is-new"}`}>
      {program.made_up && !isLooking && <p class="ci-made-up">{t("made_up")}</p>}
      {id ? (
        <Joined
          model={model}
          t={t}
          device={device}
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
              {t("join_title")}
            </p>
            <JoinForm
              model={model}
              t={t}
              refusal={refusal}
              onJoined={(next) => {
                hasActed.current = true;
                remember(next);
              }}
            />
            <About t={t} program={program} />
          </div>
        </>
      )}
    </div>
  );
}

export default defineWidget(JoinStrip);
