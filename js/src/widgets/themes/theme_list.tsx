/** A team's themes, each with its ideas and what it rests on. */

import type { ComponentChildren } from "preact";
import { type Fact, FactChoice, FactList } from "../../shared/facts";
import { TextField } from "../../shared/fields";
import { ideasIn, ideasSaid } from "../../shared/ideas_said";
import { RecordActions, RecordForm } from "../../shared/record_parts";
import type { Records } from "../../shared/records";
import type { Say } from "../../shared/words";
import { whyNot } from "../../shared/writing";
import { Ideas, type Sorting } from "./ideas";
import type { Item, Theme, ThemeFields } from "./state";

export function ThemeList({
  t,
  themes,
  itemsOf,
  facts,
  over,
  sorting,
  edited,
  form,
  actions,
}: {
  t: Say;
  themes: Theme[];
  itemsOf: (theme: string) => Item[];
  facts: Fact[];
  /** The place something is dragged over. */
  over: string | null;
  sorting: Sorting | null;
  edited?: Theme | undefined;
  form?: ComponentChildren;
  actions?: (theme: Theme) => ComponentChildren;
}) {
  return (
    <ul class="ci-record-list ci-theme-list">
      {themes.map((theme) => {
        const items = itemsOf(theme.id);
        return (
          <li
            key={theme.id}
            class={over === theme.id ? "ci-record ci-theme ci-over" : "ci-record ci-theme"}
            data-drop={sorting ? theme.id : undefined}
          >
            <h4 tabIndex={-1} data-theme={theme.id}>
              <span dir="auto">{theme.title}</span>{" "}
              <span class="ci-help">{ideasSaid(t, items.map(ideasIn))}</span>
            </h4>
            {theme === edited && form}
            {items.length ? (
              <Ideas t={t} items={items} theme={theme.id} sorting={sorting} />
            ) : (
              <p class="ci-help">{t("theme_empty")}</p>
            )}
            {theme !== edited && <FactList t={t} facts={facts} chosen={theme.fact_ids} />}
            {theme !== edited && actions?.(theme)}
          </li>
        );
      })}
    </ul>
  );
}

/** Name a theme and say what it rests on. */
export function ThemeForm({
  t,
  records,
  facts,
  items,
}: {
  t: Say;
  records: Records<ThemeFields, Theme>;
  facts: Fact[];
  /** Everything on the wall. */
  items: Item[];
}) {
  return (
    <RecordForm
      t={t}
      records={records}
      saveLabel={t("save")}
      check={({ title }) => ({ title: whyNot(t, title) })}
    >
      {({ title, fact_ids: chosen, items: ids }, problem) => {
        const these = records.edited ? [] : items.filter(({ id }) => ids.includes(id));
        return (
          <>
            <TextField
              label={t("title_label")}
              help={t("title_help")}
              text={title}
              onText={(next) => records.change({ title: next })}
              error={problem("title")}
            />
            {these.length > 0 && (
              <div>
                <p class="ci-help">{t("with_these", { n: these.length })}</p>
                <ul>
                  {these.map(({ id, text }) => (
                    <li key={id} dir="auto">
                      {text}
                    </li>
                  ))}
                </ul>
              </div>
            )}
            <FactChoice
              t={t}
              facts={facts}
              chosen={chosen}
              onChosen={(next) => records.change({ fact_ids: next })}
            />
          </>
        );
      }}
    </RecordForm>
  );
}

/** Change and drop, at the foot of a theme. */
export function ThemeActions({
  t,
  records,
  theme,
}: {
  t: Say;
  records: Records<ThemeFields, Theme>;
  theme: Theme;
}) {
  return (
    <div class="ci-actions">
      <RecordActions t={t} records={records} item={theme} about={theme.title} />
    </div>
  );
}
