/** Who may read a name. Each includes those before it: everyone includes the team's own readers. */

import { AUDIENCES, type Audience } from "./record_list_fields";

/**
 * Return the ticks as they go together, after one of them changed.
 *
 * Ticking one ticks the narrower along; taking one back takes the wider back with it.
 */
export function ticksTogether(
  before: readonly Audience[],
  ticked: readonly Audience[],
): Audience[] {
  const takenBack = AUDIENCES.findIndex((one) => before.includes(one) && !ticked.includes(one));
  if (takenBack >= 0) return AUDIENCES.slice(0, takenBack);
  const widest = widestOf(ticked);
  return widest ? AUDIENCES.slice(0, AUDIENCES.indexOf(widest) + 1) : [];
}

/** Return the widest audience that is ticked. */
export function widestOf(ticked: readonly Audience[]): Audience | undefined {
  return AUDIENCES.filter((one) => ticked.includes(one)).at(-1);
}
