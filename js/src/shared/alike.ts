/** Which texts look alike: a hint for people, who decide. */

export interface Alike {
  one: string;
  other: string;
  likeness: number;
}

const THRESHOLD = 0.5;
// Words that stand in any sentence and say nothing of what it is about.
const EMPTY = new Set(
  "a about all an and are as at be by can do for from have i in is it more need needs no not of on or our that the their them there they this to too us we who with you your".split(
    " ",
  ),
);

/** Return the words a text is about, without marks, endings and words that say nothing. */
function wordsIn(text: string): string[] {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.filter((word) => !EMPTY.has(word)).map(stem);
}

/** Return how alike two texts are: 0 nothing in common, 1 the same words in any order. */
export function likeness(one: string, other: string): number {
  return compare(traits(one), traits(other));
}

/** Return the pairs at least so alike, the most alike first. */
export function pairsAlike(texts: { id: string; text: string }[], least = THRESHOLD): Alike[] {
  const known = texts.map(({ id, text }) => ({ id, traits: traits(text) }));
  const pairs = known.flatMap((one, place) =>
    known.slice(place + 1).map((other) => ({
      one: one.id,
      other: other.id,
      likeness: compare(one.traits, other.traits),
    })),
  );
  return pairs
    .filter((pair) => pair.likeness >= least)
    .sort((one, other) => other.likeness - one.likeness);
}

interface Traits {
  words: Set<string>;
  threes: Set<string>;
}

function traits(text: string): Traits {
  const words = wordsIn(text);
  // Three letters at a time see through endings, spelling and languages without blanks.
  return { words: new Set(words), threes: threes(words.join(" ")) };
}

function compare(one: Traits, other: Traits): number {
  return Math.max(overlap(one.words, other.words), overlap(one.threes, other.threes));
}

function stem(word: string): string {
  const cut = word.replace(/(ies|ing|ers|er|es|ed|e|s|y)$/, "");
  return cut.length >= 3 ? cut : word;
}

function threes(text: string): Set<string> {
  const letters = [...text];
  return new Set(letters.slice(2).map((_, place) => letters.slice(place, place + 3).join("")));
}

/** Return Dice's share of what two sets have in common. */
function overlap(mine: Set<string>, theirs: Set<string>): number {
  if (!mine.size || !theirs.size) return 0;
  let both = 0;
  for (const one of mine) if (theirs.has(one)) both += 1;
  return (2 * both) / (mine.size + theirs.size);
}
