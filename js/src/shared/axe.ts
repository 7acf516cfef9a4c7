/** For tests: what axe-core finds in a piece of page. jsdom draws nothing, so colours are not seen. */

import axe from "axe-core";

/** Return axe's findings in words; none is []. */
export async function findings(element: Element = document.body): Promise<string[]> {
  const rules = { "color-contrast": { enabled: false }, region: { enabled: false } };
  const { violations } = await axe.run(element, { rules });
  return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" | ")}`);
}
