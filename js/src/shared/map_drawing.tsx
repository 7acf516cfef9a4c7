/** A map as a picture to look at: boxes, and lines that say their sign without their colour. */

import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { type DrawnWord, LETTERS, LINE } from "./map_boxes";
import { useRoomAcross } from "./map_drawing_room";
import { type DrawnLink, type Line, SIGN, sheetFor } from "./map_geometry";
import { TableFrame } from "./table_frame";
import type { Say } from "./words";

// How small the letters of a picture become before it is moved sideways, in a page's own letters.
const SMALLEST = { as_given: 0.85, upright: 0.7 };
const MARKS = ["shared", "contested", "one_sector"];

/**
 * `label` says what is drawn and where the same stands as sentences.
 *
 * `chosen` is a word that is brought out, with its links. `onChoose` hears of a word that is
 * clicked or touched: a short cut beside a field that does the same and that a keyboard reaches.
 */
export function MapDrawing({
  t,
  words,
  links,
  label,
  chosen = "",
  onChoose,
}: {
  t: Say;
  words: readonly DrawnWord[];
  links: readonly DrawnLink[];
  label: string;
  chosen?: string;
  onChoose?: ((key: string) => void) | undefined;
}) {
  const figure = useRef<HTMLElement>(null);
  const room = useRoomAcross(figure, words.length > 0);
  const { boxes, lines, x, y, width, height, isUpright } = useMemo(
    () => sheetFor(words, links, room ? room / SMALLEST.as_given : Number.POSITIVE_INFINITY),
    [JSON.stringify([words, links]), room],
  );
  const least = width * SMALLEST[isUpright ? "upright" : "as_given"];
  const isCut = room > 0 && least > room + 1;
  const middle = boxes.find(({ key }) => key === chosen)?.x ?? x;
  // On a narrow screen what was chosen comes into sight; the page itself stays where it is.
  useLayoutEffect(() => {
    const frame = figure.current?.querySelector("section");
    if (!frame || !chosen) return;
    frame.scrollLeft = ((middle - x) / width) * frame.scrollWidth - frame.clientWidth / 2;
  }, [chosen, middle, x, width]);
  if (!boxes.length) return null;
  const isAside = ({ link }: Line): boolean =>
    chosen !== "" && link.source !== chosen && link.target !== chosen;
  // In letters, so that a projector's larger type makes the whole picture larger.
  const em = (units: number): string => `${(units / LETTERS).toFixed(2)}em`;
  return (
    <figure class="ci-map" data-cut={isCut} ref={figure}>
      {isCut && <p class="ci-help">{t("map_picture")}</p>}
      <TableFrame label={t("map_picture")}>
        <svg
          viewBox={[x, y, width, height].map((one) => one.toFixed(1)).join(" ")}
          style={{ minWidth: em(least), maxWidth: em(width * 1.3) }}
          role="img"
          aria-label={label}
        >
          {[...lines]
            .sort(
              (one, other) =>
                Number(isAside(other)) - Number(isAside(one)) || other.width - one.width,
            )
            .map((line) => (
              <g
                key={`${line.link.source} ${line.link.target}`}
                class={`ci-map-${kindOf(line.link)}${isAside(line) ? " ci-map-aside" : ""}`}
              >
                <path class="ci-map-edge" d={line.path} stroke-width={line.width + 3} />
                <path class="ci-map-line" d={line.path} stroke-width={line.width} />
                <polygon points={line.head} />
              </g>
            ))}
          {boxes.map((box) => (
            // biome-ignore lint/a11y/noStaticElementInteractions: the picture is one image
            <g
              key={box.key}
              class={`ci-map-word${box.key === chosen ? " ci-map-chosen" : ""}`}
              onClick={onChoose && (() => onChoose(box.key))}
            >
              <rect
                x={box.x - box.width / 2}
                y={box.y - box.height / 2}
                width={box.width}
                height={box.height}
                rx={8}
              />
              <text text-anchor="middle">
                {box.lines.map((text, place) => (
                  <tspan
                    key={place}
                    x={box.x}
                    y={box.y + (place - (box.lines.length - 1) / 2) * LINE + 5.5}
                  >
                    {text}
                  </tspan>
                ))}
              </text>
            </g>
          ))}
          {lines.map((line) => (
            <g
              key={`${line.link.source} ${line.link.target}`}
              class={`ci-map-${kindOf(line.link)}${isAside(line) ? " ci-map-aside" : ""}`}
              transform={`translate(${line.sign.x.toFixed(1)} ${line.sign.y.toFixed(1)})`}
            >
              <Sign link={line.link} />
            </g>
          ))}
        </svg>
      </TableFrame>
      <Key t={t} links={lines.map(({ link }) => link)} />
    </figure>
  );
}

