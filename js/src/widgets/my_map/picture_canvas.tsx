/** The picture itself: words that move in a hand, links between them, all of it in view or not. */

import {
  applyNodeChanges,
  type Connection,
  type NodeChange,
  ReactFlow,
  ViewportPortal,
} from "@xyflow/react";
import { memo } from "preact/compat";
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { layout, type Point } from "./layout";
import { LinksOfPicture } from "./picture_links";
import { moved, nodesOf } from "./picture_parts";
import { firstView, isNarrow } from "./picture_tools";
import type { Flow, WordActs, WordNode } from "./picture_types";
import { WordOfPicture } from "./picture_word";
import type { PictureProps } from "./state";

const WORDS = { word: WordOfPicture };
// What the library says in English of itself; the page says it in its own words.
const UNSAID = {
  "node.a11yDescription.default": "",
  "node.a11yDescription.keyboardDisabled": "",
  "edge.a11yDescription.default": "",
};
const MIDDLE: [number, number] = [0.5, 0.5];
const NO_CREDIT = { hideAttribution: true };
const isOfTwo = ({ source, target }: { source: string; target: string }) => source !== target;

type Canvas = Pick<
  PictureProps,
  "t" | "words" | "links" | "strengths" | "mayEdit" | "chosen" | "onChoose" | "onPlace" | "onLink"
> & {
  id: string;
  /** Counts up with each wish to have the words laid out anew. */
  round: number;
  onPress: WordActs["press"];
  /** The sign of a link was touched. */
  onSign: (id: string) => void;
  onFlow: (flow: Flow) => void;
};

/** A move of a word draws this anew, and nothing beside it. */
export const PictureCanvas = memo(function PictureCanvas(props: Canvas) {
  const { t, id, mayEdit, onChoose, onSign, onPlace, onLink, onFlow } = props;
  const first = useMemo(firstView, []);
  const places = usePlaces(props);
  const { nodes, onNodesChange } = useWords(props, places);
  // Each the same function in every frame: the library draws what hears of a new one anew.
  const onDragStop = useCallback(
    (_event: unknown, { id: word, position }: WordNode) => {
      // The picture first; the sentences beside it are drawn in a frame of their own.
      requestAnimationFrame(() => setTimeout(() => onPlace(word, position.x, position.y)));
    },
    [onPlace],
  );
  const onConnect = useCallback(
    ({ source, target }: Connection) => onLink(source, target),
    [onLink],
  );
  const onPaneClick = useCallback(() => onChoose(null), [onChoose]);
  return (
    <ReactFlow
      id={id}
      ref={asGroup}
      aria-label={t("picture_label")}
      aria-describedby={`${id}-how`}
      nodes={nodes}
      nodeTypes={WORDS}
      nodeOrigin={MIDDLE}
      onInit={onFlow}
      onNodesChange={onNodesChange}
      onNodeDragStop={onDragStop}
      onConnect={onConnect}
      isValidConnection={isOfTwo}
      onPaneClick={onPaneClick}
      nodesDraggable={mayEdit}
      nodesConnectable={mayEdit}
      nodesFocusable={false}
      elementsSelectable={false}
      connectOnClick={false}
      nodeDragThreshold={4}
      nodeClickDistance={4}
      connectionRadius={30}
      minZoom={0.15}
      maxZoom={2.5}
      fitView
      fitViewOptions={first}
      zoomOnScroll={false}
      preventScrolling={false}
      zoomOnDoubleClick={false}
      disableKeyboardA11y
      deleteKeyCode={null}
      selectionKeyCode={null}
      multiSelectionKeyCode={null}
      panActivationKeyCode={null}
      zoomActivationKeyCode={null}
      ariaLabelConfig={UNSAID}
      proOptions={NO_CREDIT}
    >
      <ViewportPortal>
        <LinksOfPicture {...props} nodes={nodes} onSign={onSign} />
      </ViewportPortal>
    </ReactFlow>
  );
});

/** To a screen reader it is a group of buttons, and no application with keys of its own. */
function asGroup(element: HTMLDivElement | null): void {
  element?.setAttribute("role", "group");
}

/** Where the words stand; a word's own place is kept for when a hand's is undone. */
function usePlaces({ words, links, round }: Canvas): ReadonlyMap<string, Point> {
  const own = useRef<ReadonlyMap<string, Point>>(new Map());
  const lastRound = useRef(round);
  return useMemo(() => {
    if (round !== lastRound.current) own.current = new Map();
    lastRound.current = round;
    const shape = isNarrow() ? 0.8 : 1.7;
    const places = layout(words, links, own.current, shape);
    const kept = new Map(own.current);
    for (const { id, x, y } of words) {
      const place = places.get(id);
      if (place && (x === null || y === null)) kept.set(id, place);
    }
    own.current = kept;
    return places;
  }, [words, links, round]);
}

/** The words in the picture, and what moves them. */
function useWords(props: Canvas, places: ReadonlyMap<string, Point>) {
  const { words, mayEdit, chosen } = props;
  const now = useRef(props);
  now.current = props;
  const held = useRef<string | null>(null);
  const drawn = useRef<WordNode[]>([]);
  const acts = useMemo(
    (): WordActs => ({
      press: (id, byKey) => now.current.onPress(id, byKey),
      nudge: (id, x, y) => {
        held.current = id;
        setNodes((all) => moved(all, id, { x, y }));
        if (now.current.chosen !== id) now.current.onChoose(id);
      },
      settle: (id) => {
        if (held.current !== id) return;
        held.current = null;
        const place = drawn.current.find((node) => node.id === id)?.position;
        if (place) now.current.onPlace(id, place.x, place.y);
      },
      leave: () => now.current.onChoose(null),
    }),
    [],
  );
  const how = { chosen, mayEdit, acts, held: held.current };
  const [nodes, setNodes] = useState(() => nodesOf(words, places, how, []));
  drawn.current = nodes;
  useLayoutEffect(() => {
    setNodes((before) => nodesOf(words, places, { ...how, held: held.current }, before));
  }, [words, places, chosen, mayEdit]);
  const onNodesChange = useCallback((changes: NodeChange<WordNode>[]) => {
    setNodes((before) => applyNodeChanges(changes, before));
  }, []);
  return { nodes, onNodesChange };
}
