/** A table that scrolls by itself where the screen is narrow, with a keyboard too. */

import type { ComponentChildren } from "preact";

export function TableFrame({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by a keyboard
    <section class="ci-table" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
