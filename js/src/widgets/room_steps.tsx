/** Where the room is: the occasion, and the exercise everyone is asked to open. */

import { useEffect, useRef, useState } from "preact/hooks";
import { addressOf } from "../shared/address";
import { defineWidget, type Model, type PageState } from "../shared/afm";
import { SelectField } from "../shared/fields";
import { useTrait } from "../shared/hooks";
import { daySaid } from "../shared/record_list_said";
import { useUniqueId } from "../shared/unique_id";
import { type Say, useWords } from "../shared/words";
import { ActLine, agoSaid, useAct, usePassed } from "./room/leading";

interface Book {
  name: string;
  title: string;
  steps: { id: string; title: string; between_forums: boolean }[];
}

interface Place {
  step?: string;
  workbook?: string;
  id?: string;
  title?: string;
  book?: string;
  by?: string;
  ago?: number;
}

/** Traits of `widgets/room_steps.py`. */
export interface RoomStepsState extends PageState {
  leads: string;
  occasions: { id: string; name: string; date: string }[];
  occasion: string;
  chosen: string;
  calendar: string;
  books: Book[];
  place: Place;
}

interface Props {
  model: Model<RoomStepsState>;
  t: Say;
}

function RoomSteps({ model }: { model: Model<RoomStepsState> }) {
  const t = useWords(model);
  const leads = useTrait(model, "leads");
  useEffect(() => {
    // Whoever does not lead reads one sentence here, and no headings of what they are not shown.
    document.documentElement.classList.toggle("ci-leads-not", leads === "no");
  }, [leads]);
  if (leads === "waiting") return <p class="ci-waiting">{t("waiting")}</p>;
  if (leads === "no")
    return (
      <p class="ci-notice">
        {t("for_facilitators")} <a href={addressOf("start")}>{t("back_to_start")}</a>
      </p>
    );
  return (
    <div class="ci-exercise">
      <Now model={model} t={t} />
      <Choice model={model} t={t} />
      <Occasion model={model} t={t} />
    </div>
  );
}

/** Where the room is, and who said so. */
function Now({ model, t }: Props) {
  const place = useTrait(model, "place");
  const passed = usePassed(place);
  const { workbook = "", id = "", title = "", book = "" } = place;
  const when = agoSaid(t, (place.ago ?? 0) + passed);
  return (
    <div>
      <p class="ci-room-now">
        {title ? (
          <>
            {t("room_is_at")} <a href={addressOf(workbook, id)}>{title}</a>
            <span class="ci-help"> {book}</span>
          </>
        ) : (
          t("nowhere")
        )}
      </p>
      {place.by && (
        <p class="ci-help">{t(place.by === "you" ? "set_by_you" : "set_by_other", { when })}</p>
      )}
      <Moved t={t} place={place} />
    </div>
  );
}

/** Say it aloud when somebody else moves the room: the latest wins, and both should know. */
function Moved({ t, place }: { t: Say; place: Place }) {
  const first = useRef(true);
  const [said, setSaid] = useState("");
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    if (place.by !== "other") setSaid("");
    else setSaid(place.title ? t("other_moved", { title: place.title }) : t("other_cleared"));
  }, [place.by, place.step]);
  return (
    <p class={said ? "ci-notice" : "ci-hidden"} role="status">
      {said}
    </p>
  );
}

function Choice({ model, t }: Props) {
  const books = useTrait(model, "books");
  const place = useTrait(model, "place");
  const chosen = useTrait(model, "chosen");
  const [picked, pick] = useState("");
  const act = useAct(model as Model<never>, t("asking"), t("no_reply"));
  const id = useUniqueId();
  const key = picked || place.step || "";
  const isThere = key !== "" && key === place.step;
  const next = nextOf(books, place);
  const go = (step: string): void => {
    const content = { type: "place", occasion: chosen, step };
    void act.act(content, t(step ? "done_place" : "done_none")).then((isDone) => {
      if (isDone) pick("");
    });
  };
  return (
    <form
      class="ci-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (key && !isThere) go(key);
      }}
    >
      <div class="ci-field">
        <label class="ci-label" for={id}>
          {t("exercise")}
        </label>
        <select
          class="ci-input"
          id={id}
          value={key}
          onChange={(event) => pick(event.currentTarget.value)}
        >
          <option value="">{t("exercise_choose")}</option>
          {books.map((book) => (
            <optgroup key={book.name} label={book.title}>
              {book.steps.map((step) => (
                <option key={step.id} value={`${book.name}/${step.id}`}>
                  {step.between_forums ? t("between_forums", { title: step.title }) : step.title}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </div>
      <div class="ci-actions">
        <button
          type="submit"
          class={isThere ? "ci-button" : "ci-button ci-primary"}
          aria-disabled={!key || isThere}
        >
          {t(isThere ? "is_there" : "go_there")}
        </button>
        {next && (
          <button type="button" class="ci-button" onClick={() => go(next.key)}>
            {t("go_next", { title: next.title })}
          </button>
        )}
        {place.step && (
          <button type="button" class="ci-button ci-quiet" onClick={() => go("")}>
            {t("go_nowhere")}
          </button>
        )}
      </div>
      <ActLine act={act} />
    </form>
  );
}

/** The step for the hall that comes after the one the room is at. */
function nextOf(books: Book[], place: Place): { key: string; title: string } | null {
  const book = books.find(({ name }) => name === place.workbook);
  const at = book?.steps.findIndex(({ id }) => id === place.id) ?? -1;
  const step = at < 0 ? undefined : book?.steps.slice(at + 1).find((one) => !one.between_forums);
  return book && step ? { key: `${book.name}/${step.id}`, title: step.title } : null;
}

function Occasion({ model, t }: Props) {
  const occasions = useTrait(model, "occasions");
  const occasion = useTrait(model, "occasion");
  const chosen = useTrait(model, "chosen");
  const calendar = useTrait(model, "calendar");
  const place = useTrait(model, "place");
  const [picked, pick] = useState<string | null>(null);
  const act = useAct(model as Model<never>, t("asking"), t("no_reply"));
  const nameOf = (id: string): string => occasions.find((one) => one.id === id)?.name ?? "";
  const now = occasions.find(({ id }) => id === occasion);
  if (!now) return null;
  const set = (event: Event): void => {
    event.preventDefault();
    const content = { type: "place", occasion: picked ?? chosen, step: place.step ?? "" };
    void act.act(content, t("done_occasion")).then((isDone) => {
      if (isDone) pick(null);
    });
  };
  return (
    <div>
      <p>
        {t("occasion_is", { name: now.name, day: daySaid(now.date) })}{" "}
        <span class="ci-help">{t(chosen ? "occasion_chosen" : "occasion_calendar")}</span>
      </p>
      <details>
        <summary>{t("occasion_other")}</summary>
        <form class="ci-form" onSubmit={set}>
          <SelectField
            label={t("occasion")}
            help={t("occasion_help")}
            value={picked ?? chosen}
            empty={t("occasion_by_calendar", { name: nameOf(calendar) })}
            options={occasions.map(({ id, name, date }) => ({
              value: id,
              label: t("occasion_of", { name, day: daySaid(date) }),
            }))}
            onValue={pick}
          />
          <div class="ci-actions">
            <button type="submit" class="ci-button">
              {t("occasion_set")}
            </button>
          </div>
          <ActLine act={act} />
        </form>
      </details>
    </div>
  );
}

export default defineWidget(RoomSteps);
