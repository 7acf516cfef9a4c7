/** A person's map as it is in two places: what only one of them has, and the choice. */

import { ConflictNotice } from "../../shared/exercise";
import type { Conflict, Outbox } from "../../shared/outbox";
import type { Say } from "../../shared/words";
import { countOf } from "./bar";
import { sentenceOf } from "./sentences";
import { mapNow, type OwnMap } from "./state";

type Version = OwnMap & { isHandedIn: boolean };

export function MapConflict({
  t,
  conflict,
  strengths,
  outbox,
}: {
  t: Say;
  conflict: Conflict;
  strengths: readonly number[];
  outbox: Outbox;
}) {
  const mine = mapNow({}, [conflict.message]);
  const theirs = mapNow(conflict.theirs, []);
  const lines = (map: OwnMap) => [
    ...map.words.map((word) => word.label),
    ...map.links.map((link) => sentenceOf(t, map, link, strengths)),
  ];
  const version = (map: Version, other: Version) => {
    const there = new Set(lines(other));
    const only = lines(map).filter((line) => !there.has(line));
    const isSame = only.length === 0 && lines(map).length === there.size;
    return (
      <>
        <p>
          {countOf(t, map)}. {t(map.isHandedIn ? "is_handed_in" : "not_handed_in")}.
        </p>
        {isSame && <p>{t("same_sentences")}</p>}
        {only.length > 0 && (
          <>
            <p>{t("only_here")}</p>
            <ul>
              {only.map((line) => (
                <li key={line} dir="auto">
                  {line}
                </li>
              ))}
            </ul>
          </>
        )}
      </>
    );
  };
  return (
    <ConflictNotice
      t={t}
      text={conflict.text}
      mine={version(mine, theirs)}
      theirs={version(theirs, mine)}
      onKeepMine={() => outbox.keepMine()}
      onTakeTheirs={() => outbox.takeTheirs()}
    />
  );
}
