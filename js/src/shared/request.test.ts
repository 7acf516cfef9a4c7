import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { announceConnection } from "./connection";
import { NoReply, newRequestId, request } from "./request";
import { fakeModel } from "./testing";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("request ids are long, of safe signs, and never the same", () => {
  const ids = Array.from({ length: 500 }, newRequestId);
  expect(new Set(ids).size).toBe(500);
  for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9_-]{24}$/);
});

test("a question gets the reply with its own id", async () => {
  const model = fakeModel({});
  const answer = request(model, { type: "join" });
  model.receive({ type: "joined", request_id: "another" });
  model.reply({ type: "joined", token: "t" });
  expect(await answer).toMatchObject({ type: "joined", token: "t" });
});

test("silence ends in no reply", async () => {
  const answer = request(fakeModel({}), { type: "join" }, 1_000);
  const ended = expect(answer).rejects.toBeInstanceOf(NoReply);
  vi.advanceTimersByTime(1_000);
  await ended;
});

test("a question asked without a connection goes once, when there is one", async () => {
  announceConnection("connecting");
  const model = fakeModel({});
  const answer = request(model, { type: "join" });
  expect(model.sent).toEqual([]);
  announceConnection("connected");
  announceConnection("connected");
  expect(model.sent).toHaveLength(1);
  model.reply({ type: "joined" });
  await answer;
});
