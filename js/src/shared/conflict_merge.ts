/** Two versions of one record put together: by themselves where they can, else asked about. */

/** What has become of each field that one side or both changed. */
export interface Merge<Fields> {
  /** Everything that needs no question, mine where there is one. */
  merged: Fields;
  /** Both changed these, and not alike. */
  asked: (keyof Fields & string)[];
  /** Only the other side changed these: they are taken over. */
  taken: (keyof Fields & string)[];
}

/** Whether two values say the same; in which order ids were ticked says nothing. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(plain(one)) === JSON.stringify(plain(other));
}

function plain(value: unknown): unknown {
  if (Array.isArray(value))
    return value.every((part) => typeof part === "string") ? [...value].sort() : value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const parts = Object.entries(value).map(([name, part]) => [name, plain(part)] as const);
  return Object.fromEntries(parts.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/**
 * Merge what this person sends with what somebody else saved, over what both began with.
 *
 * Without `start` every difference is asked about. A field `theirs` does not tell stays mine.
 */
export function mergeFields<Fields extends object>(
  names: readonly (keyof Fields & string)[],
  start: Partial<Fields> | undefined,
  mine: Fields,
  theirs: Partial<Fields>,
): Merge<Fields> {
  const merged = { ...mine };
  const asked: (keyof Fields & string)[] = [];
  const taken: (keyof Fields & string)[] = [];
  for (const name of names) {
    const other = theirs[name];
    if (other === undefined || isSame(mine[name], other)) continue;
    const isKnown = start !== undefined && name in start;
    if (isKnown && isSame(start[name], other)) continue;
    if (isKnown && isSame(start[name], mine[name])) {
      merged[name] = other as Fields[typeof name];
      taken.push(name);
    } else asked.push(name);
  }
  return { merged, asked, taken };
}
