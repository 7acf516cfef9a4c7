import { act, screen, waitFor, within } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";
import { findings } from "../shared/axe";
import { announceConnection } from "../shared/connection";
import { keep, recall } from "../shared/keep";
import { fakeModel, wordsOf } from "../shared/testing";
import widget from "./join_strip";
import type { JoinStripState } from "./join_strip/state";

const MAYA = {
  id: "p1",
  name: "Maya",
  role: "participant",
  sector: "health",
  team: "Alder Creek",
  team_id: "alder",
  occasion: "Forum 3",
};
const endings: (() => void)[] = [];

function show(changed: Partial<JoinStripState> = {}) {
  const model = fakeModel<JoinStripState>({
    module: "join_strip",
    words: wordsOf("join_strip"),
    program: { name: "Learning Forums", support: "Call 988.", records: "It may be public." },
    sectors: [
      { id: "law", name: "Law enforcement", includes: "police, courts" },
      { id: "health", name: "Health care", includes: "" },
    ],
    who: {},
    teams: [],
    people: 0,
    group: {},
    share: {},
    room: {},
    ...changed,
  });
  const el = document.createElement("div");
  document.body.append(el);
  let end = () => {};
  act(() => {
    end = widget.render({ model, el });
  });
  endings.push(() => {
    act(end);
    el.remove();
  });
  return { model, user: userEvent.setup(), el };
}

afterEach(() => {
  for (const end of endings.splice(0)) end();
  history.replaceState(null, "", location.pathname);
});

test("where anybody may practise, a press fills in a role's code and leads on", async () => {
  const practice = { participant: "K7QM-3TXW", facilitator: "P2QM-3TXW" };
  const { model, user } = show({ program: { name: "Learning Forums", practice } });
  const panel = within(screen.getByRole("group", { name: /nothing here is kept/ }));
  expect(panel.getAllByRole("button").map((one) => one.textContent)).toEqual([
    "Try it as a participant",
    "Try it as a facilitator",
  ]);
  await user.click(panel.getByRole("button", { name: "Try it as a participant" }));
  expect(screen.getByLabelText<HTMLInputElement>("Team code").value).toBe("K7QM-3TXW");
  const name = screen.getByLabelText("Your name, if you like");
  await waitFor(() => expect(document.activeElement).toBe(name));
  expect(panel.getByRole("button", { pressed: true }).textContent).toBe("Try it as a participant");
  expect(await findings()).toEqual([]);
  await user.selectOptions(screen.getByLabelText(/Which part/), "Law enforcement");
  await user.click(screen.getByText("Join the team"));
  expect(model.sent).toMatchObject([{ type: "join", code: "K7QM-3TXW", sector: "law" }]);
});

test("whoever leads the room is asked for a code and nothing else", async () => {
  const { model, user } = show({ program: { name: "Learning Forums", leads: true } });
  expect(screen.getByText("Lead the room")).toBeTruthy();
  expect(screen.queryByLabelText(/Which part/)).toBeNull();
  expect(screen.queryByLabelText(/Your name/)).toBeNull();
  await user.click(screen.getByText("Come in and lead"));
  expect(screen.getByRole("alert").textContent).toContain("type the facilitator’s code");
  await user.type(screen.getByLabelText("Facilitator’s code"), "k7qm-3txw");
  expect(await findings()).toEqual([]);
  await user.click(screen.getByText("Come in and lead"));
  expect(model.sent).toMatchObject([
    { type: "join", code: "K7QM-3TXW", name: "", sector: "", to_lead: true },
  ]);
});

test("on any page a facilitator says so, and may go back to joining a team", async () => {
  const { user } = show();
  expect(screen.getByText("Join your team")).toBeTruthy();
  await user.type(screen.getByLabelText("Team code"), "K7QM");
  await user.click(screen.getByText("I lead the room"));
  expect(screen.queryByLabelText(/Which part/)).toBeNull();
  expect(screen.getByLabelText<HTMLInputElement>("Facilitator’s code").value).toBe("K7QM");
  await user.click(screen.getByText("I take part in a team"));
  expect(screen.getByLabelText(/Which part/)).toBeTruthy();
});

