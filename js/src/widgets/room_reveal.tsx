/** The projector's remote control: what is on the wall now, and one press for each thing to show. */

import { addressOf } from "../shared/address";
import { useTrait } from "../shared/hooks";
import { ActLine, defineRoomWidget, type Leading, useAct } from "./room/leading";
import { ResultForm } from "./room_reveal/result_form";
import type { Reveal, RoomRevealState } from "./room_reveal/state";

type Props = Leading<RoomRevealState>;
const NOTHING: Reveal = {
  view: "welcome",
  to_show: "",
  step: "",
  is_side_by_side: false,
  part: "",
  screen: 0,
  screens: 0,
};
const LONG = ["result", "shared"];
const MOST_SCREENS = 50;
const VIEWS = ["join", "exercise", "progress"] as const;

function RoomReveal({ model, t }: Props) {
  const act = useAct(model as never, t("asking"), t("no_reply"));
  const teams = useTrait(model, "teams");
  const groups = useTrait(model, "groups");
  const groupsSteps = useTrait(model, "groups_steps");
  const workbooks = useTrait(model, "workbooks");
  const roomStep = useTrait(model, "room_step");
  const reveal = (what: Reveal): void => void act.act({ type: "reveal", ...what }, "");
  return (
    <div class="ci-reveal">
      <NowShown model={model} t={t} onTakeBack={() => reveal(NOTHING)} />
      <Screens model={model} t={t} onReveal={reveal} />
      <ActLine act={act} />
      <Views model={model} t={t} onReveal={(view) => reveal({ ...NOTHING, view })} />
      <ResultForm
        t={t}
        teams={teams}
        groups={groups}
        groupsSteps={groupsSteps}
        workbooks={workbooks}
        roomStep={roomStep}
        isAsking={act.isBusy}
        onReveal={(result) => reveal({ ...NOTHING, ...result })}
      />
      <p>
        <a href={addressOf("projector")} target="_blank" rel="noopener">
          {t("open_projector")}
        </a>{" "}
        <span class="ci-help">{t("open_projector_how")}</span>
      </p>
    </div>
  );
}

/** What the hall sees, and the one press that takes it away: in sight wherever one is on the page. */
function NowShown(props: Props & { onTakeBack: () => void }) {
  const { model, t, onTakeBack } = props;
  const now = useTrait(model, "now");
  const teams = useTrait(model, "teams");
  const groups = useTrait(model, "groups");
  const workbooks = useTrait(model, "workbooks");
  const steps = [...workbooks.flatMap((book) => book.steps), ...useTrait(model, "groups_steps")];
  const parts = useTrait(model, "parts");
  const isWelcome = now.view === "welcome";
  const step = steps.find(({ key }) => key === now.step);
  const whose = now.to_show
    ? ([...teams, ...groups].find(({ id }) => id === now.to_show)?.name ?? now.to_show)
    : t(now.is_side_by_side ? "side_by_side" : "together");
  const what = [
    t(`view_${now.view ?? "welcome"}`),
    now.view === "result" && whose,
    now.view === "shared" && parts[now.part ?? ""],
    step?.title,
  ].filter(Boolean);
  return (
    <section class="ci-reveal-now" aria-label={t("now_label")}>
      <p role="status">
        {t("now")} <strong dir="auto">{what.join(" · ")}</strong>
      </p>
      <button
        type="button"
        class="ci-button ci-primary"
        aria-disabled={isWelcome}
        onClick={() => !isWelcome && onTakeBack()}
      >
        {t("take_back")}
      </button>
    </section>
  );
}

/** Ways through what is longer than the wall. */
function Screens({ model, t, onReveal }: Props & { onReveal: (what: Reveal) => void }) {
  const now = useTrait(model, "now");
  if (!LONG.includes(now.view ?? "")) return null;
  const { screen = 0, screens = 0 } = now;
  const isLast = screen + 1 >= (screens || MOST_SCREENS);
  const go = (by: number): void => onReveal({ ...NOTHING, ...now, screen: screen + by });
  return (
    <div class="ci-reveal-screens">
      <button
        type="button"
        class="ci-button"
        aria-disabled={screen === 0}
        onClick={() => screen > 0 && go(-1)}
      >
        {t("back_up")}
      </button>
      <button
        type="button"
        class="ci-button"
        aria-disabled={isLast}
        onClick={() => !isLast && go(1)}
      >
        {t("further_down")}
      </button>
      <p class="ci-help" role="status">
        {screens > 0
          ? t("screen_of", { n: screen + 1, all: screens })
          : screen > 0 && t("screen", { number: screen + 1 })}
      </p>
    </div>
  );
}

function Views(props: Props & { onReveal: (view: string) => void }) {
  const { model, t, onReveal } = props;
  const now = useTrait(model, "now");
  const roomStep = useTrait(model, "room_step");
  const workbooks = useTrait(model, "workbooks");
  const isSet = workbooks.some((book) => book.steps.some(({ key }) => key === roomStep));
  return (
    <fieldset class="ci-reveal-views">
      <legend class="ci-label">{t("views")}</legend>
      {VIEWS.map((view) => {
        const isMissing = view === "exercise" && !isSet;
        return (
          <button
            key={view}
            type="button"
            class="ci-button"
            aria-pressed={now.view === view}
            aria-disabled={isMissing}
            onClick={() => !isMissing && onReveal(view)}
          >
            {t(`view_${view}`)}
          </button>
        );
      })}
      <button
        type="button"
        class="ci-button"
        aria-pressed={now.view === "shared"}
        onClick={goToShared}
      >
        {t("view_shared")}
      </button>
      <p class="ci-help">{t("shared_how")}</p>
      {!isSet && <p class="ci-help">{t("no_exercise")}</p>}
    </fieldset>
  );
}

/** What teams share is looked at first, where its parts can be seen as the wall would show them. */
function goToShared(): void {
  const look = document.querySelector<HTMLElement>(".ci-room-shared button");
  look?.scrollIntoView({ block: "center" });
  look?.focus({ preventScroll: true });
}

export default defineRoomWidget(RoomReveal);
