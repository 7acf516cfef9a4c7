import { act, screen, within } from "@testing-library/preact";
import { options } from "preact";
import { expect, test, vi } from "vitest";
import { findings } from "../shared/axe";
import { announceConnection } from "../shared/connection";
import { exerciseState, showExercise } from "../shared/testing_exercise";
import widget from "./my_map";
import type { Mine, PictureProps, State } from "./my_map/state";

const picture = vi.hoisted(() => ({ props: null as unknown, isMissing: false }));
vi.mock("./my_map/picture", () => ({
  get default() {
    if (picture.isMissing) throw new Error("not fetched");
    return (props: PictureProps) => {
      picture.props = props;
      return <div data-testid="picture">{props.words.map((word) => word.label).join(" ")}</div>;
    };
  },
}));

const MARKUP = "<b>Stigma</b> <script>alert(1)</script>";
const DECK = [
  { key: "need:n1", label: "Rides to treatment" },
  { key: "deck:stigma", label: "Stigma" },
  { key: "deck:help", label: "Asking for help" },
];
const word = (id: string, label: string, stands_for = "") => ({
  id,
  label,
  stands_for,
  x: null,
  y: null,
});
const DRAWN = {
  words: [word("s", "Stigma", "deck:stigma"), word("h", "Asking for help", "deck:help")],
  links: [{ source: "s", target: "h", weight: -1 }],
  is_handed_in: false,
  revision: 3,
};

function show(mine: Partial<Mine> = {}, changed: Partial<State> = {}) {
  return showExercise(widget, {
    ...exerciseState("my_map"),
    question: "What drives: rides to treatment?",
    deck: DECK,
    strengths: [0.25, 0.62, 1],
    mine: { words: [], links: [], is_handed_in: false, revision: 0, ...mine },
    ...changed,
  });
}

const button = (name: string | RegExp) => screen.getByRole("button", { name });
const chip = (name: string) =>
  within(screen.getByRole("group", { name: /Choose about/ })).getByRole("button", { name });
const sentences = () =>
  [...document.querySelectorAll(".ci-own-sentences > li > p")].map((one) => one.textContent);
const last = (sent: () => object[]) => sent().at(-1) as unknown as Mine;

type Who = ReturnType<typeof show>["user"];
async function choose(user: Who, source: string, sign: string, target: string, size: string) {
  await user.selectOptions(screen.getByLabelText("More"), source);
  await user.click(screen.getByRole("radio", { name: sign }));
  await user.selectOptions(screen.getByLabelText("of this"), target);
  await user.click(screen.getByRole("radio", { name: size }));
}

test("an empty map is calm: a question, words to begin with, and nothing that warns", async () => {
  const { el } = show();
  expect(screen.getByRole("heading", { level: 3 }).textContent).toContain("rides to treatment");
  expect(el.textContent).toContain("0 words, 0 sentences");
  expect(el.textContent).toContain("Choose two words above");
  expect(screen.queryByRole("alert")).toBeNull();
  expect(screen.queryByRole("combobox", { name: "More" })).toBeNull();
  expect(await findings()).toEqual([]);
});

test("it says what is kept and that records can be asked for", () => {
  const { el } = show();
  expect(el.textContent).toContain("Nobody else on your team sees your map");
  expect(el.textContent).toContain("may be a public record, and people may ask to see it");
});

test("a word of the deck goes on the map and off again, each time saved", async () => {
  const { user, sent, save } = show();
  await user.click(chip("Stigma"));
  expect(chip("Stigma").getAttribute("aria-pressed")).toBe("true");
  const [first] = sent() as unknown as Mine[];
  expect(first).toMatchObject({ type: "save", base_revision: 0, links: [], is_handed_in: false });
  expect(first?.words).toEqual([
    { ...word("", "Stigma", "deck:stigma"), id: expect.stringMatching(/^[\w-]{10}$/) },
  ]);
  save(1);
  await user.click(chip("Stigma"));
  expect(last(sent)).toMatchObject({ base_revision: 1, words: [] });
  expect(chip("Stigma").getAttribute("aria-pressed")).toBe("false");
});