test("to practise as somebody shows the words they would see", async () => {
  const practice = { project_manager: "K7QM-3TXW", facilitator: "P2QM-3TXW" };
  const { user } = show({ program: { name: "Learning Forums", practice } });
  await user.click(screen.getByText("Try it as a project manager"));
  expect(screen.getByText("Join your team as its project manager")).toBeTruthy();
  expect(screen.getByLabelText(/Which part/)).toBeTruthy();
  await user.click(screen.getByText("Try it as a facilitator"));
  expect(screen.getByText("Lead the room")).toBeTruthy();
  expect(screen.queryByLabelText(/Which part/)).toBeNull();
  await waitFor(() => expect(document.activeElement?.textContent).toBe("Come in and lead"));
});

test("where answers are kept, nobody is offered practice", () => {
  show({ program: { name: "Learning Forums", practice: {} } });
  expect(screen.queryByRole("group")).toBeNull();
});

function device(): unknown {
  return JSON.parse(localStorage.getItem("ciwidgets.device") ?? "null");
}

test("a first screen says what it is, where support is, and what becomes of what one writes", async () => {
  const { el } = show();
  for (const text of ["Learning Forums", "Call 988.", "It may be public."]) {
    expect(screen.getByText(text)).toBeTruthy();
  }
  expect(el.firstElementChild?.className).toBe("ci ci-join-strip");
  expect(await findings()).toEqual([]);
});

test("a person joins with a code, a sector, and no name", async () => {
  const { model, user } = show();
  await user.type(screen.getByLabelText("Team code"), "k7qm-3txw");
  await user.selectOptions(screen.getByLabelText(/Which part/), "Law enforcement");
  expect(screen.getByText("This includes: police, courts")).toBeTruthy();
  await user.click(screen.getByText("Join the team"));
  expect(model.sent).toMatchObject([{ type: "join", code: "K7QM-3TXW", name: "", sector: "law" }]);
  model.reply({ type: "joined", token: "secret", return_code: "ABCD-EFGH" });
  model.change({ who: { ...MAYA, name: "" }, people: 3 });
  await waitFor(() => expect(device()).toEqual({ token: "secret", return_code: "ABCD-EFGH" }));
  await waitFor(() => expect(document.activeElement?.textContent).toContain("Alder Creek"));
  expect(screen.getByText("3 have joined")).toBeTruthy();
});

test("whoever has gone on before the reply comes is left where they are", async () => {
  const { model, user } = show();
  const elsewhere = document.body.appendChild(document.createElement("button"));
  endings.push(() => elsewhere.remove());
  await user.type(screen.getByLabelText("Team code"), "k7qm-3txw");
  await user.selectOptions(screen.getByLabelText(/Which part/), "Law enforcement");
  await user.click(screen.getByText("Join the team"));
  model.change({ who: MAYA });
  expect(document.activeElement).toBe(document.body);
  elsewhere.focus();
  model.reply({ type: "joined", token: "secret", return_code: "ABCD-EFGH" });
  await screen.findByText("ABCD-EFGH");
  await act(() => new Promise((resolve) => setTimeout(resolve, 50)));
  expect(document.activeElement).toBe(elsewhere);
});

test("who has joined is shown the return code until they have written it down", async () => {
  const { model, user } = show();
  const told = screen.getByRole("status");
  await user.type(screen.getByLabelText("Team code"), "k7qm-3txw");
  await user.selectOptions(screen.getByLabelText(/Which part/), "Law enforcement");
  await user.click(screen.getByText("Join the team"));
  model.reply({ type: "joined", token: "secret", return_code: "ABCD-EFGH" });
  model.change({ who: MAYA });
  const code = await screen.findByText("ABCD-EFGH");
  expect(told.isConnected && told.contains(code)).toBe(true);
  expect(code.closest("details")).toBeNull();
  await waitFor(() => expect(document.activeElement?.className).toBe("ci-who"));
  expect(await findings()).toEqual([]);
  for (const end of endings.splice(0)) end();
  show({ who: MAYA });
  await user.click(screen.getByText("I have written it down"));
  expect(document.activeElement?.className).toBe("ci-who");
  expect(screen.getByText("ABCD-EFGH").closest("details")?.textContent).toContain("You");
  for (const end of endings.splice(0)) end();
  show({ who: MAYA });
  expect(screen.queryByText("I have written it down")).toBeNull();
});

