/** Who carries or did something: somebody who joined, or somebody else, and what they agreed to. */

import { ticksTogether } from "./audiences";
import { CheckboxField, type FieldProps, SelectField, TextField } from "./fields";
import { useFocusNext } from "./focus";
import { AUDIENCES, type Choice, type Named, whoProblem } from "./record_list_fields";
import type { Say } from "./words";

const SOMEBODY_ELSE = "else";
const NOBODY: Named = { person_id: "", name: "", role: "", said_yes: [] };

interface Props {
  t: Say;
  people: readonly Choice[];
}

/** One person, or nobody. */
export function WhoField({
  t,
  people,
  who,
  onWho,
  isOneOfSeveral = false,
  ...words
}: Props &
  FieldProps & {
    who: Named | null;
    onWho: (who: Named | null) => void;
    isOneOfSeveral?: boolean;
  }) {
  const chosen = who ? who.person_id || SOMEBODY_ELSE : "";
  // What is wrong stands where it can be put right.
  const isElse = chosen === SOMEBODY_ELSE;
  const isGone = who?.person_id && !people.some(({ id }) => id === who.person_id);
  const options = [
    ...people.map(({ id, label }) => ({ value: id, label })),
    ...(isGone && who ? [{ value: who.person_id, label: t("who_member") }] : []),
    { value: SOMEBODY_ELSE, label: t("who_else") },
  ];
  const choose = (next: string): void => {
    if (!next) onWho(null);
    else onWho({ ...NOBODY, role: who?.role ?? "", person_id: next === SOMEBODY_ELSE ? "" : next });
  };
  const change = (part: Partial<Named>): void => {
    const next = { ...NOBODY, ...who, ...part };
    // Nobody agrees to a name that is not there.
    onWho(next.name.trim() ? next : { ...next, said_yes: [] });
  };
  return (
    <div class="ci-who">
      <SelectField
        {...words}
        error={isElse ? "" : (words.error ?? "")}
        value={chosen}
        options={options}
        onValue={choose}
        {...(isOneOfSeveral ? {} : { empty: t("who_nobody") })}
      />
      {who && (
        <div class="ci-who-more">
          {!who.person_id && (
            <TextField
              label={t("who_name")}
              text={who.name}
              onText={(name) => change({ name })}
              error={words.error ?? ""}
            />
          )}
          <TextField
            label={t("who_role")}
            help={t("who_role_help")}
            text={who.role}
            onText={(role) => change({ role })}
          />
          {!who.person_id && who.name.trim() && (
            <CheckboxField
              label={t("who_said_yes")}
              help={t("who_said_yes_help")}
              values={who.said_yes}
              options={AUDIENCES.map((one) => ({ value: one, label: t(`who_yes_${one}`) }))}
              onValues={(ticked) => change({ said_yes: ticksTogether(who.said_yes, ticked) })}
            />
          )}
        </div>
      )}
    </div>
  );
}

/** Any number of people. */
export function WhosField({
  t,
  people,
  whos,
  onWhos,
  most = 20,
  label,
  help,
  error,
}: Props &
  FieldProps & { whos: readonly Named[]; onWhos: (whos: Named[]) => void; most?: number }) {
  const focusNext = useFocusNext();
  const add = (event: Event): void => {
    const group = (event.currentTarget as HTMLElement).closest(".ci-many");
    // Nobody is named before somebody chose them.
    onWhos([...whos, NOBODY]);
    focusNext(() => [...(group?.querySelectorAll<HTMLElement>("select") ?? [])].at(-1));
  };
  const remove = (at: number, event: Event): void => {
    const group = (event.currentTarget as HTMLElement).closest(".ci-many");
    onWhos(whos.filter((_one, place) => place !== at));
    focusNext(() => group?.querySelector<HTMLElement>("[data-add]"));
  };
  return (
    <fieldset class="ci-field ci-group ci-many" data-invalid={error ? "" : undefined}>
      <legend class="ci-label">{label}</legend>
      {help && <p class="ci-help">{help}</p>}
      {whos.map((who, place) => (
        <div key={place} class="ci-one-of-many">
          <WhoField
            t={t}
            people={people}
            who={who}
            onWho={(next) => next && onWhos(whos.map((one, at) => (at === place ? next : one)))}
            label={t("row_number", { number: place + 1 })}
            isOneOfSeveral
            {...(error && whoProblem(t, who) ? { error: whoProblem(t, who) } : {})}
          />
          <button
            type="button"
            class="ci-button ci-quiet"
            onClick={(event) => remove(place, event)}
          >
            {t("row_remove")}{" "}
            <span class="ci-hidden">{t("row_number", { number: place + 1 })}</span>
          </button>
        </div>
      ))}
      {whos.length < most && (
        <button type="button" class="ci-button" data-add onClick={add}>
          {t("who_add")}
        </button>
      )}
      {error && <p class="ci-error">{error}</p>}
    </fieldset>
  );
}