test("an own word is added, noticed where it is there already, and read as it was written", async () => {
  const { user, sent, el } = show();
  const field = screen.getByRole("textbox", { name: /word of your own/ });
  await user.click(button("Add the word"));
  expect(el.textContent).toContain("Please write something first.");
  expect(document.activeElement).toBe(field);
  await user.type(field, `${MARKUP}{Enter}`);
  expect(last(sent).words[0]).toMatchObject({ label: MARKUP, stands_for: "" });
  expect(chip(MARKUP)).toBeTruthy();
  expect(document.querySelector("script, .ci-own-chip b")).toBeNull();
  await user.type(field, `${MARKUP.toUpperCase()}{Enter}`);
  expect(el.textContent).toContain("is on your map already");
  expect(await findings()).toEqual([]);
});

test("an own word that is dropped leaves the keyboard among the words", async () => {
  const { user } = show({ words: [word("o", "Trust")] });
  await user.click(chip("Trust"));
  expect(document.activeElement?.classList.contains("ci-own-chip")).toBe(true);
});

test("what may tell who a person is is noticed while it is typed", async () => {
  const { user, el } = show();
  await user.type(screen.getByRole("textbox", { name: /own/ }), "call 555-123-4567");
  expect(el.textContent).toContain("a phone number");
});

test("a sentence is made of four choices, and the next one is begun", async () => {
  const { user, sent, el } = show({ ...DRAWN, links: [] });
  await choose(user, "Stigma", "less", "Asking for help", "clearly");
  await user.click(button("Add the sentence"));
  expect(last(sent).links).toEqual([{ source: "s", target: "h", weight: -0.62 }]);
  expect(sentences()).toEqual(["More “Stigma” leads to a drop in “Asking for help”, clearly."]);
  expect(el.querySelector(".ci-own-last")?.textContent).toContain("Added: More “Stigma” leads");
  expect(el.textContent).toContain("2 words, 1 sentence");
  expect((screen.getByLabelText("More") as HTMLSelectElement).value).toBe("");
  await vi.waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText("More")));
  expect(await findings()).toEqual([]);
});

test("a sentence that lacks something says what, and one of a word with itself is not made", async () => {
  const { user, sent } = show({ ...DRAWN, links: [] });
  await user.selectOptions(screen.getByLabelText("More"), "Stigma");
  await user.click(button("Add the sentence"));
  expect(screen.getAllByText("Please choose this first.")).toHaveLength(3);
  expect(await findings()).toEqual([]);
  await choose(user, "Stigma", "more", "Stigma", "a little");
  await user.click(button("Add the sentence"));
  expect(screen.getByText("Please choose two different words.")).toBeTruthy();
  expect(sent()).toEqual([]);
});

test("a sentence about two words that have one says that it takes its place", async () => {
  const { user, sent, save, el } = show(DRAWN);
  await choose(user, "Stigma", "more", "Asking for help", "a little");
  expect(el.textContent).toContain("What you choose now takes its place.");
  await user.click(button("Add the sentence"));
  expect(last(sent).links).toEqual([{ source: "s", target: "h", weight: 0.25 }]);
  save(4);
  const told =
    "You had said that more “Stigma” leads to less “Asking for help”, strongly. Now it says more, a little.";
  const notice = () => el.querySelector<HTMLElement>(".ci-own-replaced");
  expect(notice()?.textContent).toContain(told);
  expect(el.querySelector(".ci-own-last")?.textContent).toBe(told);
  expect(await findings()).toEqual([]);
  await user.click(within(notice() as HTMLElement).getByRole("button", { name: "Undo" }));
  expect(last(sent).links).toEqual(DRAWN.links);
  expect(notice()).toBeNull();
  expect(document.activeElement?.textContent).toBe("2. Make sentences");
});

test("a sentence changed into one that is there says so in its place, until something else is done", async () => {
  const back = { source: "h", target: "s", weight: 0.62 };
  const { user, sent, el } = show({ ...DRAWN, links: [...DRAWN.links, back] });
  await user.click(button(/Change the sentence: More “Asking/));
  const list = within(screen.getByRole("list", { name: "Your sentences" }));
  await user.selectOptions(list.getByLabelText("More"), "Stigma");
  await user.selectOptions(list.getByLabelText("of this"), "Asking for help");
  await user.click(list.getByRole("button", { name: "Change the sentence" }));
  expect(last(sent).links).toEqual([{ source: "s", target: "h", weight: 0.62 }]);
  expect(list.getByText(/You had said .* “Asking for help”, strongly/)).toBeTruthy();
  await user.click(chip("Rides to treatment"));
  expect(el.querySelector(".ci-own-replaced")).toBeNull();
});

