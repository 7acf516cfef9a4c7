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
import type { ProjectorState, Shown } from "./projector/state";
import {
  ExerciseView,
  JoinView,
  ProgressView,
  SharedView,
  TeamResultView,
  Welcome,
} from "./projector/views";

function Projector({ model }: { model: Model<ProjectorState> }) {
  const t = useWords(model);
  const leads = useTrait(model, "leads");
  const shown = useTrait(model, "shown");
  const wall = useScreens(shown.screen ?? 0);
  useNews(model, leads === "yes");
  if (leads === "no")
    return (
      <p class="ci-notice ci-notice-calm">
        {t("is_not_yours")} <a href={addressOf("start")}>{t("to_start")}</a>
      </p>
    );
  if (leads !== "yes" || !shown.view) return <p class="ci-waiting">{t("is_waiting")}</p>;
  return (
    <div class={`ci-screen ci-screen-of-${shown.view}`} aria-live="polite" ref={wall}>
      <View model={model} t={t} shown={shown} />
    </div>
  );
}

function View({ model, t, shown }: { model: Model<ProjectorState>; t: Say; shown: Shown }) {
  const program = useTrait(model, "program");
  const timer = useTrait(model, "timer");
  const clock = <Clock t={t} timer={timer} />;
  switch (shown.view) {
    case "join":
      return <JoinView t={t} shown={shown} />;
    case "exercise":
      return <ExerciseView t={t} shown={shown} clock={clock} />;
    case "progress":
      return <ProgressView t={t} shown={shown} clock={clock} />;
    case "result":
      return "team_id" in shown ? (
        <TeamResultView t={t} shown={shown} />
      ) : (
        <RoomResultView t={t} shown={shown} />
      );
    case "shared":
      return <SharedView t={t} shown={shown} />;
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
