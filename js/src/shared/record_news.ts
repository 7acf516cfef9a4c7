/** What has come to a list since a page was opened: told once, and quietly. */

import { useRef } from "preact/hooks";

/** What was celebrated once is not celebrated again when somebody comes back to the step. */
export function settle({ currentTarget }: { currentTarget: EventTarget | null }): void {
  (currentTarget as HTMLElement | null)?.classList.remove("ci-fresh");
}

/** Return the ids that were not there when the list was first drawn, the newest last. */
export function useNews(ids: readonly string[]): readonly string[] {
  const seen = useRef<Set<string>>(undefined);
  const news = useRef<string[]>([]);
  seen.current ??= new Set(ids);
  for (const id of ids) {
    if (seen.current.has(id)) continue;
    seen.current.add(id);
    news.current = [...news.current, id];
  }
  return news.current;
}