test("the return code of somebody who leads is not shown to the room", () => {
  localStorage.setItem("ciwidgets.device", '{"token":"secret","return_code":"ABCD-EFGH"}');
  localStorage.setItem("ciwidgets.unwritten", '"ABCD-EFGH"');
  show({ who: { ...MAYA, role: "facilitator" } });
  expect(screen.getByText(/Your return code is under “You”/)).toBeTruthy();
  const [code, ...others] = screen.getAllByText("ABCD-EFGH");
  expect(others).toEqual([]);
  expect(code?.closest("details")?.open).toBe(false);
});

test("what the server says when it lets a device in is read and put away", async () => {
  localStorage.setItem("ciwidgets.device", '{"token":"secret","return_code":"ABCD-EFGH"}');
  const { model, user } = show();
  model.change({ who: MAYA });
  model.reply({ type: "restored", text: "This code is Birch Hollow’s. You are in Alder Creek." });
  const text = await screen.findByText(/Birch Hollow’s/);
  expect(screen.queryByText("I have written it down")).toBeNull();
  expect(await findings()).toEqual([]);
  await user.click(screen.getByText("I have read this"));
  expect(text.isConnected).toBe(false);
});

test("a code that cannot be one is said before anything else", async () => {
  const { model, user } = show();
  await user.type(screen.getByLabelText("Team code"), "K7QM");
  await user.click(screen.getByText("Join the team"));
  expect(screen.getByRole("alert").textContent).toContain("eight letters and numbers");
  expect(document.activeElement).toBe(screen.getByLabelText("Team code"));
  expect(model.sent).toEqual([]);
});

test("rather not to say is a choice, and no choice is not", async () => {
  const { model, user } = show();
  await user.type(screen.getByLabelText("Team code"), "K7QM3TXW");
  await user.click(screen.getByText("Join the team"));
  const sector = screen.getByLabelText(/Which part/);
  expect(screen.getByRole("alert").textContent).toContain("Please choose one");
  expect(document.activeElement).toBe(sector);
  expect(await findings()).toEqual([]);
  expect(model.sent).toEqual([]);
  await user.selectOptions(sector, "I’d rather not say");
  await user.click(screen.getByText("Join the team"));
  expect(model.sent).toMatchObject([{ sector: "" }]);
});

test("a code from the QR code is used and not asked for, unless it is refused", async () => {
  sessionStorage.setItem("ciwidgets.code", "K7QM3TXW");
  const { model, user } = show();
  expect(screen.getByText(/K7QM-3TXW/)).toBeTruthy();
  expect(screen.queryByLabelText("Team code")).toBeNull();
  await user.selectOptions(screen.getByLabelText(/Which part/), "Health care");
  await user.click(screen.getByText("Join the team"));
  expect(model.sent).toMatchObject([{ code: "K7QM3TXW" }]);
  model.reply({ type: "refused", text: "This code was closed." });
  const code = await screen.findByLabelText("Team code");
  expect(screen.getByRole("alert").textContent).toBe("This code was closed.");
  await waitFor(() => expect(document.activeElement).toBe(code));
  expect(code.getAttribute("aria-invalid")).toBe("true");
});

test("where the browser keeps nothing, the code is read from the address", () => {
  history.replaceState(null, "", "#step=ideas&team=K7QM3TXW");
  show();
  expect(screen.getByText(/K7QM-3TXW/)).toBeTruthy();
});

test("a return code brings a person back on another device", async () => {
  const { model, user } = show();
  await user.click(screen.getByText(/have a return code/));
  await user.type(screen.getByLabelText("Return code"), "abcd-efgh");
  await user.click(screen.getByText("Come back in"));
  expect(model.sent).toMatchObject([{ type: "return", return_code: "ABCD-EFGH" }]);
  model.reply({ type: "joined", token: "new", return_code: "ABCD-EFGH" });
  await waitFor(() => expect(device()).toMatchObject({ token: "new" }));
});