test("a sentence that is changed as itself, or said the same again, needs no notice", async () => {
  const { user, el } = show(DRAWN);
  await user.click(button(/Change the sentence: More “Stigma”/));
  const list = within(screen.getByRole("list", { name: "Your sentences" }));
  await user.click(list.getByRole("radio", { name: "a little" }));
  await user.click(list.getByRole("button", { name: "Change the sentence" }));
  await choose(user, "Stigma", "less", "Asking for help", "a little");
  await user.click(button("Add the sentence"));
  expect(el.querySelector(".ci-own-replaced")).toBeNull();
});

test("a sentence is changed in its place and dropped, and the keyboard stays near", async () => {
  const { user, sent, save } = show(DRAWN);
  await user.click(button(/Change the sentence: More “Stigma”/));
  const list = within(screen.getByRole("list", { name: "Your sentences" }));
  expect(document.activeElement).toBe(list.getByLabelText("More"));
  expect(list.getByRole<HTMLInputElement>("radio", { name: "strongly" }).checked).toBe(true);
  await user.click(list.getByRole("radio", { name: "a little" }));
  await user.click(list.getByRole("button", { name: "Change the sentence" }));
  expect(last(sent).links).toEqual([{ source: "s", target: "h", weight: -0.25 }]);
  expect(document.activeElement?.textContent).toContain("Change");
  save(4);
  await user.click(button(/Drop the sentence: More “Stigma”/));
  expect(last(sent).links).toEqual([]);
  expect(document.activeElement?.textContent).toBe("Your sentences");
});

test("Escape leaves a sentence as it was", async () => {
  const { user, sent } = show(DRAWN);
  await user.click(button(/Change the sentence/));
  await user.keyboard("{Escape}");
  expect(sentences()).toHaveLength(1);
  expect(document.activeElement?.textContent).toContain("Change");
  expect(sent()).toEqual([]);
});

test("each step is undone and done again, by button and by key, but not while one types", async () => {
  const { user, sent, save, el } = show(DRAWN);
  expect(button("Undo").getAttribute("aria-disabled")).toBe("true");
  await user.click(chip("Stigma"));
  expect(el.textContent).toContain("Dropped: Stigma, and 1 sentence with it.");
  expect(sentences()).toEqual([]);
  await user.keyboard("{Control>}z{/Control}");
  expect(sentences()).toHaveLength(1);
  expect(el.textContent).toContain("One step undone.");
  await user.keyboard("{Control>}y{/Control}");
  expect(sentences()).toEqual([]);
  save(4);
  save(5);
  await user.click(button("Undo"));
  save(6);
  expect(last(sent)).toMatchObject({ words: DRAWN.words, links: DRAWN.links });
  await user.click(screen.getByRole("textbox", { name: /own/ }));
  await user.keyboard("{Control>}y{/Control}");
  expect(sentences()).toHaveLength(1);
  await user.click(button("Redo"));
  expect(sentences()).toEqual([]);
});

test("what came from another device is never undone from here", async () => {
  const { user, save, model } = show(DRAWN);
  await user.click(chip("Rides to treatment"));
  save(4);
  model.change({ mine: { ...DRAWN, words: DRAWN.words.slice(0, 1), links: [], revision: 5 } });
  expect(button("Undo").getAttribute("aria-disabled")).toBe("true");
});

test("without a connection a map and half a sentence are kept and sent when it is back", async () => {
  const { user, sent, leave } = show(DRAWN);
  announceConnection("lost");
  await user.click(chip("Rides to treatment"));
  await user.selectOptions(screen.getByLabelText("More"), "Stigma");
  await user.type(screen.getByRole("textbox", { name: /own/ }), "Tru");
  expect(sent()).toEqual([]);
  leave();
  const again = show(DRAWN);
  expect((screen.getByLabelText("More") as HTMLSelectElement).value).toBe("s");
  expect(screen.getByRole<HTMLInputElement>("textbox", { name: /own/ }).value).toBe("Tru");
  announceConnection("connected");
  expect(again.sent()).toHaveLength(1);
  expect(last(again.sent).words).toHaveLength(3);
});

