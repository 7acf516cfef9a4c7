import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { WidgetModule } from "../shared/afm";
import { announceConnection } from "../shared/connection";
import { keep } from "../shared/keep";
import { queueKey } from "../shared/outbox_kept";
import { Models } from "./models";
import { Code, Widgets } from "./mounting";
import type { PageData } from "./page_data";
import { startSteps } from "./steps";

const STEPS = ["numbers", "see", "have", "first"];
const PLACES = ["strip", ...STEPS];

const BODY = `<div class="ci-widget" data-cell="strip"></div>
  ${STEPS.map(
    (step) => `<section class="ci-step" data-step="${step}"><h2>${step}</h2>
      <div class="ci-widget" data-cell="${step}">Getting this ready…</div></section>`,
  ).join("")}`;

const PAGE = {
  static_url: "/static/",
  modules: Object.fromEntries(PLACES.map((name) => [name, `${name}.js`])),
} as unknown as PageData;

const heard: EventListener[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  document.body.append(document.createRange().createContextualFragment(BODY));
  Element.prototype.scrollIntoView = vi.fn();
  // Listeners of one page's steps must not move those of the next.
  const listen = window.addEventListener.bind(window);
  vi.spyOn(window, "addEventListener").mockImplementation((type: string, callback: unknown) => {
    if (type === "hashchange") heard.push(callback as EventListener);
    listen(type, callback as EventListener);
  });
});

afterEach(() => {
  for (const callback of heard.splice(0)) window.removeEventListener("hashchange", callback);
  document.body.replaceChildren();
  history.replaceState(null, "", location.pathname);
  announceConnection("connected");
  vi.useRealTimers();
});

/** A page whose kernel has told of its widgets; a widget says its phase, and follows it. */
function begin(load = async (_address: string): Promise<void> => undefined) {
  startSteps();
  const fetched: string[] = [];
  const mounted: string[] = [];
  const widget = (name: string): WidgetModule => ({
    render: ({ model, el }) => {
      mounted.push(name);
      const say = (): void => {
        el.textContent = `${name} is ${model.get("phase")}`;
      };
      model.on("change:phase", say);
      say();
      return () => undefined;
    },
  });
  const code = new Code(PAGE, async (address) => {
    const name = /(\w+)\.js/.exec(address)?.[1] ?? "";
    fetched.push(name);
    await load(address);
    return { default: widget(name) };
  });
  const models = new Models(() => ({ send: vi.fn() }) as never, vi.fn(), vi.fn());
  const onFailed = vi.fn();
  const widgets = new Widgets(code, models, onFailed);
  for (const name of PLACES) {
    const state = { phase: "waiting", person: "", step: `book/${name}` };
    models.begin(name, state);
    widgets.add({ cell: name, model_id: name, module: name, state });
  }
  const change = (id: string, state: object): void => {
    const content = { comm_id: id, data: { method: "update", state } };
    models.take({ header: { msg_type: "comm_msg" }, content } as never);
  };
  return { widgets, fetched, mounted, change, onFailed };
}

const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);
const textOf = (name: string) => document.querySelector(`[data-cell=${name}]`)?.textContent;

async function goTo(step: string): Promise<void> {
  history.replaceState(null, "", `#step=${step}`);
  window.dispatchEvent(new HashChangeEvent("hashchange"));
  await settle();
}

test("only what stands outside of steps and in the one that is shown is fetched and mounted", async () => {
  const { fetched, mounted } = begin();
  await settle();
  expect(fetched).toEqual(["strip", "numbers"]);
  expect(mounted).toEqual(["strip", "numbers"]);
  expect(textOf("have")).toBe("Getting this ready…");
});

test("a step's widget comes when its step is first shown, once, with the state of that moment", async () => {
  const { mounted, change } = begin();
  await settle();
  change("have", { phase: "open" });
  await goTo("have");
  expect(textOf("have")).toBe("have is open");
  change("have", { phase: "closed" });
  expect(textOf("have")).toBe("have is closed");
  await goTo("numbers");
  await goTo("have");
  expect(mounted).toEqual(["strip", "numbers", "have"]);
});

test("once all in sight is there, the rest is fetched in the order of the steps, one after another", async () => {
  let inFlight = 0;
  let most = 0;
  const { widgets, fetched, mounted } = begin(async () => {
    inFlight += 1;
    most = Math.max(most, inFlight);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    inFlight -= 1;
  });
  void widgets.fetchOthers();
  await vi.advanceTimersByTimeAsync(900);
  expect(fetched).toEqual(["strip", "numbers"]);
  most = 0;
  await vi.advanceTimersByTimeAsync(20_000);
  expect(fetched).toEqual(["strip", "numbers", "see", "have", "first"]);
  expect(most).toBe(1);
  expect(mounted).toEqual(["strip", "numbers"]);
  announceConnection("lost");
  await goTo("first");
  expect(textOf("first")).toBe("first is waiting");
});

test("nothing is fetched ahead while the line is down", async () => {
  const { widgets, fetched } = begin();
  announceConnection("connecting");
  void widgets.fetchOthers();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(fetched).toEqual(["strip", "numbers"]);
  announceConnection("connected");
  await vi.advanceTimersByTimeAsync(20_000);
  expect(fetched).toHaveLength(5);
});

test("code that could not be fetched ahead is asked for again by whoever needs it", async () => {
  let isBroken = true;
  const { widgets, fetched, onFailed } = begin(async (address) => {
    if (isBroken && address.includes("see")) throw new TypeError("Failed to fetch");
  });
  void widgets.fetchOthers();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(fetched.filter((name) => name === "see")).toHaveLength(4);
  expect(fetched).toContain("first");
  isBroken = false;
  await goTo("see");
  expect(textOf("see")).toBe("see is waiting");
  expect(onFailed).not.toHaveBeenCalled();
});

test("a step that is shown without a network waits for it, and then comes", async () => {
  let isBroken = true;
  const { onFailed } = begin(async (address) => {
    if (isBroken && address.includes("see")) throw new TypeError("Failed to fetch");
  });
  announceConnection("lost");
  await goTo("see");
  await vi.advanceTimersByTimeAsync(120_000);
  expect(textOf("see")).toBe("Getting this ready…");
  isBroken = false;
  announceConnection("connected");
  await settle();
  expect(textOf("see")).toBe("see is waiting");
  expect(onFailed).not.toHaveBeenCalled();
});

test("code that never comes is said, where it was asked for", async () => {
  const { onFailed } = begin(async (address) => {
    if (address.includes("see")) throw new TypeError("Failed to fetch");
  });
  await goTo("see");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(onFailed).toHaveBeenCalledTimes(1);
});

test("a widget whose person has something to send comes before its step is shown", async () => {
  keep(queueKey({ person: "amy", module: "first", step: "book/first" }), [{ message: {} }]);
  const { mounted, change } = begin();
  await settle();
  for (const name of STEPS) change(name, { person: "ben" });
  await settle();
  expect(mounted).toEqual(["strip", "numbers"]);
  for (const name of STEPS) change(name, { person: "amy" });
  await settle();
  expect(mounted).toEqual(["strip", "numbers", "first"]);
  await goTo("first");
  expect(mounted).toEqual(["strip", "numbers", "first"]);
});
