import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { WidgetModule } from "../shared/afm";
import { catalogue } from "../shared/testing";
import { FakeSocket } from "./fake_socket";
import { keepTeamCode, readFragment } from "./fragment";
import { begin } from "./host";
import { reloadWhenBack } from "./leaving";
import { Models } from "./models";
import { Code, mountWidget } from "./mounting";
import type { PageData } from "./page_data";

vi.mock("./leaving", async (original) => ({
  ...(await original<typeof import("./leaving")>()),
  reloadWhenBack: vi.fn(),
}));

const PAGE: PageData = {
  base_url: "/user/x/",
  kernel_url: "/user/x/api/kernels/k1",
  static_url: "/user/x/static/",
  shutdown_url: "/user/x/shutdown/k1",
  modules: { rating: "rating-HASH.js" },
  common_words: catalogue().common ?? {},
};

const json = (content: unknown): string => JSON.stringify(content).replaceAll("<", "\\u003c");
// As the server writes them (`index.html.j2`): the words before the kernel starts, the end last.
const WORDS = `<script type="application/json" id="ci-words">${json(catalogue().host)}</script>`;
const DATA = `<script type="application/json" id="ci-page">${json(PAGE)}</script>`;
const WHOLE = '<script type="application/json" id="ci-whole">{}</script>';

const BODY = `
  <header id="ci-head"></header>
  <main>
    <section class="ci-intro"><h1>Needs</h1><p id="intro">What this is.</p></section>
    <section class="ci-step" data-step="pulse"><h2>How things are</h2>
      <div class="ci-widget" data-cell="survey"><p>Getting this ready…</p></div></section>
    <section class="ci-step" data-step="ideas"><h2>Ideas</h2></section>
    <section class="ci-step" data-step="vote"><h2>Vote</h2></section>
    <section class="ci-end"><h2>What you have now</h2></section>
  </main>`;

function load(body = BODY): void {
  document.body.append(document.createRange().createContextualFragment(body));
  document.documentElement.className = "";
}

/** Let the rest of the page arrive, and the host begin. */
function start(): void {
  load(WORDS + DATA + WHOLE);
  begin();
}

beforeEach(() => {
  FakeSocket.all = [];
  vi.stubGlobal("WebSocket", FakeSocket);
  vi.mocked(reloadWhenBack).mockClear();
  Element.prototype.scrollIntoView = vi.fn();
  document.title = "Needs";
});

afterEach(() => {
  document.body.replaceChildren();
  history.replaceState(null, "", location.pathname);
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const shown = (): (string | undefined)[] =>
  [...document.querySelectorAll<HTMLElement>(".ci-step:not([hidden])")].map(
    (section) => section.dataset.step,
  );

async function goTo(hash: string): Promise<void> {
  const moved = new Promise((resolve) => {
    window.addEventListener("hashchange", resolve, { once: true });
  });
  location.hash = hash;
  await moved;
}

test("without an address a page shows its first step and the list of all", () => {
  load();
  start();
  expect(shown()).toEqual(["pulse"]);
  const list = document.querySelector("details.ci-steps");
  expect(list?.hasAttribute("open")).toBe(true);
  expect([...(list?.querySelectorAll("a") ?? [])].map((link) => link.textContent)).toEqual([
    "How things are",
    "Ideas",
    "Vote",
  ]);
  expect(document.title).toBe("Needs");
});

test("a step's address shows that step, its title, its neighbours, and takes the focus", async () => {
  load();
  start();
  await goTo("#step=ideas");
  expect(shown()).toEqual(["ideas"]);
  expect(document.activeElement?.textContent).toBe("Ideas");
  expect(document.title).toBe("Ideas – Needs");
  expect(document.querySelector("[aria-current=step]")?.textContent).toBe("Ideas");
  expect(document.getElementById("intro")?.hidden).toBe(true);
  const turn = [...document.querySelectorAll(".ci-step:not([hidden]) .ci-turn a")];
  expect(turn.map((link) => [link.textContent, link.getAttribute("href")])).toEqual([
    ["Back: How things are", "#step=pulse"],
    ["Next: Vote", "#step=vote"],
  ]);
  await goTo("#step=nowhere");
  expect(shown()).toEqual(["pulse"]);
});

test("a page opened at a step leaves the focus where it is", () => {
  history.replaceState(null, "", "#step=vote");
  load();
  start();
  expect(shown()).toEqual(["vote"]);
  expect(document.activeElement).toBe(document.body);
});

test("the team code is kept and taken out of the address, the step stays", () => {
  history.replaceState(null, "", "?a=1#step=ideas&team=K7QM3TXW");
  keepTeamCode();
  expect(sessionStorage.getItem("ciwidgets.code")).toBe("K7QM3TXW");
  expect(location.hash).toBe("#step=ideas");
  expect(location.search).toBe("?a=1");
  expect(readFragment()).toEqual({ step: "ideas", team: "", look: "", isProjected: false });
});

test("an address for the wall says which team, and stays so without the code", () => {
  history.replaceState(null, "", "#step=ideas&look=alder&team=K7QM3TXW&projector");
  keepTeamCode();
  expect(readFragment()).toEqual({ step: "ideas", team: "", look: "alder", isProjected: true });
});

test("where nothing can be kept, the code stays in the address", () => {
  history.replaceState(null, "", "#team=K7QM3TXW");
  vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
    throw new DOMException("denied", "SecurityError");
  });
  keepTeamCode();
  expect(readFragment().team).toBe("K7QM3TXW");
});