test("a known device is let in without a question", async () => {
  localStorage.setItem("ciwidgets.device", '{"token":"secret","return_code":"ABCD-EFGH"}');
  sessionStorage.setItem("ciwidgets.code", "K7QM3TXW");
  const { model } = show();
  expect(screen.queryByText("Join the team")).toBeNull();
  expect(model.sent).toMatchObject([{ type: "restore", token: "secret", code: "K7QM3TXW" }]);
  model.change({ who: MAYA });
  model.reply({ type: "restored" });
  expect(screen.getByText("Maya")).toBeTruthy();
  expect(document.activeElement).toBe(document.body);
});

test("a token nobody knows is forgotten, and the door is shown", async () => {
  localStorage.setItem("ciwidgets.device", '{"token":"old","return_code":""}');
  const { model } = show();
  model.reply({ type: "unknown" });
  expect(await screen.findByText("Join the team")).toBeTruthy();
  expect(device()).toBeNull();
});

test("not you: the consequence is said, the outboxes fall silent, the device forgets", async () => {
  localStorage.setItem("ciwidgets.device", '{"token":"secret","return_code":"ABCD-EFGH"}');
  const { model, user } = show({ who: MAYA });
  const heard: string[] = [];
  const listen = (event: Event) => heard.push((event as CustomEvent).detail.id);
  window.addEventListener("ciwidgets:who", listen);
  await user.click(screen.getByText("Not you?"));
  expect(screen.getByText(/you need your return code: ABCD-EFGH/)).toBeTruthy();
  expect(await findings()).toEqual([]);
  await user.click(screen.getByText("Forget me here"));
  expect(heard).toEqual([""]);
  expect(model.sent).toMatchObject([{ type: "leave" }]);
  model.change({ who: {} });
  model.reply({ type: "left" });
  await waitFor(() => expect(device()).toBeNull());
  expect(await screen.findByText("Join the team")).toBeTruthy();
  window.removeEventListener("ciwidgets:who", listen);
});

function outboxSays(key: string, state: string, waiting = 1, isKept = true): void {
  const detail = { key, state, waiting, isKept };
  act(() => void window.dispatchEvent(new CustomEvent("ciwidgets:outbox", { detail })));
}

test("the strip says the worst of what the exercises say, and the line's state first", () => {
  show({ who: MAYA });
  expect(screen.getByText("Everything is saved")).toBeTruthy();
  outboxSays("a", "saving");
  outboxSays("b", "saved", 0);
  expect(screen.getByText("Saving…")).toBeTruthy();
  outboxSays("a", "waiting");
  expect(screen.getByText(/Not saved yet/)).toBeTruthy();
  act(() => announceConnection("lost"));
  expect(screen.getByText(/kept on this device and sent/)).toBeTruthy();
  outboxSays("a", "waiting", 1, false);
  expect(screen.getByText(/no room to keep it/)).toBeTruthy();
  outboxSays("a", "saved", 0);
  expect(screen.getByText(/Everything so far is saved/)).toBeTruthy();
  act(() => announceConnection("connected"));
  expect(screen.getByText("Everything is saved")).toBeTruthy();
});

test("a facilitator chooses the team to look at", async () => {
  const teams = [
    { id: "alder", name: "Alder Creek" },
    { id: "birch", name: "Birch Hollow" },
  ];
  const { model, user } = show({ who: { ...MAYA, role: "facilitator" }, teams });
  await user.selectOptions(screen.getByLabelText("Team to look at"), "Birch Hollow");
  expect(model.sent).toMatchObject([{ type: "look", team_id: "birch" }]);
  model.reply({ type: "refused", text: "That team is not in this program." });
  expect((await screen.findByRole("alert")).textContent).toBe("That team is not in this program.");
  expect(localStorage.getItem("ciwidgets.look")).toBeNull();
});

