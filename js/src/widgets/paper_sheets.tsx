/** What came back on paper: one person's sheet after another, and those that are typed in. */

import { useEffect, useRef, useState } from "preact/hooks";
import { addressOf } from "../shared/address";
import type { Message } from "../shared/afm";
import { defineExercise, type Exercise } from "../shared/define_exercise";
import { ConflictNotice, Notice } from "../shared/exercise";
import { SelectField } from "../shared/fields";
import { draftKey, useTrait } from "../shared/hooks";
import { keep, recall } from "../shared/keep";
import { daySaid } from "../shared/record_list_said";
import { newRequestId } from "../shared/request";
import type { Say } from "../shared/words";
import { useDrafts } from "./paper_sheets/drafts";
import { NARROW, SheetForm } from "./paper_sheets/form";
import { HalfTyped } from "./paper_sheets/half_typed";
import { Sheets } from "./paper_sheets/list";
import {
  contentOf,
  isHalfTyped,
  NOTHING,
  type Sheet,
  type State,
  sheetOf,
} from "./paper_sheets/state";

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
  const { model, t, outbox, view, person, step } = exercise;
  const occasions = useTrait(model, "occasions");
  const today = useTrait(model, "occasion");
  const asks = useTrait(model, "asks");
  const sectors = useTrait(model, "sectors");
  const sheets = useTrait(model, "sheets");
  const { drafts, isKept, put, drop } = useDrafts(person, step);
  const [sheet, setSheet] = useState(() => Object.values(drafts).at(-1) ?? blank(""));
  const [chosen, choose] = useRemembered(draftKey(person, step, "occasion"), "", "tab");
  const [steps, setSteps] = useRemembered<string[]>(draftKey(person, step, "which"), [], "device");
  const [last, setLast] = useState<Sheet | null>(null);
  const [isMoved, setMoved] = useState(false);
  const [isQuiet, setQuiet] = useState(true);
  const known = (id: string): string => occasions.find((one) => one.id === id)?.id ?? "";
  const occasion = known(sheet.occasion) || known(chosen) || today;
  const name = occasions.find(({ id }) => id === occasion)?.name ?? "";
  const typed = { ...sheet, occasion };
  const now = useRef(typed);
  now.current = typed;
  const here = sheets.filter((one) => one.occasion === occasion);
  useEffect(() => {
    for (const { id, revision } of sheets) outbox.see(id, revision);
  }, [outbox, sheets]);
  const change = (next: Sheet, isAsked = true): void => {
    setSheet(next);
    choose(next.occasion);
    setMoved(false);
    setQuiet(!isAsked);
  };
  const edit = (part: Partial<Sheet>): void => {
    now.current = { ...now.current, ...part };
    setSheet(now.current);
    if (isHalfTyped(now.current)) put(now.current);
    else drop(now.current.id);
  };
  const moveTo = (next: string): void => {
    setLast(null);
    const goesAlong = !sheet.revision && isHalfTyped(sheet);
    if (goesAlong) edit({ occasion: next });
    else change(blank(next), false);
    choose(next);
    setMoved(goesAlong);
  };
  const letGo = (id: string): void => {
    drop(id);
    if (id === sheet.id) change(blank(occasion));
  };
  const save = (typed: Sheet): void => {
    const content = { type: "save", record_id: typed.id, ...contentOf(typed, asks) };
    if (typed.revision) outbox.put(content, { record: typed.id, base: typed.revision });
    else outbox.put({ ...content, base_revision: 0 });
    setLast(typed);
    drop(typed.id);
    change(blank(typed.occasion));
  };
  const open = (said: Message): void => {
    setLast(null);
    change(drafts[String(said.record_id)] ?? sheetOf(said, asks, Number(said.revision)));
  };
  const stopped = view.refusal ?? view.conflict;
  useEffect(() => {
    // It is not saved after all, and is not said to be once that notice is closed.
    if (stopped && stopped.message.record_id === last?.id) setLast(null);
  }, [stopped, last]);
  const refused = view.refusal?.message.type === "save" ? view.refusal.message : null;
  const reopen = (message: Message): void => {
    outbox.dismiss();
    const back = sheetOf(message, asks, Number(message.base_revision ?? 0));
    change(back);
    put(back);
  };
  const told = last && !stopped ? toldOf(t, last, view.waiting > 0, name, here.length) : "";
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
        onValue={moveTo}
      />
      <Late {...exercise} occasion={occasion} />
      <HalfTyped
        t={t}
        sheets={Object.values(drafts).filter(({ id }) => id !== sheet.id)}
        occasions={occasions}
        sectors={sectors}
        onGoOn={change}
        onDrop={({ id }) => letGo(id)}
      />
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
        sheet={typed}
        steps={steps}
        told={told || (isMoved ? t("sheet_moved", { occasion: name }) : "")}
        isQuiet={isQuiet}
        isHalf={sheet.id in drafts}
        isKept={isKept}
        onSteps={setSteps}
        onSheet={edit}
        onSave={save}
        onCancel={() => letGo(sheet.id)}
      />
      <Sheets
        exercise={exercise}
        occasion={name}
        sheets={here}
        asks={asks}
        sectors={sectors}
        onOpen={open}
      />
      <Lists {...exercise} />
    </div>
  );
}

/** Say what became of a sheet: that it is saved only once it is. */
function toldOf(
  t: Say,
  { name }: Sheet,
  isWaiting: boolean,
  occasion: string,
  count: number,
): string {
  const n = Math.max(1, count);
  if (isWaiting) return t("saving_sheet");
  return name ? t("saved_of", { name, n, occasion }) : t("saved_sheet", { n, occasion });
}

/** What is chosen once and stands again after a reload. */
function useRemembered<Value>(
  key: string,
  first: Value,
  kept: "tab" | "device",
): [Value, (value: Value) => void] {
  const [value, setValue] = useState(() => recall<Value>(key, kept) ?? first);
  const write = (next: Value): void => {
    keep(key, next, kept);
    setValue(next);
  };
  return [value, write];
}

/** That a day is still to come, or what is closed there and what becomes of what comes now. */
function Late({ model, t, occasion }: Exercise<State> & { occasion: string }) {
  const asks = useTrait(model, "asks");
  const chosen = useTrait(model, "occasions").find(({ id }) => id === occasion);
  const closed = chosen?.closed ?? [];
  const titles = asks.filter(({ step }) => closed.includes(step)).map(({ title }) => title);
  if (chosen?.is_to_come)
    return (
      <Notice tone="warning">
        <p>{t("to_come", { name: chosen.name, day: daySaid(chosen.date) })}</p>
      </Notice>
    );
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
  const [isNarrow] = useState(() => matchMedia(NARROW).matches);
  return (
    <section aria-label={t("lists_title")}>
      <h3>{t("lists_title")}</h3>
      <details class="ci-paper-ask" open={!isNarrow}>
        <summary>{t("lists_help")}</summary>
        <div class="ci-paper-lists">
          {books.map((book) => (
            <div key={book}>
              <h4>{book}</h4>
              <ul>
                {lists
                  .filter((one) => one.book === book)
                  .map(({ workbook, step, title, is_scored }) => (
                    <li key={workbook + step}>
                      <a href={addressOf(workbook, step)}>{title}</a>
                      {is_scored && <span class="ci-help"> {t("lists_scored")}</span>}
                    </li>
                  ))}
              </ul>
            </div>
          ))}
        </div>
      </details>
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
