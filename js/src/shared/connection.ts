/** Whether the page can reach its kernel. The host says so; in JupyterLab nobody does. */

export type Connection = "connected" | "connecting" | "lost";

const EVENT = "ciwidgets:connection";

/** Return the last state that was announced; `connected` where nobody announces. */
export function connection(): Connection {
  return (document.documentElement.dataset.ciConnection as Connection | undefined) ?? "connected";
}

/** Announce a new state to every widget of the page. */
export function announceConnection(state: Connection): void {
  document.documentElement.dataset.ciConnection = state;
  window.dispatchEvent(new CustomEvent(EVENT, { detail: { state } }));
}

/** Call back at each announcement; the function returned ends it. */
export function onConnection(callback: (state: Connection) => void): () => void {
  const listen = (event: Event): void => callback((event as CustomEvent).detail.state);
  window.addEventListener(EVENT, listen);
  return () => window.removeEventListener(EVENT, listen);
}

/** Resolve when the page can reach its kernel: now, or when it is announced. */
export function whenConnected(): Promise<void> {
  if (connection() === "connected") return Promise.resolve();
  return new Promise((resolve) => {
    const stop = onConnection((state) => {
      if (state !== "connected") return;
      stop();
      resolve();
    });
  });
}
