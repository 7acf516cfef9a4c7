/** Ideas: written in silence first, then seen together, then merged where they say the same. */

import { useEffect, useRef, useState } from "preact/hooks";
import type { ExerciseState, Message } from "../shared/afm";
import { defineExercise, type Exercise } from "../shared/define_exercise";
import { ConflictNotice } from "../shared/exercise";
import { useFocusNext } from "../shared/focus";
import { draftKey, useDraft, useTrait } from "../shared/hooks";
import { keep, recall } from "../shared/keep";
import type { Say } from "../shared/words";
import { boardNow, type Group, type Idea, isOnWall } from "./idea_board/board";
import { OwnIdeas } from "./idea_board/own_ideas";
import { TeamWall } from "./idea_board/team_wall";

/** Traits of `widgets/idea_board.py`. */
export interface State extends ExerciseState {
  prompt: string;
  ideas: Idea[];
  groups: Group[];
}

function IdeaBoard({ model, t, outbox, view, person, step, phase, may }: Exercise<State>) {
  const ideas = useTrait(model, "ideas");
  const groups = useTrait(model, "groups");
  const prompt = useTrait(model, "prompt");
  const isClosed = phase === "closed";
  const isWriting = may.includes("answer");
  const draft = useDraft(draftKey(person, step, "idea"));
  const shownKey = `ciwidgets.wall.${person}.${step}`;
  const [wasShown, setWasShown] = useState(() => recall<boolean>(shownKey) === true);
  const focusNext = useFocusNext();
  const wallHead = useRef<HTMLHeadingElement>(null);
  const board = boardNow(ideas, groups, view.pending);
  const onWall = board.ideas.filter(isOnWall);
  useEffect(() => {
    for (const { id, revision } of [...ideas, ...groups]) outbox.see(id, revision);
  }, [outbox, ideas, groups]);

  const showWall = (): void => {
    keep(shownKey, true);
    setWasShown(true);
    focusNext(() => wallHead.current);
  };

  return (
    <div class="ci-board">
      {view.conflict && (
        <ConflictNotice
          t={t}
          text={view.conflict.text}
          mine={version(t, view.conflict.message)}
          theirs={version(t, view.conflict.theirs)}
          onKeepMine={() => outbox.keepMine()}
          onTakeTheirs={() => outbox.takeTheirs()}
        />
      )}
      {isWriting ? (
        <OwnIdeas
          t={t}
          prompt={prompt}
          person={person}
          step={step}
          draft={draft}
          ideas={board.ideas.filter((idea) => idea.is_mine)}
          outbox={outbox}
          refusal={view.refusal}
        />
      ) : (
        prompt && <h3 class="ci-prompt">{prompt}</h3>
      )}
      {wasShown || isClosed || !isWriting ? (
        <TeamWall t={t} head={wallHead} board={board} may={may} outbox={outbox} />
      ) : (
        <div class="ci-curtain">
          <p>{t("team_has", { n: onWall.length })}</p>
          <button type="button" class="ci-button" onClick={showWall}>
            {t("show_wall")}
          </button>
        </div>
      )}
    </div>
  );
}

/** Return a version of an idea or a group in words, for somebody who has to choose. */
function version(t: Say, record: Message | Record<string, unknown>): string {
  if (record.type === "withdraw") return t("version_withdraw");
  if (record.type === "split") return t("version_split");
  if (typeof record.text === "string") return record.text;
  const ideas = Array.isArray(record.idea_ids) ? record.idea_ids.length : 0;
  return `${record.title ?? ""} (${t("ideas", { n: ideas })})`;
}

export default defineExercise(IdeaBoard);
