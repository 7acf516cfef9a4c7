/** A file on its way to the kernel, in parts that are each answered before the next is sent. */

import type { Message } from "../../shared/afm";
import { NoReply, newRequestId, request } from "../../shared/request";
import type { Model, Role } from "./state";

const PATIENCE = 10_000;
/** Parsing happens where the reply comes from; it is stopped there after 45 seconds. */
const PATIENCE_READING = 90_000;
const TRIES = 6;
const PAUSE = 1_000;

/** The browser could not give what the file holds. */
export class NotReadable extends Error {}

/** How a file is sent: `onArrived` hears how much is there, `onWaiting` that no answer came. */
export interface Sending {
  model: Model;
  role: Role;
  file: File;
  uploadId: string;
  part: number;
  onArrived: (share: number) => void;
  onWaiting: () => void;
  isStopped: () => boolean;
}

/**
 * Send a file and return the last reply: `arrived`, or `refused` with its sentence.
 *
 * Where no answer comes it asks how much is there, and goes on from that. Rejects with `NoReply`
 * when it has asked too often, and with `NotReadable`.
 */
export async function send(sending: Sending): Promise<Message> {
  const { model, role, file, uploadId: upload_id, part, isStopped } = sending;
  const begin = { type: "begin", upload_id, role, name: file.name, size: file.size };
  let reply: Message = await patiently(sending, begin);
  while (reply.type === "arrived" && !isStopped()) {
    const number = Number(reply.next);
    sending.onArrived(number / Number(reply.parts));
    if (number >= Number(reply.parts)) break;
    const data = await base64(file.slice(number * part, (number + 1) * part));
    try {
      reply = await once(model, { type: "part", upload_id, number, data });
    } catch (error) {
      if (!(error instanceof NoReply)) throw error;
      sending.onWaiting();
      reply = await patiently(sending, begin);
    }
  }
  return reply;
}

/** Ask the kernel once what it takes time to answer. */
export function askReading(model: Model, message: Message): Promise<Message> {
  return request(model, message, PATIENCE_READING);
}

/** Ask for an answer; "later" is none. */
async function once(model: Model, message: Message): Promise<Message> {
  const reply = await request(model, message, PATIENCE);
  if (reply.type === "later") throw new NoReply(PATIENCE);
  return reply;
}

/** Ask again and again, each time as a new request: it says where the file stands. */
async function patiently(sending: Sending, message: Message): Promise<Message> {
  for (let left = TRIES; ; left--) {
    try {
      return await once(sending.model, { ...message, request_id: newRequestId() });
    } catch (error) {
      if (!(error instanceof NoReply) || left <= 1 || sending.isStopped()) throw error;
      sending.onWaiting();
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }
}

/** Return a part of a file in base64. */
async function base64(part: Blob): Promise<string> {
  try {
    const bytes = new Uint8Array(await part.arrayBuffer());
    // In pieces: a function takes only so many arguments.
    let text = "";
    for (let start = 0; start < bytes.length; start += 8192)
      text += String.fromCharCode(...bytes.subarray(start, start + 8192));
    return btoa(text);
  } catch {
    throw new NotReadable();
  }
}
