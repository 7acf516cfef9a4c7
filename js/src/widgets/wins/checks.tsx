/** What makes a small win one, asked while it is written; the same as analysis/win_checks.py. */

import type { Say } from "../../shared/words";
import { clean } from "../../shared/writing";
import { type Fields, today } from "./state";

export const ASKED = ["done", "dated", "ours", "seen", "serves", "next"] as const;

export interface WinCheck {
  id: (typeof ASKED)[number];
  isMet: boolean;
  /** The words that sound as if it were still to come. */
  found: string;
}

/** Return the first of these words that stands in a title, or nothing. */
function soundsPlanned(title: string, planned: readonly string[]): string {
  const plain = title.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
  return planned.find((one) => ` ${plain.join(" ")} `.includes(` ${one} `)) ?? "";
}

/** Return what a win says and what it leaves open. */
export function winChecks(win: Fields, day: string, planned: readonly string[]): WinCheck[] {
  const found = soundsPlanned(win.title, planned);
  const met = {
    done: (win.done_on ?? "") <= day && !found,
    dated: Boolean(win.done_on),
    ours: win.is_ours,
    seen: clean(win.evidence) !== "",
    serves: Boolean(win.goal_id || win.condition),
    next: clean(win.next_win) !== "",
  };
  return ASKED.map((id) => ({ id, isMet: met[id], found: id === "done" ? found : "" }));
}

/** The checks under a form: they ask, and keep nobody from saving. */
export function Checks({ t, win }: { t: Say; win: Fields }) {
  // Before there is a title, nothing is asked about it.
  if (!clean(win.title)) return null;
  const checks = winChecks(win, today(), t("sounds_planned").split("; "));
  return (
    <section class="ci-win-checks" aria-label={t("checks_title")}>
      <h4>{t("checks_title")}</h4>
      <p class="ci-help">{t((win.done_on ?? "") > today() ? "checks_later" : "checks_about")}</p>
      <ul>
        {checks.map((one) => (
          <li key={one.id} class={one.isMet ? "ci-win-met" : "ci-win-open"}>
            <Check t={t} check={one} />
          </li>
        ))}
      </ul>
      {/* One sentence when it is whole: each letter typed is not read aloud. */}
      <p class="ci-win-whole" role="status">
        {checks.every(({ isMet }) => isMet) ? t("checks_all") : ""}
      </p>
    </section>
  );
}

function Check({ t, check }: { t: Say; check: WinCheck }) {
  if (check.isMet) return <>{t("check_met", { what: t(`check_${check.id}`) })}</>;
  const why = check.found
    ? t("check_done_found", { found: check.found })
    : t(`check_${check.id}_not`);
  return <>{t("check_open", { what: why })}</>;
}
