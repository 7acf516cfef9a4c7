/** A table that scrolls by itself where the screen is narrow, with a keyboard too; it says so. */

import type { ComponentChildren } from "preact";
import { useContext, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Words } from "./words";

export function TableFrame({ label, children }: { label: string; children: ComponentChildren }) {
  const t = useContext(Words);
  const frame = useRef<HTMLElement>(null);
  const [isCut, setCut] = useState(false);
  // Whatever is drawn anew may be wider or narrower than it was.
  useLayoutEffect(() => {
    const element = frame.current;
    const table = element?.querySelector("table"); // a picture says it in its own words
    if (!element || !table) return;
    const look = (): void => setCut(element.scrollWidth > element.clientWidth + 1);
    look();
    if (typeof ResizeObserver === "undefined") return;
    const watch = new ResizeObserver(look);
    for (const one of [element, table]) watch.observe(one);
    return () => watch.disconnect();
  }, []);
  return (
    <>
      {isCut && <p class="ci-help ci-table-hint">{t("table_cut")}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by a keyboard */}
      <section class="ci-table" data-cut={isCut} aria-label={label} tabIndex={0} ref={frame}>
        {children}
      </section>
    </>
  );
}
