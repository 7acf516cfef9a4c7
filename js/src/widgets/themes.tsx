/** Themes: a team sorts its wall of ideas, and says what each theme rests on. */

import { useRef, useState } from "preact/hooks";
import { defineExercise, type Exercise } from "../shared/define_exercise";
import { useFocusNext } from "../shared/focus";
import { useTrait } from "../shared/hooks";
import { ideasIn, ideasSaid } from "../shared/ideas_said";
import { keep, recall } from "../shared/keep";
import { Ideas } from "./themes/ideas";
import { Sorter } from "./themes/sorter";
import { type Item, placesNow, type State } from "./themes/state";
import { ThemeList } from "./themes/theme_list";

function Themes(exercise: Exercise<State>) {
  const { model, t, person, phase, may } = exercise;
  const items = useTrait(model, "items");
  // The board's own curtain: who has lifted it there has looked, and so has who lifts it here.
  const shownKey = `ciwidgets.wall.${person}.${useTrait(model, "board")}`;
  const [wasShown, setWasShown] = useState(() => recall<boolean>(shownKey) === true);
  const top = useRef<HTMLDivElement>(null);
  const focusNext = useFocusNext();
  if (phase === "closed") return <Result {...exercise} />;
  if (wasShown || !items.length || !may.includes("answer"))
    return (
      <div ref={top}>
        <Sorter {...exercise} />
      </div>
    );
  const show = (): void => {
    keep(shownKey, true);
    setWasShown(true);
    focusNext(() => top.current?.querySelector("h3"));
  };
  return (
    <div class="ci-curtain">
      <p>{t("written", { n: items.reduce((all, one) => all + ideasIn(one), 0) })}</p>
      <button type="button" class="ci-button" onClick={show}>
        {t("show_ideas")}
      </button>
    </div>
  );
}

/** What the team made of its wall, to be read. */
function Result({ model, t }: Exercise<State>) {
  const items = useTrait(model, "items");
  const themes = useTrait(model, "themes");
  const places = placesNow(themes, []);
  const itemsOf = (theme: string): Item[] =>
    items.filter(({ id }) => (places.get(id) ?? "") === theme);
  const loose = itemsOf("");
  return (
    <div class="ci-sorter ci-sorted">
      <section class="ci-themes-made" aria-label={t("themes_title")}>
        <h3>{t(themes.length ? "themes_title" : "no_themes_closed")}</h3>
        <ThemeList
          t={t}
          themes={themes}
          itemsOf={itemsOf}
          facts={useTrait(model, "facts")}
          over={null}
          sorting={null}
        />
      </section>
      {loose.length > 0 && (
        <section class="ci-loose" aria-label={t("loose_title")}>
          <h3>
            {t("loose_title")} <span class="ci-help">{ideasSaid(t, loose.map(ideasIn))}</span>
          </h3>
          <Ideas t={t} items={loose} theme="" sorting={null} />
        </section>
      )}
    </div>
  );
}

export default defineExercise(Themes);
