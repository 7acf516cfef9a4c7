"""The plan of a batch: what its reports withhold, what is recorded, and when it is made anew."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace

import pytest

from ciwidgets.enrolment import current_program, load_program
from ciwidgets.errors import Conflict, ReportError
from ciwidgets.model import (
    Draft,
    Goal,
    Idea,
    ImportedIndicators,
    Meeting,
    NameConsent,
    Person,
    Release,
)
from ciwidgets.reports.batch import releasing
from ciwidgets.reports.batch.audit import AuditResult, shown_though_hidden
from ciwidgets.reports.batch.plan import BatchPlan, plan_batch
from ciwidgets.reports.batch.plan_inputs import plan_inputs_digest
from ciwidgets.reports.batch.released import record_release
from ciwidgets.reports.batch.releasing import plan_and_release, release
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


def test_a_file_that_came_after_the_plan_is_in_no_report_of_it(store, planned, told):
    told(planned.withheld(NEIGHBOR))
    program = current_program(store)
    assert numbers_of(store, program, NEIGHBOR) is not None
    file = store.current(ImportedIndicators, team_id=NEIGHBOR)[-1]
    body = file.body.model_copy(update={"rows": file.body.rows[:-1]})
    changed = Draft(file.record_id, body, "again", NEIGHBOR, file.author_id, file.occasion)
    store.append([replace(changed, base_revision=file.revision)])
    with pytest.raises(ReportError, match="came in, or was changed, while these reports"):
        numbers_of(store, program, NEIGHBOR)


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


def test_a_document_on_all_teams_is_read_by_team():
    cells = {"ash": [["Deaths", "Lund", "2023", ""]], "elm": []}
    told = json.dumps({"cells": cells, "names": {"ash": "Ash", "elm": "Elm"}})
    columns = ("Team", "Place", "Count", "People")

    def table(team, count, caption="Deaths, 2023"):
        return [TableBlock(caption, columns, ((team, "Lund", count, ""),))]

    assert shown_though_hidden(table("Ash", "12"), told) == ["Ash · Deaths · Lund · 2023"]
    parted = table("Ash", "12", "Deaths, 2023, part 1 of 2")
    assert shown_though_hidden(parted, told) == ["Ash · Deaths · Lund · 2023"]
    for fine in (table("Elm", "12"), table("Ash", "hidden"), table("Ash", "12", "Deaths, 2022")):
        assert shown_though_hidden(fine, told) == []


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
    assert again.for_faculty() == kept.for_faculty()
    assert release(store, again) == again
    assert len(store.current(Release)) == len(entries)


def test_a_plan_is_made_anew_when_a_file_came_or_another_moment_is_asked(store):
    program = current_program(store)
    before = plan_inputs_digest(store, program)
    assert plan_inputs_digest(store, program) == before
    assert plan_inputs_digest(store, program, "forum-1") != before
    entry = store.current(ImportedIndicators)[0]
    store.append(
        [Draft(entry.record_id, entry.body, "again", entry.team_id, base_revision=entry.revision)]
    )
    assert plan_inputs_digest(store, program) != before


def test_an_ordinary_evening_leaves_the_plan_as_it_was(store):
    program = current_program(store)
    before = plan_inputs_digest(store, program)
    told = {kind: store.current(kind, team_id=NEIGHBOR)[0] for kind in (Idea, Meeting, Goal)}
    store.append(
        [
            Draft(one.record_id, one.body, f"again-{kind.kind}", one.team_id,
                  base_revision=one.revision)
            for kind, one in told.items()
        ]
    )  # fmt: skip
    somebody = Person(role="participant", sector="law")
    store.append([Draft("somebody-without-a-name", somebody, "joins", NEIGHBOR)])
    assert plan_inputs_digest(store, program) == before


def test_a_name_that_is_masked_from_now_on_is_planned_for(store):
    program = current_program(store)
    before = plan_inputs_digest(store, program)
    person = Person(role="participant", sector="law", name="Quillback County")
    store.append([Draft("somebody-with-a-name-01", person, "joins", NEIGHBOR)])
    joined = plan_inputs_digest(store, program)
    assert joined != before
    consent = NameConsent(audiences=["team"])
    store.append([Draft("they-say-yes-0001", consent, "yes", NEIGHBOR, "somebody-with-a-name-01")])
    assert plan_inputs_digest(store, program) not in (before, joined)


def test_a_place_called_like_somebody_is_masked_for_faculty_who_may_not_read_the_name(store):
    program = current_program(store)
    person = Person(role="participant", sector="law", name="Pellwood")
    consent = NameConsent(audiences=["team"])
    store.append(
        [
            Draft("somebody-with-a-name-01", person, "joins", NEIGHBOR, "somebody-with-a-name-01"),
            Draft("they-say-yes-0001", consent, "yes", NEIGHBOR, "somebody-with-a-name-01"),
        ]
    )
    plan = plan_batch(store, program)
    (measure,) = plan.cohort["measures"]
    place = next(one["place"] for one in measure["teams"] if one["team"] == NEIGHBOR)
    assert place == "A member County"
    # The team itself may read the name, so that its own report has the place as it is called.
    assert HIDDEN in plan.hidden[NEIGHBOR]
    assert any("pellwood" in key[1] for keys in plan.news["cells"].values() for key in keys)


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


@pytest.fixture
def without_a_file(store):
    """The sample before Quillback brought its file, which hides what its neighbor shows."""
    entry = next(one for one in store.current(ImportedIndicators) if one.team_id == "quillback")
    more = {"base_revision": entry.revision, "retracted": True}
    store.append([Draft(entry.record_id, entry.body, "away", "quillback", **more)])
    return entry


def bring(store, entry):
    store.append([Draft("brought", entry.body, "brought", entry.team_id, "", entry.occasion)])


def test_of_two_batches_planned_at_once_the_second_plans_around_the_first(store, without_a_file):
    program = current_program(store)
    first = plan_batch(store, program)
    bring(store, without_a_file)
    second = plan_batch(store, program)
    assert HIDDEN not in first.hidden[NEIGHBOR]
    assert HIDDEN in second.hidden[NEIGHBOR]
    # The first one looked before the file came, and writes after the second was planned.
    record_release(store, first.news)
    recorded = store.current(Release)
    assert release(store, second) is None
    with pytest.raises(Conflict):
        record_release(store, second.news)
    assert store.current(Release) == recorded
    again = plan_and_release(store)
    assert HIDDEN not in again.hidden[NEIGHBOR]
    assert again.audit.passes


def test_a_file_that_comes_while_a_batch_is_planned_is_in_its_plan(
    store, without_a_file, monkeypatch
):
    made = []

    def slow(*asked):
        made.append(plan_batch(*asked))
        if len(made) == 1:
            bring(store, without_a_file)
        return made[-1]

    monkeypatch.setattr(releasing, "plan_batch", slow)
    plan = plan_and_release(store)
    assert len(made) == 2
    assert HIDDEN not in made[0].hidden[NEIGHBOR]
    assert HIDDEN in plan.hidden[NEIGHBOR]
    assert not plan_batch(store, current_program(store)).audit.before


def test_a_batch_that_is_overtaken_every_time_says_so_and_records_nothing(store, monkeypatch):
    entry = store.current(ImportedIndicators)[0]
    made = []

    def overtaken(*asked):
        plan = plan_batch(*asked)
        name = f"more{len(made)}"
        made.append(name)
        store.append([Draft(name, entry.body, name, entry.team_id, "", entry.occasion)])
        return plan

    monkeypatch.setattr(releasing, "plan_batch", overtaken)
    with pytest.raises(ReportError, match="planned 5 times"):
        plan_and_release(store)
    assert store.current(Release) == []


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
