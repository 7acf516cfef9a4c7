/** The line to the kernel: one WebSocket that comes back by itself. */

import { announceConnection, connection } from "../shared/connection";
import { newRequestId } from "../shared/request";

/** A Jupyter message as it travels without a subprotocol: JSON, the channel named inside. */
export interface KernelMessage {
  channel: string;
  header: { msg_id: string; msg_type: string };
  parent_header: { msg_id?: string };
  content: Record<string, unknown>;
  metadata: Record<string, unknown>;
}

export interface KernelEvents {
  /** The socket is open: ask for what is needed, then call `isReady`. */
  onOpen: () => void;
  onMessage: (message: KernelMessage) => void;
  /** The server answers, and has no such kernel (any more). */
  onGone: () => void;
}

const SHORTEST_WAIT = 500;
const LONGEST_WAIT = 8_000;
const OPENING = 12_000;
/** How long silence may last before we ask, and how long the answer may take. */
const CALM = { silence: 9_000, answer: 8_000 };
const URGENT = { silence: 1_500, answer: 3_500 };

/** Return milliseconds to wait before try `count` (from 0): doubling, spread by chance. */
export function waitBefore(count: number, chance = Math.random()): number {
  const longest = Math.min(LONGEST_WAIT, SHORTEST_WAIT * 2 ** (count + 1));
  return SHORTEST_WAIT + chance * (longest - SHORTEST_WAIT);
}

export class Kernel {
  readonly #session = newRequestId();
  #socket: WebSocket | null = null;
  #failures = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #lastSign = 0;
  #askedAt = 0;
  #openedAt = 0;
  #unsaved = new Set<string>();
  #isOver = false;

  constructor(
    private readonly url: string,
    private readonly events: KernelEvents,
  ) {
    window.addEventListener("online", () => this.#connectNow());
    window.addEventListener("offline", () => this.#drop());
    document.addEventListener("visibilitychange", () => this.#watch());
    window.addEventListener("ciwidgets:outbox", (event) => {
      const { key, state } = (event as CustomEvent<{ key: string; state: string }>).detail;
      if (state === "saving" || state === "waiting") this.#unsaved.add(key);
      else this.#unsaved.delete(key);
    });
    setInterval(() => this.#watch(), 500);
    this.#connect();
  }

  /** Say that the page has its state and messages will be answered. */
  isReady(): void {
    this.#failures = 0;
    if (connection() !== "connected") announceConnection("connected");
  }

  /** Send a message; returns its id. Into a closed line it is lost: outboxes send again. */
  send(msg_type: string, content: object, metadata: object = {}, channel = "shell"): string {
    const msg_id = newRequestId();
    if (this.#socket?.readyState !== WebSocket.OPEN) return msg_id;
    const header = {
      msg_id,
      msg_type,
      session: this.#session,
      username: "",
      date: new Date().toISOString(),
      version: "5.3",
    };
    const message = { channel, header, parent_header: {}, metadata, content, buffers: [] };
    this.#socket.send(JSON.stringify(message));
    return msg_id;
  }

  /** Let go of the line for good. */
  end(): void {
    this.#isOver = true;
    this.#drop();
  }

  #connect(): void {
    if (this.#isOver || this.#socket) return;
    clearTimeout(this.#retry);
    announceConnection("connecting");
    const address = new URL(`${this.url}/channels`, location.href);
    address.protocol = address.protocol.replace("http", "ws");
    address.searchParams.set("session_id", this.#session);
    const socket = new WebSocket(address);
    this.#socket = socket;
    this.#openedAt = performance.now();
    this.#askedAt = 0;
    socket.onopen = () => {
      this.#lastSign = performance.now();
      this.events.onOpen();
    };
    socket.onmessage = (event) => {
      this.#lastSign = performance.now();
      this.#askedAt = 0;
      // Binary frames carry buffers, which none of our widgets has.
      if (typeof event.data === "string") this.events.onMessage(JSON.parse(event.data));
    };
    socket.onclose = () => this.#drop();
  }

  #connectNow(): void {
    this.#failures = 0;
    if (!this.#socket) this.#connect();
  }

  #drop(): void {
    const socket = this.#socket;
    this.#socket = null;
    if (socket) {
      socket.onopen = null;
      socket.onmessage = null;
      socket.onclose = null;
      socket.close();
    }
    if (connection() !== "lost") announceConnection("lost");
    clearTimeout(this.#retry);
    if (this.#isOver) return;
    const count = this.#failures;
    this.#failures += 1;
    this.#retry = setTimeout(() => void this.#tryAgain(count), waitBefore(count));
  }

  /** A closed socket does not say why; the kernel's own address does. */
  async #tryAgain(count: number): Promise<void> {
    if (count > 0 && (await this.#isGone())) {
      this.end();
      this.events.onGone();
      return;
    }
    this.#connect();
  }

  async #isGone(): Promise<boolean> {
    try {
      const answer = await fetch(this.url, {
        cache: "no-store",
        signal: AbortSignal.timeout(OPENING),
      });
      return answer.status === 404 || answer.status === 403;
    } catch {
      return false; // no server to ask: keep trying
    }
  }

  /** A network that swallows everything closes no socket: ask after silence, then let go. */
  #watch(): void {
    const socket = this.#socket;
    const now = performance.now(); // the device's clock may be set while we wait
    if (!socket) return;
    if (socket.readyState === WebSocket.CONNECTING) {
      if (now - this.#openedAt > OPENING) this.#drop();
      return;
    }
    const limits = this.#unsaved.size ? URGENT : CALM;
    if (this.#askedAt) {
      if (now - this.#askedAt > limits.answer) this.#drop();
    } else if (now - this.#lastSign > limits.silence) {
      this.#askedAt = now;
      // The control channel answers even while the kernel is busy with a save.
      this.send("kernel_info_request", {}, {}, "control");
    }
  }
}
