/** The team's needs: chosen together, in the team's words, with the reason. */

import { useEffect, useRef, useState } from "preact/hooks";
import { defineWidget, type ExerciseState, type Message, type Model } from "../shared/afm";
import { ConflictNotice, ExerciseFrame } from "../shared/exercise";
import { useFocusNext } from "../shared/focus";
import { draftKey, useTrait } from "../shared/hooks";
import { keep, recall } from "../shared/keep";
import type { Outbox, OutboxView } from "../shared/outbox";
import { newRequestId } from "../shared/request";
import { useOutbox } from "../shared/use_outbox";
import { type Say, useWords } from "../shared/words";
import { Candidates } from "./need_choice/candidates";
import { NeedForm } from "./need_choice/need_form";
import { NeedList, Statement } from "./need_choice/need_list";

export interface Candidate {
  id: string;
  text: string;
  dots: number;
}

export interface Need {
  id: string;
  text: string;
  reason: string;
  idea_ids: string[];
  rank: number;
  revision: number;
}

/** What a person writes of a need; the list says its rank. */
export type Wording = Pick<Need, "text" | "reason" | "idea_ids">;

/** Traits of `widgets/need_choice.py`. */
export interface State extends ExerciseState {
  candidates: Candidate[];
  needs: Need[];
  most: number;
}

/** Return the needs in their order, with what was done here on top of the kernel's state. */
export function needsNow(needs: Need[], pending: Message[]): Need[] {
  const now = new Map(needs.map((need) => [need.id, need]));
  for (const message of pending) {
    const id = String(message.record_id);
    const { text, reason, idea_ids, rank } = message as unknown as Need;
    const revision = now.get(id)?.revision ?? 0;
    if (message.type === "drop") now.delete(id);
    if (message.type === "save") now.set(id, { id, text, reason, idea_ids, rank, revision });
  }
  // Sorting is stable: of two needs with one rank, the one that was there first comes first.
  return [...now.values()].sort((one, other) => one.rank - other.rank);
}

function NeedChoice({ model }: { model: Model<State> }) {
  const t = useWords(model);
  const { outbox, view } = useOutbox(model);
  const person = useTrait(model, "person");
  const phase = useTrait(model, "phase");
  const needs = useTrait(model, "needs");
  return (
    <ExerciseFrame model={model} outbox={outbox} view={view}>
      {phase === "closed" ? (
        <Statement t={t} needs={needs} />
      ) : (
        <Choice key={person} model={model} t={t} outbox={outbox} view={view} />
      )}
    </ExerciseFrame>
  );
}

/** A need being worded: `id` is empty for a new one, `base` is the revision it was opened at. */
interface Editing {
  id: string;
  base: number;
  start: Wording;
}

