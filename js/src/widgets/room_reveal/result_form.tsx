/** Choose a result to show: which step, and whose. */

import { useEffect, useState } from "preact/hooks";
import { useUniqueId } from "../../shared/unique_id";
import type { Say } from "../../shared/words";
import type { Book, Reveal } from "./state";

// No team's id is one of these.
const TOGETHER = " together";
const SIDE_BY_SIDE = " side by side";

interface Props {
  t: Say;
  teams: { id: string; name: string }[];
  groups: { id: string; name: string }[];
  groupsSteps: Book["steps"];
  workbooks: Book[];
  roomStep: string;
  isAsking: boolean;
  onReveal: (result: Partial<Reveal>) => void;
}

export function ResultForm(props: Props) {
  const { t, teams, groups, groupsSteps, workbooks, roomStep, isAsking, onReveal } = props;
  const id = useUniqueId();
  const [step, setStep] = useState(roomStep);
  const [whose, setWhose] = useState("");
  // Where the room goes, so goes what is most likely shown next.
  useEffect(() => {
    if (roomStep) setStep(roomStep);
  }, [roomStep]);
  const isOfGroups = groupsSteps.some(({ key }) => key === step);
  const steps = [...workbooks.flatMap((book) => book.steps), ...groupsSteps];
  const chosen = steps.find(({ key }) => key === step);
  const isOfRoom = whose === TOGETHER || whose === SIDE_BY_SIDE;
  const offered = isOfGroups ? groups : teams;
  const isThere = isOfRoom ? chosen?.has_survey : offered.some(({ id }) => id === whose);
  const isReady = chosen !== undefined && isThere;
  const show = (event: Event): void => {
    event.preventDefault();
    if (!isReady || isAsking) return;
    onReveal({
      view: "result",
      step,
      to_show: isOfRoom ? "" : whose,
      is_side_by_side: whose === SIDE_BY_SIDE,
      screen: 0,
    });
  };
  return (
    <form class="ci-reveal-result" onSubmit={show}>
      <div class="ci-field">
        <label class="ci-label" for={`${id}-step`}>
          {t("result_step")}
        </label>
        <select
          class="ci-input"
          id={`${id}-step`}
          value={chosen ? step : ""}
          onChange={(event) => setStep(event.currentTarget.value)}
        >
          <option value="">{t("choose")}</option>
          {workbooks.map((book) => (
            <optgroup key={book.name} label={book.title}>
              {book.steps.map(({ key, title }) => (
                <option key={key} value={key}>
                  {title}
                </option>
              ))}
            </optgroup>
          ))}
          {groupsSteps.length > 0 && (
            <optgroup label={t("of_groups")}>
              {groupsSteps.map(({ key, title }) => (
                <option key={key} value={key}>
                  {title}
                </option>
              ))}
            </optgroup>
          )}
        </select>
      </div>
      <div class="ci-field">
        <label class="ci-label" for={`${id}-whose`}>
          {t("result_whose")}
        </label>
        <select
          class="ci-input"
          id={`${id}-whose`}
          value={isThere ? whose : ""}
          onChange={(event) => setWhose(event.currentTarget.value)}
        >
          <option value="">{t("choose")}</option>
          {chosen?.has_survey && <option value={TOGETHER}>{t("together")}</option>}
          {chosen?.has_survey && <option value={SIDE_BY_SIDE}>{t("side_by_side")}</option>}
          {offered.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <button type="submit" class="ci-button" aria-disabled={!isReady || isAsking}>
        {t("show_result")}
      </button>
      <p class="ci-help">{t("result_help")}</p>
    </form>
  );
}
