/** Two versions of what somebody else saved first, each shown by what differs. */

import { ConflictNotice } from "../../shared/exercise";
import type { Outbox, OutboxView } from "../../shared/outbox";
import type { Say } from "../../shared/words";
import { questionsOf } from "./questions";
import {
  type Answers,
  type Changes,
  type Criterion,
  LETTERS,
  type Scored,
  type Scores,
  type Thing,
} from "./state";

interface Props {
  t: Say;
  outbox: Outbox;
  view: OutboxView;
  things: readonly Thing[];
  criteria: readonly Criterion[];
}

export function Versions({ t, outbox, view, things, criteria }: Props) {
  if (!view.conflict) return null;
  const { message, theirs, text } = view.conflict;
  const [mine, other] = versionsOf(t, message, theirs, things, criteria);
  return (
    <ConflictNotice
      t={t}
      text={text}
      mine={<Lines lines={mine} />}
      theirs={<Lines lines={other} />}
      onKeepMine={() => outbox.keepMine()}
      onTakeTheirs={() => outbox.takeTheirs()}
    />
  );
}

function Lines({ lines }: { lines: string[] }) {
  return (
    <ul>
      {lines.map((line) => (
        <li key={line} dir="auto">
          {line}
        </li>
      ))}
    </ul>
  );
}

type Version = Record<string, unknown>;

function versionsOf(
  t: Say,
  mine: Version,
  theirs: Version,
  things: readonly Thing[],
  criteria: readonly Criterion[],
): [string[], string[]] {
  const wordsOf = (id: unknown): string => things.find((one) => one.id === id)?.text ?? String(id);
  if (mine.type === "pick") {
    const named = (version: Version): string[] => {
      // What is not among the things now is kept, and has no words here.
      const picks = ((version.picks ?? []) as string[]).filter((id) =>
        things.some((one) => one.id === id),
      );
      return picks.length ? picks.map((id, at) => `${at + 1}. ${wordsOf(id)}`) : [t("no_pick")];
    };
    return [named(mine), named(theirs)];
  }
  if (mine.type === "gate") {
    const about = t("conflict_here", { text: wordsOf(mine.item_id) });
    const said = (version: Version): string[] => {
      const answers = (version.answers ?? {}) as Answers;
      const word = (letter: (typeof LETTERS)[number]): string =>
        answers[letter] === undefined ? "open" : answers[letter] ? "yes" : "no";
      return [about, ...LETTERS.map((one) => `${t(`pearl_${one}`)} ${t(`pearl_${word(one)}`)}`)];
    };
    return [said(mine), said(theirs)];
  }
  const [ours, others] = [mine.scores ?? {}, theirs.scores ?? {}] as [Changes, Scores];
  // On the team's sheet only what was changed here is chosen between.
  const isMeant = (id: string, part: string): boolean =>
    !mine.is_together || ours[id]?.[part] !== undefined;
  const questions = questionsOf(t, mine.method as Scored, criteria);
  const differ = things.flatMap(({ id }) =>
    questions
      .filter(
        ({ part }) =>
          isMeant(id, part) && (ours[id]?.[part] ?? null) !== (others[id]?.[part] ?? null),
      )
      .map((question) => ({ id, ...question })),
  );
  const scored = (scores: Changes): string[] =>
    differ.map(({ id, part, label }) => {
      return `${wordsOf(id)}: ${label} ${scores[id]?.[part] ?? t("not_scored")}`;
    });
  return [scored(ours), scored(others)];
}
