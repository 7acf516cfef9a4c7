/** The team's start: which occasion it is, which workbooks there are, how far each is. */

import { addressOf } from "../shared/address";
import { defineWidget, type Model, type PageState } from "../shared/afm";
import { useTrait } from "../shared/hooks";
import { locale } from "../shared/locale";
import { type Say, useWords } from "../shared/words";

interface Step {
  id: string;
  title: string;
  phase: string;
  answered: number;
  between_forums: boolean;
}

interface Workbook {
  name: string;
  title: string;
  purpose: string;
  steps: Step[];
}

interface Page {
  name: string;
  title: string;
  purpose: string;
}

/** Traits of `widgets/team_home.py`. */
export interface TeamHomeState extends PageState {
  occasion: { name?: string; date?: string };
  workbooks: Workbook[];
  next_step: { workbook?: string; step?: string; title?: string };
  paper: Partial<Page>;
  room: Page[];
  people: number;
}

/** A date as people write it, in the page's language; what is no date stays as it is. */
function dayInWords(day: string): string {
  const date = new Date(`${day}T12:00:00`);
  if (Number.isNaN(date.getTime())) return day;
  return date.toLocaleDateString(locale(), { dateStyle: "long" });
}

function TeamHome({ model }: { model: Model<TeamHomeState> }) {
  const t = useWords(model);
  const occasion = useTrait(model, "occasion");
  const workbooks = useTrait(model, "workbooks");
  const next = useTrait(model, "next_step");
  const people = useTrait(model, "people");
  const paper = useTrait(model, "paper");
  const room = <RoomPages t={t} pages={useTrait(model, "room")} />;
  if (workbooks.length === 0)
    return (
      <div class="ci-home">
        <p class="ci-waiting">{t("home_waiting")}</p>
        {room}
      </div>
    );
  return (
    <div class="ci-home">
      <div class="ci-occasion">
        <p class="ci-occasion-name">{occasion.name}</p>
        <p class="ci-help">
          {[occasion.date && dayInWords(occasion.date), people > 0 && t("people", { n: people })]
            .filter(Boolean)
            .join(" · ")}
        </p>
      </div>
      {next.workbook ? (
        <p>
          <a class="ci-button ci-primary ci-go" href={addressOf(next.workbook, next.step ?? "")}>
            {t("go_on", { title: next.title ?? "" })}
          </a>
        </p>
      ) : (
        <p class="ci-notice ci-notice-good">{t("all_done")}</p>
      )}
      <ul class="ci-workbooks">
        {workbooks.map((workbook) => (
          <WorkbookCard
            key={workbook.name}
            t={t}
            workbook={workbook}
            isHere={workbook.name === (next.workbook ?? workbooks[0]?.name)}
          />
        ))}
      </ul>
      {room}
      {paper.name && (
        <p class="ci-home-paper">
          <a href={addressOf(paper.name)}>{paper.title}</a>{" "}
          <span class="ci-help">{paper.purpose}</span>
        </p>
      )}
    </div>
  );
}

/** The pages by which a facilitator leads the room, whatever team is looked at. */
function RoomPages({ t, pages }: { t: Say; pages: Page[] }) {
  if (!pages.length) return null;
  return (
    <section class="ci-home-room" aria-label={t("room_pages")}>
      <p class="ci-workbook-title">{t("room_pages")}</p>
      <ul>
        {pages.map(({ name, title, purpose }) => (
          <li key={name}>
            <a href={addressOf(name)}>{title}</a> <span class="ci-help">{purpose}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A workbook; its steps are folded where the team does not go on in it. */
function WorkbookCard({ t, workbook, isHere }: { t: Say; workbook: Workbook; isHere: boolean }) {
  return (
    <li class="ci-workbook">
      <p class="ci-workbook-title">
        <a href={addressOf(workbook.name)}>{workbook.title}</a>
      </p>
      <p class="ci-workbook-purpose">{workbook.purpose}</p>
      <details open={isHere}>
        <summary>
          {t("steps", { n: workbook.steps.length })}
          <span class="ci-hidden">: {workbook.title}</span>
        </summary>
        <ol class="ci-workbook-steps">
          {workbook.steps.map((step) => (
            <li key={step.id} class={`ci-step-${step.phase}`}>
              <a href={addressOf(workbook.name, step.id)}>{step.title}</a>
              <span class="ci-step-state">
                {[
                  step.between_forums && t("between_forums"),
                  t(step.phase === "closed" ? "step_closed" : "step_open"),
                  step.answered > 0 && t("step_answered", { n: step.answered }),
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
            </li>
          ))}
        </ol>
      </details>
    </li>
  );
}

export default defineWidget(TeamHome);
