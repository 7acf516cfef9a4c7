/** The map as sentences and as a picture: two views of one map, one at a time on a small screen. */

import { useMemo, useRef, useState } from "preact/hooks";
import type { Exercise } from "../../shared/define_exercise";
import { draftKey, useTrait } from "../../shared/hooks";
import { useUniqueId } from "../../shared/unique_id";
import { Bar, stepAskedFor } from "./bar";
import { LazyPicture } from "./lazy_picture";
import { SentenceList, SentencesPart } from "./sentences";
import type { OwnMap, State } from "./state";
import { useActs } from "./use_acts";
import type { MapInHand } from "./use_map";
import { useRoom } from "./use_room";
import { WordsList } from "./words_list";

/** From so many letters on, the sentences and the picture stand side by side. */
const TWO_VIEWS = 52;

export function Views({
  t,
  model,
  person,
  step,
  map,
  strengths,
  isDrawing,
}: Exercise<State> & { map: MapInHand; strengths: number[]; isDrawing: boolean }) {
  const deck = useTrait(model, "deck");
  const [chosen, setChosen] = useState<string | null>(null);
  const [isPicture, setIsPicture] = useState(false);
  const { element, hasRoom } = useRoom(TWO_VIEWS);
  const title = useUniqueId();
  const acts = useActs(t, map, deck, strengths);
  const { now } = map;

  const onKeyDown = (event: KeyboardEvent): void => {
    const asked = isDrawing ? stepAskedFor(event) : null;
    if (!asked) return;
    event.preventDefault();
    acts[asked]();
  };
  // The other view begins at its top, and a picture in full sight.
  const turn = (): void => {
    setIsPicture(!isPicture);
    const { current } = element;
    if (current && (!isPicture || current.getBoundingClientRect().top < 0))
      current.scrollIntoView?.({ block: "start" });
  };
  const view = hasRoom
    ? null
    : { label: t(isPicture ? "picture_hide" : "picture_show"), onSwitch: turn };
  const said = useSpoken(now);
  const shared = { t, map: said, strengths, chosen };
  const latest = useRef(acts);
  latest.current = acts;
  // What a hand moves in the picture reads the same here, and is not drawn again.
  const words = useMemo(() => {
    if (!isDrawing)
      return (
        <section class="ci-own-part">
          <SentenceList {...shared} />
        </section>
      );
    const go = () => latest.current;
    return (
      <>
        <WordsList
          t={t}
          map={said}
          deck={deck}
          draft={draftKey(person, step, "word")}
          onAdd={(label) => go().add(label)}
          onDrop={(id) => go().drop(id)}
          onReword={(id, label) => go().rename(id, label)}
        />
        <SentencesPart
          {...shared}
          replaced={acts.replaced}
          draft={draftKey(person, step, "sentence")}
          onSay={(link) => go().say(link)}
          onChange={(old, link) => go().sayOtherwise(old, link)}
          onDrop={({ source, target }) => go().unsay(source, target)}
          onUndo={() => go().undo()}
        />
      </>
    );
  }, [t, said, deck, strengths, chosen, isDrawing, person, step, acts.replaced]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys work wherever in the map one is
    <div class="ci-own-map" ref={element} onKeyDown={onKeyDown}>
      {isDrawing && (
        <Bar
          t={t}
          map={now}
          said={acts.said}
          canUndo={map.canUndo}
          canRedo={map.canRedo}
          onUndo={acts.undo}
          onRedo={acts.redo}
          view={view}
        />
      )}
      {!isDrawing && view && (
        <button type="button" class="ci-button ci-own-switch" onClick={view.onSwitch}>
          {view.label}
        </button>
      )}
      <div class={hasRoom ? "ci-own-views ci-own-both" : "ci-own-views"}>
        <div class="ci-own-words" hidden={!hasRoom && isPicture}>
          {words}
        </div>
        {(hasRoom || isPicture) && (
          <section class="ci-own-picture" aria-labelledby={title}>
            <h4 id={title}>{t("picture_title")}</h4>
            <LazyPicture
              t={t}
              words={now.words}
              links={now.links}
              strengths={strengths}
              mayEdit={isDrawing}
              chosen={chosen}
              onChoose={setChosen}
              onPlace={acts.place}
              // A line that is drawn says more, clearly, until it is told otherwise.
              onLink={(source, target) =>
                acts.say({ source, target, weight: strengths[1] ?? 0.62 })
              }
              onChangeLink={(source, target, weight) => acts.tell({ source, target, weight })}
              onDropLink={acts.unsay}
              onRename={acts.rename}
              onDropWord={acts.drop}
            />
          </section>
        )}
      </div>
    </div>
  );
}

/** The same map as long as it reads the same, wherever its words stand in the picture. */
function useSpoken(now: OwnMap): OwnMap {
  const last = useRef(now);
  const { words, links } = last.current;
  const isSame =
    links === now.links &&
    words.length === now.words.length &&
    words.every((word, place) => {
      const other = now.words[place];
      return (
        word.id === other?.id && word.label === other.label && word.stands_for === other.stands_for
      );
    });
  if (!isSame) last.current = now;
  return last.current;
}
