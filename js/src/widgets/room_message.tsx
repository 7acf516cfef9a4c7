/** Messages to every page, or to those of one team. */

import { useRef, useState } from "preact/hooks";
import type { PageState } from "../shared/afm";
import { SelectField } from "../shared/fields";
import { useFocusNext } from "../shared/focus";
import { useDraft, useTrait } from "../shared/hooks";
import type { Say } from "../shared/words";
import { clean, Writing, whyNot } from "../shared/writing";
import {
  ActLine,
  agoSaid,
  defineRoomWidget,
  type Leading,
  useAct,
  usePassed,
} from "./room/leading";

interface Standing {
  id: string;
  text: string;
  to: string;
  by: string;
  ago: number;
}

/** Traits of `widgets/room_message.py`. */
export interface RoomMessageState extends PageState {
  leads: string;
  messages: Standing[];
  teams: { id: string; name: string }[];
}

function RoomMessage({ model, t }: Leading<RoomMessageState>) {
  const messages = useTrait(model, "messages");
  const teams = useTrait(model, "teams");
  const passed = usePassed(messages);
  const act = useAct(model as never, t("asking"), t("no_reply"));
  const [text, setText, forget] = useDraft("ciwidgets.draft.room_message");
  const [to, setTo] = useState("");
  const [hasTried, setTried] = useState(false);
  const list = useRef<HTMLParagraphElement>(null);
  const focusNext = useFocusNext();
  const problem = whyNot(t, text);
  const send = (event: Event): void => {
    event.preventDefault();
    setTried(true);
    if (problem) return;
    const content = { type: "send", text: clean(text), to_team: to };
    void act.act(content, t("done_send")).then((isDone) => {
      if (!isDone) return;
      setTried(false);
      forget();
    });
  };
  const takeDown = (record_id: string): void => {
    focusNext(() => list.current);
    void act.act({ type: "take_down", record_id }, t("done_take_down"));
  };
  return (
    <>
      <form class="ci-form" noValidate onSubmit={send}>
        <Writing
          t={t}
          label={t("text")}
          help={t("text_help")}
          text={text}
          rows={2}
          error={hasTried ? problem : ""}
          onText={setText}
        />
        <SelectField
          label={t("to")}
          value={to}
          empty={t("to_all")}
          options={teams.map(({ id, name }) => ({
            value: id,
            label: t("to_team", { team: name }),
          }))}
          onValue={setTo}
        />
        <div class="ci-actions">
          <button type="submit" class="ci-button ci-primary">
            {t("send")}
          </button>
        </div>
        <ActLine act={act} />
      </form>
      <section aria-label={t("standing_title")}>
        <p class="ci-label" tabIndex={-1} ref={list}>
          {t("standing_title")}
        </p>
        {messages.length === 0 && <p class="ci-help">{t("standing_none")}</p>}
        <ul class="ci-record-list">
          {messages.map((one) => (
            <li key={one.id} class="ci-record">
              <p dir="auto">{one.text}</p>
              <p class="ci-help">{saidOf(t, one, passed)}</p>
              <div class="ci-actions">
                <button type="button" class="ci-button" onClick={() => takeDown(one.id)}>
                  {t("take_down")} <span class="ci-hidden">{one.text}</span>
                </button>
              </div>
            </li>
          ))}
        </ul>
        {messages.length > 3 && <p class="ci-help">{t("only_newest")}</p>}
      </section>
    </>
  );
}

function saidOf(t: Say, { to, by, ago }: Standing, passed: number): string {
  const where = to ? t("on_team", { team: to }) : t("on_all");
  const who = t(by === "you" ? "by_you" : "by_other", { when: agoSaid(t, ago + passed) });
  return `${where} · ${who}`;
}

export default defineRoomWidget(RoomMessage);
