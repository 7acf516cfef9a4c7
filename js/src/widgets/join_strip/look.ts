/** The team a facilitator last chose to look at: this tab's first, else this device's. */

import { keep, recall } from "../../shared/keep";

const LOOK = "ciwidgets.look";

export interface Look {
  person: string;
  team_id: string;
}

/** Return the id of the team this address asks to look at, or "". */
export function lookAsked(): string {
  return new URLSearchParams(location.hash.replace(/^#/, "")).get("look") ?? "";
}

/** Keep the choice for this tab, and for the next tab that opens on this device. */
export function keepLook(look: Look): void {
  keep(LOOK, look);
  keep(LOOK, look, "tab");
}

/** Return the id of the team this person chose before, or "". */
export function recallLook(person: string): string {
  const looks = [recall<Look>(LOOK, "tab"), recall<Look>(LOOK)];
  return (person && looks.find((look) => look?.person === person)?.team_id) || "";
}