test("the team a facilitator chose is looked at again on the next page, once and for them alone", async () => {
  const teams = [
    { id: "alder", name: "Alder Creek" },
    { id: "birch", name: "Birch Hollow" },
  ];
  const who = { ...MAYA, role: "facilitator", team: "", team_id: "" };
  const first = show({ who, teams });
  expect(first.model.sent).toEqual([]);
  await first.user.selectOptions(screen.getByLabelText("Team to look at"), "Birch Hollow");
  first.model.reply({ type: "restored" });
  await waitFor(() => expect(localStorage.getItem("ciwidgets.look")).toContain("birch"));
  for (const end of endings.splice(0)) end();
  const { model } = show({ teams });
  expect(model.sent).toEqual([]);
  model.change({ who });
  await waitFor(() => expect(model.sent).toMatchObject([{ type: "look", team_id: "birch" }]));
  model.reply({ type: "restored" });
  model.change({ who: { ...who, team: "Birch Hollow", team_id: "birch" } });
  model.change({ who });
  expect(model.sent).toHaveLength(1);
  for (const end of endings.splice(0)) end();
  expect(show({ who: { ...who, id: "p2" }, teams }).model.sent).toEqual([]);
  expect(show({ who, teams: teams.slice(0, 1) }).model.sent).toEqual([]);
});

test("a person changes name and sector", async () => {
  const { model, user } = show({ who: MAYA });
  await user.clear(screen.getByLabelText("Your name, if you like"));
  await user.click(screen.getByText("Save name and sector"));
  expect(model.sent).toMatchObject([{ type: "rename", name: "", sector: "health" }]);
  model.reply({ type: "saved" });
  expect(await screen.findByText("Saved")).toBeTruthy();
});

test("a manager shows the room a code in letters and as a drawn QR code", async () => {
  const url = "http://192.168.0.7/start#team=K7QM3TXW";
  const book = "http://192.168.0.7/needs_assessment#step";
  const steps = [
    { id: "ideas", title: "Ideas", url: `${book}=ideas&team=K7QM3TXW`, qr: ["10", "01"] },
  ];
  const share = { code: "K7QM3TXW", url, qr: ["11", "10"], steps };
  const { user, el } = show({ who: { ...MAYA, role: "project_manager" }, share });
  await user.click(screen.getByText(/Code and QR code/));
  expect(screen.getByText("K7QM-3TXW")).toBeTruthy();
  expect(screen.getByText("http://192.168.0.7/start")).toBeTruthy();
  expect(screen.queryByText(/Phones cannot open/)).toBeNull();
  const drawn = () => el.querySelector(".ci-qr path")?.getAttribute("d");
  expect(screen.getByRole("img").getAttribute("aria-label")).toContain("K7QM-3TXW");
  expect(drawn()).toBe("M4 4h2v1h-2zM4 5h1v1h-1z");
  await user.selectOptions(screen.getByLabelText(/Where should/), "Ideas");
  expect(drawn()).toBe("M4 4h1v1h-1zM5 5h1v1h-1z");
  expect(screen.getByText("http://192.168.0.7/needs_assessment#step=ideas")).toBeTruthy();
  expect(await findings()).toEqual([]);
});

test("a manager is told when phones cannot reach the address", () => {
  const share = { code: "K7QM3TXW", url: "http://127.0.0.1:8866/", qr: ["1"] };
  show({ who: { ...MAYA, role: "project_manager" }, share });
  expect(screen.getByText(/works on this computer only/)).toBeTruthy();
});

test("in a group the room's place is told, and the way there says that it leads back", () => {
  const place = { workbook: "needs_assessment", step: "vote", title: "6. First", is_here: false };
  const { model, el } = show({ who: MAYA, room: { place } });
  const line = () => el.querySelector(".ci-room-place");
  expect(line()?.querySelector("a")?.textContent).toBe("6. First");
  model.change({ room: { place: { ...place, home: "Ash County" } } });
  expect(line()?.textContent).toBe("The room is at: 6. First Back to my team: Ash County");
  expect(line()?.querySelector("a")?.textContent).toBe("Back to my team: Ash County");
  // Who came by the group's code has no team to go back to.
  model.change({ room: { place: { ...place, home: "" } } });
  expect(line()?.textContent).toBe("The room is at: 6. First ");
  expect(line()?.querySelector("a")).toBeNull();
});

