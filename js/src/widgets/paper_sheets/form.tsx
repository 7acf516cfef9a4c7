/** One sheet on the form, new or opened again. */

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Notice } from "../../shared/exercise";
import { CheckboxField, SelectField, TextField } from "../../shared/fields";
import { useUniqueId } from "../../shared/unique_id";
import type { Say } from "../../shared/words";
import { clean } from "../../shared/writing";
import { AskPart } from "./asks";
import { keyTaker } from "./keys";
import { leftEmpty, numberIdea } from "./left";
import { problemOf } from "./problems";
import { type Ask, holds, type Sheet, type State } from "./state";

export interface FormProps {
  t: Say;
  asks: Ask[];
  sectors: State["sectors"];
  sheet: Sheet;
  /** The steps whose sheets are in hand: they stay the same from one sheet to the next. */
  steps: readonly string[];
  /** What became of the sheet before. */
  told: string;
  isQuiet: boolean;
  onSteps: (steps: string[]) => void;
  onSave: (sheet: Sheet) => void;
  onCancel: () => void;
}

/** The form; it begins with `sheet`, and the keyboard in its first field unless `isQuiet`. */
export function SheetForm(props: FormProps) {
  const { t, asks, sheet: begun, steps, told, isQuiet, onSteps } = props;
  const [sheet, setSheet] = useState(begun);
  const [begunWith] = useState(() => asks.filter((ask) => holds(begun, ask)));
  const first = useRef<HTMLInputElement>(null);
  const title = t(begun.revision ? "form_change" : "form_new");
  useLayoutEffect(() => {
    if (!isQuiet) first.current?.focus();
  }, []);
  // What stands on the sheet is never out of sight.
  const shown = asks.filter(
    (ask) => steps.includes(ask.step) || begunWith.includes(ask) || holds(sheet, ask),
  );
  return (
    <section class="ci-record" aria-label={title}>
      <h3>{title}</h3>
      <CheckboxField
        label={t("which")}
        help={t("which_help")}
        values={shown.map(({ step }) => step)}
        options={asks.map(({ step, workbook, title }) => ({
          value: step,
          label: t("of_workbook", { workbook, title }),
        }))}
        onValues={onSteps}
      />
      <div role="status">{told && <Notice tone="good">{told}</Notice>}</div>
      {shown.length > 0 && (
        <Fields
          {...props}
          sheet={sheet}
          shown={shown}
          first={first}
          onSheet={(part) => setSheet((before) => ({ ...before, ...part }))}
        />
      )}
    </section>
  );
}

type FieldsProps = FormProps & {
  shown: Ask[];
  first: { current: HTMLInputElement | null };
  onSheet: (part: Partial<Sheet>) => void;
};

function Fields({ t, asks, sectors, sheet, shown, first, onSheet, onSave, onCancel }: FieldsProps) {
  const [takeKey] = useState(keyTaker);
  const [problem, setProblem] = useState("");
  const [doubted, doubt] = useState("");
  const form = useRef<HTMLFormElement>(null);
  const left = useUniqueId();
  const change = (part: Partial<Sheet>): void => {
    doubt("");
    onSheet(part);
  };
  const save = (): void => {
    const found = problemOf(t, sheet, asks);
    const slip = found ? "" : numberIdea(sheet);
    setProblem(found);
    doubt(slip);
    if (!found && !slip) onSave(sheet);
  };
  const lookAgain = (): void => {
    const lines = [...(form.current?.querySelectorAll<HTMLInputElement>("[type=text]") ?? [])];
    lines.find(({ value }) => clean(value) === doubted)?.focus();
    doubt("");
  };
  const isNew = sheet.revision === 0;
  return (
    <form
      class="ci-record-form"
      noValidate
      ref={form}
      onKeyDown={takeKey}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <p class="ci-help">{t("form_help")}</p>
      <div class="ci-paper-who">
        <TextField
          label={t(sheet.isNameHeld ? "name_change" : "name")}
          help={sheet.isNameHeld ? t("name_held") : ""}
          text={sheet.name}
          field={first}
          onText={(name) => change({ name })}
        />
        <SelectField
          label={t("sector")}
          value={sheet.sector}
          options={sectors.map(({ id, name }) => ({ value: id, label: name }))}
          empty={t("sector_none")}
          onValue={(sector) => change({ sector })}
        />
      </div>
      {shown.map((ask) => (
        <AskPart key={ask.step} t={t} ask={ask} sheet={sheet} onSheet={change} />
      ))}
      <ul class="ci-paper-left ci-help" id={left}>
        {leftEmpty(t, sheet, shown).map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      {problem && (
        <p class="ci-error" role="alert">
          {problem}
        </p>
      )}
      {doubted && <Doubt t={t} text={doubted} onYes={() => onSave(sheet)} onNo={lookAgain} />}
      <div class="ci-actions">
        <button type="submit" class="ci-button ci-primary" data-end aria-describedby={left}>
          {t(isNew ? "save_sheet" : "save_change")}
        </button>
        {!isNew && (
          <button type="button" class="ci-button" onClick={onCancel}>
            {t("cancel")}
          </button>
        )}
      </div>
      <p class="ci-help">{t("sheet_lost")}</p>
    </form>
  );
}

/** Ask whether an idea that is only a number stands so on the sheet. */
function Doubt({
  t,
  text,
  onYes,
  onNo,
}: {
  t: Say;
  text: string;
  onYes: () => void;
  onNo: () => void;
}) {
  const no = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => no.current?.focus(), []);
  return (
    <fieldset class="ci-confirm">
      <legend>{t("idea_number", { text })}</legend>
      <button type="button" class="ci-button ci-primary" ref={no} onClick={onNo}>
        {t("idea_number_no")}
      </button>
      <button type="button" class="ci-button" onClick={onYes}>
        {t("idea_number_yes")}
      </button>
    </fieldset>
  );
}
