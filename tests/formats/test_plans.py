"""Goals, activities, measures and readings go out as tables and come back as they were."""

from __future__ import annotations

import csv
import io
import time
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ciwidgets.errors import FileRefused
from ciwidgets.formats.plans import (
    LISTS,
    MOST_READINGS,
    WHATS,
    FileType,
    PlanFile,
    What,
    plan_drafts,
    read_plan,
    write_plan,
)
from ciwidgets.formats.spreadsheet import read_sheets
from ciwidgets.model import (
    Activity,
    Audience,
    Body,
    Draft,
    Entry,
    Goal,
    Measure,
    NameConsent,
    Named,
    Need,
    Partner,
    Person,
    Reading,
    Role,
    new_id,
)
from ciwidgets.results.plans.plan_files import plan_asked, plan_entries
from ciwidgets.store import Store
from tests.formats.conftest import csv_text, xlsx
from tests.support.room import small_program

TEAM = "ash"
FILE_TYPES: tuple[FileType, ...] = ("csv", "xlsx")
GOALS = "goals/our-goals"
DAY = date(2026, 6, 30)


class Team:
    """A team's record in memory, with files of its plan."""

    def __init__(self) -> None:
        self.store = Store("sqlite://")

    def keep(self, body: Body, record_id: str = "", **fields: Any) -> Entry[Any]:
        draft = Draft(record_id or new_id(), body, new_id(), team_id=TEAM, **fields)
        return self.store.append([draft])[0]

    def change(self, entry: Entry[Any], retracted: bool = False, **fields: Any) -> Entry[Any]:
        body = entry.body.model_copy(update=fields)
        return self.keep(body, entry.record_id, base_revision=entry.revision, retracted=retracted)

    def take(
        self,
        what: What,
        file_type: FileType = "csv",
        audience: Audience = "team",
        **more: Any,
    ) -> bytes:
        asked = plan_asked(self.store, small_program(), TEAM, audience)
        entries = [] if more else plan_entries(self.store, TEAM, what)
        return write_plan(what, entries, asked.cells, file_type, **more).data

    def read(self, data: bytes, name: str = "plan.csv") -> PlanFile:
        return read_plan(data, name, plan_asked(self.store, small_program(), TEAM, today=DAY))

    def bring(self, data: bytes) -> PlanFile:
        plan = self.read(data)
        self.store.append(plan_drafts(plan, team_id=TEAM, request_id=new_id()))
        return plan


@pytest.fixture
def team() -> Team:
    return Team()


