/** One sheet on the form, new or opened again. */

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Notice } from "../../shared/exercise";
import { CheckboxField, SelectField, TextField } from "../../shared/fields";
import { useUniqueId } from "../../shared/unique_id";
import type { Say } from "../../shared/words";
import { clean } from "../../shared/writing";
import { AskPart } from "./asks";
import { LetGo } from "./half_typed";
import { keyTaker } from "./keys";
import { leftEmpty, numberIdea } from "./left";
import { type Problem, problemsOf } from "./problems";
import { type Ask, holds, type Sheet, type State } from "./state";

export const NARROW = "(max-width: 40rem)";

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
  /** Something is typed that would be lost. */
  isHalf: boolean;
  /** This browser keeps it over a reload. */
  isKept: boolean;
  onSteps: (steps: string[]) => void;
  onSheet: (part: Partial<Sheet>) => void;
  onSave: (sheet: Sheet) => void;
  onCancel: () => void;
}

/** The form; the keyboard begins in its first field unless `isQuiet`. */
export function SheetForm(props: FormProps) {
  const { t, asks, sheet, steps, told, isQuiet, onSteps } = props;
  const [begunWith] = useState(() => asks.filter((ask) => holds(sheet, ask)));
  const first = useRef<HTMLInputElement>(null);
  const title = t(sheet.revision ? "form_change" : "form_new");
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
      {shown.length > 0 && <Fields {...props} shown={shown} first={first} />}
    </section>
  );
}

type FieldsProps = FormProps & {
  shown: Ask[];
  first: { current: HTMLInputElement | null };
};

function Fields(props: FieldsProps) {
  const { t, asks, sectors, sheet, shown, first, isKept, onSheet, onSave } = props;
  const [takeKey] = useState(keyTaker);
  const [isNarrow] = useState(() => matchMedia(NARROW).matches);
  const form = useRef<HTMLFormElement>(null);
  const [problem, look] = useProblem(form, () => problemsOf(t, sheet, asks));
  const [doubted, doubt] = useState("");
  const left = useUniqueId();
  const change = (part: Partial<Sheet>): void => {
    doubt("");
    onSheet(part);
  };
  const save = (): void => {
    const isRight = look();
    const slip = isRight ? numberIdea(sheet) : "";
    doubt(slip);
    if (isRight && !slip) onSave(sheet);
  };
  const wrongAt = (field: string): string => (problem?.field === field ? problem.text : "");
  const lookAgain = (): void => {
    const lines = [...(form.current?.querySelectorAll<HTMLInputElement>("[type=text]") ?? [])];
    lines.find(({ value }) => clean(value) === doubted)?.focus();
    doubt("");
  };
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
      <p class="ci-help">
        {t("form_help")} <span class="ci-paper-keys">{t("form_keys")}</span>
      </p>
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
        <AskPart
          key={ask.step}
          t={t}
          ask={ask}
          sheet={sheet}
          wrongAt={wrongAt}
          isOpen={!isNarrow || shown.length === 1}
          onSheet={change}
        />
      ))}
      <ul class="ci-paper-left ci-help" id={left}>
        {leftEmpty(t, sheet, shown).map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      {problem && (
        <p class="ci-error" role="alert">
          {problem.text}
        </p>
      )}
      {doubted && <Doubt t={t} text={doubted} onYes={() => onSave(sheet)} onNo={lookAgain} />}
      <div class="ci-actions">
        <button type="submit" class="ci-button ci-primary" data-end aria-describedby={left}>
          {t(sheet.revision ? "save_change" : "save_sheet")}
        </button>
        <Leave {...props} />
      </div>
      <p class="ci-help">{t(isKept ? "sheet_kept" : "sheet_lost")}</p>
    </form>
  );
}

/** The way out of a sheet without saving it, which asks where something would be lost. */
function Leave({ t, sheet, isHalf, onCancel }: FormProps) {
  if (isHalf) return <LetGo t={t} about="" onYes={onCancel} />;
  if (!sheet.revision) return null;
  return (
    <button type="button" class="ci-button" onClick={onCancel}>
      {t("cancel")}
    </button>
  );
}

/**
 * Return what was found wrong at the last look, as long as it is, and what looks again.
 *
 * A look that finds something brings the keyboard to its field and returns false.
 */
function useProblem(
  form: { current: HTMLFormElement | null },
  find: () => Problem[],
): [Problem | undefined, () => boolean] {
  const [looked, setLooked] = useState({ at: 0, field: "", isRight: true });
  useLayoutEffect(() => {
    const field = form.current?.querySelector<HTMLElement>(
      "[aria-invalid=true], [data-invalid] input",
    );
    for (let part = field?.closest("details"); part; part = part.parentElement?.closest("details"))
      part.open = true;
    if (looked.at) field?.focus();
  }, [looked.at]);
  const look = (): boolean => {
    const [first] = find();
    setLooked(({ at }) => ({ at: at + 1, field: first?.field ?? "", isRight: !first }));
    return !first;
  };
  const problem = looked.isRight ? undefined : find().find((one) => one.field === looked.field);
  return [problem, look];
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
