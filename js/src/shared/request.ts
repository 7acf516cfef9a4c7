/** Questions to the kernel and the replies that carry the same request id. */

import type { Message, Model } from "./afm";
import { connection, onConnection } from "./connection";

/** A reply that did not come in time. */
export class NoReply extends Error {
  constructor(milliseconds: number) {
    super(`No reply came within ${milliseconds / 1000} seconds.`);
    this.name = "NoReply";
  }
}

/**
 * Return 24 random characters of A-Z a-z 0-9 _ - (144 bits).
 *
 * `crypto.randomUUID` exists only on https pages; a hall's own network is plain http.
 */
export function newRequestId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(18));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_");
}

/** Send a message once and wait for the reply with its request id. Rejects with `NoReply`. */
export function request(
  // biome-ignore lint/suspicious/noExplicitAny: a model of any state can be asked
  model: Model<any>,
  message: Message,
  timeout = 10_000,
): Promise<Message> {
  const question = { ...message, request_id: message.request_id ?? newRequestId() };
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      model.off("msg:custom", listen);
      stopWaiting();
    };
    const listen = (reply: Message): void => {
      if (reply?.request_id !== question.request_id) return;
      end();
      resolve(reply);
    };
    const timer = setTimeout(() => {
      end();
      reject(new NoReply(timeout));
    }, timeout);
    // A message sent into a closed socket is lost: wait for the connection, then ask once.
    let isSent = false;
    const send = (): void => {
      if (isSent || connection() !== "connected") return;
      isSent = true;
      model.send(question);
    };
    const stopWaiting = onConnection(send);
    model.on("msg:custom", listen);
    send();
  });
}
