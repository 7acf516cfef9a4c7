/** One step of the workbook at a time, each with its own address. */

import type { Say } from "../shared/words";
import { readFragment } from "./fragment";

interface Step {
  id: string;
  title: string;
  section: HTMLElement;
  heading: HTMLElement | null;
}

// Sent on `window` when another step is shown.
const SHOWN = "ciwidgets:step";

/**
 * Call back once, when the step that a place stands in is shown: now, if it is, or stands in none.
 *
 * The function returned ends the wait.
 */
export function whenShown(place: Element, callback: () => void): () => void {
  const section = place.closest<HTMLElement>(".ci-step");
  const look = (): void => {
    if (section?.hidden) return;
    end();
    callback();
  };
  const end = (): void => window.removeEventListener(SHOWN, look);
  window.addEventListener(SHOWN, look);
  look();
  return end;
}

/** Show one step and follow the address; `label` adds the list of all and the ways between. */
export function startSteps(): { label: (t: Say) => void } {
  document.documentElement.classList.add("ci-live");
  const steps = findSteps();
  const [first] = steps;
  if (!first) return { label: () => undefined };
  const intro = introBefore(first.section);
  const ends = [...document.querySelectorAll<HTMLElement>(".ci-end")];
  const pageTitle = document.title;
  let list: HTMLDetailsElement | null = null;
  const show = (isMoved: boolean): void => {
    const found = steps.find((step) => step.id === readFragment().step);
    const now = found ?? first;
    document.documentElement.classList.toggle("ci-in-step", found !== undefined);
    for (const step of steps) step.section.hidden = step !== now;
    for (const one of intro) one.hidden = found !== undefined;
    for (const one of ends) one.hidden = now !== steps.at(-1);
    document.title = found ? `${found.title} – ${pageTitle}` : pageTitle;
    if (list) mark(list, now, !found);
    window.dispatchEvent(new CustomEvent(SHOWN));
    if (!isMoved) return;
    (now.heading ?? now.section).focus({ preventScroll: true });
    now.section.scrollIntoView({ block: "start" });
  };
  const label = (t: Say): void => {
    list = makeList(steps, t);
    first.section.before(list);
    if (steps.length > 1) {
      steps.forEach((step, place) => {
        step.section.append(makeTurn(steps[place - 1], steps[place + 1], t));
      });
    }
    show(false);
  };
  window.addEventListener("hashchange", () => show(true));
  show(false);
  return { label };
}

/** What stands before the steps and can step back while one is open: all but the title. */
function introBefore(section: HTMLElement): HTMLElement[] {
  const before: Element[] = [];
  for (let one = section.previousElementSibling; one; one = one.previousElementSibling) {
    before.push(...(one.matches(".ci-intro") ? one.children : [one]));
  }
  return before.filter(
    (one): one is HTMLElement =>
      one instanceof HTMLElement && !one.matches("h1, .ci-page-message, .ci-widget"),
  );
}

function mark(list: HTMLDetailsElement, now: Step, isStart: boolean): void {
  list.open = isStart;
  for (const link of list.querySelectorAll("a")) {
    if (link.dataset.to === now.id) link.setAttribute("aria-current", "step");
    else link.removeAttribute("aria-current");
  }
}

function findSteps(): Step[] {
  return [...document.querySelectorAll<HTMLElement>(".ci-step")].map((section) => {
    const heading = section.querySelector<HTMLElement>("h1, h2");
    (heading ?? section).tabIndex = -1;
    const id = section.dataset.step ?? "";
    return { id, title: heading?.textContent?.trim() || id, section, heading };
  });
}

function makeList(steps: Step[], t: Say): HTMLDetailsElement {
  const details = document.createElement("details");
  details.className = "ci-steps";
  const summary = document.createElement("summary");
  summary.textContent = t("all_steps", { n: steps.length });
  const nav = document.createElement("nav");
  nav.setAttribute("aria-label", t("steps"));
  const list = document.createElement("ol");
  for (const step of steps) {
    const item = document.createElement("li");
    item.append(makeLink(step, step.title));
    list.append(item);
  }
  nav.append(list);
  details.append(summary, nav);
  return details;
}

function makeTurn(before: Step | undefined, after: Step | undefined, t: Say): HTMLElement {
  const nav = document.createElement("nav");
  nav.className = "ci-turn";
  nav.setAttribute("aria-label", t("turn"));
  for (const [step, key, kind] of [
    [before, "previous", "ci-button ci-quiet"],
    [after, "next", "ci-button"],
  ] as const) {
    if (!step) continue;
    const link = makeLink(step, t(key, { title: step.title }));
    link.className = `${kind} ci-${key}`;
    nav.append(link);
  }
  return nav;
}

function makeLink(step: Step, text: string): HTMLAnchorElement {
  const link = document.createElement("a");
  link.href = `#step=${encodeURIComponent(step.id)}`;
  link.dataset.to = step.id;
  link.textContent = text;
  return link;
}