test("what you have now stands after the last step, and the title over each", async () => {
  load();
  start();
  const end = document.querySelector<HTMLElement>(".ci-end");
  expect(end?.hidden).toBe(true);
  await goTo("#step=vote");
  expect(end?.hidden).toBe(false);
  expect(document.querySelector("h1")?.closest("[hidden]")).toBeNull();
});

test("steps are there before the kernel is, and are named when the words come", async () => {
  vi.spyOn(document, "readyState", "get").mockReturnValue("loading");
  history.replaceState(null, "", "#step=ideas");
  load(`${BODY}<footer></footer>`);
  begin();
  expect(shown()).toEqual(["ideas"]);
  expect(document.querySelector(".ci-steps")).toBeNull();
  expect(FakeSocket.all).toEqual([]);
  load(WORDS + DATA);
  await vi.waitFor(() => expect(document.querySelector(".ci-steps")).not.toBeNull());
  FakeSocket.last.open();
  expect(FakeSocket.last.sent).toEqual([]); // its cells are still running
  vi.restoreAllMocks();
  load(WHOLE);
  document.dispatchEvent(new Event("DOMContentLoaded"));
  expect(FakeSocket.last.types()).toEqual(["comm_open", "comm_msg"]);
});

test("the strip's place is kept for the door, or for the strip of someone known", () => {
  load();
  begin();
  expect(document.documentElement.className).toBe("ci-live");
  history.replaceState(null, "", "#step=ideas&team=K7QM3TXW");
  begin();
  expect(document.documentElement.className).toBe("ci-live ci-with-code ci-in-step");
  localStorage.setItem("ciwidgets.device", '{"token":"secret","return_code":""}');
  begin();
  expect(document.documentElement.className).toContain("ci-known");
});

test("a page whose kernel could not start twice says so, and asks for none", () => {
  sessionStorage.setItem("ciwidgets.reloaded", String(Date.now()));
  load(`${BODY}${WORDS}<script type="application/json" class="ci-failed">{}</script>`);
  begin();
  expect(document.querySelector(".ci-page-message")?.textContent).toContain(
    "This page could not be prepared.",
  );
  expect(document.querySelector(".ci-page-message button")?.textContent).toBe("Try again");
  expect(FakeSocket.all).toEqual([]);
});

test("a page that was cut short says so, and loads again when the server answers", () => {
  load(BODY + WORDS + DATA);
  begin();
  expect(document.querySelector(".ci-page-message")?.textContent).toContain("Only a part");
  expect(reloadWhenBack).toHaveBeenCalledTimes(1);
});

test("a page that stops in the middle is one, where the server would have said that it works", async () => {
  vi.useFakeTimers();
  const state = vi.spyOn(document, "readyState", "get").mockReturnValue("loading");
  load(BODY + WORDS);
  begin();
  for (let seconds = 0; seconds < 60; seconds += 2) {
    await vi.advanceTimersByTimeAsync(2_000);
    document.body.append(document.createComment("still here"));
  }
  expect(reloadWhenBack).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(12_000);
  expect(document.querySelector(".ci-page-message")?.textContent).toContain("Only a part");
  expect(reloadWhenBack).toHaveBeenCalledTimes(1);
  // The server answers. What was held up comes along, and the page is left to go on.
  const isNeeded = vi.mocked(reloadWhenBack).mock.lastCall?.[1];
  const went = isNeeded?.();
  document.body.append(document.createComment("still here"));
  await vi.advanceTimersByTimeAsync(3_100);
  expect(await went).toBe(false);
  expect(document.querySelector(".ci-page-message")?.textContent).toBe("");
  // It stops again, and nothing comes any more.
  await vi.advanceTimersByTimeAsync(12_000);
  expect(reloadWhenBack).toHaveBeenCalledTimes(2);
  const again = vi.mocked(reloadWhenBack).mock.lastCall?.[1]?.();
  await vi.advanceTimersByTimeAsync(3_100);
  expect(await again).toBe(true);
  state.mockRestore();
});

