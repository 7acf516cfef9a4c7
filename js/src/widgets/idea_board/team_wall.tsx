/** The team's wall: every idea, and what a team can do where several say the same. */

import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { useFocusNext } from "../../shared/focus";
import { ideasSaid } from "../../shared/ideas_said";
import { isOnWall } from "../../shared/on_wall";
import type { Outbox } from "../../shared/outbox";
import { newRequestId } from "../../shared/request";
import type { Say } from "../../shared/words";
import { type Board, type Card, cardsOf, type Idea } from "./board";
import { LookAlikes } from "./look_alikes";
import { type Merge, MergeForm } from "./merge_form";

export function TeamWall({
  t,
  head,
  board,
  may,
  outbox,
}: {
  t: Say;
  head: RefObject<HTMLHeadingElement | null>;
  board: Board;
  may: string[];
  outbox: Outbox;
}) {
  const mayMerge = may.includes("merge_ideas");
  const mayHide = may.includes("hide_idea");
  const cards = cardsOf(board);
  const off = mayHide ? board.ideas.filter((idea) => idea.is_hidden) : [];
  const [ticked, setTicked] = useState<string[]>([]);
  const [merging, setMerging] = useState<Merge | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const focusNext = useFocusNext();
  const cardElement = (id = ""): HTMLElement | undefined =>
    ([...(list.current?.children ?? [])] as HTMLElement[]).find((one) => one.dataset.card === id);
  // After a merge or a split the place one was at is gone: go on at the card that took it.
  const goTo = (id: string): void => focusNext(() => cardElement(id));
  const chosen = cards.filter((card) => ticked.includes(card.id));
  const tick = (id: string, isTicked: boolean): void =>
    setTicked((now) => (isTicked ? [...now, id] : now.filter((one) => one !== id)));
  const begin = (some: Card[]): void =>
    setMerging({
      cards: some,
      // Into the first group among them, so that its place and its history go on.
      group: some.find((card) => card.group)?.group ?? null,
      back: document.activeElement as HTMLElement | null,
    });
  const cancel = (): void => {
    const { back } = merging ?? {};
    setMerging(null);
    focusNext(() => back);
  };
  const merge = (title: string): void => {
    if (!merging) return;
    const record_id = merging.group?.id ?? newRequestId();
    const idea_ids = [
      ...new Set(merging.cards.flatMap((card) => card.ideas.map((idea) => idea.id))),
    ];
    goTo(record_id);
    outbox.put(
      { type: "merge", record_id, title, idea_ids },
      { record: record_id, base: merging.group?.revision ?? 0, replaces: `group.${record_id}` },
    );
    setTicked([]);
    setMerging(null);
  };
  const split = (card: Card): void => {
    if (!card.group) return;
    goTo(card.ideas[0]?.id ?? "");
    const options = { record: card.id, base: card.group.revision };
    outbox.put({ type: "split", record_id: card.id }, options);
  };
  const hide = (idea: Idea): void => {
    const message = { type: "hide", target_id: idea.id, is_hidden: !idea.is_hidden };
    outbox.put(message, { replaces: `hide.${idea.id}` });
    moving.current = message;
  };
  // The kernel moves an idea off the wall or back, and the button that was pressed goes with it.
  const moving = useRef<{ target_id: string; is_hidden: boolean } | null>(null);
  const offWall = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const { target_id, is_hidden } = moving.current ?? {};
    if (board.ideas.find((idea) => idea.id === target_id)?.is_hidden !== is_hidden) return;
    moving.current = null;
    if (!target_id || document.activeElement !== document.body) return;
    if (is_hidden) offWall.current?.focus({ preventScroll: true });
    else
      cardElement(cards.find((card) => card.ideas.some(({ id }) => id === target_id))?.id)?.focus();
  });

  return (
    <section class="ci-team" aria-label={t("wall_title")}>
      <h3 tabIndex={-1} ref={head}>
        {t("wall_title")}{" "}
        <span class="ci-help">
          {ideasSaid(
            t,
            cards.map(({ ideas }) => ideas.length),
          )}
        </span>
      </h3>
      {cards.length === 0 && <p class="ci-waiting">{t("wall_empty")}</p>}
      {mayMerge && cards.length > 1 && (
        <>
          <p class="ci-help">{t("merge_how")}</p>
          <LookAlikes t={t} cards={cards} onSame={begin} />
        </>
      )}
      <ul class="ci-wall" ref={list}>
        {cards.map((card) => (
          <li key={card.id} data-card={card.id} tabIndex={-1} class="ci-card">
            <CardBody
              t={t}
              card={card}
              isTicked={ticked.includes(card.id)}
              onTick={mayMerge ? (on) => tick(card.id, on) : null}
              onSplit={mayMerge ? () => split(card) : null}
              onRename={mayMerge ? () => begin([card]) : null}
              onHide={mayHide ? hide : null}
            />
          </li>
        ))}
      </ul>
      {merging ? (
        <MergeForm t={t} merge={merging} onMerge={merge} onCancel={cancel} />
      ) : (
        mayMerge &&
        chosen.length > 0 && (
          <div class="ci-ticked">
            <p role="status">
              {t(chosen.length > 1 ? "ticked" : "tick_more", { n: chosen.length })}
            </p>
            <button type="button" class="ci-button ci-quiet" onClick={() => setTicked([])}>
              {t("untick")}
            </button>
            {chosen.length > 1 && (
              <button type="button" class="ci-button ci-primary" onClick={() => begin(chosen)}>
                {t("say_same")}
              </button>
            )}
          </div>
        )
      )}
      {off.length > 0 && (
        <details class="ci-off-wall">
          <summary ref={offWall}>{t("off_wall", { n: off.length })}</summary>
          <ul>
            {off.map((idea) => (
              <li key={idea.id}>
                <p dir="auto">{idea.text}</p>
                <Tags t={t} idea={idea} />
                <HideButton t={t} idea={idea} onHide={hide} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function HideButton({ t, idea, onHide }: { t: Say; idea: Idea; onHide: (idea: Idea) => void }) {
  return (
    <button type="button" class="ci-button ci-quiet" onClick={() => onHide(idea)}>
      {t(idea.is_hidden ? "unhide" : "hide")} <span class="ci-hidden">{idea.text}</span>
    </button>
  );
}

function CardBody({
  t,
  card,
  isTicked,
  onTick,
  onSplit,
  onRename,
  onHide,
}: {
  t: Say;
  card: Card;
  isTicked: boolean;
  onTick: ((isTicked: boolean) => void) | null;
  onSplit: (() => void) | null;
  onRename: (() => void) | null;
  onHide: ((idea: Idea) => void) | null;
}) {
  const [first] = card.ideas;
  const words = <span dir="auto">{card.text}</span>;
  const hideButton = (idea: Idea) => onHide && <HideButton t={t} idea={idea} onHide={onHide} />;
  return (
    <>
      {onTick ? (
        <label class="ci-card-text">
          <input
            type="checkbox"
            checked={isTicked}
            onChange={(event) => onTick(event.currentTarget.checked)}
          />
          {words}
        </label>
      ) : (
        <p class="ci-card-text">{words}</p>
      )}
      {!card.group && <Tags t={t} idea={first} />}
      {!card.group && first && hideButton(first)}
      {/* From afar nobody opens it: how many say it is read all the same. */}
      {card.group && isOnWall() && (
        <p class="ci-help">{t("originals", { n: card.ideas.length })}</p>
      )}
      {card.group && (
        <details>
          <summary>{t("originals", { n: card.ideas.length })}</summary>
          <ul class="ci-originals">
            {card.ideas.map((idea) => (
              <li key={idea.id}>
                <span dir="auto">{idea.text}</span>
                <Tags t={t} idea={idea} />
                {hideButton(idea)}
              </li>
            ))}
          </ul>
          <div class="ci-actions">
            {onRename && (
              <button type="button" class="ci-button ci-quiet" onClick={onRename}>
                {t("rename")} <span class="ci-hidden">{card.text}</span>
              </button>
            )}
            {onSplit && (
              <button type="button" class="ci-button ci-quiet" onClick={onSplit}>
                {t("split")} <span class="ci-hidden">{card.text}</span>
              </button>
            )}
          </div>
        </details>
      )}
    </>
  );
}

function Tags({ t, idea }: { t: Say; idea: Idea | undefined }) {
  if (!idea?.is_mine) return null;
  return (
    <p class="ci-tags">
      <span class="ci-tag">{t("yours")}</span>
    </p>
  );
}
