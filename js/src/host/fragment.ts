/** The part of the address after #, which no server and no log ever sees. */

export interface Fragment {
  step: string;
  team: string;
  /** The team a facilitator looks at by this address. */
  look: string;
  /** Whether the page hangs on a wall, with nothing to press. */
  isProjected: boolean;
}

/** Read `#step=<id>&team=<CODE>`, or `#step=<id>&look=<team>&projector`; what is not there is "". */
export function readFragment(hash = location.hash): Fragment {
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  const said = (name: string): string => parts.get(name) ?? "";
  return {
    step: said("step"),
    team: said("team"),
    look: said("look"),
    isProjected: parts.has("projector"),
  };
}

/** Keep the team code for the join strip, and take it out of the address people see and share. */
export function keepTeamCode(): void {
  const { team } = readFragment();
  if (!team) return;
  try {
    sessionStorage.setItem("ciwidgets.code", team);
  } catch {
    return; // the join strip then reads it from the address
  }
  const parts = new URLSearchParams(location.hash.replace(/^#/, ""));
  parts.delete("team");
  // A word without a value, such as "projector", is read as well with "=" behind it.
  const rest = `${parts}` && `#${parts}`;
  history.replaceState(history.state, "", location.pathname + location.search + rest);
}
