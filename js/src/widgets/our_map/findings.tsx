/** What a team's map says, in short lists of sentences. */

import type { Say } from "../../shared/words";
import { isOf, type Mark, type Result, type TeamLink } from "./state";

export function Findings({ t, result }: { t: Say; result: Result }) {
  const { links, pools, sums, people } = result;
  const marked = (mark: Exclude<Mark, "">): TeamLink[] => links.filter((link) => isOf(link, mark));
  const hasSectors = pools.length > 1;
  return (
    <>
      <div class="ci-our-lists">
        <Finding t={t} name="shared" links={marked("shared")} people={people} />
        <Finding t={t} name="contested" links={marked("contested")} people={people} />
        {hasSectors ? (
          <Finding t={t} name="one_sector" links={marked("one_sector")} people={people} />
        ) : (
          <section aria-label={t("one_sector_title")}>
            <h3>{t("one_sector_title")}</h3>
            <p class="ci-help">{t("no_sectors")}</p>
          </section>
        )}
      </div>
      {hasSectors && <p class="ci-help">{t("pools", { pools: pools.join("; ") })}</p>}
      {sums.length > 0 && (
        <section class="ci-our-sums" aria-label={t("sums_title")}>
          <h3>{t("sums_title")}</h3>
          <p class="ci-help">{t("sums_help")}</p>
          <ul>
            {sums.map((sentence) => (
              <li key={sentence} dir="auto">
                {sentence}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Finding({
  t,
  name,
  links,
  people,
}: {
  t: Say;
  name: Exclude<Mark, "">;
  links: TeamLink[];
  people: number;
}) {
  return (
    <section class={`ci-our-${name.replace("_", "-")}`} aria-label={t(`${name}_title`)}>
      <h3>{t(`${name}_title`)}</h3>
      <p class="ci-help">{t(links.length ? `${name}_help` : `${name}_none`)}</p>
      <ul>
        {links.map((link) => (
          <li key={`${link.source} ${link.target}`}>
            <span dir="auto">{link.sentence}</span>
            <span class="ci-help ci-choice-help">
              {t("drawn_by", { n: link.people, people })}
              {name === "one_sector" && (
                <>
                  {". "}
                  {onlyFrom(t, link.sectors)}
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Small sectors stand together: then the drawers are of some of them, not of each. */
function onlyFrom(t: Say, sectors: string[]): string {
  const key = sectors.length > 1 ? "only_from_pool" : "only_from";
  return t(key, { sectors: sectors.join(", ") });
}
