/** A dot vote: some dots a person, shown to the team when the vote is closed. */

import { useEffect, useState } from "preact/hooks";
import type { ExerciseState, Message } from "../shared/afm";
import { defineExercise, type Exercise } from "../shared/define_exercise";
import { ConflictNotice } from "../shared/exercise";
import { useTrait } from "../shared/hooks";
import type { Say } from "../shared/words";
import { Result, type VoteResult } from "./dot_vote/result";

export interface Item {
  id: string;
  text: string;
  originals: string[];
}

export type Dots = Record<string, number>;

/** Traits of `widgets/dot_vote.py`. */
export interface State extends ExerciseState {
  items: Item[];
  dots_per_person: number;
  dots_per_item: number;
  mine: { dots?: Dots; revision?: number };
  result: Partial<VoteResult>;
}

// The person's one ballot; the kernel knows its record.
const BALLOT = { replaces: "dots", record: "mine" };

/** Return the dots as this page last left them, on what still stands on the wall. */
function dotsNow(mine: State["mine"], pending: Message[], items: Item[]): Dots {
  const last = pending.filter((message) => message.type === "save").at(-1);
  const dots = (last?.dots as Dots | undefined) ?? mine.dots ?? {};
  return Object.fromEntries(items.flatMap(({ id }) => (dots[id] ? [[id, dots[id]] as const] : [])));
}

function total(dots: Dots): number {
  return Object.values(dots).reduce((sum, count) => sum + count, 0);
}

function DotVote(exercise: Exercise<State>) {
  const result = useTrait(exercise.model, "result");
  if (exercise.phase === "closed") return <Result t={exercise.t} result={result} />;
  return <Ballot {...exercise} />;
}

function Ballot({ model, t, outbox, view, may }: Exercise<State>) {
  const items = useTrait(model, "items");
  const mine = useTrait(model, "mine");
  const most = useTrait(model, "dots_per_person");
  const mostEach = useTrait(model, "dots_per_item");
  const isVoting = may.includes("answer");
  const [limit, setLimit] = useState("");
  const dots = dotsNow(mine, view.pending, items);
  const left = Math.max(0, most - total(dots));
  useEffect(() => outbox.see("mine", mine.revision ?? 0), [outbox, mine]);

  const change = (id: string, by: 1 | -1): void => {
    // From the outbox itself: two quick presses can come before the page is drawn again.
    const now = dotsNow(mine, outbox.view.pending, items);
    const count = (now[id] ?? 0) + by;
    const isSpent = by > 0 && total(now) >= most;
    const isOver = by > 0 && count > mostEach;
    setLimit(isSpent ? t("none_left_how") : isOver ? t("most_each", { n: mostEach }) : "");
    if (count < 0 || isSpent || isOver) return;
    const { [id]: _, ...others } = now;
    outbox.put({ type: "save", dots: count ? { ...others, [id]: count } : others }, BALLOT);
  };

  if (!items.length) return <p class="ci-waiting">{t("no_items")}</p>;
  return (
    <div class="ci-ballot">
      <p class="ci-help">
        {isVoting ? `${t("how", { n: most })} ${t("most_each", { n: mostEach })}` : t("looking_on")}
      </p>
      {view.conflict && (
        <ConflictNotice
          t={t}
          text={view.conflict.text}
          mine={<DotList t={t} items={items} dots={view.conflict.message.dots as Dots} />}
          theirs={<DotList t={t} items={items} dots={view.conflict.theirs.dots as Dots} />}
          onKeepMine={() => outbox.keepMine()}
          onTakeTheirs={() => outbox.takeTheirs()}
        />
      )}
      {isVoting && (
        <div class="ci-purse">
          <DotRow given={left} of={most} />
          <p role="status">{limit || t(left ? "left" : "none_left", { n: left })}</p>
        </div>
      )}
      <ul class="ci-items">
        {items.map((item) => (
          <li key={item.id} class={dots[item.id] ? "ci-item ci-has-dots" : "ci-item"}>
            <div class="ci-item-text">
              <p dir="auto">{item.text}</p>
              <Originals t={t} texts={item.originals} />
            </div>
            {isVoting && (
              <Stepper
                t={t}
                text={item.text}
                count={dots[item.id] ?? 0}
                most={mostEach}
                canGive={left > 0}
                onChange={(by) => change(item.id, by)}
              />
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Stepper({
  t,
  text,
  count,
  most,
  canGive,
  onChange,
}: {
  t: Say;
  text: string;
  count: number;
  most: number;
  canGive: boolean;
  onChange: (by: 1 | -1) => void;
}) {
  // Not `disabled`: a button that goes dead under the finger takes the keyboard's place with it.
  return (
    // biome-ignore lint/a11y/useSemanticElements: two buttons and a count are a group, no fieldset
    <div class="ci-stepper" role="group" aria-label={t("dots_for", { text })}>
      <button
        type="button"
        class="ci-button"
        aria-label={t("take", { text })}
        aria-disabled={count === 0}
        onClick={() => onChange(-1)}
      >
        <span aria-hidden="true">−</span>
      </button>
      <span class="ci-count">
        <DotRow given={count} of={Math.max(most, count)} />
        <span class="ci-hidden">{t("your_dots", { n: count })}</span>
      </span>
      <button
        type="button"
        class="ci-button"
        aria-label={t("give", { text })}
        aria-disabled={!canGive || count >= most}
        onClick={() => onChange(1)}
      >
        <span aria-hidden="true">+</span>
      </button>
    </div>
  );
}

/** Filled and empty rings; the words beside them say the number. */
function DotRow({ given, of }: { given: number; of: number }) {
  return (
    <span class="ci-dots" aria-hidden="true">
      {Array.from({ length: of }, (_, place) => (
        <span key={place} class={place < given ? "ci-dot ci-given" : "ci-dot"} />
      ))}
    </span>
  );
}

function DotList({ t, items, dots }: { t: Say; items: Item[]; dots: Dots }) {
  const given = items.filter(({ id }) => dots[id]);
  if (!given.length) return <p>{t("no_dots")}</p>;
  return (
    <ul>
      {given.map(({ id, text }) => (
        <li key={id}>
          {text} <strong>{t("dots", { n: dots[id] ?? 0 })}</strong>
        </li>
      ))}
    </ul>
  );
}

function Originals({ t, texts }: { t: Say; texts: string[] }) {
  if (!texts.length) return null;
  return (
    <details>
      <summary>{t("originals", { n: texts.length })}</summary>
      <ul>
        {texts.map((text, place) => (
          <li key={`${place} ${text}`}>
            <span dir="auto">{text}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

export default defineExercise(DotVote);
