/** Typing without a mouse: a number chooses and goes on, Enter goes on, Backspace goes back. */

const STOPS = "input:not([type=radio]), select, fieldset[data-keys], button[data-end]";

/**
 * Return what takes the keys pressed in one form.
 *
 * Many press Enter after each number. The number has gone on already, so that Enter does nothing:
 * otherwise every second statement would be passed over, and nobody would see it.
 */
export function keyTaker(): (event: KeyboardEvent) => void {
  let arrived: HTMLElement | undefined;
  return (event) => {
    const form = event.currentTarget as HTMLElement;
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const row = target.closest<HTMLElement>("fieldset[data-keys]");
    const isAfterNumber = arrived === target;
    arrived = undefined;
    if (row && /^[0-9]$/.test(event.key)) {
      const choice = row.querySelectorAll<HTMLInputElement>("input")[Number(event.key)];
      event.preventDefault();
      if (!choice || event.repeat) return;
      choice.click();
      arrived = go(form, row, 1);
    } else if (event.key === "Enter" && isAfterNumber) {
      event.preventDefault();
    } else if (event.key === "Enter" && !target.matches("button, summary")) {
      event.preventDefault();
      go(form, row ?? target, 1);
    } else if (event.key === "Backspace" && (row || isEmptyLine(target))) {
      event.preventDefault();
      go(form, row ?? target, -1);
    }
  };
}

function isEmptyLine(target: HTMLElement): boolean {
  return target instanceof HTMLInputElement && target.type === "text" && target.value === "";
}

/** Bring the keyboard to the stop before or after one, and return what has it then. */
function go(form: HTMLElement, from: HTMLElement, by: 1 | -1): HTMLElement | undefined {
  const stops = [...form.querySelectorAll<HTMLElement>(STOPS)].filter(
    (one) => !one.closest("details:not([open])"),
  );
  const stop = stops[stops.indexOf(from) + by];
  const next =
    stop instanceof HTMLFieldSetElement
      ? (stop.querySelector<HTMLElement>("input:checked") ?? stop.querySelector("input"))
      : stop;
  next?.focus();
  return next ?? undefined;
}
