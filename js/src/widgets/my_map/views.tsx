/** The map as sentences and as a picture: two views of one map, one at a time on a small screen. */

import { useState } from "preact/hooks";
import type { Exercise } from "../../shared/define_exercise";
import { draftKey, useTrait } from "../../shared/hooks";
import { useUniqueId } from "../../shared/unique_id";
import { Bar, stepAskedFor } from "./bar";
import { LazyPicture } from "./lazy_picture";
import { SentenceList, SentencesPart } from "./sentences";
import type { State } from "./state";
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
  // The other view begins at its top, wherever in this one somebody was.
  const turn = (): void => {
    setIsPicture(!isPicture);
    const { current } = element;
    if (current && current.getBoundingClientRect().top < 0)
      current.scrollIntoView({ block: "start" });
  };
  const view = hasRoom
    ? null
    : { label: t(isPicture ? "picture_hide" : "picture_show"), onSwitch: turn };
  const shared = { t, map: now, strengths, chosen };
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
          {isDrawing ? (
            <>
              <WordsList
                t={t}
                map={now}
                deck={deck}
                draft={draftKey(person, step, "word")}
                onAdd={acts.add}
                onDrop={acts.drop}
                onReword={acts.rename}
              />
              <SentencesPart
                {...shared}
                draft={draftKey(person, step, "sentence")}
                onSay={acts.say}
                onChange={acts.sayOtherwise}
                onDrop={({ source, target }) => acts.unsay(source, target)}
              />
            </>
          ) : (
            <section class="ci-own-part">
              <SentenceList {...shared} />
            </section>
          )}
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
              onChangeLink={(source, target, weight) => acts.say({ source, target, weight })}
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
