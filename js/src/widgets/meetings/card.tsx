/** A meeting as one reads it afterwards: the newest in full, earlier ones folded. */

import { AllSaid, type Field, said } from "../../shared/record_list";
import { daySaid } from "../../shared/record_list_said";
import type { Say } from "../../shared/words";
import type { Fields, Meeting } from "./state";

export function Card({
  t,
  fields,
  meeting,
  isNewest,
}: {
  t: Say;
  fields: readonly Field<Fields>[];
  meeting: Meeting;
  isNewest: boolean;
}) {
  const came = Object.values(meeting.came).reduce((one, other) => one + other, 0);
  const head = (
    <>
      <strong>{meeting.on && daySaid(meeting.on)}</strong> · {t(`sort_${meeting.sort}`)}
      {came > 0 && ` · ${t("came_total", { n: came })}`}
    </>
  );
  const content = <AllSaid t={t} fields={shortly(t, fields)} values={meeting} />;
  if (isNewest)
    return (
      <>
        <p>{head}</p>
        {content}
      </>
    );
  return (
    <details class="ci-meeting">
      <summary>
        <span>{head}</span>
      </summary>
      {content}
    </details>
  );
}

/** The fields as a reader wants them: short labels, one line for each part, nothing empty. */
function shortly(t: Say, fields: readonly Field<Fields>[]): Field<Fields>[] {
  const words = (name: keyof Fields, value: unknown) => {
    const field = fields.find((one) => one.name === name);
    return field ? said(t, field, value) : null;
  };
  const goalOf = (goal_id: string): string => {
    const items = fields.find(({ name }) => name === "items");
    const field = items?.kind === "rows" && items.fields.find(({ name }) => name === "goal_id");
    return goal_id && field ? String(said(t, field, goal_id)) : "";
  };
  const own = (
    name: keyof Fields,
    say: Extract<Field<Fields>, { kind: "own" }>["say"],
  ): Field<Fields> => ({ name, kind: "own", label: t(`short_${name}`), say });
  return [
    own("decisions", (_value, { decisions }) =>
      lines(decisions.map(({ text, by }) => (by ? `${text} (${by})` : text))),
    ),
    own("items", (_value, { items }) =>
      lines(
        items.map(({ text, goal_id, minutes }) =>
          [text, goalOf(goal_id), minutes && t("minutes", { n: minutes })]
            .filter(Boolean)
            .join(" · "),
        ),
      ),
    ),
    own("came", (value, { came }) => (Object.keys(came).length ? words("came", value) : null)),
    own("partner_ids", (value) => words("partner_ids", value)),
    own("people", (value) => words("people", value)),
    own("note", (value) => words("note", value)),
    own("next_on", (value) => words("next_on", value)),
  ];
}

function lines(said: string[]) {
  return said.length ? (
    <ul>
      {said.map((one, place) => (
        <li key={place} dir="auto">
          {one}
        </li>
      ))}
    </ul>
  ) : null;
}
