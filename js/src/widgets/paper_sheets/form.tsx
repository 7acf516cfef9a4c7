/** One sheet on the form, new or opened again. */

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { SelectField, TextField } from "../../shared/fields";
import type { Say } from "../../shared/words";
import { AskPart } from "./asks";
import { takeKey } from "./keys";
import { problemOf } from "./problems";
import type { Ask, Sheet, State } from "./state";

/** The form; it begins with `sheet`, and the keyboard in its first field unless `isQuiet`. */
export function SheetForm({
  t,
  asks,
  sectors,
  sheet: begun,
  isQuiet,
  onSave,
  onCancel,
}: {
  t: Say;
  asks: Ask[];
  sectors: State["sectors"];
  sheet: Sheet;
  isQuiet: boolean;
  onSave: (sheet: Sheet) => void;
  onCancel: () => void;
}) {
  const [sheet, setSheet] = useState(begun);
  const [problem, setProblem] = useState("");
  const first = useRef<HTMLInputElement>(null);
  const isNew = begun.revision === 0;
  useLayoutEffect(() => {
    if (!isQuiet) first.current?.focus();
  }, []);
  const change = (part: Partial<Sheet>): void => setSheet((before) => ({ ...before, ...part }));
  const save = (): void => {
    const found = problemOf(t, sheet, asks);
    setProblem(found);
    if (!found) onSave(sheet);
  };
  return (
    <section class="ci-record" aria-label={t(isNew ? "form_new" : "form_change")}>
      <h3>{t(isNew ? "form_new" : "form_change")}</h3>
      <p class="ci-help">{t("form_help")}</p>
      <form
        class="ci-record-form"
        noValidate
        onKeyDown={takeKey}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
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
        {asks.map((ask) => (
          <AskPart key={ask.step} t={t} ask={ask} sheet={sheet} onSheet={change} />
        ))}
        {problem && (
          <p class="ci-error" role="alert">
            {problem}
          </p>
        )}
        <div class="ci-actions">
          <button type="submit" class="ci-button ci-primary" data-end>
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
    </section>
  );
}
