import { act, waitFor } from "@testing-library/preact";
import { afterEach, expect, test } from "vitest";
import { keep } from "../../shared/keep";
import { fakeModel, wordsOf } from "../../shared/testing";
import widget from "../join_strip";
import type { JoinStripState, Who } from "./state";

const LEADER: Who = {
  id: "f1",
  name: "",
  role: "facilitator",
  sector: "",
  team: "",
  team_id: "",
  occasion: "Forum 3",
};
const TEAMS = [
  { id: "alder", name: "Alder Creek" },
  { id: "birch", name: "Birch Hollow" },
];
let end = (): void => {};

function show(who: Who, teams: typeof TEAMS) {
  const model = fakeModel<JoinStripState>({
    module: "join_strip",
    words: wordsOf("join_strip"),
    program: {},
    sectors: [],
    who,
    teams,
    people: 0,
    group: {},
    share: {},
    room: {},
  });
  const el = document.createElement("div");
  act(() => {
    end = widget.render({ model, el });
  });
  return model;
}

afterEach(() => {
  act(end);
  localStorage.clear();
  sessionStorage.clear();
  history.replaceState(null, "", location.pathname);
  document.documentElement.classList.remove("ci-projector");
});

test("a facilitator looks at the team the address names, whichever they chose before", async () => {
  keep("ciwidgets.look", { person: "f1", team_id: "alder" });
  history.replaceState(null, "", "#step=ideas&look=birch");
  const model = show(LEADER, TEAMS);
  await waitFor(() => expect(model.sent).toMatchObject([{ type: "look", team_id: "birch" }]));
  model.reply({ type: "restored" });
  await waitFor(() => expect(localStorage.getItem("ciwidgets.look")).toContain("birch"));
});

test("what hangs on the wall changes nothing of what the facilitator chose for themselves", async () => {
  keep("ciwidgets.look", { person: "f1", team_id: "alder" });
  document.documentElement.classList.add("ci-projector");
  history.replaceState(null, "", "#step=ideas&look=birch&projector");
  const model = show(LEADER, TEAMS);
  await waitFor(() => expect(model.sent).toHaveLength(1));
  model.reply({ type: "restored" });
  await act(async () => undefined);
  expect(localStorage.getItem("ciwidgets.look")).toContain("alder");
});

test("an address that names no team of the program is passed over, and no other team shown", async () => {
  keep("ciwidgets.look", { person: "f1", team_id: "alder" });
  history.replaceState(null, "", "#look=nowhere&projector");
  const model = show(LEADER, TEAMS);
  await act(async () => undefined);
  expect(model.sent).toEqual([]);
});

test("a participant asks to look at nobody, whatever the address says", async () => {
  history.replaceState(null, "", "#look=birch&projector");
  const model = show({ ...LEADER, role: "participant", team_id: "alder", team: "Alder" }, []);
  await act(async () => undefined);
  expect(model.sent).toEqual([]);
});
