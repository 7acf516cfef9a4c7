/** One part of what teams share, one screen of it: on the wall, and before that on the console. */

import type { Say } from "../../shared/words";
import type { Sharing } from "./state";

// More names than these are not read from the last row.
const MOST_NAMED = 4;

interface Props {
  t: Say;
  /** What the whole is called, and what is said where two teams share nothing of a part. */
  kicker: string;
  nothing: string;
  shared: Sharing;
  screen: number;
  /** Where it stands among other headings. */
  level: "h1" | "h4";
}

export function SharedPart({ t, kicker, nothing, shared, screen, level: Heading }: Props) {
  const { title, screens } = shared;
  const items = screens[Math.min(screen, screens.length - 1)] ?? [];
  return (
    <div class="ci-shared-part">
      <p class="ci-shared-kicker">{kicker}</p>
      <Heading class="ci-shared-heading">{title}</Heading>
      {items.length === 0 && <p>{nothing}</p>}
      <ul>
        {items.map(({ text, teams, n }) => (
          <li key={text}>
            <p dir="auto">{text}</p>
            <p class="ci-shared-whose" dir="auto">
              {teams.length > 0 && teams.length <= MOST_NAMED
                ? teams.join(", ")
                : t("teams", { n })}
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}
