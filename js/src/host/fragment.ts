/** The part of the address after #, which no server and no log ever sees. */

export interface Fragment {
  step: string;
  team: string;
}

/** Read `#step=<id>&team=<CODE>`; what is not there is "". */
export function readFragment(hash = location.hash): Fragment {
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  return { step: parts.get("step") ?? "", team: parts.get("team") ?? "" };
}

/** Keep the team code for the join strip, and take it out of the address people see and share. */
export function keepTeamCode(): void {
  const { step, team } = readFragment();
  if (!team) return;
  try {
    sessionStorage.setItem("ciwidgets.code", team);
  } catch {
    return; // the join strip then reads it from the address
  }
  const rest = step ? `#step=${encodeURIComponent(step)}` : "";
  history.replaceState(history.state, "", location.pathname + location.search + rest);
}
