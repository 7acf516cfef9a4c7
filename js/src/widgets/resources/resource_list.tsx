/** A team's resources, one line of work after the other. */

import type { ComponentChildren } from "preact";
import { RecordActions } from "../../shared/record_parts";
import type { Records } from "../../shared/records";
import type { Say } from "../../shared/words";
import type { Fields, Line, Population, Resource } from "./state";

interface ListProps {
  t: Say;
  lines: Line[];
  populations: Population[];
  records: Records<Fields, Resource>;
  mayEdit: boolean;
  /** The form that is open, if one is. */
  form: ComponentChildren;
}

export function ResourceList({ lines, ...props }: ListProps) {
  const { t, records, form } = props;
  const { editing, edited } = records;
  const homeless = records.now.filter(({ line }) => !lines.some(({ id }) => id === line));
  // A new one stands where its button was; its line may have been taken out since.
  const adding =
    editing && !edited
      ? (lines.find(({ id }) => id === editing.start.line) ?? lines[0])
      : undefined;
  return (
    <div class="ci-lines">
      {lines.map((line) => (
        <section key={line.id} class="ci-line" aria-label={line.name}>
          <h4 dir="auto">{line.name}</h4>
          {line.about && (
            <p class="ci-help" dir="auto">
              {line.about}
            </p>
          )}
          <Cards {...props} items={records.now.filter((one) => one.line === line.id)} />
          {line === adding && <div class="ci-record">{form}</div>}
          {props.mayEdit && line !== adding && (
            <button
              type="button"
              class="ci-button"
              data-opens={`to ${line.id}`}
              onClick={() => records.add({ line: line.id })}
            >
              {t("add")} <span class="ci-hidden">{t("add_to", { line: line.name })}</span>
            </button>
          )}
        </section>
      ))}
      {homeless.length > 0 && (
        <section class="ci-line" aria-label={t("line_gone")}>
          <h4>{t("line_gone")}</h4>
          <Cards {...props} items={homeless} />
        </section>
      )}
    </div>
  );
}

function Cards({
  t,
  items,
  populations,
  records,
  mayEdit,
  form,
}: Omit<ListProps, "lines"> & { items: Resource[] }) {
  if (!items.length) return <p class="ci-help">{t("line_none")}</p>;
  return (
    <ul class="ci-record-list">
      {items.map((item) => (
        <li key={item.id} class="ci-record">
          {item === records.edited ? (
            form
          ) : (
            <ResourceWords t={t} resource={item} populations={populations} />
          )}
          {mayEdit && item !== records.edited && (
            <div class="ci-actions">
              <RecordActions t={t} records={records} item={item} about={item.name} />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

/** What is known of a resource; parts that nobody wrote are left out. */
function ResourceWords({
  t,
  resource: { name = "", who, populations: chosen = [], reach, capacity, gap },
  populations,
}: {
  t: Say;
  resource: Partial<Fields>;
  populations: Population[];
}) {
  const forWhom = populations.filter(({ id }) => chosen.includes(id)).map((one) => one.name);
  const said: [string, string][] = [
    ["who", who ?? ""],
    ["for_whom", chosen.length ? forWhom.join("; ") : t("for_everyone")],
    ["reach", reach ?? ""],
    ["lacks", gap ?? ""],
  ];
  const labels: Record<string, string> = {
    who: t("who"),
    for_whom: t("for_whom"),
    reach: t("reach"),
    lacks: t("lacks"),
  };
  return (
    <>
      <p class="ci-resource-head">
        <strong dir="auto">{name}</strong>{" "}
        <span class="ci-tag" data-word={capacity}>
          {t(`capacity_${capacity}`)}
        </span>
      </p>
      {said.map(
        ([key, text]) =>
          text && (
            <p key={key} class="ci-resource-line">
              <span class="ci-help">{labels[key]}</span> <span dir="auto">{text}</span>
            </p>
          ),
      )}
    </>
  );
}
