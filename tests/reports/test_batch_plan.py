"""The plan of a batch: what its reports withhold, what is recorded, and when it is made anew."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace

import pytest

from ciwidgets.enrolment import current_program, load_program
from ciwidgets.errors import ReportError
from ciwidgets.model import Draft, ImportedIndicators, Release
from ciwidgets.reports.batch.audit import AuditResult, shown_though_hidden
from ciwidgets.reports.batch.plan import BatchPlan, plan_batch, plan_inputs_digest, release
from ciwidgets.reports.blocks import TableBlock
from ciwidgets.reports.team_summary import TeamSummary
from ciwidgets.results.numbers import numbers_of
from ciwidgets.results.withheld import WITHHELD_VARIABLE, planned_cohort, withheld_keys
from ciwidgets.store import Store
from tests.support.room import small_program

# Quillback’s own report hides its 2023; its neighbors’ reports would show it.
NEIGHBOR, HIDDEN = "pellwood", ("Opioid overdose deaths", "quillback county", "year 2023", "")


@pytest.fixture(scope="module")
def planned(sample):
    return plan_batch(sample, current_program(sample))


@pytest.fixture
def store(sample_url, tmp_path):
    path = tmp_path / "forum.db"
    shutil.copy(sample_url.removeprefix("sqlite:///"), path)
    with Store(f"sqlite:///{path}") as store:
        yield store


@pytest.fixture
def told(tmp_path, monkeypatch):
    """Tell this process a plan, as a batch tells its kernels."""

    def tell(text):
        path = tmp_path / "withheld.json"
        path.write_text(text, encoding="utf-8")
        monkeypatch.setenv(WITHHELD_VARIABLE, str(path))

    return tell


def state(numbers, key):
    return next(one.numbers[key].state for one in numbers.measures if key in one.numbers)


def test_what_one_report_hides_its_neighbors_report_withholds(sample, planned, told):
    program = current_program(sample)
    assert state(numbers_of(sample, program, "quillback"), HIDDEN) == "hidden"
    assert state(numbers_of(sample, program, NEIGHBOR), HIDDEN) == "shown"
    assert HIDDEN in planned.hidden[NEIGHBOR]
    told(planned.withheld(NEIGHBOR))
    numbers = numbers_of(sample, program, NEIGHBOR)
    assert state(numbers, HIDDEN) == "hidden"
    assert all(
        HIDDEN not in one.numbers or one.numbers[HIDDEN].count is None for one in numbers.measures
    )


def test_a_page_has_no_plan_and_a_report_does_not_start_without_its_own(sample, planned, told):
    assert withheld_keys(NEIGHBOR) == frozenset()
    assert planned_cohort() is None
    told(planned.withheld("quillback"))
    with pytest.raises(ReportError, match="does not say what 'pellwood' may show"):
        TeamSummary(NEIGHBOR, store=sample).our_numbers()
    told("not json")
    with pytest.raises(ReportError, match="cannot be read"):
        TeamSummary(NEIGHBOR, store=sample).our_numbers()


def test_a_report_on_all_teams_is_told_their_numbers_side_by_side(planned, told):
    told(planned.for_faculty())
    (measure,) = planned_cohort()["measures"]
    assert measure["period"] == "2024"
    by_team = {one["team"]: one for one in measure["teams"]}
    hidden = [one for one in by_team.values() if one["state"] == "hidden"]
    assert {one["team"] for one in hidden} == {"dunmarrow", "quillback"}
    for one in hidden:
        assert {one[name] for name in ("count", "population", "rate", "lower", "upper")} == {None}
    shown = [one for one in by_team.values() if one["count"] is not None]
    whole = measure["together"]
    assert (whole["places"], whole["of"]) == (len(shown), len(by_team))
    assert whole["count"] == sum(one["count"] for one in shown)
    assert whole["population"] == sum(one["population"] for one in shown)
    assert withheld_keys(NEIGHBOR) == set(planned.hidden[NEIGHBOR])


def test_the_audit_solved_everything_and_says_so(planned):
    assert planned.audit.passes
    assert planned.audit.unknowns > 20
    assert (
        "None of the hidden ones can be narrowed down to a small number." in planned.audit.sentence
    )


def test_a_finished_report_that_shows_a_hidden_number_is_found(sample, planned, told):
    measure = HIDDEN[0]
    own = {"hidden": {NEIGHBOR: [(measure, "pellwood county", "year 2024", "")]}}
    cells = {NEIGHBOR: [(measure, "Pellwood County", "2024", "")]}
    withheld = replace(planned, **own, cells=cells).withheld(NEIGHBOR)
    careless = TeamSummary(NEIGHBOR, store=sample).our_numbers().blocks
    assert shown_though_hidden(careless, withheld) == [f"{measure} · Pellwood County · 2024"]
    assert shown_though_hidden(careless, planned.withheld(NEIGHBOR)) == []
    assert shown_though_hidden(careless, "") == []
    told(withheld)
    careful = TeamSummary(NEIGHBOR, store=sample).our_numbers().blocks
    assert shown_though_hidden(careful, withheld) == []
    assert (measure, "Quillback County", "2023", "") in planned.cells[NEIGHBOR]


def test_hidden_groups_are_looked_for_too():
    cells = {"t": [["Deaths", "Ash", "2023", "young"], ["Deaths", "Ash", "2022", ""]]}
    told = json.dumps({"cells": cells})
    columns = ("Place", "Group", "Count", "People")
    groups = TableBlock("Deaths by age, 2023", columns, (("Ash", "young", "12", ""),))
    assert shown_though_hidden([groups], told) == ["Deaths · Ash · 2023 · young"]
    hidden = TableBlock("Deaths by age, 2023", columns, (("Ash", "young", "withheld", ""),))
    older = TableBlock("Deaths by age, 2021", columns, (("Ash", "young", "12", ""),))
    other = TableBlock("Deaths", ("Place", "Period", "Count"), (("Ash", "2023", "12"),))
    assert shown_though_hidden([hidden, older, other, "a text"], told) == []
    year = TableBlock("Deaths", ("Place", "Period", "Count"), (("Ash", "2022", "1,200"),))
    assert shown_though_hidden([year], told) == ["Deaths · Ash · 2022"]


@pytest.mark.parametrize(
    ("unknowns", "exposed", "before", "words"),
    [
        (0, 0, 0, "No local number of these teams is hidden"),
        (9, 0, 2, "Of 2, earlier reports had told too much before a newer file came"),
        (9, 1, 0, "1 of the hidden ones can be narrowed down to a small number: do not hand"),
    ],
)
def test_the_audit_is_said_in_words(unknowns, exposed, before, words):
    found = AuditResult(3, 40, unknowns, exposed, before, 0.1)
    assert words in found.sentence
    assert found.passes == (exposed == 0)


def test_a_plan_is_kept_as_text_and_nothing_hidden_is_in_it(sample, planned):
    text = planned.to_json()
    again = BatchPlan.from_json(text)
    assert again.digest_of_all == planned.digest_of_all
    assert again.digest(NEIGHBOR) == planned.digest(NEIGHBOR) != planned.digest("tamsin")
    assert again.to_json() == text
    rows = [row for one in sample.current(ImportedIndicators) for row in one.body.rows]
    true = {row.count for row in rows if row.place == "Quillback County" and row.period == "2023"}
    kept = [
        one["count"] for each in json.loads(text)["cohort"]["measures"] for one in each["teams"]
    ]
    assert not true & {*kept}
    for other in ("", "[]", "{}", '{"version": 0}', text[:-9]):
        assert BatchPlan.from_json(other) is None


def test_what_is_shown_for_the_first_time_is_recorded_once(store):
    program = current_program(store)
    first = plan_batch(store, program)
    kept = release(store, first)
    entries = store.current(Release)
    assert {one.team_id for one in entries} == {"", *first.news["cells"]}
    assert kept.inputs == plan_inputs_digest(store, program)
    again = plan_batch(store, program)
    assert again.news == {}
    assert (again.hidden, again.cohort) == (first.hidden, first.cohort)
    assert again.digest_of_all == kept.digest_of_all
    assert release(store, again) == again
    assert len(store.current(Release)) == len(entries)


def test_a_plan_is_made_anew_when_anything_was_written_or_another_moment_is_asked(store):
    program = current_program(store)
    before = plan_inputs_digest(store, program)
    assert plan_inputs_digest(store, program) == before
    assert plan_inputs_digest(store, program, "forum-1") != before
    entry = store.current(ImportedIndicators)[0]
    store.append(
        [Draft(entry.record_id, entry.body, "again", entry.team_id, base_revision=entry.revision)]
    )
    assert plan_inputs_digest(store, program) != before


def test_a_file_that_comes_after_a_batch_is_planned_around_what_that_batch_showed(store):
    program = current_program(store)
    first = plan_batch(store, program)
    release(store, first)
    # The neighbor’s file now has everything but the state: its plan by itself hides less.
    entry = next(one for one in store.current(ImportedIndicators) if one.team_id == NEIGHBOR)
    rows = [row for row in entry.body.rows if row.place_kind != "state"]
    body = entry.body.model_copy(update={"rows": rows})
    store.append([Draft(entry.record_id, body, "less", NEIGHBOR, base_revision=entry.revision)])
    second = plan_batch(store, program)
    assert second.audit.passes
    assert HIDDEN in second.hidden[NEIGHBOR]


def test_reports_as_of_an_occasion_are_planned_from_the_files_of_then(sample):
    program = current_program(sample)
    then = plan_batch(sample, program, "forum-1")
    assert then.as_of == "forum-1"
    assert then.audit.passes
    assert then.cohort["measures"]


def test_a_program_without_any_file_has_an_empty_plan():
    with Store("sqlite://") as store:
        load_program(store, small_program())
        program = current_program(store)
        plan = plan_batch(store, program)
        assert plan.cohort["measures"] == []
        assert {team.id for team in program.teams} == {*plan.hidden}
        assert release(store, plan) == plan
        assert store.current(Release) == []
        assert plan.audit.sentence.startswith("No local number of these teams is hidden")