test("two devices of one person meet in a choice, with only what differs", async () => {
  const { user, model, sent, el } = show(DRAWN);
  await user.click(chip("Rides to treatment"));
  const theirs = { ...DRAWN, links: [{ source: "s", target: "h", weight: 0.25 }] };
  model.reply({ type: "conflict", record_id: "r", revision: 4, text: "See.", theirs });
  model.change({ mine: { ...theirs, revision: 4 } });
  const [mine, other] = el.querySelectorAll(".ci-version");
  expect(mine?.textContent).toContain("Rides to treatment");
  expect(mine?.textContent).toContain("a drop in “Asking for help”, strongly");
  expect(other?.textContent).toContain("more “Asking for help”, a little");
  expect(other?.textContent).not.toContain("Rides");
  expect(await findings()).toEqual([]);
  await user.click(button("Save mine instead"));
  expect(last(sent)).toMatchObject({ base_revision: 4, links: DRAWN.links });
});

test("taking the other device's map brings it here", async () => {
  const { user, model } = show(DRAWN);
  await user.click(chip("Rides to treatment"));
  const theirs = { ...DRAWN, links: [{ source: "s", target: "h", weight: 0.25 }] };
  model.reply({ type: "conflict", record_id: "r", revision: 4, text: "See.", theirs });
  model.change({ mine: { ...theirs, revision: 4 } });
  await user.click(button("Take the other"));
  expect(sentences()).toEqual(["More “Stigma” leads to more “Asking for help”, a little."]);
});

test("a map is handed in once it says something, rests, and is taken back", async () => {
  const { user, sent, save, model } = show({ ...DRAWN, links: [] });
  await user.click(button("Hand in my map"));
  expect(sent()).toEqual([]);
  expect(screen.getByText(/needs at least one sentence/)).toBeTruthy();
  await choose(user, "Stigma", "less", "Asking for help", "strongly");
  await user.click(button("Add the sentence"));
  save(4);
  const clock = vi.spyOn(performance, "now").mockReturnValue(5000);
  await user.click(button("Hand in my map"));
  expect(last(sent)).toMatchObject({ is_handed_in: true, links: DRAWN.links });
  expect(document.activeElement?.textContent).toBe("3. Hand it in");
  // The second click of a double click, wherever it lands.
  clock.mockReturnValue(5400);
  await user.click(button("Take it back to change it"));
  expect(last(sent)).toMatchObject({ is_handed_in: true });
  clock.mockReturnValue(6100);
  expect(screen.queryByRole("combobox", { name: "More" })).toBeNull();
  expect(sentences()).toHaveLength(1);
  expect(await findings()).toEqual([]);
  save(5);
  model.change({ mine: { ...DRAWN, is_handed_in: true, revision: 5 } });
  await user.click(button("Take it back to change it"));
  expect(last(sent)).toMatchObject({ is_handed_in: false, base_revision: 5 });
  await user.click(button("Hand in my map"));
  expect(last(sent)).toMatchObject({ is_handed_in: false });
  expect(chip("Stigma")).toBeTruthy();
  clock.mockRestore();
});

test("a picture that cannot be fetched says so, and comes when it is tried again", async () => {
  picture.isMissing = true;
  const { user } = show(DRAWN);
  await user.click(button("Show the picture"));
  expect((await screen.findByRole("alert")).textContent).toContain("could not be fetched");
  expect(await findings()).toEqual([]);
  picture.isMissing = false;
  await user.click(button("Try again"));
  expect(await screen.findByTestId("picture")).toBeTruthy();
});

test("the place of the picture is empty until there is a word", async () => {
  const { user, el } = show();
  await user.click(button("Show the picture"));
  expect(el.textContent).toContain("The picture appears here with your first word.");
  expect(screen.queryByTestId("picture")).toBeNull();
});

test("one's own map is taken along as a file", async () => {
  const { user, model } = show(DRAWN);
  await user.click(screen.getByText("Keep a copy of your map"));
  await user.click(button("Save the file"));
  expect(model.sent.at(-1)).toMatchObject({ type: "take", map: "own", format: "mmp" });
});

