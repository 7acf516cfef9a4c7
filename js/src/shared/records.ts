/** A list of records that a whole team owns: everyone on it can add, change and drop. */

import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { ExerciseState, Message } from "./afm";
import type { Exercise } from "./define_exercise";
import { useFocusNext } from "./focus";
import { draftKey } from "./hooks";
import { keep, recall } from "./keep";
import type { Field } from "./record_list_fields";
import { textsSaid } from "./record_texts";
import { newRequestId } from "./request";
import { clean } from "./writing";

/** What the kernel adds to the fields of every record. */
export interface TeamRecord {
  id: string;
  revision: number;
}

/** A record in a form. */
export interface Editing<Fields> {
  /** The form's own name: another form has another. */
  key: string;
  /** The record, or "" for a new one. */
  id: string;
  /** The revision the form was opened at: what was saved since then is a conflict. */
  base: number;
  start: Fields;
  now: Fields;
}

export interface RecordsOptions<Fields, Item> {
  /** Names the draft and the messages: "need". One word a list. */
  name: string;
  /** The kernel's list. */
  items: readonly Item[];
  /** A new record's fields: these and no others are sent. */
  blank: Fields;
  /** Whether this person may change the list. */
  mayEdit: boolean;
  /** What else the kernel tells of a record, as it is for one that the kernel has not seen yet. */
  unseen?: Omit<Item, keyof Fields | keyof TeamRecord>;
  /** The order they are shown in; without it, new ones come last. */
  order?: (one: Item, other: Item) => number;
  /** The fields in words: for two versions side by side, and for earlier ones. */
  fields?: readonly Field<Fields>[];
  /** What its messages are called, where an exercise has two lists. */
  messages?: { save: string; drop: string };
  /** The kernel's name of the kind, where an exercise has two lists. */
  kind?: string;
}

/** A team's list, and what this person can do with it. */
export interface Records<Fields, Item> {
  /** The kernel's list with what was done here on top. */
  now: Item[];
  /** The form that is open. */
  editing: Editing<Fields> | null;
  /** The record in the form; nothing for a new one, or one that somebody dropped meanwhile. */
  edited: Item | undefined;
  /** Whether the form takes the keyboard as it opens: not after a reload. */
  takesFocus: boolean;
  /** The list's heading (`tabIndex={-1}`): the keyboard goes there when a record is gone. */
  head: RefObject<HTMLHeadingElement | null>;
  /** Open a form: of a record, or of a new one with these fields filled in. */
  edit: (item: Item) => void;
  add: (start?: Partial<Fields>) => void;
  /** Take in what is typed; it survives a reload. */
  change: (part: Partial<Fields>) => void;
  /** Save the form, with these fields on top, and close it. */
  save: (part?: Partial<Fields>) => void;
  cancel: () => void;
  /** Change a record without a form. */
  put: (item: Item, part: Partial<Fields>) => void;
  drop: (item: Item) => void;
  /** Put a record back that was taken off the list, as the kernel tells of it. */
  putBack: (dropped: TeamRecord & Partial<Fields>) => void;
  exercise: Exercise<ExerciseState>;
  fields: readonly Field<Fields>[];
  /** The names of what is sent, and those of the messages. */
  sends: (keyof Fields & string)[];
  messages: { save: string; drop: string };
  kind: string;
  mayEdit: boolean;
  /** Words that name a record: those of its first field that is text. */
  about: (item: Partial<Fields>) => string;
}

const MESSAGES = { save: "save", drop: "drop" };

/** Return the fields of a record, or of a message that saves one. */
function fieldsOf<Fields extends object>(blank: Fields, from: object): Fields {
  const given = from as Fields;
  const names = Object.keys(blank) as (keyof Fields)[];
  return Object.fromEntries(
    names.map((name) => [name, given[name] === undefined ? blank[name] : given[name]]),
  ) as Fields;
}

