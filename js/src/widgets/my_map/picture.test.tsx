import { act, cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import { useState } from "preact/hooks";
import { beforeAll, expect, test } from "vitest";
import { findings } from "../../shared/axe";
import { wordsOf } from "../../shared/testing";
import { sayFrom } from "../../shared/words";
import { dropLink, dropWord, placeWord, setLink } from "./map";
import MapPicture from "./picture";
import { fitOf } from "./picture_word";
import type { OwnMap } from "./state";

const STRENGTHS = [0.25, 0.62, 1];
const t = sayFrom(wordsOf("my_map"));

beforeAll(() => {
  // jsdom measures nothing.
  window.ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
  window.DOMMatrixReadOnly = class {
    m22 = 1;
  } as unknown as typeof DOMMatrixReadOnly;
});

let now: OwnMap & { chosen: string | null };
// Say a sentence beside the picture.
let say: (source: string, target: string) => void;

function Page({ begin, mayEdit = true }: { begin: OwnMap; mayEdit?: boolean }) {
  const [map, setMap] = useState(begin);
  const [chosen, setChosen] = useState<string | null>(null);
  now = { ...map, chosen };
  say = (source, target) => setMap((before) => setLink(before, { source, target, weight: 1 }));
  return (
    <MapPicture
      t={t}
      {...map}
      strengths={STRENGTHS}
      mayEdit={mayEdit}
      chosen={chosen}
      onChoose={setChosen}
      onPlace={(id, x, y) => setMap((before) => placeWord(before, id, x, y))}
      onLink={(source, target) =>
        setMap((before) => setLink(before, { source, target, weight: 0.62 }))
      }
      onChangeLink={(source, target, weight) =>
        setMap((before) => setLink(before, { source, target, weight }))
      }
      onDropLink={(source, target) => setMap((before) => dropLink(before, source, target))}
      onDropWord={(id) => setMap((before) => dropWord(before, id))}
    />
  );
}

function mapOf(...labels: string[]): OwnMap {
  const words = labels.map((label) => ({ id: label, label, stands_for: "", x: null, y: null }));
  return { words, links: [] };
}

const THREE = mapOf("stigma", "help", "trust");
const LINKED = { ...THREE, links: [{ source: "stigma", target: "help", weight: -1 }] };
// A hand's click; jsdom's own mouse has no window, which the library looks for.
const touch = (element: Element) => fireEvent.click(element, { detail: 1 });
const word = (name: string) => screen.getByRole("button", { name });
const card = () => within(screen.getByRole("region", { name: t("picture_card") }));

test("an empty map is drawn without a warning", () => {
  render(<Page begin={mapOf()} />);
  expect(screen.getByRole("group", { name: t("picture_label") })).toBeTruthy();
});

test("touching a word and then another says that the first leads to the second", async () => {
  render(<Page begin={THREE} />);
  touch(word("stigma"));
  expect(word("stigma").getAttribute("aria-pressed")).toBe("true");
  touch(word("help"));
  expect(now.links).toEqual([{ source: "stigma", target: "help", weight: 0.62 }]);
  expect(now.chosen).toBe("stigma>help");
  expect(
    screen.getByRole("img", { name: "More “stigma” leads to more “help”, clearly." }),
  ).toBeTruthy();
});

test("touching the chosen word again lets it go, and nothing is linked", async () => {
  render(<Page begin={THREE} />);
  touch(word("stigma"));
  touch(word("stigma"));
  expect(now.chosen).toBeNull();
  expect(now.links).toEqual([]);
});

test("a link that is there already is shown, and stays as it is", async () => {
  render(<Page begin={LINKED} />);
  touch(word("stigma"));
  touch(word("help"));
  expect(now.links).toEqual(LINKED.links);
  expect(now.chosen).toBe("stigma>help");
});

test("by key alone words are moved, linked, and their link is changed and dropped", async () => {
  const hand = userEvent.setup();
  render(<Page begin={THREE} />);
  word("stigma").focus();
  await hand.keyboard("{ArrowRight}");
  const [first] = now.words;
  expect(first?.x).not.toBeNull();
  await hand.keyboard("{Enter}");
  const choice = card().getByRole("combobox", { name: "More stigma leads to" });
  await waitFor(() => expect(document.activeElement).toBe(choice));
  await hand.selectOptions(choice, "trust");
  await hand.tab();
  await hand.keyboard("{Enter}");
  await waitFor(() => expect((document.activeElement as HTMLInputElement).type).toBe("radio"));
  card().getByRole("radio", { name: /less/ }).focus();
  await hand.keyboard(" ");
  expect(now.links).toEqual([{ source: "stigma", target: "trust", weight: -0.62 }]);
  card().getByRole("radio", { name: "a little" }).focus();
  await hand.keyboard(" ");
  expect(now.links[0]?.weight).toBe(-0.25);
  card()
    .getByRole("button", { name: t("picture_drop_link") })
    .focus();
  await hand.keyboard("{Enter}");
  expect(now.links).toEqual([]);
  expect(document.activeElement).toBe(word("stigma"));
});

test("Escape leads from a card back to its word, and then lets go of it", async () => {
  const hand = userEvent.setup();
  render(<Page begin={THREE} />);
  word("help").focus();
  await hand.keyboard("{Enter}");
  await waitFor(() => expect(document.activeElement).not.toBe(word("help")));
  await hand.keyboard("{Escape}");
  expect(document.activeElement).toBe(word("help"));
  expect(now.chosen).toBe("help");
  await hand.keyboard("{Escape}");
  expect(now.chosen).toBeNull();
});

test("a dropped word hands the keyboard to another one", async () => {
  const hand = userEvent.setup();
  render(<Page begin={LINKED} />);
  touch(word("help"));
  await hand.click(card().getByRole("button", { name: t("picture_drop_word") }));
  expect(now.words.map(({ id }) => id)).toEqual(["stigma", "trust"]);
  expect(now.links).toEqual([]);
  expect(document.activeElement).toBe(word("stigma"));
});

test("where nothing may be changed, words and links are only looked at", async () => {
  const hand = userEvent.setup();
  render(<Page begin={LINKED} mayEdit={false} />);
  word("stigma").focus();
  await hand.keyboard("{ArrowRight}");
  touch(word("stigma"));
  expect(screen.queryByRole("button", { name: t("picture_drop_word") })).toBeNull();
  expect(screen.getByRole("button", { name: /leads to a drop in “help”, strongly/ })).toBeTruthy();
  touch(word("trust"));
  expect(now).toMatchObject({ ...LINKED, chosen: "trust" });
});

test("a sign says direction and strength without its color, and opens its link", () => {
  const { container } = render(<Page begin={LINKED} />);
  const sign = container.querySelector('[data-link="stigma>help"]');
  expect(sign?.textContent).toBe("−−−");
  fireEvent.click(sign as Element);
  expect(now.chosen).toBe("stigma>help");
});

test("axe finds nothing, whatever is chosen", async () => {
  render(<Page begin={LINKED} />);
  expect(await findings()).toEqual([]);
  touch(word("stigma"));
  expect(await findings()).toEqual([]);
  touch(word("help"));
  expect(await findings()).toEqual([]);
  cleanup();
  render(<Page begin={LINKED} mayEdit={false} />);
  expect(await findings()).toEqual([]);
});

test("a long word is written smaller rather than broken, and never too small to read", () => {
  expect(fitOf("Asking for help")).toEqual({ isLong: false, letters: 16 });
  expect(fitOf("Überraschung").isLong).toBe(true);
  expect(fitOf("Überraschung").letters).toBeGreaterThan(14);
  expect(fitOf("w".repeat(200))).toEqual({ isLong: true, letters: 12 });
});

test("a sign that is touched brings into sight what can be done with it", async () => {
  const seen: Element[] = [];
  Element.prototype.scrollIntoView = function scrollIntoView() {
    seen.push(this);
  };
  const { container } = render(<Page begin={LINKED} />);
  touch(word("stigma"));
  expect(seen).toEqual([]);
  fireEvent.click(container.querySelector('[data-link="stigma>help"]') as Element);
  await waitFor(() => expect(seen.map((one) => one.className)).toEqual(["ci-pic-card"]));
  Reflect.deleteProperty(Element.prototype, "scrollIntoView");
});

const places = () =>
  [...document.querySelectorAll<HTMLElement>(".react-flow__node")].map(
    (one) => one.style.transform,
  );

test("a sentence said beside the picture lays it out anew, and one drawn in it moves nothing", async () => {
  const chain = ["stigma", "help", "trust", "care", "hope", "jobs"];
  render(<Page begin={mapOf(...chain)} />);
  const before = places();
  touch(word("stigma"));
  touch(word("jobs"));
  await waitFor(() => expect(now.links).toHaveLength(1));
  expect(places()).toEqual(before);
  touch(word("stigma"));
  touch(word("stigma"));
  expect(now.chosen).toBeNull();
  act(() => say("care", "stigma"));
  await waitFor(() => expect(places()).not.toEqual(before));
});