test("what the room is shown leads to the step the page is on, and goes along with it", async () => {
  const url = "http://192.168.0.7/start#team=K7QM3TXW";
  const steps = ["ideas", "vote"].map((id) => ({
    id,
    title: id,
    url: `${url}&step=${id}`,
    qr: [],
  }));
  history.replaceState(null, "", "#step=vote");
  show({ who: MAYA, share: { code: "K7QM3TXW", url, qr: [], steps } });
  const where = screen.getByLabelText<HTMLSelectElement>(/Where should/);
  expect(where.value).toBe("vote");
  const move = (hash: string) => {
    history.replaceState(null, "", hash);
    act(() => void window.dispatchEvent(new HashChangeEvent("hashchange")));
  };
  move("#step=ideas");
  expect(where.value).toBe("ideas");
  expect(screen.getByText("http://192.168.0.7/start#step=ideas")).toBeTruthy();
  move("#step=goals");
  expect(where.value).toBe("");
});

test("what a person typed is text, never markup", () => {
  const { el } = show({ who: { ...MAYA, name: "<img src=x onerror=alert(1)>" } });
  expect(el.querySelector("img")).toBeNull();
  expect(screen.getByText("<img src=x onerror=alert(1)>")).toBeTruthy();
});

test("in a group the strip says from where one is, and leads back there", async () => {
  const group = { is_page: true, is_in: true, home: "Alder Creek" };
  show({ who: { ...MAYA, team: "Rides" }, group });
  expect(screen.getByText(/You are here from Alder Creek/)).toBeTruthy();
  const back = screen.getByRole<HTMLAnchorElement>("link", { name: "Back to Alder Creek" });
  expect(back.getAttribute("href")).toBe("start.ipynb");
  expect(screen.queryByRole("button", { name: "Save name and sector" })).toBeNull();
  expect(await findings()).toEqual([]);
});

test("a group's code on another page leads to the group by one button", () => {
  show({ who: MAYA, group: { is_page: false, is_in: false, code: "K7QWM2XP" } });
  const link = screen.getByRole("link", { name: "Go to the group" });
  expect(link.getAttribute("href")).toBe("breakout.ipynb#team=K7QWM2XP");
  expect(screen.queryByRole("link", { name: "Go to your group’s page" })).toBeNull();
});

test("without a group its code can be typed, and a reload leads there again", async () => {
  const group = { is_page: true, is_in: false, home: "Alder Creek" };
  const { model, user } = show({ who: { ...MAYA, team_id: "" }, group });
  await user.click(screen.getByRole("button", { name: "Go into the group" }));
  const field = screen.getByLabelText<HTMLInputElement>("Code of your group");
  expect(document.activeElement).toBe(field);
  await user.type(field, "k7qm-3txw");
  await user.click(screen.getByRole("button", { name: "Go into the group" }));
  expect(model.sent.at(-1)).toMatchObject({ type: "enter", code: "k7qm-3txw" });
  expect(await findings()).toEqual([]);
  act(() => model.reply({ type: "refused", text: "That code has been closed." }));
  await waitFor(() => expect(screen.getByRole("alert").textContent).toContain("closed"));
  await user.click(screen.getByRole("button", { name: "Go into the group" }));
  act(() => model.reply({ type: "restored" }));
  await waitFor(() => expect(sessionStorage.getItem("ciwidgets.code")).toBe("k7qm-3txw"));
  sessionStorage.removeItem("ciwidgets.code");
});

test("on the page of groups a facilitator chooses a group, and the team looked at stays kept", async () => {
  keep("ciwidgets.look", { person: "f1", team_id: "alder" });
  const { model, user } = show({
    who: { id: "f1", role: "facilitator", team_id: "" },
    teams: [{ id: "breakout:0123456789ab", name: "Rides" }],
    group: { is_page: true, is_in: false, home: "" },
  });
  expect(screen.queryByLabelText("Code of your group")).toBeNull();
  await user.selectOptions(screen.getByLabelText("Group to look at"), "Rides");
  expect(model.sent.at(-1)).toMatchObject({ type: "look", team_id: "breakout:0123456789ab" });
  act(() => model.reply({ type: "restored" }));
  expect(recall("ciwidgets.look")).toEqual({ person: "f1", team_id: "alder" });
  keep("ciwidgets.look", null);
});