test("the picture and the sentences are two views of one map", async () => {
  const { user, sent } = show(DRAWN);
  await user.click(button("Show the picture"));
  expect((await screen.findByTestId("picture")).textContent).toBe("Stigma Asking for help");
  expect(screen.queryByRole("combobox", { name: "More" })).toBeNull();
  const props = () => picture.props as PictureProps;
  expect(props()).toMatchObject({ mayEdit: true, links: DRAWN.links, chosen: null });
  act(() => props().onLink("h", "s"));
  expect(last(sent).links[1]).toEqual({ source: "h", target: "s", weight: 0.62 });
  act(() => props().onPlace("s", 12.2, 40));
  expect(props().words[0]).toMatchObject({ x: 12, y: 40 });
  act(() => props().onChangeLink("h", "s", -1));
  act(() => props().onRename?.("s", "Shame"));
  act(() => props().onChoose("h"));
  await user.click(button("Show the sentences"));
  expect(sentences()).toEqual([
    "More “Asking for help” leads to a drop in “Shame”, strongly.",
    "More “Shame” leads to a drop in “Asking for help”, strongly.",
  ]);
  expect(document.querySelectorAll(".ci-own-chosen")).toHaveLength(2);
  await user.click(button("Show the picture"));
  act(() => props().onDropLink("h", "s"));
  act(() => props().onDropWord("s"));
  expect(props()).toMatchObject({ links: [], words: [{ id: "h" }] });
  await user.click(button("Undo"));
  expect(props().words).toHaveLength(2);
});

test("a word that a hand moves in the picture leaves the sentences undrawn", async () => {
  const { user } = show(DRAWN);
  await user.click(button("Show the picture"));
  await screen.findByTestId("picture");
  const made: unknown[] = [];
  const { vnode } = options;
  options.vnode = (one) => {
    if (["li", "fieldset"].includes(one.type as string)) made.push(one.type);
    vnode?.(one);
  };
  act(() => (picture.props as PictureProps).onPlace("s", 12, 40));
  expect(made).toEqual([]);
  act(() => (picture.props as PictureProps).onChangeLink("s", "h", -0.25));
  options.vnode = vnode as never;
  expect(made).toContain("li");
});

test("words can be written otherwise, and the sentences follow", async () => {
  const { user, sent } = show(DRAWN);
  await user.click(screen.getByText("Change how a word is written"));
  await user.selectOptions(screen.getByLabelText("Which word?"), "Stigma");
  const field = screen.getByLabelText("Write it like this");
  await user.clear(field);
  await user.type(field, "asking for HELP{Enter}");
  expect(screen.getByText(/“Asking for help” is on your map already/)).toBeTruthy();
  await user.clear(field);
  await user.type(field, "Shame{Enter}");
  expect(last(sent).words[0]).toMatchObject({ id: "s", label: "Shame", stands_for: "" });
  expect(sentences()[0]).toContain("More “Shame”");
  expect(await findings()).toEqual([]);
});

test("a long deck begins with its first words and can be seen whole", async () => {
  const deck = Array.from({ length: 20 }, (_, n) => ({ key: `deck:w${n}`, label: `Word ${n}` }));
  const { user, el } = show({ words: [word("x", "Word 19", "deck:w19")] }, { deck });
  expect(el.querySelectorAll(".ci-own-chip")).toHaveLength(13);
  await user.click(button("Show all 20 words"));
  expect(el.querySelectorAll(".ci-own-chip")).toHaveLength(20);
});

test("a full map says so and takes no more words", async () => {
  const words = Array.from({ length: 60 }, (_, n) => word(`w${n}`, `Mine ${n}`));
  const { user, sent, el } = show({ words });
  expect(el.textContent).toContain("Your map holds 60 words");
  expect(screen.queryByRole("textbox", { name: /own/ })).toBeNull();
  await user.click(chip("Stigma"));
  expect(sent()).toEqual([]);
});

test("closed, one's own map can be read and not changed", async () => {
  const closed = { phase: "closed", may: [] };
  const { el } = show({ ...DRAWN, is_handed_in: true }, closed);
  expect(el.textContent).toContain("You handed in this map.");
  expect(sentences()).toHaveLength(1);
  expect(screen.queryByRole("combobox", { name: "More" })).toBeNull();
  expect(screen.queryByRole("button", { name: /Undo|Drop|Hand|back/ })).toBeNull();
  expect(await findings()).toEqual([]);
  expect(show(DRAWN, closed).el.textContent).toContain("was not handed in");
  expect(show({}, closed).el.textContent).toContain("you drew no map");
});

test("who looks on is told so and can do nothing", () => {
  const { el } = show({}, { may: ["look", "open_step"] });
  expect(el.textContent).toContain("You are looking on.");
  expect(el.querySelector(".ci-own-map")).toBeNull();
});
