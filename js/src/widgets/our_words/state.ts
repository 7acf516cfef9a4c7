/** What the kernel tells the shared words, and where each word stands on this page. */

import type { ExerciseState } from "../../shared/afm";
import type { TeamRecord } from "../../shared/records";

/** A word of the maps; `labels` are the ways it was written, where there are several. */
export interface Word {
  key: string;
  label: string;
  labels: string[];
}

/** Words under one label, as the kernel tells them. */
export interface Told extends TeamRecord {
  label: string;
  words: { key: string; label: string }[];
}

/** Traits of `widgets/our_words.py`. */
export interface State extends ExerciseState {
  words_here: Word[];
  shared: Told[];
  alike: { words: string[] }[];
}

/** What is sent of words under one label. */
export interface LabelFields {
  label: string;
  words: string[];
}

export type Label = LabelFields & TeamRecord;

export const NEW_LABEL: LabelFields = { label: "", words: [] };
// As many words as a record of them holds (`model/maps.py`, SharedWord).
export const MOST_WORDS = 60;

/** Return every word there is, by its key. */
export function wordsOf(here: Word[], shared: Told[]): Map<string, Word> {
  const under = shared.flatMap(({ words }) => words).map((word) => ({ ...word, labels: [] }));
  return new Map([...under, ...here].map((word) => [word.key, word]));
}

/** Return a word's label; of one that is on no map any more, what its key says. */
export function labelOf(words: Map<string, Word>, key: string): string {
  return words.get(key)?.label ?? key.replace(/^\w+:/, "");
}

/** Return the words that stand under no label, in the order of the alphabet. */
export function looseWords(words: Map<string, Word>, labels: Label[]): Word[] {
  const under = new Set(labels.flatMap((one) => one.words));
  return [...words.values()]
    .filter(({ key }) => !under.has(key))
    .sort((one, other) => one.label.localeCompare(other.label));
}

/** Two words, or a word and a label, that may mean the same. */
export interface Hint {
  key: string;
  /** The words that stand under no label yet. */
  words: string[];
  /** The label the other one stands under. */
  label: Label | undefined;
}

/** Return the hints that are left: none of what is together already, or was kept apart. */
export function hintsNow(
  alike: State["alike"],
  loose: Word[],
  labels: Label[],
  apart: readonly string[],
): Hint[] {
  const isLoose = new Set(loose.map(({ key }) => key));
  const hints = alike.flatMap(({ words }): Hint[] => {
    const label = labels.find((one) => one.words.some((key) => words.includes(key)));
    const left = words.filter((key) => isLoose.has(key));
    const key = JSON.stringify([...words].sort());
    if (apart.includes(key) || left.length + (label ? 1 : 0) < 2) return [];
    return [{ key, words: left, label }];
  });
  // Two words of one label may both look like a third: that is one question.
  const asked = new Set<string>();
  return hints.filter(({ words, label }) => {
    const question = [label?.id ?? "", ...words].join(" ");
    return !asked.has(question) && asked.add(question);
  });
}

/** Return whether a word is what somebody looks for, in any way it was written. */
export function isFound({ label, labels }: Word, sought: string): boolean {
  const plain = (text: string): string =>
    text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
  return [label, ...labels].some((text) => plain(text).includes(plain(sought)));
}
