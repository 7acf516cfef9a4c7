/** One step of the workbook at a time, each with its own address. */

import type { Say } from "../shared/words";
import { readFragment } from "./fragment";

interface Step {
  id: string;
  title: string;
  section: HTMLElement;
  heading: HTMLElement | null;
}

/** Show one step, list them all, and follow the address. */
export function startSteps(t: Say): void {
  const steps = findSteps();
  const [first] = steps;
  if (!first) return;
  const pageTitle = document.title;
  const list = makeList(steps, t);
  const intro = [...(first.section.parentElement?.children ?? [])].filter(
    (one): one is HTMLElement =>
      one instanceof HTMLElement &&
      !one.matches("h1, .ci-page-message") &&
      (one.compareDocumentPosition(first.section) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0,
  );
  first.section.before(list);
  steps.forEach((step, place) => {
    if (steps.length > 1) step.section.append(makeTurn(steps[place - 1], steps[place + 1], t));
  });
  const show = (isMoved: boolean): void => {
    const asked = readFragment().step;
    const found = steps.find((step) => step.id === asked);
    const now = found ?? first;
    document.documentElement.classList.toggle("ci-in-step", found !== undefined);
    for (const one of intro) one.hidden = found !== undefined;
    for (const step of steps) step.section.hidden = step !== now;
    for (const link of list.querySelectorAll("a")) {
      if (link.dataset.to === now.id) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
    }
    list.toggleAttribute("open", !found);
    document.title = found ? `${found.title} – ${pageTitle}` : pageTitle;
    if (!isMoved) return;
    (now.heading ?? now.section).focus({ preventScroll: true });
    now.section.scrollIntoView({ block: "start" });
  };
  window.addEventListener("hashchange", () => show(true));
  show(false);
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
