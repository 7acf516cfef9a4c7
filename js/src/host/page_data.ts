/** What the server wrote into the page for the host to read. */

/** `script#ci-page`: where things are, and the host's words. */
export interface PageData {
  base_url: string;
  kernel_url: string;
  static_url: string;
  shutdown_url: string;
  modules: Record<string, string>;
  words: Record<string, string>;
}

/** `script.ci-mount`: one widget's place in the page, its model and its module. */
export interface Mount {
  cell: string;
  model_id: string;
  module: string;
}

/** Return the page's data, or null where the page has none (it could not be prepared). */
export function pageData(): PageData | null {
  const script = document.getElementById("ci-page");
  return script ? (JSON.parse(script.textContent ?? "null") as PageData) : null;
}

/** Call back once for each mount, those already in the page and those still streaming in. */
export function eachMount(callback: (mount: Mount) => void): void {
  const seen = new WeakSet<Element>();
  const look = (isWhole: boolean): void => {
    for (const script of document.querySelectorAll("script.ci-mount")) {
      if (seen.has(script)) continue;
      let mount: Mount;
      try {
        mount = JSON.parse(script.textContent ?? "") as Mount;
      } catch (error) {
        if (isWhole) throw error;
        continue; // its text is still arriving
      }
      seen.add(script);
      callback(mount);
    }
  };
  const observer = new MutationObserver(() => look(false));
  observer.observe(document, { childList: true, subtree: true });
  look(false);
  whenRead(() => {
    observer.disconnect();
    look(true);
  });
}

/** Call back when the whole page has arrived. */
export function whenRead(callback: () => void): void {
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", callback, { once: true });
  } else {
    callback();
  }
}