function kindOf({ weight, mark }: DrawnLink): string {
  if (mark === "contested") return "both";
  if (weight === 0) return "none";
  return weight < 0 ? "less" : "more";
}

const SIGNS: Record<string, string> = { more: "+", less: "−", both: "±", none: "0" };

/** A link's sign; the form of its edge says whether it is shared, contested, or one sector's. */
function Sign({ link }: { link: DrawnLink }) {
  const { mark } = link;
  const wide = SIGN * 1.35;
  return (
    <>
      {mark === "contested" ? (
        <polygon class="ci-map-sign" points={`0,${-wide} ${wide},0 0,${wide} ${-wide},0`} />
      ) : mark === "one_sector" ? (
        <rect class="ci-map-sign" x={-SIGN} y={-SIGN} width={SIGN * 2} height={SIGN * 2} />
      ) : (
        <circle class="ci-map-sign" r={mark === "shared" ? SIGN + 3.5 : SIGN} />
      )}
      {mark === "shared" && <circle class="ci-map-sign" r={SIGN - 0.5} />}
      <text class="ci-map-said" text-anchor="middle" y={6}>
        {SIGNS[kindOf(link)]}
      </text>
    </>
  );
}

/** What lines and signs mean: those that are in the picture. */
function Key({ t, links }: { t: Say; links: DrawnLink[] }) {
  const weights = new Set(links.map(({ weight }) => Math.abs(weight)));
  const examples: { key: string; link: DrawnLink; has: boolean }[] = [
    { key: "map_key_more", link: example(0.5), has: links.some((one) => kindOf(one) === "more") },
    { key: "map_key_less", link: example(-0.5), has: links.some((one) => kindOf(one) === "less") },
    ...MARKS.map((mark) => ({
      key: `map_key_${mark}`,
      link: example(1, mark),
      has: links.some((one) => one.mark === mark),
    })),
  ];
  return (
    <ul class="ci-map-key">
      {examples
        .filter(({ has }) => has)
        .map(({ key, link }) => (
          <li key={key}>
            <svg viewBox="-32 -16 64 32" aria-hidden="true" class={`ci-map-${kindOf(link)}`}>
              {!link.mark && <path class="ci-map-line" d="M-30,0 H24" stroke-width={3.5} />}
              {!link.mark && <polygon points="31,0 17,-7 17,7" />}
              <g transform={link.mark ? "" : "translate(-6 0)"}>
                <Sign link={link} />
              </g>
            </svg>
            {t(key)}
          </li>
        ))}
      {weights.size > 1 && (
        <li>
          <svg viewBox="-32 -16 64 32" aria-hidden="true" class="ci-map-more">
            <path class="ci-map-line" d="M-30,-8 H30" stroke-width={2} />
            <path class="ci-map-line" d="M-30,8 H30" stroke-width={5.5} />
          </svg>
          {t("map_key_width")}
        </li>
      )}
    </ul>
  );
}

function example(weight: number, mark = ""): DrawnLink {
  return { source: "", target: "", weight, mark };
}
