/** The kernel's widget models, kept in step with it over the widget protocol. */

import type { Message, Model } from "../shared/afm";
import type { Kernel, KernelMessage } from "./kernel";

type Callback = (...args: unknown[]) => void;
type State = Record<string, unknown>;

/** One model: what the kernel last said, and who wants to hear of changes. */
export class PageModel implements Model {
  #state: State = {};
  #callbacks = new Map<string, Set<Callback>>();

  constructor(private readonly deliver: (content: Message) => void) {}

  get(name: string): unknown {
    return this.#state[name];
  }

  on(event: string, callback: (...args: never[]) => void): void {
    const known = this.#callbacks.get(event) ?? new Set();
    this.#callbacks.set(event, known.add(callback as Callback));
  }

  off(event: string, callback: (...args: never[]) => void): void {
    this.#callbacks.get(event)?.delete(callback as Callback);
  }

  send(content: Message): void {
    this.deliver(content);
  }

  /** Take over the kernel's state, then tell of each trait that is different. */
  apply(state: State): void {
    const changed = Object.keys(state).filter(
      (name) => JSON.stringify(state[name]) !== JSON.stringify(this.#state[name]),
    );
    this.#state = { ...this.#state, ...state };
    for (const name of changed) this.#fire(`change:${name}`);
    if (changed.length) this.#fire("change");
  }

  /** Hand on a custom message. */
  receive(content: Message): void {
    this.#fire("msg:custom", content, []);
  }

  #fire(event: string, ...args: unknown[]): void {
    for (const callback of [...(this.#callbacks.get(event) ?? [])]) callback(...args);
  }
}

/** All models of the kernel by id. */
export class Models {
  #models = new Map<string, PageModel>();
  /** Models known only as they were built, before the page's cells had filled them. */
  #bare = new Set<string>();
  #waiting = new Map<string, ((model: PageModel) => void)[]>();
  #control = "";

  constructor(
    private readonly kernel: () => Kernel,
    /** Told when the kernel has sent its state; `missing` of the models we knew are not in it. */
    private readonly onStates: (missing: number) => void,
    /** Told when the kernel does not know the widget protocol (yet, or any more). */
    private readonly onNoStates: () => void,
  ) {}

  /** Begin a model with the state that came with the page, so that it is seen before the line is up. */
  begin(id: string, state: State): void {
    if (!this.#models.has(id) || this.#bare.delete(id)) this.#put(id, state);
  }

  /** Whether the page has brought every model it shows. */
  get hasBegun(): boolean {
    return this.#models.size > 0 && !this.isWaiting;
  }

  /** Resolve to a model as soon as the kernel has told of it. */
  model(id: string): Promise<PageModel> {
    const known = this.#models.get(id);
    if (known) return Promise.resolve(known);
    return new Promise((resolve) => {
      this.#waiting.set(id, [...(this.#waiting.get(id) ?? []), resolve]);
    });
  }

  /** Whether a widget waits for a model the kernel has not told of. */
  get isWaiting(): boolean {
    return this.#waiting.size > 0;
  }

  /** Ask the kernel for every model's state. */
  request(): void {
    const kernel = this.kernel();
    if (this.#control) kernel.send("comm_close", { comm_id: this.#control, data: {} });
    this.#control = crypto.getRandomValues(new Uint32Array(4)).join("");
    const open = { comm_id: this.#control, target_name: "jupyter.widget.control", data: {} };
    kernel.send("comm_open", open, { version: "1.0.0" });
    kernel.send("comm_msg", { comm_id: this.#control, data: { method: "request_states" } });
  }

  /** Take in a message of the kernel. */
  take(message: KernelMessage): void {
    const content = message.content as {
      comm_id: string;
      target_name?: string;
      data?: { method?: string; state?: State; states?: Record<string, { state: State }> };
    };
    const data = content.data ?? {};
    if (message.header.msg_type === "comm_open") {
      if (content.target_name !== "jupyter.widget" || this.#models.has(content.comm_id)) return;
      this.#bare.add(content.comm_id);
      this.#put(content.comm_id, data.state ?? {});
    } else if (message.header.msg_type === "comm_close") {
      if (content.comm_id === this.#control) this.onNoStates();
    } else if (message.header.msg_type === "comm_msg") {
      if (data.method === "update_states") this.#putAll(content.comm_id, data.states ?? {});
      else this.#change(content.comm_id, data as Message & typeof data);
    }
  }

  #change(id: string, data: { method?: string; state?: State; content?: unknown }): void {
    const model = this.#models.get(id);
    if (!model) return;
    if (data.method === "update" || data.method === "echo_update") model.apply(data.state ?? {});
    if (data.method === "custom") model.receive(data.content as Message);
  }

  #putAll(comm: string, states: Record<string, { state: State }>): void {
    if (comm !== this.#control) return;
    const missing = [...this.#models.keys()].filter((id) => !(id in states)).length;
    for (const [id, { state }] of Object.entries(states)) this.#put(id, state);
    this.onStates(missing);
  }

  #put(id: string, state: State): void {
    let model = this.#models.get(id);
    if (!model) {
      model = new PageModel((content) => {
        this.kernel().send("comm_msg", { comm_id: id, data: { method: "custom", content } });
      });
      this.#models.set(id, model);
    }
    model.apply(state);
    for (const resolve of this.#waiting.get(id) ?? []) resolve(model);
    this.#waiting.delete(id);
  }
}
