/** What several teams share, read team by team when it is asked for. */

import { useState } from "preact/hooks";
import type { Model, PageState } from "../shared/afm";
import { Notice } from "../shared/exercise";
import { useTrait } from "../shared/hooks";
import { NoReply, request } from "../shared/request";
import type { Sharing } from "./projector/state";
import { ActLine, defineRoomWidget, type Leading, useAct } from "./room/leading";
import { OnTheWall } from "./room_shared/on_the_wall";

interface Found {
  subject: string;
  items: { text: string; teams: string[] }[];
  wall: Sharing;
}

/** Traits of `widgets/room_shared.py`. */
export interface RoomSharedState extends PageState {
  leads: string;
  teams: { id: string; name: string }[];
}

interface Looked {
  found: Found[] | null;
  unread: string[];
  /** How many teams have been read of those that are being read; -1 when nothing is going on. */
  at: number;
  error: string;
}

const PATIENCE = 30_000;

function RoomShared({ model, t }: Leading<RoomSharedState>) {
  const teams = useTrait(model, "teams");
  const [state, setState] = useState<Looked>({ found: null, unread: [], at: -1, error: "" });
  const { found, unread, at, error } = state;
  const act = useAct(model as never, t("asking"), t("no_reply"));
  const [seen, setSeen] = useState("");
  const look = async (): Promise<void> => {
    if (at >= 0) return;
    try {
      for (const [place, { id }] of teams.entries()) {
        setState((before) => ({ ...before, at: place, error: "" }));
        await ask(model, id);
      }
      const reply = await ask(model, "");
      setState({ found: reply.found as Found[], unread: reply.unread as string[], at: -1, error });
    } catch (failed) {
      const text = failed instanceof NoReply ? t("no_reply") : String((failed as Error).message);
      setState((before) => ({ ...before, at: -1, error: text }));
    }
  };
  const reading = { name: teams[at]?.name ?? "", n: at + 1, all: teams.length };
  return (
    <>
      <div class="ci-actions">
        <button type="button" class="ci-button" aria-disabled={at >= 0} onClick={() => void look()}>
          {t(found ? "look_again" : "look")}
        </button>
      </div>
      <p class={error ? "ci-error" : "ci-help"} role="status">
        {at >= 0 ? t("reading", reading) : error}
      </p>
      {unread.length > 0 && (
        <Notice tone="warning">{t("unread", { names: unread.join(", ") })}</Notice>
      )}
      {found?.length === 0 && <p>{t("none")}</p>}
      {found && found.length > 0 && <p class="ci-help">{t("how")}</p>}
      {found?.map(({ subject, items, wall }) => (
        <section key={subject} aria-label={t(`subject_${subject}`)}>
          <h3>{t(`subject_${subject}`)}</h3>
          <ul>
            {items.map(({ text, teams: said }) => (
              <li key={text}>
                <span dir="auto">{text}</span>{" "}
                <span class="ci-help">
                  {t("teams", { n: said.length })}: {said.join(", ")}
                </span>
              </li>
            ))}
          </ul>
          <OnTheWall
            t={t}
            shared={wall}
            isOpen={seen === subject}
            onOpen={(isOpen) => setSeen(isOpen ? subject : "")}
            onShow={() => {
              const content = { type: "reveal", part: subject, screens: wall.screens.length };
              void act.act(content, t("is_shown", { title: wall.title }));
            }}
          />
        </section>
      ))}
      <ActLine act={act} />
    </>
  );
}

/** Ask for one team to be read, or with none for what they share; a refusal is an error. */
async function ask(model: Model<RoomSharedState>, team_id: string) {
  const reply = await request(model, { type: "ask", team_id }, PATIENCE);
  if (reply.type !== "read" && reply.type !== "shared") throw new Error(String(reply.text));
  return reply;
}

export default defineRoomWidget(RoomShared);
