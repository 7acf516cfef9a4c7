/** For tests: a WebSocket whose other end is the test. */

import type { KernelMessage } from "./kernel";

export class FakeSocket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static all: FakeSocket[] = [];

  /** The socket the page opened last. */
  static get last(): FakeSocket {
    const last = FakeSocket.all.at(-1);
    if (!last) throw new Error("The page has opened no socket.");
    return last;
  }

  readyState = FakeSocket.CONNECTING;
  sent: KernelMessage[] = [];
  onopen: (() => void) | null = null;
  onclose: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;

  constructor(readonly url: URL) {
    FakeSocket.all.push(this);
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  close(): void {
    this.readyState = 3;
  }

  /** The server takes the socket. */
  open(): void {
    this.readyState = FakeSocket.OPEN;
    this.onopen?.();
  }

  /** The server, or the network, ends it. */
  end(): void {
    this.close();
    this.onclose?.();
  }

  /** The kernel says something. */
  say(msg_type: string, content: object): void {
    const header = { msg_id: "of the kernel", msg_type };
    const message = { channel: "iopub", header, parent_header: {}, metadata: {}, content };
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  /** The kernel answers the last request for its models. */
  sayStates(states: Record<string, Record<string, unknown>>): void {
    const asked = this.sent.filter((one) => one.header.msg_type === "comm_msg").at(-1);
    const whole = Object.entries(states).map(([id, state]) => [id, { state }]);
    const data = { method: "update_states", states: Object.fromEntries(whole) };
    this.say("comm_msg", { comm_id: asked?.content.comm_id, data });
  }

  types(): string[] {
    return this.sent.map((one) => one.header.msg_type);
  }
}
