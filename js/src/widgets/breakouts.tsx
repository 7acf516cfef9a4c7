/** Breakouts: the groups across teams, each with a code of its own. */

import type { ExerciseState } from "../shared/afm";
import { AskFirst } from "../shared/ask_first";
import { defineExercise, type Exercise } from "../shared/define_exercise";
import { useTrait } from "../shared/hooks";
import { QrCode } from "../shared/qr_code";
import { AllSaid, type Field, RecordList } from "../shared/record_list";
import type { Records, TeamRecord } from "../shared/records";
import type { Say } from "../shared/words";

interface Fields {
  title: string;
  question: string;
  is_open: boolean;
}

export interface Group extends Fields, TeamRecord {
  code: string;
  url: string;
  qr: string[];
  came: number;
  told: number;
}

/** Traits of `widgets/breakouts.py`. */
export interface State extends ExerciseState {
  groups: Group[];
}

const BLANK: Fields = { title: "", question: "", is_open: true };
const UNSEEN = { code: "", url: "", qr: [], came: 0, told: 0 };
const QUESTION: Field<Fields> = { name: "question", kind: "writing", optional: true };
const FIELDS: Field<Fields>[] = [{ name: "title", kind: "text" }, QUESTION];

function Breakouts(exercise: Exercise<State>) {
  const { model, t } = exercise;
  return (
    <RecordList<Fields, Group, State>
      exercise={exercise}
      may="lead_room"
      name="group"
      items={useTrait(model, "groups")}
      blank={BLANK}
      unseen={UNSEEN}
      fields={FIELDS}
      show={(group, records) => <Card t={t} group={group} records={records} />}
    />
  );
}

function Card({ t, group, records }: { t: Say; group: Group; records: Records<Fields, Group> }) {
  const { title, code, is_open } = group;
  const turn = is_open ? "close" : "open";
  return (
    <>
      <p dir="auto">
        <strong>{title}</strong>
      </p>
      <AllSaid t={t} fields={group.question ? [QUESTION] : []} values={group} />
      <p class="ci-help">
        {t("came", { n: group.came })} · {t("told", { n: group.told })}
      </p>
      {code && is_open && (
        <>
          <p class="ci-group-code">{t("code_said", { code })}</p>
          <details class="ci-group-share">
            <summary>
              {t("group_share")} <span class="ci-hidden">{title}</span>
            </summary>
            {group.qr.length > 0 && <QrCode rows={group.qr} label={t("qr", { title, code })} />}
            <p class="ci-group-url">{group.url.replace(/#.*/, "")}</p>
          </details>
        </>
      )}
      {!is_open && <p>{t("is_closed")}</p>}
      {records.mayEdit && (
        <div class="ci-actions">
          <AskFirst
            label={t(turn)}
            about={title}
            question={t(`${turn}_what`)}
            yes={t(`${turn}_yes`)}
            no={t(`${turn}_no`)}
            onYes={() => records.put(group, { is_open: !is_open })}
          />
        </div>
      )}
    </>
  );
}

export default defineExercise(Breakouts);
