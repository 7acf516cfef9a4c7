/** What the server wrote into the page for the host to read, while the page is still arriving. */

/** `script#ci-page`: where things are. */
export interface PageData {
  base_url: string;
  kernel_url: string;
  static_url: string;
  shutdown_url: string;
  modules: Record<string, string>;
  /** What every widget is given of words, which its mount leaves out. */
  common_words: Record<string, string>;
}

/** `script.ci-mount`: one widget's place in the page, its model and its module. */
export interface Mount {
  cell: string;
  model_id: string;
  module: string;
  state: Record<string, unknown>;
}

/** Return the page's data once it has arrived. */
export function pageData(): PageData | null {
  const script = document.getElementById("ci-page");
  return script && (parsed(script) as PageData | null);
}

/** Return the host's words, `script#ci-words`, once they have arrived: they come before the data. */
export function hostWords(): Record<string, string> | null {
  const script = document.getElementById("ci-words");
  return script && (parsed(script) as Record<string, string> | null);
}

/** Whether the page has come to its end: a line that breaks leaves it cut short, and says nothing. */
export function isWholePage(): boolean {
  return document.getElementById("ci-whole") !== null;
}

/** Call back once for each mount, those already in the page and those still streaming in. */
export function eachMount(callback: (mount: Mount) => void): void {
  const seen = new WeakSet<Element>();
  asItArrives((isWhole) => {
    for (const script of document.querySelectorAll("script.ci-mount")) {
      const mount = seen.has(script) ? null : (parsed(script) as Mount | null);
      if (!mount) continue;
      seen.add(script);
      callback(mount);
    }
    return isWhole;
  });
}

/** Look again whenever more of the page has arrived, until `look` returns true or all is here. */
export function asItArrives(look: (isWhole: boolean) => boolean): void {
  if (look(document.readyState !== "loading") || document.readyState !== "loading") return;
  const observer = new MutationObserver(() => {
    if (look(false)) end();
  });
  const onRead = (): void => {
    end();
    look(true);
  };
  const end = (): void => {
    observer.disconnect();
    document.removeEventListener("DOMContentLoaded", onRead);
  };
  observer.observe(document, { characterData: true, childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", onRead);
}

/** Call back when the whole page has arrived. */
export function whenRead(callback: () => void): void {
  asItArrives((isWhole) => {
    if (isWhole) callback();
    return isWhole;
  });
}

/** A script's JSON, or null while its text is still arriving. */
function parsed(script: Element): unknown {
  try {
    return JSON.parse(script.textContent ?? "");
  } catch {
    return null;
  }
}
