/** How far each team is where the room is, and its steps to open and close. */

import type { Model } from "../shared/afm";
import { AskFirst } from "../shared/ask_first";
import { useTrait } from "../shared/hooks";
import { TableFrame } from "../shared/table_frame";
import type { Say } from "../shared/words";
import {
  type Act,
  ActLine,
  agoSaid,
  defineRoomWidget,
  type Leading,
  useAct,
  usePassed,
} from "./room/leading";
import { Overview } from "./room_progress/overview";
import type { Exercise, Live, RoomProgressState, Team } from "./room_progress/state";

// So long may a room think before somebody should walk over.
const QUIET_SECONDS = 180;

function RoomProgress({ model, t }: Leading<RoomProgressState>) {
  const step = useTrait(model, "step");
  const title = useTrait(model, "title");
  const exercises = useTrait(model, "exercises");
  const teams = useTrait(model, "teams");
  const passed = usePassed(teams);
  const act = useAct(model as Model<never>, t("asking"), t("no_reply"));
  if (!step) return <p class="ci-waiting">{t("no_step")}</p>;
  return (
    <div class="ci-room-progress">
      <h3>{title}</h3>
      <p class="ci-help">{t("who_counts")}</p>
      {exercises.map((exercise, place) => (
        <One
          key={exercise.key}
          t={t}
          exercise={exercise}
          label={exercises.length > 1 ? t(`exercise_${exercise.name}`) : title}
          isAlone={exercises.length === 1}
          rows={teams.map((team) => ({ team, at: team.standings[place] }))}
          passed={passed}
          act={act}
        />
      ))}
      <ActLine act={act} />
      <Overview model={model} t={t} />
    </div>
  );
}

interface Row {
  team: Team;
  at: Live | undefined;
}

/** Whether a team that is here and may answer has not done so for minutes. */
function isStuck({ closes, by_each }: Exercise, { team, at }: Row, passed: number): boolean {
  if (!at || !by_each || (closes && !at.is_open) || at.answered >= team.here) return false;
  return at.quiet + passed >= QUIET_SECONDS;
}

function One({
  t,
  exercise,
  label,
  isAlone,
  rows,
  passed,
  act,
}: {
  t: Say;
  exercise: Exercise;
  label: string;
  isAlone: boolean;
  rows: Row[];
  passed: number;
  act: Act;
}) {
  const { by_each } = exercise;
  const sum = (of: (row: Row) => number): number => rows.reduce((all, one) => all + of(one), 0);
  const stuck = rows.filter((row) => isStuck(exercise, row, passed)).length;
  const set = (is_open: boolean, teams: string[]): void => {
    const content = { type: "steps", steps: [exercise.key], teams, is_open };
    void act.act(content, t(is_open ? "done_open" : "done_closed"));
  };
  return (
    <div class="ci-room-one">
      {!isAlone && <h4>{label}</h4>}
      <p>
        <strong>
          {by_each
            ? t("of_all", {
                answered: sum(({ at }) => at?.answered ?? 0),
                here: sum(({ team }) => team.here),
              })
            : t("of_all_written", { written: sum(({ at }) => at?.written ?? 0) })}
        </strong>
      </p>
      <p class="ci-room-stuck" role="status">
        {stuck > 0 ? t("stuck", { n: stuck }) : ""}
      </p>
      {exercise.closes && <ForAll t={t} label={label} rows={rows} onSet={set} />}
      <TableFrame label={label}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("team")}</th>
              <th scope="col">{t(by_each ? "answered_head" : "written_head")}</th>
              <th scope="col">{t("last_head")}</th>
              {exercise.closes && <th scope="col">{t("state_head")}</th>}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.team.id} data-stuck={isStuck(exercise, row, passed)}>
                <th scope="row">{row.team.name}</th>
                <td class="ci-number">{howMany(t, exercise, row)}</td>
                <td>{whenSaid(t, exercise, row, passed)}</td>
                {exercise.closes && (
                  <td>
                    <ForOne t={t} row={row} label={label} onSet={set} />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </div>
  );
}

function howMany(t: Say, { by_each }: Exercise, { team, at }: Row): string {
  if (!at) return "";
  if (by_each && team.here === 0) return t("nobody_here");
  if (!by_each) return t("written_of", { n: at.written });
  return t("answered_of", { answered: at.answered, here: team.here });
}

function whenSaid(t: Say, exercise: Exercise, row: Row, passed: number): string {
  const { team, at } = row;
  if (!at) return "";
  const n = Math.floor((at.quiet + passed) / 60);
  if (isStuck(exercise, row, passed)) return t("quiet_for", { n });
  if (exercise.by_each && team.here > 0 && at.answered >= team.here) return t("all_in");
  if (at.last >= 0) return agoSaid(t, at.last + passed);
  // What stands there came at another meeting, or on another day.
  return t(at.answered + at.written > 0 ? "no_news_yet" : "no_answer_yet");
}

type Set = (is_open: boolean, teams: string[]) => void;

function ForAll({ t, label, rows, onSet }: { t: Say; label: string; rows: Row[]; onSet: Set }) {
  const [isOpen, isClosed] = [true, false].map((one) => rows.some(({ at }) => at?.is_open === one));
  return (
    <div class="ci-actions">
      {isOpen && (
        <AskFirst
          label={t("close_all")}
          about={label}
          question={t("close_all_what")}
          yes={t("close_all_yes")}
          no={t("leave_it")}
          onYes={() => onSet(false, [])}
        />
      )}
      {isClosed && (
        <AskFirst
          label={t("open_all")}
          about={label}
          question={t("open_all_what")}
          yes={t("open_all_yes")}
          no={t("leave_it")}
          onYes={() => onSet(true, [])}
        />
      )}
    </div>
  );
}

function ForOne({ t, row, label, onSet }: { t: Say; row: Row; label: string; onSet: Set }) {
  const { team, at } = row;
  const isOpen = at?.is_open ?? true;
  const what = isOpen ? "close_team" : "open_team";
  return (
    <div class="ci-actions">
      <span>{t(isOpen ? "is_open" : "is_closed")}</span>
      <AskFirst
        key={what}
        label={t(what)}
        about={`${label}: ${team.name}`}
        question={t(`${what}_what`, { team: team.name })}
        yes={t(`${what}_yes`, { team: team.name })}
        no={t("leave_it")}
        onYes={() => onSet(!isOpen, [team.id])}
      />
    </div>
  );
}

export default defineRoomWidget(RoomProgress);
