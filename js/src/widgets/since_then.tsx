/** Since the last forum: what is done, new, changed and taken off the lists; or since another. */

import { useLayoutEffect, useState } from "preact/hooks";
import { addressOfPlace, type Place } from "../shared/address";
import type { ExerciseState, Message } from "../shared/afm";
import { useAnswer } from "../shared/asking";
import { defineExercise, type Exercise } from "../shared/define_exercise";
import { Notice } from "../shared/exercise";
import { SelectField } from "../shared/fields";
import { useTrait } from "../shared/hooks";
import type { Say } from "../shared/words";

interface Item extends Place {
  text: string;
  changed: string;
}

interface Group {
  what: string;
  title: string;
  more: string;
  items: Item[];
}

interface Found {
  count?: number;
  summary?: string;
  groups?: Group[];
}

interface Answer extends Message {
  occasion: string;
  found: Found;
}

/** Traits of `widgets/since_then.py`. */
export interface State extends ExerciseState {
  choices: { id: string; label: string }[];
  chosen: string;
  found: Found;
}

// An occasion's id is never this; the beginning's is empty, which a list of choices shows as none.
const BEGINNING = " beginning";

function SinceThen({ model, t }: Exercise<State>) {
  const choices = useTrait(model, "choices");
  const chosen = useTrait(model, "chosen");
  const found = useTrait(model, "found");
  const [picked, setPicked] = useState<string | null>(null);
  const { answer, isAsking, isLost, refusal, ask } = useAnswer<Answer>(model);
  const at = picked ?? chosen;
  const isAsked = at !== chosen;
  const look = (): void => ask({ type: "ask", occasion: at });
  // What others do meanwhile belongs to the answer too.
  useLayoutEffect(() => {
    if (isAsked) look();
  }, [at, isAsked, found]);
  const shown = isAsked ? (answer?.occasion === at ? answer.found : null) : found;
  return (
    <div class="ci-since">
      <SelectField
        label={t("choose_label")}
        value={at || BEGINNING}
        options={choices.map(({ id, label }) => ({ value: id || BEGINNING, label }))}
        onValue={(value) => setPicked(value === BEGINNING ? "" : value)}
      />
      {isAsked && refusal && <Notice>{refusal}</Notice>}
      {isAsked && isLost && (
        <div class="ci-actions">
          <p>{t("no_answer")}</p>
          <button type="button" class="ci-button" onClick={look}>
            {t("ask_again")}
          </button>
        </div>
      )}
      <p role="status" class={shown ? "ci-since-summary" : "ci-help"}>
        {shown ? shown.summary : isAsked && isAsking ? t("looking") : ""}
      </p>
      {shown && <Groups t={t} groups={shown.groups ?? []} />}
      <p class="ci-help">{t("since_help")}</p>
    </div>
  );
}

function Groups({ t, groups }: { t: Say; groups: Group[] }) {
  const whats = [...new Set(groups.map(({ what }) => what))];
  const of = (wanted: string): Group[] => groups.filter(({ what }) => what === wanted);
  return (
    <div class="ci-since-whats">
      {whats.map((what) => (
        <section key={what} class={`ci-since-what ci-since-${what}`} aria-label={t(`what_${what}`)}>
          <details>
            <summary>
              {t(`what_${what}`)}:{" "}
              {of(what)
                .map(({ title }) => title)
                .join(", ")}
            </summary>
            {of(what).map((group) => (
              <GroupOf key={group.title} t={t} group={group} />
            ))}
          </details>
        </section>
      ))}
    </div>
  );
}

function GroupOf({ t, group: { title, items, more } }: { t: Say; group: Group }) {
  return (
    <div>
      <h3>{title}</h3>
      <ul>
        {items.map((item, place) => (
          <li key={place}>
            <a href={addressOfPlace(item)} dir="auto">
              {item.text}
            </a>
            {item.changed && (
              <span class="ci-help ci-since-changed">
                {t("changed_fields", { fields: item.changed })}
              </span>
            )}
          </li>
        ))}
        {more && <li class="ci-help">{more}</li>}
      </ul>
    </div>
  );
}

export default defineExercise(SinceThen);
