/** The network of a venue: a line that opens, how quick it is, how fast, how far. */

import { type Say, sayFrom } from "../shared/words";
import { hostWords } from "./page_data";

/** `script#ci-check`: what there is to look at. */
export interface Check {
  line: string;
  file: string;
  bytes: number;
  first_page: number;
  people: number;
  public_url: string;
  only_here: boolean;
}

export type Verdict = "good" | "fair" | "poor";

export interface Finding {
  verdict: Verdict;
  text: string;
}

/** What ten questions over the line brought: milliseconds each, and how far the clock is off. */
export interface Trips {
  isOpen: boolean;
  milliseconds: number[];
  skew: number;
}

const ROUND_TRIPS = 10;
const LINE_TIME = 15_000;
const FILE_TIME = 30_000;
const GOOD_MS = 150;
const FAIR_MS = 500;
const SLOW_ALL_SECONDS = 20;
const MINUTE = 60_000;

const median = (values: number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;

/** Ask ten times over a socket, one question after the other's answer. */
export function askTenTimes(address: URL, time = LINE_TIME): Promise<Trips> {
  return new Promise((done) => {
    const trips: Trips = { isOpen: false, milliseconds: [], skew: 0 };
    const socket = new WebSocket(address);
    let asked = 0;
    const end = (): void => {
      clearTimeout(timer);
      socket.onclose = null;
      socket.close();
      done(trips);
    };
    const ask = (): void => {
      asked = performance.now();
      socket.send(String(trips.milliseconds.length));
    };
    const timer = setTimeout(end, time);
    socket.onopen = () => {
      trips.isOpen = true;
      ask();
    };
    socket.onclose = end;
    socket.onmessage = (event) => {
      const took = performance.now() - asked;
      // The quickest answer tells the time best.
      if (took <= Math.min(...trips.milliseconds, Infinity))
        trips.skew = Date.now() - took / 2 - JSON.parse(event.data as string).now;
      trips.milliseconds.push(took);
      if (trips.milliseconds.length < ROUND_TRIPS) ask();
      else end();
    };
  });
}

/** Say what the line is like. */
export function lineFinding(t: Say, trips: Trips, address: string): Finding {
  const { isOpen, milliseconds } = trips;
  if (!isOpen || milliseconds.length === 0)
    return { verdict: "poor", text: t("line_none", { address }) };
  if (milliseconds.length < ROUND_TRIPS)
    return { verdict: "poor", text: t("line_cut", { n: milliseconds.length }) };
  const ms = Math.round(median(milliseconds));
  const blanks = { ms, worst: Math.round(Math.max(...milliseconds)) };
  if (ms <= GOOD_MS) return { verdict: "good", text: t("line_good", blanks) };
  if (ms <= FAIR_MS) return { verdict: "fair", text: t("line_fair", blanks) };
  return { verdict: "poor", text: t("line_slow", blanks) };
}

/** Say how fast files come; `seconds` is null for one that did not. */
export function speedFinding(t: Say, check: Check, seconds: number | null): Finding {
  if (seconds === null) return { verdict: "poor", text: t("speed_none") };
  const rate = check.bytes / Math.max(seconds, 0.001);
  const one = check.first_page / rate;
  const all = one * check.people;
  const blanks = {
    mbit: shortly((8 * rate) / 1e6),
    one: shortly(one),
    all: shortly(all),
    people: check.people,
  };
  return all > SLOW_ALL_SECONDS
    ? { verdict: "fair", text: t("speed_slow", blanks) }
    : { verdict: "good", text: t("speed_good", blanks) };
}

/** Say how far the clocks are apart. */
export function clockFinding(t: Say, skew: number): Finding {
  const minutes = Math.round(Math.abs(skew) / MINUTE);
  if (minutes < 2) return { verdict: "good", text: t("clock_good") };
  const time =
    minutes < 120 ? t("minutes", { n: minutes }) : t("hours", { n: Math.round(minutes / 60) });
  return { verdict: "fair", text: t("clock_off", { time }) };
}

/** Two figures that matter, as people say them. */
function shortly(value: number): string {
  return value >= 10 ? String(Math.round(value)) : String(Number(value.toPrecision(2)));
}

async function secondsToFetch(check: Check): Promise<number | null> {
  const began = performance.now();
  try {
    const signal = AbortSignal.timeout(FILE_TIME);
    const answer = await fetch(check.file, { cache: "no-store", signal });
    await answer.arrayBuffer();
    return answer.ok ? (performance.now() - began) / 1000 : null;
  } catch {
    return null;
  }
}

async function reachFinding(t: Say, check: Check): Promise<Finding> {
  const address = check.public_url;
  if (check.only_here || !address)
    return { verdict: "fair", text: t("reach_only_here", { address: address || location.origin }) };
  const public_url = new URL(address);
  if (public_url.origin === location.origin)
    return { verdict: "good", text: t("reach_same", { address }) };
  try {
    const signal = AbortSignal.timeout(LINE_TIME);
    // What it answers cannot be read from here; that it answers is what is asked.
    await fetch(new URL("healthz", public_url), { cache: "no-store", mode: "no-cors", signal });
    return { verdict: "good", text: t("reach_good", { address }) };
  } catch {
    return { verdict: "poor", text: t("reach_none", { address }) };
  }
}

function show(t: Say, name: string, finding: Finding | null): void {
  const section = document.querySelector<HTMLElement>(`[data-check="${name}"]`);
  const line = section?.querySelector("p");
  if (!section || !line) return;
  if (finding) section.dataset.verdict = finding.verdict;
  else delete section.dataset.verdict;
  const word = document.createElement("strong");
  word.textContent = finding ? `${t(finding.verdict)}: ` : "";
  line.replaceChildren(word, finding?.text ?? t("checking"));
}

/** Look at everything once, one after the other so that nothing slows the next. */
export async function checkAll(t: Say, check: Check): Promise<void> {
  for (const name of ["line", "speed", "reach", "clock"]) show(t, name, null);
  const address = new URL(check.line, location.href);
  address.protocol = address.protocol.replace("http", "ws");
  const trips = await askTenTimes(address);
  show(t, "line", lineFinding(t, trips, location.host));
  show(t, "speed", speedFinding(t, check, await secondsToFetch(check)));
  show(t, "reach", await reachFinding(t, check));
  const isTold = trips.milliseconds.length > 0;
  const unknown: Finding = { verdict: "poor", text: t("line_none", { address: location.host }) };
  show(t, "clock", isTold ? clockFinding(t, trips.skew) : unknown);
}

/** Begin, and again for whoever presses the button. */
export function begin(): void {
  const told = document.getElementById("ci-check")?.textContent;
  const button = document.querySelector<HTMLButtonElement>("[data-again]");
  if (!told || !button) return;
  const t = sayFrom(hostWords() ?? {});
  const check = JSON.parse(told) as Check;
  const run = async (): Promise<void> => {
    button.setAttribute("aria-disabled", "true");
    await checkAll(t, check);
    button.removeAttribute("aria-disabled");
  };
  button.addEventListener("click", () => {
    if (!button.hasAttribute("aria-disabled")) void run();
  });
  void run();
}

begin();
