/** Doubles for tests: a model without a kernel, and the real words. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { act } from "@testing-library/preact";
import type { Message, Model } from "./afm";

/** A model that tests drive: `change` and `receive` are the kernel's side, `sent` the page's. */
export interface FakeModel<State extends object> extends Model<State> {
  sent: Message[];
  change(state: Partial<State>): void;
  receive(content: Message): void;
  reply(content: Message): void;
}

/** Make a fake model of a state. `reply` answers the last message that was sent. */
export function fakeModel<State extends object>(state: State): FakeModel<State> {
  const now: State = { ...state };
  const callbacks = new Map<string, Set<(...args: unknown[]) => void>>();
  const fire = (event: string, ...args: unknown[]): void => {
    for (const callback of [...(callbacks.get(event) ?? [])]) callback(...args);
  };
  const model: FakeModel<State> = {
    sent: [],
    get: (name) => now[name],
    on(event, callback) {
      const known = callbacks.get(event) ?? new Set();
      callbacks.set(event, known.add(callback as (...args: unknown[]) => void));
    },
    off(event, callback) {
      callbacks.get(event)?.delete(callback as (...args: unknown[]) => void);
    },
    send: (content) => {
      model.sent.push(structuredClone(content));
    },
    change(changed) {
      act(() => {
        Object.assign(now, changed);
        for (const name of Object.keys(changed)) fire(`change:${name}`);
      });
    },
    receive(content) {
      act(() => fire("msg:custom", content));
    },
    reply(content) {
      model.receive({ request_id: model.sent.at(-1)?.request_id ?? "", ...content });
    },
  };
  return model;
}

const CATALOGUE = join(import.meta.dirname, "../../../src/ciwidgets/words/en");

/** Read the catalogue: a file a section, of one-line `key = "sentence"`, which is all it may hold. */
export function catalogue(): Record<string, Record<string, string>> {
  const sections: Record<string, Record<string, string>> = {};
  for (const file of readdirSync(CATALOGUE)) {
    const section: Record<string, string> = {};
    for (const line of readFileSync(join(CATALOGUE, file), "utf-8").split("\n")) {
      const pair = /^(\w+) = ("(?:[^"\\]|\\.)*")\s*$/.exec(line);
      if (pair?.[1] && pair[2]) section[pair[1]] = JSON.parse(pair[2]) as string;
      else if (line.trim() && !line.startsWith("#"))
        throw new Error(`${file}: not a comment or a one-line sentence: ${line}`);
    }
    sections[file.replace(".toml", "")] = section;
  }
  return sections;
}

/** Return the words a widget is given: the common ones and its own. */
export function wordsOf(stem: string): Record<string, string> {
  const all = catalogue();
  return { ...all.common, ...all[stem] };
}
