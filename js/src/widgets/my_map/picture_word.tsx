/** A word in the picture: a button that can be dragged, and a handle to pull a link from. */

import { Handle, type NodeProps, Position } from "@xyflow/react";
import { memo } from "preact/compat";
import { widthOf } from "../../shared/map_boxes";
import type { WordNode } from "./picture_types";

const STEP = 12;
const ARROWS: Record<string, [number, number]> = {
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
};

// What fits in a narrow box, and in the widest there is (px at 16 px a letter).
const FITS = 112;
const FITS_WIDE = 134;
const SMALLEST = 12;

/** Return how a label is written so that no word of it is broken, if that can be. */
export function fitOf(label: string): { isLong: boolean; letters: number } {
  const longest = Math.max(0, ...label.split(/\s+/).map(widthOf));
  const letters = Math.min(16, (16 * FITS_WIDE) / Math.max(longest, 1));
  return { isLong: longest > FITS, letters: Math.max(SMALLEST, Math.floor(letters * 2) / 2) };
}

function Word({ id, data }: NodeProps<WordNode>) {
  const { label, isChosen, mayEdit, acts } = data;
  const { isLong, letters } = fitOf(label);
  const onKeyDown = (event: KeyboardEvent): void => {
    const arrow = ARROWS[event.key];
    if (event.key === "Escape") acts.leave();
    if (!arrow || !mayEdit) return;
    event.preventDefault();
    const times = event.shiftKey ? 4 : 1;
    acts.nudge(id, arrow[0] * times, arrow[1] * times);
  };
  return (
    <>
      <button
        type="button"
        class={`ci-pic-word${isLong ? " ci-pic-long" : ""}`}
        style={letters < 16 ? { fontSize: `${letters}px` } : undefined}
        aria-pressed={isChosen}
        // A keyboard's click comes from no place.
        onClick={(event) => acts.press(id, event.detail === 0)}
        onKeyDown={onKeyDown}
        onKeyUp={({ key }) => key in ARROWS && acts.settle(id)}
        onBlur={() => acts.settle(id)}
      >
        <bdi>{label}</bdi>
      </button>
      <Handle
        type="target"
        position={Position.Left}
        isConnectable={mayEdit}
        isConnectableStart={false}
      />
      <Handle
        type="source"
        position={Position.Right}
        isConnectable={mayEdit}
        isConnectableEnd={false}
      />
    </>
  );
}

export const WordOfPicture = memo(Word);