def table(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def as_csv(rows: list[dict[str, str]]) -> bytes:
    return csv_text([list(rows[0]), *(list(row.values()) for row in rows)]).encode()


def verdicts(plan: PlanFile) -> list[str]:
    return [row.verdict for row in plan.rows]


def why(plan: PlanFile) -> str:
    return " ".join(row.why for row in plan.rows)


# --- what goes out comes back ------------------------------------------------------------------

_letters = st.characters(exclude_categories=("Cc", "Cs"))
_texts = st.one_of(
    st.text(_letters, max_size=30),
    st.sampled_from(["=1+1", "+x", "-a", "@b", "'=x", "''=x", "'", "' =x", "-3", "＝x", "a; b"]),
    st.text("=+-@';\n\t \ufeff\ufffe\u200b\u00a0aé1,\"", max_size=8),
)  # fmt: skip
_filled = _texts.filter(
    lambda text: bool(text.strip(" \ufeff\ufffe\uffff\u200b\u2060\u00ad").strip())
)
_amounts = st.one_of(st.none(), st.floats(-1e12, 1e12, allow_subnormal=False))
_days = st.one_of(st.none(), st.dates(date(1900, 1, 1), date(2200, 1, 1)))


def _valid(kind: type[Body], fields: dict[str, Any]) -> Body | None:
    try:
        return kind(**fields)
    except ValueError:
        return None


def _bodies(kind: type[Body], **fields: Any) -> st.SearchStrategy[Body]:
    made = st.fixed_dictionaries(fields).map(lambda said: _valid(kind, said))
    return made.filter(lambda one: one is not None)  # type: ignore[return-value]


_owners = st.one_of(
    st.none(),
    st.fixed_dictionaries({"name": _texts, "role": _texts}).map(lambda said: _valid(Named, said)),  # type: ignore[arg-type]
)
_needs = st.lists(st.sampled_from(["need-1", "need-2", "need-3", "gone"]), unique=True, max_size=4)
_goals = _bodies(
    Goal, step=st.just(GOALS), aim=_filled, horizon=st.sampled_from(["short", "long"]),
    need_ids=_needs, by=_days, population=_texts, measure=_texts, unit=_texts,
    direction=st.sampled_from(["", "rise", "fall"]), baseline=_amounts, source=_texts,
    year=st.one_of(st.none(), st.integers(1900, 2200)), target=_amounts, owner=_owners,
    status=st.sampled_from(["open", "reached", "set_aside"]), rank=st.integers(1, 200),
)  # fmt: skip
_activities = _bodies(
    Activity, step=st.just("goals/our-activities"), name=_filled, owner=_owners,
    begins=_days, by=_days, cost=st.one_of(st.none(), st.integers(0, 10**12)),
    status=st.sampled_from(["planned", "under_way", "done", "stopped"]),
    partner_ids=st.lists(st.sampled_from(["partner-1", "lost"]), unique=True),
)  # fmt: skip
_measures = _bodies(
    Measure, step=st.just("goals/our-measures"), name=_filled, unit=_texts,
    goal_id=st.sampled_from(["", "goal-0", "lost"]), population=_texts,
    asks=st.sampled_from(["how_much", "how_well", "better_off"]), by=_days,
    level=st.sampled_from(["population", "program"]), direction=st.sampled_from(["rise", "fall"]),
    every=st.sampled_from(["month", "quarter", "year"]), baseline=_amounts, target=_amounts,
)  # fmt: skip
_readings = _bodies(
    Reading, step=st.just("goals/our-measures"), measure_id=st.sampled_from(["measure-0", "lost"]),
    on=st.dates(date(1900, 1, 1), DAY), note=_texts,
    value=st.floats(-1e12, 1e12, allow_subnormal=False),
)  # fmt: skip
_ANY: dict[What, st.SearchStrategy[Body]] = {
    "goals": _goals,
    "activities": _activities,
    "measures": _measures,
    "readings": _readings,
}


def _with_neighbours() -> Team:
    team = Team()
    for number, label in enumerate(["Beds; many", "=Rides", "beds; many"], 1):
        team.keep(Need(step="needs_assessment/our-needs", text=label, rank=1), f"need-{number}")
    team.keep(Partner(step="a/b", name="Harbor; Clinic", sectors=["law"]), "partner-1")
    team.keep(Goal(step=GOALS, aim="'=Neighbours"), "goal-0")
    team.keep(Measure(step=GOALS, name="Neighbours"), "measure-0")
    return team


@pytest.mark.parametrize("what", WHATS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_whatever_a_team_wrote_a_file_of_it_changes_nothing(
    what: What, data: st.DataObject
) -> None:
    team = _with_neighbours()
    for number, body in enumerate(data.draw(st.lists(_ANY[what], min_size=1, max_size=3))):
        team.keep(body, f"record-{number}")
    for file_type in FILE_TYPES:
        plan = team.read(team.take(what, file_type))
        assert set(verdicts(plan)) == {"same"}, plan.text()


@pytest.mark.parametrize("what", WHATS)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_rows_without_ids_make_the_same_records_anew(what: What, data: st.DataObject) -> None:
    body = data.draw(_ANY[what])
    links = {"need_ids": ["need-1", "need-2"], "partner_ids": ["partner-1"], "goal_id": "goal-0"}
    links["measure_id"] = "measure-0"
    known = {name: ids for name, ids in links.items() if name in type(body).model_fields}
    # A typed name has no consent, so it does not leave; that is tested below.
    known |= {"owner": Named(role="a nurse")} if getattr(body, "owner", None) else {}
    body = body.model_copy(update=known)
    old = _with_neighbours()
    entry = old.keep(body)
    row = next(one for one in table(old.take(what)) if one["id"] == entry.record_id)
    row |= {"id": "", "version": ""}
    team = _with_neighbours()
    plan = team.bring(as_csv([row]))
    made = team.store.get(plan.rows[0].record_id)
    assert (verdicts(plan), made is not None) == (["new"], True), plan.text()
    assert made is not None
    # Two records that say the same show the same cells.
    new_row = next(one for one in table(team.take(what)) if one["id"] == made.record_id)
    assert new_row | {"id": "", "version": ""} == row
    assert verdicts(team.bring(as_csv([row]))) == ["same"]


@pytest.mark.parametrize("file_type", FILE_TYPES)
@pytest.mark.parametrize("what", WHATS)
def test_a_template_holds_an_example_that_is_never_read(
    team: Team, what: What, file_type: FileType
) -> None:
    data = team.take(what, file_type, with_example=True)
    with pytest.raises(FileRefused, match="no row filled in"):
        team.read(data)
    if file_type == "xlsx":
        listed, how = read_sheets(data, "plan.xlsx")
        assert [row[0] for row in how.rows][1:3] == ["id", "version"]
        assert {row[0] for row in how.rows} >= set(listed.rows[0])
        assert "Made-up example" in " ".join(listed.rows[1])


def test_every_example_would_be_read_if_it_were_filled_in(team: Team) -> None:
    team.keep(Measure(step=GOALS, name="Made-up example: bars with a naloxone box"))
    for what in WHATS:
        (row,) = table(team.take(what, with_example=True))
        plan = team.read(as_csv([row | {"id": ""}]))
        label = "There is this measure" if what == "measures" else ""
        assert (verdicts(plan) == ["new"]) is not bool(label), plan.text()


def test_a_cell_a_spreadsheet_would_run_is_made_safe_and_comes_back(team: Team) -> None:
    entry = team.keep(Goal(step=GOALS, aim='=HYPERLINK("x")', population="'=y"))
    (row,) = table(team.take("goals"))
    assert (row["goal"], row["who changes"]) == ('\'=HYPERLINK("x")', "''=y")
    row["unit"] = "'@beds"
    assert verdicts(team.bring(as_csv([row]))) == ["changed"]
    now = team.store.get(entry.record_id)
    assert now is not None
    assert isinstance(now.body, Goal)
    assert (now.body.aim, now.body.population, now.body.unit) == ('=HYPERLINK("x")', "'=y", "@beds")


# --- what a row does ---------------------------------------------------------------------------


def test_a_changed_row_changes_its_record_and_a_new_row_makes_one(team: Team) -> None:
    kept = team.keep(Goal(step=GOALS, aim="More beds", baseline=1.5, lever_ids=["lost-lever"]))
    other = team.keep(Goal(step=GOALS, aim="Fewer waits"))
    first = next(row for row in table(team.take("goals")) if row["id"] == kept.record_id)
    first |= {"target": "1,200", "by": "3/31/2027"}
    new = dict.fromkeys(first, "") | {"goal": "Rides", "status": "Set Aside"}
    plan = team.bring(as_csv([first, new]))
    assert verdicts(plan) == ["changed", "new"]
    assert [(one.heading, one.was, one.now) for one in plan.rows[0].changes] == [
        ("by", "", "2027-03-31"),
        ("target", "", "1200"),
    ]
    now = {one.body.aim: one for one in team.store.current(Goal)}
    assert set(now) == {"More beds", "Fewer waits", "Rides"}
    assert now["More beds"].record_id == kept.record_id
    assert (now["More beds"].body.target, now["More beds"].body.by) == (1200, date(2027, 3, 31))
    assert now["More beds"].body.lever_ids == ["lost-lever"]
    assert (now["Rides"].body.status, now["Rides"].body.step) == ("set_aside", GOALS)
    assert now["Fewer waits"].revision == other.revision
    assert verdicts(team.bring(as_csv([first, new]))) == ["same", "same"]


def test_a_record_that_changed_since_is_shown_and_not_overwritten(team: Team) -> None:
    entry = team.keep(Goal(step=GOALS, aim="More beds"))
    (row,) = table(team.take("goals"))
    newer = team.change(entry, aim="Many more beds")
    assert verdicts(team.read(as_csv([row]))) == ["same"]
    plan = team.bring(as_csv([row | {"goal": "Some beds"}]))
    (told,) = plan.rows
    assert (told.verdict, told.body) == ("both", None)
    assert [(one.was, one.now) for one in told.changes] == [("Many more beds", "Some beds")]
    assert "changed on the page since" in told.why
    assert team.store.get(entry.record_id) == newer
    assert verdicts(team.read(as_csv([row | {"goal": "Many more beds"}]))) == ["same"]


def test_what_was_taken_off_the_list_stays_off(team: Team) -> None:
    entry = team.keep(Goal(step=GOALS, aim="More beds"))
    (row,) = table(team.take("goals"))
    team.change(entry, retracted=True)
    assert verdicts(team.read(as_csv([row]))) == ["same"]
    plan = team.read(as_csv([row | {"goal": "Some beds"}]))
    assert "taken off the list" in why(plan)
    assert not plan.to_keep


def test_a_column_that_is_missing_changes_nothing(team: Team) -> None:
    entry = team.keep(Goal(step=GOALS, aim="More beds", unit="beds", rank=3))
    data = f"id,version,Aim\n{entry.record_id},1,Some beds\n".encode()
    team.bring(data)
    now = team.store.get(entry.record_id)
    assert now is not None
    assert now.body == entry.body.model_copy(update={"aim": "Some beds"})


def test_needs_goals_and_partners_are_linked_by_id_or_by_label(team: Team) -> None:
    team.keep(Need(step="a/b", text="Beds", rank=1), "need-1")
    team.keep(Need(step="a/b", text="Rides", rank=2), "need-2")
    team.keep(Need(step="a/b", text="rides", rank=3), "need-3")
    plan = team.read(b"goal,needs\nOne,beds\nTwo,need-2; Beds\nThree,Rides\nFour,Bedds\nFive,x\n")
    assert verdicts(plan) == ["new", "new", "refused", "refused", "refused"]
    bodies = [row.body for row in plan.to_keep]
    assert [one.need_ids for one in bodies if isinstance(one, Goal)] == [
        ["need-1"],
        ["need-2", "need-1"],
    ]
    two, near, none = (row.why for row in plan.rows if row.why)
    assert "2 of your needs are called “Rides”" in two
    assert "need-2, need-3" in two
    assert "Did you mean “Beds”?" in near
    assert "“x” is not one of your needs. There are: “Beds”" in none


@pytest.mark.parametrize(
    ("heading", "cell", "said"),
    [
        ("target", "12,5", "Write 12.5 with a point"),
        ("target", "12 %", "is not a number"),
        ("target", "1e13", "at most 1,000,000,000,000"),
        ("year", "26", "year: “26” cannot be kept: it is at least 1,900"),
        ("by", "0026-03-31", "The year of 0026-03-31 is too far back"),
        ("year", "2026.5", "not a whole number"),
        ("by", "soon", "2026-03-31"),
        ("by", "2/30/2026", "2026-03-31"),
        ("status", "nearly", "“open”, “reached”, “set aside”"),
        ("goal", "x" * 281, "at most 280 letters"),
        ("goal", "", "The cell “goal” is empty"),
        ("unit", "y" * 81, f"unit: “{'y' * 40}” cannot be kept: it has at most 80 letters"),
        ("owner", "z" * 81, "at most 80 letters"),
        ("id", "nobody", "No goal of your team has the id “nobody”"),
        ("order", "0", "at least 1"),
    ],
)
def test_a_cell_that_cannot_be_read_refuses_its_row_and_says_why(
    team: Team, heading: str, cell: str, said: str
) -> None:
    row = {"id": "", "goal": "More beds", "unit": "beds"} | {heading: cell}
    plan = team.read(as_csv([row, {**row, "id": "", heading: "", "goal": "Good", "unit": ""}]))
    assert verdicts(plan) == ["refused", "new"]
    assert said in plan.rows[0].why
    assert plan.to_look_at == [plan.rows[0]]


def test_an_activity_costs_dollars_and_ends_after_it_begins(team: Team) -> None:
    head = b"activity,cost in dollars,begins,by\n"
    plan = team.read(head + b'A,"$1,250.50",,\nB,0.001,,\nC,,2026-05-01,2026-04-01\nD,dear,,\n')
    assert verdicts(plan) == ["new", "refused", "refused", "refused"]
    assert plan.to_keep[0].body == Activity(step="goals/our-activities", name="A", cost=125_050)
    said = [row.why for row in plan.rows]
    assert "parts of a cent" in said[1]
    assert "it would be done before it begins" in said[2]
    assert "Write dollars" in said[3]


def test_a_list_of_readings_grows_month_by_month_without_ids(team: Team) -> None:
    team.keep(Measure(step="goals/our-measures", name="Beds"), "beds")
    first = "measure,date,value\nBeds,2026-01-31,4\n"
    assert verdicts(team.bring(first.encode())) == ["new"]
    both = f"{first}Beds,2/28/2026,5.5\n"
    assert verdicts(team.bring(both.encode())) == ["same", "new"]
    other = team.bring(b"measure,date,value\nbeds,2026-02-28,6\n")
    assert verdicts(other) == ["refused"]
    assert "it says something else" in why(other)
    assert [one.body.value for one in team.store.current(Reading)] == [4, 5.5]


def test_a_reading_is_of_a_day_that_has_been_and_stays_with_its_measure(team: Team) -> None:
    team.keep(Measure(step="goals/our-measures", name="Beds"), "beds")
    team.keep(Measure(step="goals/our-measures", name="Rides"), "rides")
    head = "measure,date,value\n"
    plan = team.bring(f"{head}Beds,2026-07-01,4\nBeds,1899-12-31,4\nBeds,6/30/2026,4\n".encode())
    assert verdicts(plan) == ["refused", "refused", "new"]
    assert [row.line for row in plan.to_look_at] == [2, 3]
    assert "2026-07-01 is still to come" in plan.rows[0].why
    assert "The year 1899 is too far back" in plan.rows[1].why
    (row,) = table(team.take("readings"))
    assert verdicts(team.read(as_csv([row | {"date": "2026-07-01"}]))) == ["refused"]
    moved = team.read(as_csv([row | {"measure": "Rides"}]))
    assert (verdicts(moved), "stays with its measure" in why(moved)) == (["refused"], True)
    team.change(team.store.history("beds")[-1], retracted=True)
    late = team.read(as_csv([row | {"value": "5"}]))
    assert (verdicts(late), "taken off the list" in why(late)) == (["refused"], True)


def test_a_measure_has_no_more_readings_than_its_page_takes(team: Team) -> None:
    team.keep(Measure(step="goals/our-measures", name="Beds"), "beds")
    lines = "".join(f"Beds,{1900 + n // 12}-{n % 12 + 1}-01,1\n" for n in range(MOST_READINGS + 1))
    plan = team.read(f"measure,date,value\n{lines}".encode())
    assert plan.counts()["new"] == MOST_READINGS
    assert f"{MOST_READINGS} readings, and that is the most" in why(plan)


def test_a_link_to_what_was_taken_off_stays_and_another_teams_is_refused(team: Team) -> None:
    old = team.keep(Need(step="a/b", text="Beds", rank=1), "need-1")
    team.keep(Need(step="a/b", text="Rides", rank=2), "need-2")
    team.keep(Goal(step=GOALS, aim="More", need_ids=["need-1"]))
    secret = Need(step="a/b", text="Their secret", rank=1)
    team.store.append([Draft("theirs", secret, new_id(), team_id="elm")])
    (row,) = table(team.take("goals"))
    team.change(old, retracted=True)
    assert verdicts(team.read(as_csv([row]))) == ["same"]
    assert verdicts(team.read(as_csv([row | {"needs": "Beds; Rides"}]))) == ["changed"]
    (row,) = table(team.take("goals"))
    assert row["needs"] == "need-1"
    for wrong in ("theirs", "Their secret", "nowhere"):
        plan = team.read(as_csv([row | {"needs": f"need-1; {wrong}"}]))
        assert (verdicts(plan), f"“{wrong}” is not one of your needs" in why(plan)) == (
            ["refused"],
            True,
        )
    assert verdicts(team.bring(as_csv([row | {"needs": "need-1; Rides"}]))) == ["changed"]
    assert [one.body.need_ids for one in team.store.current(Goal)] == [["need-1", "need-2"]]


def test_the_same_new_row_twice_is_said_and_kept_once(team: Team) -> None:
    plan = team.bring(b"goal,unit\nBeds,\nBEDS ,beds\n")
    assert verdicts(plan) == ["new", "refused"]
    assert "Another row of the file is the same goal" in why(plan)


def test_another_teams_record_cannot_be_named(team: Team) -> None:
    theirs = Draft("theirs", Goal(step=GOALS, aim="Secret"), new_id(), team_id="elm")
    team.store.append([theirs])
    plan = team.read(b"id,version,goal\ntheirs,1,Mine\n")
    assert "No goal of your team has the id “theirs”" in why(plan)
    assert "Secret" not in plan.text()


def test_a_row_with_an_id_needs_the_version_it_was_taken_at(team: Team) -> None:
    entry = team.keep(Goal(step=GOALS, aim="Beds"))
    for version in ("", "7", "x"):
        plan = team.read(f"id,version,goal\n{entry.record_id},{version},Cots\n".encode())
        assert "take a fresh file" in why(plan)
    twice = f"id,version,goal\n{entry.record_id},1,Cots\n{entry.record_id},1,Bunks\n"
    assert verdicts(team.read(twice.encode())) == ["changed", "refused"]


def test_a_full_list_takes_no_more(team: Team) -> None:
    most = LISTS["goals"].most
    rows = "".join(f"Goal {number},\n" for number in range(most + 1))
    plan = team.read(f"goal,unit\n{rows}".encode())
    assert plan.counts()["new"] == most
    assert f"{most} is the most" in why(plan)


# --- files that are no plan --------------------------------------------------------------------


def test_what_is_no_plan_is_refused_in_plain_words(team: Team) -> None:
    cases = [
        (b"place,count\nAsh,4\n", "none of the headings"),
        (b"goal,goal\nA,B\n", "two columns “goal”"),
        (b"goal,unit\n", "no row filled in"),
        (b"", "is empty"),
        (xlsx([["place", "count"], ["Ash", 4]]), "no sheet of goals"),
        (xlsx([["goal", "target"], ["Beds", "=1+1"]]), "a formula in row 2, column 2"),
    ]
    for data, said in cases:
        with pytest.raises(FileRefused, match=said):
            team.read(data, "plan.xlsx")


def test_a_workbook_is_read_where_its_list_stands_and_dates_are_dates(team: Team) -> None:
    rows = [[], ["Goal", "BY", "Target", "mood"], ["Beds", date(2027, 3, 31), 12.5, "good"]]
    notes = [["a", "b"]] * 40
    plan = team.read(xlsx(rows, "My list", notes=notes))
    assert plan.rows[0].body == Goal(step=GOALS, aim="Beds", by=date(2027, 3, 31), target=12.5)
    assert plan.rows[0].line == 3
    assert any("“mood”" in one for one in plan.warnings)


# --- names -------------------------------------------------------------------------------------


def test_a_name_leaves_only_with_consent_and_its_owner_stays_the_same(team: Team) -> None:
    maria = team.keep(Person(role=Role.PARTICIPANT, name="Maria Ortiz"), "maria")
    owned = Goal(step=GOALS, aim="Ask Maria Ortiz", owner=Named(person_id="maria", role="nurse"))
    entry = team.keep(owned)
    data = team.take("goals")
    assert b"Maria" not in data
    (row,) = table(data)
    assert (row["goal"], row["owner"], row["owner role"]) == ("Ask a member", "a member", "nurse")
    # She says yes between the taking and the bringing: still nothing has changed.
    consent = team.keep(NameConsent(audiences=["team"]), author_id=maria.record_id)
    assert b"Maria Ortiz" in team.take("goals")
    assert verdicts(team.read(data)) == ["same"]
    named = team.take("goals")
    team.change(consent, retracted=True)
    assert verdicts(team.read(named)) == ["same"]
    team.bring(as_csv([row | {"unit": "calls"}]))
    now = team.store.get(entry.record_id)
    assert now is not None
    assert now.body == owned.model_copy(update={"unit": "calls"})


def test_what_stands_for_a_name_is_never_taken_for_one(team: Team) -> None:
    plan = team.read(b"goal,owner,owner role\nA,a member,nurse\nB,A member,\n")
    owners = [row.body.owner for row in plan.to_keep if isinstance(row.body, Goal)]
    assert owners == [Named(role="nurse"), Named(role="A member")]


def test_a_typed_owner_is_a_member_where_one_is_called_so(team: Team) -> None:
    team.keep(Person(role=Role.PARTICIPANT, name="Maria Ortiz"), "maria")
    plan = team.read(b"goal,owner,owner role\nA,Maria Ortiz,\nB,Jo,nurse\nC,,nurse\nD,,\n")
    owners = [row.body.owner for row in plan.to_keep if isinstance(row.body, Goal)]
    assert owners == [
        Named(person_id="maria"),
        Named(name="Jo", role="nurse"),
        Named(role="nurse"),
        None,
    ]


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_no_file_ends_in_anything_but_rows_or_a_plain_refusal(data: st.DataObject) -> None:
    team = _with_neighbours()
    what = data.draw(st.sampled_from(WHATS))
    good = bytearray(team.take(what, with_example=True).replace(b"example,", b",", 1))
    for place in data.draw(st.lists(st.integers(0, len(good) - 1), max_size=6)):
        good[place] = data.draw(st.sampled_from(b"\",;\n\t=0e9\xff\x00'-"))
    cell = data.draw(
        st.sampled_from(["1e999", "9" * 400, "-0", "1e-300", "0001-01-01", "'", "=;;"])
    )
    mutated = bytes(good).replace(b"2026", cell.encode(), 1)
    try:
        plan = team.read(mutated)
    except FileRefused:
        return
    assert all(row.body is not None or row.verdict in ("same", "refused") for row in plan.rows)
    assert all(row.why.endswith(".") for row in plan.rows if row.verdict == "refused")


def test_a_year_of_readings_is_read_at_once(team: Team) -> None:
    for number in range(100):
        team.keep(Measure(step="goals/our-measures", name=f"Measure {number}"))
    lines = [f"measure {n % 100},20{n // 100:02}-01-31,{n}" for n in range(1500)]
    begun = time.perf_counter()
    plan = team.read("\n".join(["measure,date,value", *lines]).encode())
    assert plan.counts()["new"] == 1500
    assert time.perf_counter() - begun < 15