test("a page cut short before its words came has nothing to say, and loads again", () => {
  load();
  begin();
  expect(document.querySelector(".ci-page-message")).toBeNull();
  expect(reloadWhenBack).toHaveBeenCalledTimes(1);
});

test("a page whose kernel went twice in a short while loads again without being asked", async () => {
  vi.useFakeTimers();
  const before = String(Date.now() - 5_000);
  sessionStorage.setItem("ciwidgets.reloaded", before);
  load();
  start();
  FakeSocket.last.open();
  FakeSocket.last.sayStates({});
  FakeSocket.last.say("status", { execution_state: "dead" });
  expect(document.querySelector(".ci-page-message")?.textContent).toContain("away for too long");
  expect(sessionStorage.getItem("ciwidgets.reloaded")).toBe(before);
  await vi.advanceTimersByTimeAsync(10_100);
  expect(sessionStorage.getItem("ciwidgets.reloaded")).not.toBe(before);
});

test("a slow line is said until the widgets are there", async () => {
  vi.useFakeTimers();
  load();
  start();
  expect(document.querySelector(".ci-page-message")).toBeNull();
  await vi.advanceTimersByTimeAsync(4_100);
  expect(document.querySelector(".ci-page-message")?.textContent).toContain("Connecting");
  document.querySelector(".ci-widget")?.classList.add("ci-ready");
  await vi.advanceTimersByTimeAsync(4_100);
  expect(document.querySelector(".ci-page-message")?.textContent).toBe("");
});

function widgetThatSays(text: string): { default: WidgetModule } {
  const render: WidgetModule["render"] = ({ model, el }) => {
    el.textContent = `${text} ${model.get("phase")}`;
    return () => undefined;
  };
  return { default: { render } };
}

test("a widget stands in its place once its code and its state are here", async () => {
  load();
  const loaded: string[] = [];
  const code = new Code(PAGE, async (address) => {
    loaded.push(address);
    return widgetThatSays("rating");
  });
  const models = new Models(() => ({ send: vi.fn() }) as never, vi.fn(), vi.fn());
  const mount = { cell: "survey", model_id: "m1", module: "rating", state: {} };
  const both = Promise.all([mountWidget(mount, code, models), mountWidget(mount, code, models)]);
  const open = { target_name: "jupyter.widget", comm_id: "m1", data: { state: { phase: "open" } } };
  models.take({ header: { msg_type: "comm_open" }, content: open } as never);
  await both;
  expect(loaded).toEqual(["http://192.168.0.7:8866/user/x/static/rating-HASH.js"]);
  const place = document.querySelector("[data-cell=survey]");
  expect(place?.textContent).toBe("rating openrating open");
  expect(place?.classList.contains("ci-ready")).toBe(true);
});

test("code that did not arrive is fetched again, by another address", async () => {
  vi.useFakeTimers();
  const loaded: string[] = [];
  const code = new Code(PAGE, async (address) => {
    loaded.push(address);
    if (loaded.length < 3) throw new TypeError("Failed to fetch");
    return widgetThatSays("rating");
  });
  const got = code.get("rating");
  await vi.advanceTimersByTimeAsync(10_000);
  await got;
  expect(loaded.map((address) => address.split("HASH.js")[1])).toEqual([
    "",
    "?again=1",
    "?again=2",
  ]);
  await expect(code.get("unheard_of")).rejects.toThrow("no code for unheard_of");
});

test("the whole way: the page streams in, the line opens, states arrive, and change", async () => {
  load();
  start();
  FakeSocket.last.open();
  expect(FakeSocket.last.types()).toEqual(["comm_open", "comm_msg"]);
  FakeSocket.last.sayStates({ m1: { phase: "open" } });
  expect(document.documentElement.dataset.ciConnection).toBe("connected");
});
