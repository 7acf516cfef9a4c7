/** The host: reads the page, keeps the line to the kernel, and puts the widgets in their places. */

import { connection } from "../shared/connection";
import { openedWith, recallDevice } from "../shared/device";
import { type Say, sayFrom } from "../shared/words";
import { keepTeamCode, readFragment } from "./fragment";
import { Kernel, type KernelMessage } from "./kernel";
import { followLanguageLinks } from "./language";
import { endKernelWithPage, reloadOnce, reloadWhenBack } from "./leaving";
import { showMessage } from "./message";
import { Models } from "./models";
import { Code, Widgets } from "./mounting";
import {
  asItArrives,
  eachMount,
  hostWords,
  isWholePage,
  type PageData,
  pageData,
  whenRead,
} from "./page_data";
import { startSteps } from "./steps";

const PATIENCE = 4_000;
/** The server says every two seconds that it is still at work; this much silence is a broken line. */
const SILENCE = 10_000;
/** What was only held up comes about when the server answers again, and is waited for so long. */
const HELD_UP = 3_000;
/** After this many looks (about half a minute) a page whose widgets did not come is begun anew. */
const LOOKS = 8;

/** Follow the page as it arrives: its steps first, then its kernel and its widgets. */
export function begin(): void {
  keepTeamCode();
  // The strip's place is kept free as high as what will most likely stand in it.
  const { classList } = document.documentElement;
  classList.toggle("ci-known", recallDevice() !== null);
  classList.toggle("ci-with-code", openedWith() !== "");
  classList.toggle("ci-projector", readFragment().isProjected);
  window.addEventListener("hashchange", keepTeamCode);
  followLanguageLinks();
  asItArrives((isWhole) => {
    const isProseHere = isWhole || document.querySelector("main ~ *") !== null;
    if (isProseHere) showSteps();
    return isProseHere;
  });
  asItArrives((isWhole) => {
    const page = pageData();
    if (page) start(page);
    else if (isWhole && !sayIfFailed()) sayIfCutShort();
    return page !== null;
  });
  listenWhileItArrives();
}

function showSteps(): void {
  const steps = startSteps();
  asItArrives(() => {
    const words = hostWords();
    if (words) steps.label(sayFrom(words));
    return words !== null;
  });
}

function sayIfFailed(): boolean {
  if (!document.querySelector("script.ci-failed")) return false;
  if (reloadOnce(120_000)) return true; // one more try by itself, in turn like everybody
  document.documentElement.classList.add("ci-no-kernel");
  say("failed");
  return true;
}

/** A page that arrived in part does nothing for whoever waits for the rest: it is begun anew. */
function sayIfCutShort(): boolean {
  if (isWholePage()) return false;
  say("cut_short");
  reloadWhenBack(import.meta.url);
  return true;
}

/** A browser is not told when the line breaks in mid-page: the document stays at "loading". */
function listenWhileItArrives(): void {
  const grown = (): number => document.body?.childNodes.length ?? 0;
  let heard = performance.now();
  let size = grown();
  const timer = setInterval(() => {
    const isArriving = document.readyState === "loading" && !isWholePage();
    if (grown() !== size) heard = performance.now();
    size = grown();
    if (isArriving && performance.now() - heard < SILENCE) return;
    clearInterval(timer);
    if (!isArriving) return;
    say("cut_short");
    reloadWhenBack(import.meta.url, async () => {
      await new Promise((done) => setTimeout(done, HELD_UP));
      if (grown() === size) return true;
      showMessage("");
      listenWhileItArrives();
      return false;
    });
  }, 1_000);
}

/** Say a sentence with a button to try again; before the words have come, nothing can be said. */
function say(key: string): void {
  const words = hostWords();
  if (words) showMessage(sayFrom(words)(key), tryAgain(sayFrom(words)));
}

function tryAgain(t: Say): { label: string; press: () => void } {
  return { label: t("try_again"), press: () => location.reload() };
}

function start(page: PageData): void {
  endKernelWithPage(page.shutdown_url);
  const onGone = (): void => {
    if (reloadOnce(10_000)) return;
    say("gone");
    // Nobody should have to press anything because the line was bad twice in a short while.
    setTimeout(() => reloadOnce(10_000), 10_000);
  };
  const onNothing = (): void => {
    if (!reloadOnce(120_000)) say("failed");
  };
  const models = openLine(page, onGone);
  const widgets = new Widgets(new Code(page), models, () => say("failed"));
  eachMount((mount) => {
    const words = { ...page.common_words, ...(mount.state.words as Record<string, string>) };
    models.begin(mount.model_id, { ...mount.state, words });
    widgets.add(mount);
  });
  whenRead(() => {
    if (sayIfFailed() || sayIfCutShort()) return;
    sayWhileWaiting(onNothing);
    void widgets.fetchOthers();
  });
}

function openLine(page: PageData, onGone: () => void): Models {
  let hadStates = false;
  const lose = (): void => {
    kernel.end();
    onGone();
  };
  // The page came with the state its models began with, and nothing changes before its first
  // message: only a line that was lost has to ask what it missed.
  const open = (): void =>
    whenRead(() => {
      if (hadStates || !models.hasBegun) return models.request();
      hadStates = true;
      kernel.isReady();
    });
  // The kernel runs the page's cells while the page arrives; only then are its models complete.
  const ask = (): void => whenRead(() => models.request());
  const models = new Models(
    () => kernel,
    (missing) => {
      // A kernel that has forgotten our models was started anew behind the same name.
      if (missing) return lose();
      hadStates = true;
      kernel.isReady();
      if (models.isWaiting) setTimeout(ask, 2_000);
    },
    () => (hadStates ? lose() : void setTimeout(ask, 1_000)),
  );
  const onMessage = (message: KernelMessage): void => {
    const state = message.header.msg_type === "status" && message.content.execution_state;
    if (state === "restarting" || state === "dead") lose();
    else models.take(message);
  };
  const kernel = new Kernel(page.kernel_url, { onOpen: open, onMessage, onGone });
  return models;
}

/** Until the join strip is there to say it, the host says that the line is not there yet. */
function sayWhileWaiting(onNothing: () => void): void {
  const t = sayFrom(hostWords() ?? {});
  let said = "";
  let looks = 0;
  const timer = setInterval(() => {
    const isMounted = document.querySelector(".ci-widget.ci-ready") !== null;
    const state = connection();
    let text = "";
    if (!isMounted && state !== "connected") text = t(state === "lost" ? "lost" : "connecting");
    if (text !== said) showMessage(text);
    said = text;
    looks += 1;
    if (isMounted) clearInterval(timer);
    else if (looks >= LOOKS && state === "connected") {
      clearInterval(timer);
      onNothing();
    }
  }, PATIENCE);
}

begin();