function Choice({
  model,
  t,
  outbox,
  view,
}: {
  model: Model<State>;
  t: Say;
  outbox: Outbox;
  view: OutboxView;
}) {
  const saved = useTrait(model, "needs");
  const candidates = useTrait(model, "candidates");
  const most = useTrait(model, "most");
  const isChoosing = useTrait(model, "may").includes("choose_needs");
  const draft = draftKey(useTrait(model, "person"), useTrait(model, "step"), "need");
  const [editing, setEditing] = useState(() => recall<Editing>(draft));
  // Where the keyboard was before the form; nothing after a reload, which should not move it.
  const back = useRef<HTMLElement | null>(null);
  const focusNext = useFocusNext();
  const head = useRef<HTMLHeadingElement>(null);
  const needs = needsNow(saved, view.pending);
  const isFull = needs.length >= most;
  useEffect(() => {
    for (const { id, revision } of saved) outbox.see(id, revision);
  }, [outbox, saved]);
  // What could not be saved opens again to be changed: nobody should have to type it twice.
  useEffect(() => {
    const { type, record_id, ...start } = view.refusal?.message ?? { type: "" };
    const id = String(record_id);
    if (type !== "save") return;
    const revision = saved.find((need) => need.id === id)?.revision ?? 0;
    setEditing({ id, base: revision, start: start as unknown as Wording });
  }, [view.refusal]);

  const put = (need: Omit<Need, "revision">, base?: number): void => {
    const { id, text, reason, idea_ids, rank } = need;
    outbox.put(
      { type: "save", record_id: id, text, reason, idea_ids, rank },
      { record: id, replaces: `need.${id}`, ...(base === undefined ? {} : { base }) },
    );
  };
  const begin = (start: Wording, need?: Need): void => {
    back.current = document.activeElement as HTMLElement | null;
    setEditing({ id: need?.id ?? "", base: need?.revision ?? 0, start });
  };
  const end = (): void => {
    keep(draft, null);
    setEditing(null);
    focusNext(() => (back.current?.isConnected ? back.current : head.current));
  };
  // A need that somebody dropped meanwhile is worded on as a new one.
  const edited = needs.find((one) => one.id === editing?.id);
  const save = (wording: Wording): void => {
    const id = edited?.id ?? newRequestId();
    const rank = edited?.rank ?? (needs.at(-1)?.rank ?? 0) + 1;
    put({ ...wording, id, rank }, edited ? editing?.base : 0);
    end();
  };
  const drop = ({ id, revision }: Need): void => {
    outbox.put({ type: "drop", record_id: id }, { record: id, base: revision });
    focusNext(() => head.current);
  };
  const order = (ids: string[]): void => {
    ids.forEach((id, place) => {
      const need = needs.find((one) => one.id === id);
      if (need && need.rank !== place + 1) put({ ...need, rank: place + 1 }, need.revision);
    });
  };
  const stands = candidates.find(({ id }) => id === editing?.start.idea_ids[0]);
  const form = editing && (
    <NeedForm
      key={editing.id || editing.start.idea_ids.join(" ")}
      t={t}
      start={editing.start}
      candidates={candidates}
      takesFocus={back.current !== null}
      onChange={(start) => keep(draft, { ...editing, start })}
      onSave={save}
      onCancel={end}
    />
  );

  return (
    <div class="ci-needs">
      {view.conflict && (
        <ConflictNotice
          t={t}
          text={view.conflict.text}
          mine={<Version t={t} version={view.conflict.message} />}
          theirs={<Version t={t} version={view.conflict.theirs} />}
          onKeepMine={() => outbox.keepMine()}
          onTakeTheirs={() => outbox.takeTheirs()}
        />
      )}
      <section class="ci-chosen" aria-label={t("needs_title")}>
        <h3 tabIndex={-1} ref={head}>
          {t("needs_title")} <span class="ci-help">{t("chosen_of", { most })}</span>
        </h3>
        {!isChoosing && <p class="ci-help">{t("looking_on")}</p>}
        <NeedList
          t={t}
          needs={needs}
          isChoosing={isChoosing}
          editing={edited?.id ?? ""}
          form={form}
          onEdit={(need) => begin(need, need)}
          onDrop={drop}
          onOrder={order}
        />
      </section>
      <Candidates
        t={t}
        candidates={candidates}
        needs={needs}
        isChoosing={isChoosing}
        isFull={isFull}
        most={most}
        opened={editing && !edited ? (stands?.id ?? "own") : ""}
        form={form}
        onChoose={begin}
      />
    </div>
  );
}

function Version({ t, version }: { t: Say; version: Message | Record<string, unknown> }) {
  if (version.type === "drop") return <p>{t("version_drop")}</p>;
  return (
    <>
      <p dir="auto">
        <strong>{String(version.text ?? "")}</strong>
      </p>
      {version.reason ? <p dir="auto">{String(version.reason)}</p> : null}
      <p class="ci-help">{t("rank", { rank: Number(version.rank ?? 1) })}</p>
    </>
  );
}

export default defineWidget<State>(NeedChoice);
