/** Whether this page hangs on a wall (`#…&projector`): read from afar, with nothing to press. */
export function isOnWall(): boolean {
  return document.documentElement.classList.contains("ci-projector");
}
