/** What a person filled in, one part of the sheet after another. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { addressOf } from "../../shared/address";
import { SelectField, TextField } from "../../shared/fields";
import { TraceLine } from "../../shared/trace_line";
import { useUniqueId } from "../../shared/unique_id";
import type { Say } from "../../shared/words";
import { whyNot } from "../../shared/writing";
import { nameIn } from "./names";
import { fieldAt } from "./problems";
import { Scores } from "./scores";
import { Sentences } from "./sentences";
import { type Answer, type Ask, PICKS, type Sheet, withNext, written } from "./state";

/** What each part is called with. */
export interface AskProps {
  t: Say;
  ask: Ask;
  sheet: Sheet;
  /** What is wrong with a field, by the name `fieldAt` gives it. */
  wrongAt: (field: string) => string;
  onSheet: (change: Partial<Sheet>) => void;
}

/** One part of a sheet, which can be folded away; `isOpen` is how it begins. */
export function AskPart({ isOpen, ...props }: AskProps & { isOpen: boolean }) {
  const { t, ask, sheet } = props;
  const [opens] = useState(isOpen);
  const n = howMuch(sheet, ask);
  return (
    <details class="ci-paper-ask" open={opens}>
      <summary>
        {t("of_workbook", { workbook: ask.workbook, title: ask.title })}
        {n > 0 && <span class="ci-help"> {t("has_some", { n })}</span>}
      </summary>
      <div class="ci-paper-ask-fields">{fieldsOf(props)}</div>
    </details>
  );
}

function fieldsOf(props: AskProps): ComponentChildren {
  switch (props.ask.kind) {
    case "rating":
      return <Ratings {...props} />;
    case "idea_board":
      return <Ideas {...props} />;
    case "dot_vote":
      return <Dots {...props} />;
    case "priorities":
      return (
        <>
          <Picks {...props} />
          <Scores {...props} />
          <Together {...props} />
        </>
      );
    default:
      return <Sentences {...props} />;
  }
}

/** What on these sheets is the team's, and where it goes. */
function Together({ t, ask: { place } }: AskProps) {
  if (!place) return null;
  return (
    <p class="ci-help">
      {t("together")} <a href={addressOf(place.workbook, place.step)}>{t("together_go")}</a>
    </p>
  );
}

function howMuch({ ratings, ideas, dots, picks, maps }: Sheet, { step }: Ask): number {
  const lines = [ideas[step], dots[step], picks[step]].flatMap((one) => one ?? []);
  return (
    Object.keys(ratings[step] ?? {}).length +
    lines.filter(Boolean).length +
    written(maps[step]?.sentences ?? []).length
  );
}

function Ratings({ t, ask, sheet, onSheet }: AskProps) {
  const answers = sheet.ratings[ask.step] ?? {};
  const choices: [Answer | null, string][] = [
    [null, t("answer_none")],
    ...(ask.scale ?? []).map((label, place): [Answer, string] => [place + 1, label]),
    ["dont_know", t("dont_know")],
    ["prefer_not", t("prefer_not")],
  ];
  const choose = (id: string, value: Answer | null): void => {
    const { [id]: _, ...others } = answers;
    const next = value === null ? others : { ...others, [id]: value };
    onSheet({ ratings: { ...sheet.ratings, [ask.step]: next } });
  };
  return (
    <>
      {(ask.statements ?? []).map(({ id, text }) => (
        <Statement
          key={id}
          text={text}
          choices={choices}
          value={answers[id] ?? null}
          onValue={(value) => choose(id, value)}
        />
      ))}
    </>
  );
}

function Statement({
  text,
  choices,
  value,
  onValue,
}: {
  text: string;
  choices: [Answer | null, string][];
  value: Answer | null;
  onValue: (value: Answer | null) => void;
}) {
  const name = useUniqueId();
  return (
    <fieldset class="ci-paper-row" data-keys>
      <legend dir="auto">{text}</legend>
      <div class="ci-paper-choices">
        {choices.map(([one, label], key) => (
          <label key={one}>
            <input type="radio" name={name} checked={one === value} onChange={() => onValue(one)} />
            <span class="ci-paper-key" aria-hidden="true">
              {key}
            </span>
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Ideas({ t, ask, sheet, wrongAt, onSheet }: AskProps) {
  const lines = withNext(sheet.ideas[ask.step] ?? []);
  const write = (place: number, text: string): void => {
    const next = lines.map((one, at) => (at === place ? text : one));
    onSheet({ ideas: { ...sheet.ideas, [ask.step]: next } });
  };
  return (
    <>
      {lines.map((text, place) => (
        <Idea
          key={place}
          t={t}
          n={place + 1}
          text={text}
          wrong={wrongAt(fieldAt(ask, "idea", place))}
          onText={(next) => write(place, next)}
        />
      ))}
    </>
  );
}

function Idea({
  t,
  n,
  text,
  wrong,
  onText,
}: {
  t: Say;
  n: number;
  text: string;
  wrong: string;
  onText: (text: string) => void;
}) {
  const id = useUniqueId();
  const name = nameIn(text);
  return (
    <div>
      <TextField
        label={t("idea", { n })}
        text={text}
        onText={onText}
        error={whyNot(t, text, false) || wrong}
      />
      <p class="ci-trace" role="status">
        {name && t("name_seen", { name })}
      </p>
      <TraceLine t={t} text={text} id={id} />
    </div>
  );
}

/** One choice under another, from the same things. */
function Slots({
  t,
  ask,
  slots,
  labels,
  empty,
  wrongAt,
  onSlots,
}: {
  t: Say;
  ask: Ask;
  slots: readonly string[];
  labels: string[];
  empty: string;
  wrongAt: AskProps["wrongAt"];
  onSlots: (slots: string[]) => void;
}) {
  const options = ask.items ?? [];
  if (!options.length) return <p class="ci-waiting">{t("items_none")}</p>;
  const chosen = labels.map((_, place) => slots[place] ?? "");
  return (
    <>
      {labels.map((label, place) => (
        <SelectField
          key={label}
          label={label}
          value={chosen[place] ?? ""}
          options={options}
          empty={empty}
          error={wrongAt(fieldAt(ask, "slot", place))}
          onValue={(value) => onSlots(chosen.map((one, at) => (at === place ? value : one)))}
        />
      ))}
    </>
  );
}

function Dots({ t, ask, sheet, wrongAt, onSheet }: AskProps) {
  return (
    <Slots
      t={t}
      ask={ask}
      slots={sheet.dots[ask.step] ?? []}
      labels={Array.from({ length: ask.dots ?? 0 }, (_, place) => t("dot", { n: place + 1 }))}
      empty={t("dot_none")}
      wrongAt={wrongAt}
      onSlots={(slots) => onSheet({ dots: { ...sheet.dots, [ask.step]: slots } })}
    />
  );
}

function Picks({ t, ask, sheet, wrongAt, onSheet }: AskProps) {
  return (
    <Slots
      t={t}
      ask={ask}
      slots={sheet.picks[ask.step] ?? []}
      labels={Array.from({ length: PICKS }, (_, place) => t(`pick_${place + 1}`))}
      empty={t("pick_none")}
      wrongAt={wrongAt}
      onSlots={(slots) => onSheet({ picks: { ...sheet.picks, [ask.step]: slots } })}
    />
  );
}
