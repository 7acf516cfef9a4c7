/** What a goal comes from, and what a new one can begin from. */

import type { Message } from "../../shared/afm";
import type { Choice } from "../../shared/record_list_fields";
import type { Say } from "../../shared/words";
import type { Fields, Goal } from "./state";

/** Return those a goal is linked to that still stand on their own list. */
export function linksOf(
  { need_ids, lever_ids }: Pick<Fields, "need_ids" | "lever_ids">,
  known: readonly Choice[],
): Choice[] {
  return known.filter(({ id }) => need_ids.includes(id) || lever_ids.includes(id));
}

/** Return a beginning for each need that no goal serves yet, and for each lever. */
export function startsFrom(
  t: Say,
  goals: readonly Goal[],
  pending: readonly Message[],
  needs: readonly Choice[],
  levers: readonly Choice[],
): { label: string; start: Partial<Fields> }[] {
  const saved = pending.filter(({ type }) => type === "save") as unknown as Fields[];
  const served = new Set([...goals, ...saved].flatMap(({ need_ids }) => need_ids));
  return [
    ...needs
      .filter(({ id }) => !served.has(id))
      .map(({ id, label }) => ({ label: t("start_need", { label }), start: { need_ids: [id] } })),
    ...levers.map(({ id, label }) => ({
      label: t("start_lever", { label }),
      start: { lever_ids: [id] },
    })),
  ];
}
