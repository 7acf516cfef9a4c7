/** Where a person is named, and who may read it: each decides for themselves, and can go back. */

import { useEffect } from "preact/hooks";
import type { ExerciseState, Message } from "../shared/afm";
import { ticksTogether, widestOf } from "../shared/audiences";
import { defineExercise, type Exercise } from "../shared/define_exercise";
import { ConflictNotice } from "../shared/exercise";
import { CheckboxField } from "../shared/fields";
import { useTrait } from "../shared/hooks";
import { AUDIENCES, type Audience } from "../shared/record_list_fields";
import { daySaid } from "../shared/record_list_said";
import type { Say } from "../shared/words";

interface Carried {
  kind: string;
  label: string;
}

/** One record that names this person, or all they carry where `about` is empty. */
export interface Place {
  about: string;
  title: string;
  carried: Carried[];
  is_named: boolean;
  audiences: Audience[];
  revision: number;
}

export interface State extends ExerciseState {
  places: Place[];
  my_name: string;
}

const recordOf = (about: string): string => `consent.${about}`;

function MyName(exercise: Exercise<State>) {
  const { model, t, outbox, view, may } = exercise;
  const kept = useTrait(model, "places");
  const name = useTrait(model, "my_name");
  useEffect(() => {
    for (const { about, revision } of kept) outbox.see(recordOf(about), revision);
  }, [outbox, kept]);
  if (!may.includes("answer")) return <p class="ci-help">{t("looking_on")}</p>;
  const places = kept.map((place) => ({ ...place, audiences: now(place, view.pending) }));
  const [carries, ...wins] = places;
  const decide = (about: string, audiences: Audience[]): void => {
    const record = recordOf(about);
    outbox.put({ type: "consent", about, audiences }, { record, replaces: record });
  };
  const ask = (place: Place) => (
    <Question t={t} place={place} onAudiences={(said) => decide(place.about, said)} />
  );
  return (
    <div class="ci-my-name-parts">
      <ConsentConflict {...exercise} />
      <p>{name ? t("about", { name }) : t("no_name")}</p>
      {carries && (
        <section class="ci-record" aria-label={t("carried")}>
          <h3>{t("carried")}</h3>
          <p class="ci-help">{t("carried_about")}</p>
          {!carries.carried.length && <p class="ci-help">{t("carried_none")}</p>}
          <ul>
            {carries.carried.map((one, place) => (
              <li key={place} dir="auto">
                {carriedSaid(t, one)}
              </li>
            ))}
          </ul>
          {name && ask(carries)}
        </section>
      )}
      <h3>{t("wins")}</h3>
      {!wins.length && <p class="ci-waiting">{t("wins_none")}</p>}
      {wins.map((place) => (
        <section key={place.about} class="ci-record" aria-label={place.title}>
          <h4 dir="auto">{place.title}</h4>
          {!place.is_named && <p class="ci-help">{t("win_gone")}</p>}
          {(name || place.audiences.length > 0) && ask(place)}
        </section>
      ))}
    </div>
  );
}

function Question({
  t,
  place,
  onAudiences,
}: {
  t: Say;
  place: Place;
  onAudiences: (audiences: Audience[]) => void;
}) {
  return (
    <>
      <CheckboxField<Audience>
        label={t("question")}
        values={place.audiences}
        options={AUDIENCES.map((one) => ({ value: one, label: t(`to_${one}`) }))}
        help={t("question_help")}
        onValues={(ticked) => onAudiences(ticksTogether(place.audiences, ticked))}
      />
      <p class="ci-help">{nowSaid(t, place.audiences)}</p>
    </>
  );
}

/** Return who may read a name, with what is not saved yet. */
function now({ about, audiences }: Place, pending: readonly Message[]): Audience[] {
  const last = pending.filter((one) => one.type === "consent" && one.about === about).at(-1);
  return last ? (last.audiences as Audience[]) : audiences;
}

function nowSaid(t: Say, audiences: readonly Audience[]): string {
  return t(`now_${widestOf(audiences) ?? "nobody"}`);
}

function carriedSaid(t: Say, { kind, label }: Carried): string {
  return t(`kind_${kind}`, { label: kind === "meeting" ? daySaid(label) : label });
}

function ConsentConflict({ t, outbox, view }: Exercise<State>) {
  if (!view.conflict) return null;
  const { text, message, theirs } = view.conflict;
  const said = (version: Record<string, unknown>): string =>
    nowSaid(t, (version.audiences as Audience[] | undefined) ?? []);
  return (
    <ConflictNotice
      t={t}
      text={text}
      mine={said(message)}
      theirs={said(theirs)}
      onKeepMine={() => outbox.keepMine()}
      onTakeTheirs={() => outbox.takeTheirs()}
    />
  );
}

export default defineExercise(MyName);
