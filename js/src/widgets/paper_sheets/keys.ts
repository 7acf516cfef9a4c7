/** Typing without a mouse: a number chooses, Enter goes on, Backspace goes back. */

const STOPS = "input:not([type=radio]), select, fieldset[data-keys], button[data-end]";

/** Take a key that was pressed in the form. */
export function takeKey(event: KeyboardEvent): void {
  const form = event.currentTarget as HTMLElement;
  const target = event.target as HTMLElement;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const row = target.closest<HTMLElement>("fieldset[data-keys]");
  if (row && /^[0-9]$/.test(event.key)) {
    const choice = row.querySelectorAll<HTMLInputElement>("input")[Number(event.key)];
    if (!choice) return;
    event.preventDefault();
    choice.click();
    go(form, row, 1);
  } else if (event.key === "Enter" && target.tagName !== "BUTTON") {
    event.preventDefault();
    go(form, row ?? target, 1);
  } else if (event.key === "Backspace" && (row || isEmptyLine(target))) {
    event.preventDefault();
    go(form, row ?? target, -1);
  }
}

function isEmptyLine(target: HTMLElement): boolean {
  return target instanceof HTMLInputElement && target.type === "text" && target.value === "";
}

/** Bring the keyboard to the stop before or after one. */
function go(form: HTMLElement, from: HTMLElement, by: 1 | -1): void {
  const stops = [...form.querySelectorAll<HTMLElement>(STOPS)].filter(
    (one) => !one.closest("details:not([open])"),
  );
  const next = stops[stops.indexOf(from) + by];
  if (next instanceof HTMLFieldSetElement)
    (next.querySelector<HTMLElement>("input:checked") ?? next.querySelector("input"))?.focus();
  else next?.focus();
}
