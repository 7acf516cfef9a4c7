import { expect, test, vi } from "vitest";
import type { Kernel, KernelMessage } from "./kernel";
import { Models } from "./models";

type Sent = [type: string, content: { comm_id: string; data: unknown }, metadata?: object];

function make() {
  const sent: Sent[] = [];
  const send = (...message: Sent): void => void sent.push(message);
  const onStates = vi.fn();
  const onNoStates = vi.fn();
  const models = new Models(() => ({ send }) as unknown as Kernel, onStates, onNoStates);
  const take = (msg_type: string, content: object): void =>
    models.take({ header: { msg_type }, content } as unknown as KernelMessage);
  const states = (states: object): void => {
    models.request();
    const comm_id = sent.at(-1)?.[1].comm_id;
    take("comm_msg", { comm_id, data: { method: "update_states", states } });
  };
  return { models, sent, onStates, onNoStates, take, states };
}

test("it asks for every model by the widget protocol's own version", () => {
  const { models, sent } = make();
  models.request();
  expect(sent.map(([type]) => type)).toEqual(["comm_open", "comm_msg"]);
  expect(sent[0]?.[1]).toMatchObject({ target_name: "jupyter.widget.control" });
  expect(sent[0]?.[2]).toEqual({ version: "1.0.0" });
  expect(sent[1]?.[1].data).toEqual({ method: "request_states" });
});

test("a model is there once the kernel has told of it, early or late", async () => {
  const { models, take, states } = make();
  const late = models.model("late");
  states({ early: { state: { phase: "open" } } });
  expect((await models.model("early")).get("phase")).toBe("open");
  expect(models.isWaiting).toBe(true);
  const data = { state: { phase: "closed" } };
  take("comm_open", { comm_id: "late", target_name: "jupyter.widget", data });
  expect((await late).get("phase")).toBe("closed");
  expect(models.isWaiting).toBe(false);
});

test("changes are told once each, and only what is different after a new start", async () => {
  const { models, take, states } = make();
  states({ m: { state: { phase: "open", ideas: [{ id: "a" }] } } });
  const model = await models.model("m");
  const heard: string[] = [];
  model.on("change:phase", () => void heard.push("phase"));
  model.on("change:ideas", () => void heard.push("ideas"));
  take("comm_msg", { comm_id: "m", data: { method: "update", state: { phase: "closed" } } });
  states({ m: { state: { phase: "closed", ideas: [{ id: "a" }, { id: "b" }] } } });
  expect(heard).toEqual(["phase", "ideas"]);
  expect(model.get("ideas")).toHaveLength(2);
});

test("messages go both ways, and a callback taken off hears nothing", async () => {
  const { models, sent, take, states } = make();
  states({ m: { state: {} } });
  const model = await models.model("m");
  const heard = vi.fn();
  model.on("msg:custom", heard);
  const content = { type: "saved", request_id: "r" };
  take("comm_msg", { comm_id: "m", data: { method: "custom", content } });
  model.off("msg:custom", heard);
  take("comm_msg", { comm_id: "m", data: { method: "custom", content } });
  expect(heard.mock.calls).toEqual([[content, []]]);
  model.send({ type: "save" });
  const data = { method: "custom", content: { type: "save" } };
  expect(sent.at(-1)).toEqual(["comm_msg", { comm_id: "m", data }]);
});

test("a kernel that has lost its models, or knows no widgets, is told of", () => {
  const { models, sent, onStates, onNoStates, take, states } = make();
  states({ m: { state: {} } });
  expect(onStates).toHaveBeenLastCalledWith(0);
  states({});
  expect(onStates).toHaveBeenLastCalledWith(1);
  models.request();
  take("comm_close", { comm_id: "of someone else", data: {} });
  expect(onNoStates).not.toHaveBeenCalled();
  take("comm_close", { comm_id: sent.at(-1)?.[1].comm_id, data: {} });
  expect(onNoStates).toHaveBeenCalledTimes(1);
});

test("what the page brought stands over how the kernel first built a model, whichever is first", async () => {
  const { models, take } = make();
  const built = (comm_id: string): void =>
    take("comm_open", { comm_id, target_name: "jupyter.widget", data: { state: { title: "" } } });
  models.begin("early", { title: "How we see it" });
  built("early");
  built("late");
  models.begin("late", { title: "What we have" });
  expect((await models.model("early")).get("title")).toBe("How we see it");
  expect((await models.model("late")).get("title")).toBe("What we have");
});
