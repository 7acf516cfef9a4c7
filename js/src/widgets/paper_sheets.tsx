/** What came back on paper: one person's sheet after another, and those that are typed in. */

import { useEffect, useState } from "preact/hooks";
import { addressOf } from "../shared/address";
import type { Message } from "../shared/afm";
import { defineExercise, type Exercise } from "../shared/define_exercise";
import { ConflictNotice, Notice } from "../shared/exercise";
import { SelectField } from "../shared/fields";
import { useTrait } from "../shared/hooks";
import { daySaid } from "../shared/record_list_said";
import { newRequestId } from "../shared/request";
import type { Say } from "../shared/words";
import { SheetForm } from "./paper_sheets/form";
import { Sheets } from "./paper_sheets/list";
import { contentOf, NOTHING, type Sheet, type State, sheetOf } from "./paper_sheets/state";

const blank = (occasion: string): Sheet => ({
  ...NOTHING,
  id: `new-${newRequestId()}`,
  revision: 0,
  occasion,
  name: "",
  isNameHeld: false,
  sector: "",
});

function PaperSheets(exercise: Exercise<State>) {
  const { t, may } = exercise;
  if (!may.includes("type_paper")) return <p class="ci-help">{t("for_leaders")}</p>;
  return <Desk {...exercise} />;
}

function Desk(exercise: Exercise<State>) {
  const { model, t, outbox, view } = exercise;
  const occasions = useTrait(model, "occasions");
  const today = useTrait(model, "occasion");
  const asks = useTrait(model, "asks");
  const sectors = useTrait(model, "sectors");
  const sheets = useTrait(model, "sheets");
  const [chosen, choose] = useState("");
  const occasion = chosen || today;
  const [sheet, setSheet] = useState(() => blank(occasion));
  const [steps, setSteps] = useState<string[]>([]);
  const [last, setLast] = useState<Sheet | null>(null);
  const here = sheets.filter((one) => one.occasion === occasion);
  useEffect(() => {
    for (const { id, revision } of sheets) outbox.see(id, revision);
  }, [outbox, sheets]);
  const change = (next: Sheet): void => {
    setSheet(next);
    choose(next.occasion);
  };
  const save = (typed: Sheet): void => {
    const content = { type: "save", record_id: typed.id, ...contentOf(typed, asks) };
    if (typed.revision) outbox.put(content, { record: typed.id, base: typed.revision });
    else outbox.put({ ...content, base_revision: 0 });
    setLast(typed);
    change(blank(typed.occasion));
  };
  const open = (said: Message): void => {
    setLast(null);
    change(sheetOf(said, asks, Number(said.revision)));
  };
  const stopped = view.refusal ?? view.conflict;
  useEffect(() => {
    // It is not saved after all, and is not said to be once that notice is closed.
    if (stopped && stopped.message.record_id === last?.id) setLast(null);
  }, [stopped, last]);
  const refused = view.refusal?.message.type === "save" ? view.refusal.message : null;
  const reopen = (message: Message): void => {
    outbox.dismiss();
    change({ ...sheetOf(message, asks, Number(message.base_revision ?? 0)) });
  };
  return (
    <div class="ci-paper">
      <PaperConflict {...exercise} />
      <SelectField
        label={t("occasion")}
        help={t("occasion_help")}
        value={occasion}
        options={occasions.map(({ id, name, date }) => ({
          value: id,
          label: t("occasion_of", { name, day: daySaid(date) }),
        }))}
        onValue={(next) => {
          setLast(null);
          change(blank(next));
        }}
      />
      <Late {...exercise} occasion={occasion} />
      {refused && (
        <Notice tone="warning">
          <button type="button" class="ci-button" onClick={() => reopen(refused)}>
            {t("open_sheet")}
          </button>
        </Notice>
      )}
      <SheetForm
        key={sheet.id + sheet.revision}
        t={t}
        asks={asks}
        sectors={sectors}
        sheet={{ ...sheet, occasion }}
        steps={steps}
        told={last && !stopped ? toldOf(t, last, view.waiting > 0, here.length) : ""}
        isQuiet={!last && !sheet.revision}
        onSteps={setSteps}
        onSave={save}
        onCancel={() => change(blank(occasion))}
      />
      <Sheets exercise={exercise} sheets={here} asks={asks} sectors={sectors} onOpen={open} />
      <Lists {...exercise} />
    </div>
  );
}

/** Say what became of a sheet: that it is saved only once it is. */
function toldOf(t: Say, { name }: Sheet, isWaiting: boolean, count: number): string {
  const n = Math.max(1, count);
  if (isWaiting) return t("saving_sheet");
  return name ? t("saved_of", { name, n }) : t("saved_sheet", { n });
}

/** What is closed there already, and what becomes of what is typed in now. */
function Late({ model, t, occasion }: Exercise<State> & { occasion: string }) {
  const asks = useTrait(model, "asks");
  const closed = useTrait(model, "occasions").find(({ id }) => id === occasion)?.closed ?? [];
  const titles = asks.filter(({ step }) => closed.includes(step)).map(({ title }) => title);
  if (!titles.length) return null;
  return (
    <Notice>
      <p>{t("late", { steps: titles.join("; ") })}</p>
    </Notice>
  );
}

function Lists({ model, t }: Exercise<State>) {
  const lists = useTrait(model, "lists");
  const books = [...new Set(lists.map(({ book }) => book))];
  return (
    <section aria-label={t("lists_title")}>
      <h3>{t("lists_title")}</h3>
      <p class="ci-help">{t("lists_help")}</p>
      <div class="ci-paper-lists">
        {books.map((book) => (
          <div key={book}>
            <h4>{book}</h4>
            <ul>
              {lists
                .filter((one) => one.book === book)
                .map(({ workbook, step, title }) => (
                  <li key={workbook + step}>
                    <a href={addressOf(workbook, step)}>{title}</a>
                  </li>
                ))}
            </ul>
          </div>
        ))}
      </div>
      <p class="ci-help">{t("lists_more")}</p>
    </section>
  );
}

function PaperConflict({ model, t, outbox, view }: Exercise<State>) {
  const sectors = useTrait(model, "sectors");
  if (!view.conflict) return null;
  const { text, message } = view.conflict;
  return (
    <ConflictNotice
      t={t}
      text={text}
      mine={mineSaid(t, message, sectors)}
      theirs={t("conflict_theirs_said")}
      onKeepMine={() => outbox.keepMine()}
      onTakeTheirs={() => outbox.takeTheirs()}
    />
  );
}

function mineSaid(t: Say, message: Message, sectors: State["sectors"]): string {
  if (message.type === "drop") return t("take_back");
  const from = sectors.find(({ id }) => id === message.sector)?.name ?? t("sector_none");
  return String(message.name || t("nobody", { sector: from }));
}

export default defineExercise(PaperSheets);
