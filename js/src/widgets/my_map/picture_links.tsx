/** The links of the picture, in one drawing. Signs and dashes say what the colours say. */

import { memo } from "preact/compat";
import { useMemo, useRef } from "preact/hooks";
import { linkSentence, strength } from "../../shared/map_sentence";
import { linkId } from "./map";
import { type Box, lineBetween, type Route } from "./picture_lines";
import { boxOf } from "./picture_parts";
import { halfOf, plainRoute, routesOf } from "./picture_routes";
import type { WordNode } from "./picture_types";
import type { PictureProps } from "./state";

/** Return what stands on a line: "++" is clearly more, "−" a little less. */
function signOf(isLess: boolean, size: number): string {
  return (isLess ? "−" : "+").repeat(size);
}

interface Said {
  id: string;
  source: string;
  target: string;
  isLess: boolean;
  sentence: string;
  /** Which of the three strengths, from 1. */
  size: number;
  /** Whether another link comes back. */
  isPaired: boolean;
}

export function LinksOfPicture({
  t,
  words,
  links,
  strengths,
  chosen,
  nodes,
  onSign,
}: Pick<PictureProps, "t" | "words" | "links" | "strengths" | "chosen"> & {
  nodes: readonly WordNode[];
  onSign: (id: string) => void;
}) {
  // A link that says the same stays the same, and is not drawn again.
  const before = useRef<ReadonlyMap<string, Said>>(new Map());
  const all = useMemo(() => {
    const labels = new Map(words.map(({ id, label }) => [id, label]));
    const ids = new Set(links.map(linkId));
    const said = links.map((link): Said => {
      const { source, target, weight } = link;
      const [from, to] = [labels.get(source) ?? "", labels.get(target) ?? ""];
      const id = linkId(link);
      const sentence = linkSentence(t, from, to, weight, strengths);
      const size = strength(weight, strengths) + 1;
      const isPaired = ids.has(linkId({ source: target, target: source }));
      const old = before.current.get(id);
      const isOld = old?.sentence === sentence && old.size === size && old.isPaired === isPaired;
      return isOld ? old : { id, source, target, isLess: weight < 0, sentence, size, isPaired };
    });
    before.current = new Map(said.map((one) => [one.id, one]));
    return said;
  }, [t, words, links, strengths]);
  const known = new Map(nodes.map((node) => [node.id, node]));
  const held = nodes.find(({ dragging }) => dragging)?.id;
  const isHeld = ({ source, target }: Said) => source === held || target === held;
  const routes = useRoutes(all, nodes, held !== undefined);
  const drawn = (some: Said[]) => (
    // biome-ignore lint/a11y/noSvgWithoutTitle: each link in it says its sentence
    <svg class={`ci-pic-lines${chosen === null ? "" : " ci-pic-dim"}`}>
      {some.map((said) => {
        const { source, target } = said;
        const [from, to] = [known.get(source), known.get(target)];
        const isOn = chosen !== null && [said.id, source, target].includes(chosen);
        const { bend, at } = routes.get(said.id) ?? plainRoute(said.isPaired);
        return from && to && <Link key={said.id} {...{ said, from, to, bend, at, isOn, onSign }} />;
      })}
    </svg>
  );
  // What moves with a word is a drawing of its own, so that the other need not be painted again.
  return (
    <>
      {drawn(all.filter((said) => !isHeld(said)))}
      {drawn(held ? all.filter(isHeld) : [])}
    </>
  );
}

/** Ways past other words; while a hand has one of them, all stay as they were. */
function useRoutes(all: readonly Said[], nodes: readonly WordNode[], isHeld: boolean) {
  const last = useRef<{
    all: readonly Said[];
    boxes: ReadonlyMap<string, Box>;
    routes: ReadonlyMap<string, Route>;
  }>({ all: [], boxes: new Map(), routes: new Map() });
  const before = last.current;
  if (isHeld) return before.routes;
  const boxes = new Map(nodes.map((node) => [node.id, boxOf(node)]));
  const moved = new Set([...boxes.keys()].filter((id) => isMoved(boxes, before.boxes, id)));
  const isOther =
    before.boxes.size !== boxes.size ||
    before.all.length !== all.length ||
    all.some((said, at) => said !== before.all[at]);
  if (isOther || moved.size)
    last.current = {
      all,
      boxes,
      routes: routesOf(all, boxes, before.routes, isOther ? null : moved),
    };
  return last.current.routes;
}

function isMoved(
  boxes: ReadonlyMap<string, Box>,
  before: ReadonlyMap<string, Box>,
  id: string,
): boolean {
  const [one, other] = [boxes.get(id), before.get(id)];
  return (
    one?.x !== other?.x ||
    one?.y !== other?.y ||
    one?.width !== other?.width ||
    one?.height !== other?.height
  );
}

const Link = memo(function Link({
  said: { id, isLess, sentence, size },
  from,
  to,
  bend,
  at,
  isOn,
  onSign,
}: {
  said: Said;
  from: WordNode;
  to: WordNode;
  bend: number;
  at: number;
  isOn: boolean;
  onSign: (id: string) => void;
}) {
  const width = 0.5 + 1.5 * size;
  const { path, head, sign } = lineBetween(boxOf(from), boxOf(to), width, { bend, at });
  // No transforms here: for each the browser would keep a layer's worth of books.
  const { x, y } = sign;
  const half = halfOf(size);
  const kind = isLess ? "ci-pic-less" : "ci-pic-more";
  return (
    // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: a drawn thing is no control
    <g class={`ci-pic-link ${kind}${isOn ? " ci-pic-on" : ""}`} role="img" aria-label={sentence}>
      <path class="ci-pic-line" d={path} stroke-width={width} />
      <polygon points={head} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the word's card does it by key */}
      <g class="ci-pic-sign" data-link={id} onClick={() => onSign(id)}>
        <rect class="ci-pic-touch" x={x - 22} y={y - 22} width={44} height={44} />
        <rect x={x - half} y={y - 11} width={2 * half} height={22} rx={11} />
        <text x={x} y={y + 6}>
          {signOf(isLess, size)}
        </text>
      </g>
    </g>
  );
});
