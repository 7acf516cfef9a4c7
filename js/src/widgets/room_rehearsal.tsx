/** Made-up people who answer by themselves, so that one can practise alone. */

import type { PageState } from "../shared/afm";
import { useTrait } from "../shared/hooks";
import { ActLine, defineRoomWidget, type Leading, useAct } from "./room/leading";

/** Traits of `widgets/room_rehearsal.py`. */
export interface RoomRehearsalState extends PageState {
  leads: string;
  state: string;
  is_on: boolean;
}

function RoomRehearsal({ model, t }: Leading<RoomRehearsalState>) {
  const state = useTrait(model, "state");
  const isOn = useTrait(model, "is_on");
  const act = useAct(model as never, t("asking"), t("no_reply"));
  if (state !== "ready") return <p class="ci-help">{state && t(`not_${state}`)}</p>;
  const press = (): void => {
    const done = t(isOn ? "done_stop" : "done_begin");
    void act.act({ type: "rehearse", is_on: !isOn }, done);
  };
  return (
    <>
      <p class="ci-help">{t("what")}</p>
      <p>{t(isOn ? "on" : "off")}</p>
      <div class="ci-actions">
        <button type="button" class="ci-button" onClick={press}>
          {t(isOn ? "stop" : "begin")}
        </button>
      </div>
      <ActLine act={act} />
    </>
  );
}

export default defineRoomWidget(RoomRehearsal);
