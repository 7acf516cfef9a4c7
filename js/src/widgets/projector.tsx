/** What hangs on the wall of the hall: one thing at a time, and only what was revealed. */

import { useEffect } from "preact/hooks";
import { addressOf } from "../shared/address";
import { defineWidget, type Model } from "../shared/afm";
import { onConnection } from "../shared/connection";
import { useTrait } from "../shared/hooks";
import { request } from "../shared/request";
import { type Say, useWords } from "../shared/words";
import { Clock } from "./projector/clock";
import { RoomResultView } from "./projector/room_result";
import { useScreens } from "./projector/screens";
import { SharedPart } from "./projector/shared_part";
import type { ProjectorState, Shown } from "./projector/state";
import { ExerciseView, JoinView, ProgressView, TeamResultView, Welcome } from "./projector/views";

// A message of more letters is set smaller: what hangs on the wall needs the room.
const LONG = 110;

function Projector({ model }: { model: Model<ProjectorState> }) {
  const t = useWords(model);
  const leads = useTrait(model, "leads");
  const shown = useTrait(model, "shown");
  const timer = useTrait(model, "timer");
  const screen = shown.screen ?? 0;
  const { wall, screens } = useScreens(shown.view === "shared" ? 0 : screen);
  useNews(model, leads === "yes");
  if (leads === "no")
    return (
      <p class="ci-notice ci-notice-calm">
        {t("is_not_yours")} <a href={addressOf("start")}>{t("to_start")}</a>
      </p>
    );
  if (leads !== "yes" || !shown.view) return <p class="ci-waiting">{t("is_waiting")}</p>;
  return (
    <div class={`ci-screen ci-screen-of-${shown.view}`} ref={wall}>
      {shown.view !== "exercise" && (
        <div class="ci-screen-bar ci-screen-top">
          <Clock t={t} timer={timer} />
        </div>
      )}
      <div class="ci-screen-main" aria-live="polite">
        <View model={model} t={t} shown={shown} />
      </div>
      <Foot
        model={model}
        t={t}
        screen={screen}
        screens={shown.view === "shared" ? shown.screens.length : screens}
      />
    </div>
  );
}

/** What all are told last, which of how many screens this is, and that it is made up. */
function Foot(props: { model: Model<ProjectorState>; t: Say; screen: number; screens: number }) {
  const { model, t, screen, screens } = props;
  const messages = useTrait(model, "messages");
  const { made_up } = useTrait(model, "program");
  return (
    <div class="ci-screen-bar ci-screen-foot">
      <div role="status" aria-label={t("messages")} class="ci-screen-messages">
        {messages.slice(0, 1).map(({ id, text }) => (
          <p key={id} dir="auto" class={text.length > LONG ? "ci-is-long" : ""}>
            {text}
          </p>
        ))}
      </div>
      {(made_up || screens > 1) && (
        <p class="ci-screen-last">
          <span>{made_up && t("made_up")}</span>
          {screens > 1 && (
            <strong>{t("screen_of", { n: Math.min(screen + 1, screens), all: screens })}</strong>
          )}
        </p>
      )}
    </div>
  );
}

function View({ model, t, shown }: { model: Model<ProjectorState>; t: Say; shown: Shown }) {
  const program = useTrait(model, "program");
  const timer = useTrait(model, "timer");
  switch (shown.view) {
    case "join":
      return <JoinView t={t} shown={shown} />;
    case "exercise":
      return <ExerciseView t={t} shown={shown} clock={<Clock t={t} timer={timer} />} />;
    case "progress":
      return <ProgressView t={t} shown={shown} />;
    case "result":
      return "team_id" in shown ? (
        <TeamResultView t={t} shown={shown} />
      ) : (
        <RoomResultView t={t} shown={shown} />
      );
    case "shared":
      return (
        <SharedPart
          t={t}
          kicker={t("shared_title")}
          nothing={t("shared_nothing")}
          shared={shown}
          screen={shown.screen ?? 0}
          level="h1"
        />
      );
    default:
      return <Welcome t={t} program={program} />;
  }
}

/**
 * Say that this wall is there, which has the kernel count how far the teams are before anybody asks;
 * and again once the line is back: what the timer has left went on while nobody heard of it.
 */
function useNews(model: Model<ProjectorState>, isLed: boolean): void {
  useEffect(() => {
    if (!isLed) return;
    const ask = (): void => void request(model, { type: "room" }).catch(() => null);
    ask();
    return onConnection((state) => state === "connected" && ask());
  }, [model, isLed]);
}

export default defineWidget(Projector);