/** Return a list with what was done here on top of the kernel's state. */
export function recordsNow<Fields extends object, Item extends Fields & TeamRecord>(
  {
    items,
    blank,
    unseen,
    order,
    messages = MESSAGES,
  }: Omit<RecordsOptions<Fields, Item>, "name" | "mayEdit">,
  pending: readonly Message[],
): Item[] {
  const now = new Map(items.map((item) => [item.id, item]));
  for (const message of pending) {
    const id = String(message.record_id);
    const known = now.get(id);
    if (message.type === messages.drop) now.delete(id);
    if (message.type !== messages.save) continue;
    const fields = fieldsOf(blank, message);
    now.set(id, { ...unseen, revision: 0, ...known, ...fields, id } as unknown as Item);
  }
  // Sorting is stable: what the order holds for equal stays as it came.
  return order ? [...now.values()].sort(order) : [...now.values()];
}

/** Return a team's list and what this person can do with it. */
export function useRecords<
  Fields extends object,
  Item extends Fields & TeamRecord,
  State extends ExerciseState = ExerciseState,
>(exercise: Exercise<State>, options: RecordsOptions<Fields, Item>): Records<Fields, Item> {
  const { outbox, view } = exercise;
  const { name, items, blank, mayEdit, fields: declared = [], messages = MESSAGES } = options;
  // What two saved differently stands in the list as it was saved, until that is decided.
  const undecided = view.conflict?.message.request_id;
  const now = recordsNow(
    options,
    view.pending.filter((one) => !view.conflict || one.request_id !== undecided),
  );
  const forms = useForms<Fields>(draftKey(exercise.person, exercise.step, name));
  const editing = mayEdit ? (forms.forms.current.at(-1) ?? null) : null;
  const edited = now.find(({ id }) => id === editing?.id);
  useEffect(() => {
    for (const { id, revision } of items) outbox.see(id, revision);
  }, [outbox, items]);
  const formOf = (id: string, base: number, start: Fields): Editing<Fields> => {
    return { key: newRequestId(), id, base, start, now: start };
  };
  // What could not be saved opens again to be changed: nobody should have to type it twice.
  useEffect(() => {
    const { refusal } = view;
    const message = refusal?.message;
    // Where no form can stand, the words are shown by the frame (`Held`) until they are put away.
    if (message?.type !== messages.save || refusal?.isTaken || !mayEdit) return;
    const id = String(message.record_id);
    const item = items.find((one) => one.id === id);
    // What others saved since it was begun is still theirs: it is compared with that again.
    const base = Number(message.base_revision ?? item?.revision ?? 0);
    const form = formOf(id, base, fieldsOf(blank, refusal?.start ?? item ?? blank));
    forms.giveBack({ ...form, now: fieldsOf(blank, message) });
    if (refusal) outbox.takeBack(refusal);
  }, [view.refusal, mayEdit]);

  const send = (id: string, fields: Fields, base: number, start?: object): void => {
    const texts = Object.entries(fields).map(([field, value]) => [
      field,
      typeof value === "string" ? clean(value) : value,
    ]);
    const content = Object.fromEntries(texts) as Fields;
    const words = declared.length ? { said: textsSaid(exercise.t, declared, content) } : {};
    outbox.put(
      { type: messages.save, record_id: id, ...content },
      { record: id, replaces: `${name}.${id}`, base, ...words, ...(start ? { start } : {}) },
    );
  };
  return {
    now,
    editing,
    edited,
    takesFocus: forms.takesFocus.current,
    head: forms.head,
    edit: (item) => forms.open(formOf(item.id, item.revision, fieldsOf(blank, item))),
    add: (start = {}) => forms.open(formOf("", 0, { ...blank, ...start })),
    change: forms.change,
    save: (part = {}) => {
      const form = forms.forms.current.at(-1);
      if (!form) return;
      // Of a record that somebody dropped meanwhile the person is asked, as of any other conflict.
      const start = form.base ? form.start : undefined;
      send(form.id || newRequestId(), { ...form.now, ...part }, form.base, start);
      forms.close();
    },
    cancel: forms.close,
    put: (item, part) =>
      // What is told of a record besides its fields, as in an earlier version, is not sent.
      send(item.id, fieldsOf(blank, { ...item, ...part }), item.revision, fieldsOf(blank, item)),
    putBack: (dropped) => send(dropped.id, fieldsOf(blank, dropped), dropped.revision),
    exercise: exercise as unknown as Exercise<ExerciseState>,
    fields: declared,
    sends: Object.keys(blank) as (keyof Fields & string)[],
    messages,
    kind: options.kind ?? "",
    mayEdit,
    about: (item) => {
      const named = declared.find(({ kind }) => kind === "text" || kind === "writing");
      return String((named && item[named.name]) ?? "");
    },
    drop: ({ id, revision }) => {
      outbox.put({ type: messages.drop, record_id: id }, { record: id, base: revision });
      forms.drop(id);
    },
  };
}

