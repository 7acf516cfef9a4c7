/** Every link of a map as a table. */

import { useState } from "preact/hooks";
import type { DrawnWord } from "../../shared/map_boxes";
import { TableFrame } from "../../shared/table_frame";
import type { Say } from "../../shared/words";
import { isOurs, type MapLink, type TeamLink } from "./state";
import { howStrong } from "./view";

interface Props {
  t: Say;
  words: readonly DrawnWord[];
  links: readonly MapLink[];
  strengths: readonly number[];
  people: number;
}

/** The table, folded away; it is made when it is asked for, since a file may hold thousands. */
export function LinkTable(props: Props) {
  const { t } = props;
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>{t("table_title")}</summary>
      {isOpen && <Rows {...props} />}
    </details>
  );
}

function Rows({ t, words, links, strengths, people }: Props) {
  const labels = new Map(words.map(({ key, label }) => [key, label]));
  const isOfOurs = links.some(isOurs);
  const hasSectors = links.some((link) => isOurs(link) && link.balanced !== null);
  return (
    <TableFrame label={t("table_title")}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("head_source")}</th>
            <th scope="col">{t("head_target")}</th>
            <th scope="col">{t(isOfOurs ? "head_strength" : "head_file_strength")}</th>
            {isOfOurs && <th scope="col">{t("head_people")}</th>}
            {isOfOurs && <th scope="col">{t("head_agreement")}</th>}
            {isOfOurs && <th scope="col">{t("head_mark")}</th>}
            {hasSectors && <th scope="col">{t("head_balanced")}</th>}
          </tr>
        </thead>
        <tbody>
          {links.map((link) => (
            <tr key={`${link.source} ${link.target}`}>
              <th scope="row" dir="auto">
                {labels.get(link.source) ?? link.source}
              </th>
              <td dir="auto">{effect(t, link, labels.get(link.target) ?? link.target)}</td>
              <td>{link.weight ? howStrong(t, link.weight, strengths) : t("mark_none")}</td>
              {isOurs(link) && (
                <>
                  <td>{t("people_of", { n: link.people, people })}</td>
                  <td>{t(`agree_${agreement(link.agreement)}`)}</td>
                  <td dir="auto">{markWords(t, link)}</td>
                </>
              )}
              {hasSectors && isOurs(link) && <td>{balancedWords(t, link, strengths)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

function effect(t: Say, link: MapLink, word: string): string {
  if (isOurs(link) && link.mark === "contested") return t("both_of", { word });
  if (!link.weight) return t("none_of", { word });
  return t(link.weight < 0 ? "less_of" : "more_of", { word });
}

/** How much the drawers agree, in a band: from the exact share the two sides could be counted. */
function agreement(share: number): string {
  if (share >= 0.995) return "all";
  if (share >= 0.8) return "nearly";
  return share >= 0.5 ? "most" : "split";
}

function markWords(t: Say, { mark, sectors }: TeamLink): string {
  const said = mark && mark !== "one_sector" ? [t(`mark_${mark}`)] : [];
  if (sectors.length) {
    const key = sectors.length > 1 ? "mark_one_sector_pool" : "mark_one_sector";
    said.push(t(key, { sectors: sectors.join(", ") }));
  }
  return said.join(". ") || t("mark_none");
}

function balancedWords(t: Say, { balanced }: TeamLink, strengths: readonly number[]): string {
  if (balanced === null) return t("mark_none");
  if (!balanced) return t("balanced_none");
  const how = howStrong(t, balanced, strengths);
  return t(balanced < 0 ? "balanced_less" : "balanced_more", { how });
}