/**
 * The forms that were begun, the open one last, kept under `draft`.
 *
 * Who opens another form, or gets back what was refused, finds the first again when that is done.
 */
function useForms<Fields>(draft: string) {
  const [first] = useState(() => recall<Editing<Fields>[]>(draft));
  // Read at once: two changes can come before the page is drawn again.
  const forms = useRef(Array.isArray(first) ? first : []);
  const [, draw] = useState({});
  const takesFocus = useRef(false);
  const opener = useRef<{ element: HTMLElement | null; opens: string } | null>(null);
  const head = useRef<HTMLHeadingElement>(null);
  const focusNext = useFocusNext();
  const put = (next: Editing<Fields>[]): void => {
    forms.current = next;
    keep(draft, next.length ? next : null);
    draw({});
  };
  const findBack = (): HTMLElement | null => {
    const { element, opens } = opener.current ?? {};
    if (element?.isConnected && element !== document.body) return element;
    // The button may have made way for the form, and another one stands there again.
    const buttons = head.current?.closest(".ci")?.querySelectorAll<HTMLElement>("[data-opens]");
    return [...(buttons ?? [])].find((one) => one.dataset.opens === opens) ?? head.current;
  };
  const open = (form: Editing<Fields>): void => {
    const active = document.activeElement as HTMLElement | null;
    opener.current = { element: active, opens: active?.dataset.opens ?? "" };
    takesFocus.current = true;
    const begun = forms.current.filter(isChanged);
    const same = begun.find(({ id }) => id !== "" && id === form.id);
    put([...begun.filter((one) => one !== same), same ?? form]);
  };
  const close = (): void => {
    put(forms.current.slice(0, -1));
    takesFocus.current = true;
    // A form that comes to light takes the keyboard itself.
    if (!forms.current.length) focusNext(findBack);
  };
  /** Open what was refused, or lay it under the form that somebody is in. */
  const giveBack = (form: Editing<Fields>): void => {
    // Who is still where the form left them is taken back into it; who went on is left alone.
    if (!forms.current.length)
      takesFocus.current = opener.current !== null && document.activeElement === findBack();
    put([form, ...forms.current]);
  };
  const change = (part: Partial<Fields>): void => {
    const top = forms.current.at(-1);
    if (top) put([...forms.current.slice(0, -1), { ...top, now: { ...top.now, ...part } }]);
  };
  const drop = (dropped: string): void => {
    put(forms.current.filter(({ id }) => id !== dropped));
    focusNext(() => head.current);
  };
  return { forms, takesFocus, head, open, close, giveBack, change, drop };
}

/** Whether a form holds words that are nowhere else yet. */
export function isChanged<Fields>({ start, now }: Editing<Fields>): boolean {
  return JSON.stringify(start) !== JSON.stringify(now);
}
