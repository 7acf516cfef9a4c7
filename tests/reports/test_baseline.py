"""What faculty read before a forum, compared with what stands in the teams' records."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ciwidgets
from ciwidgets.analysis.survey_results import PoolResult, StatementResult, SurveyResult
from ciwidgets.model import Need, Person, Role
from ciwidgets.reports.blocks import Facts, List, TableBlock
from ciwidgets.reports.cohort.baseline import Baseline
from ciwidgets.reports.cohort.raising import Sectors
from ciwidgets.results.cohort.apart import SectorsApart, is_apart, sectors_apart, statements
from ciwidgets.store import Store
from tests.reports.test_cohort_summary import NEED, TEAM, copy, fresh, of_kind, words, written
from tests.reports.test_cohort_summary import whole as whole_of
from tests.reports.test_names_nowhere import NAME, PARTS, _plain, _taken_off, _told_again

__all__ = ["copy", "fresh"]  # fixtures
CELLS = (
    "heading",
    "at_a_glance",
    "what_comes_first",
    "where_sectors_differ",
    "what_is_missing",
    "what_a_forum_could_offer",
    "team_by_team",
    "about_this_report",
)


def whole(report) -> str:
    return whole_of(report, CELLS)


@pytest.fixture(scope="module")
def report(sample):
    return Baseline("forum-2", store=sample)


def profile(report, team: str) -> dict[str, str]:
    """Return the lines of one team, what is said by what it is about; who they are has no word."""
    (found,) = of_kind(report.team_by_team(), List)
    who, *lines = next(one.details for one in found.items if one.text == team)
    return {"": who, **dict(line.split(": ", 1) for line in lines)}


def raised(report) -> dict[str, tuple[str, ...]]:
    """Return the three things to raise, by the team's name."""
    (table,) = of_kind(report.at_a_glance(), TableBlock)
    return {row[0]: row[1:] for row in table.rows}


def test_it_is_a_public_name() -> None:
    assert ciwidgets.Baseline is Baseline


def test_the_first_page_says_how_far_teams_are(report) -> None:
    (facts,) = of_kind(report.at_a_glance(), Facts)
    assert [one.value for one in facts.facts] == ["10", "9", "9", "9"]
    assert "Wexmoor County has not begun yet." in words(report.at_a_glance())
    assert "coaching" not in words(report.heading())


def test_each_team_puts_first_what_its_record_puts_first(report, sample) -> None:
    first = {
        one.team_id: one.body.text.rstrip(".")
        for one in sorted(sample.current(Need), key=lambda one: -one.body.rank)
    }
    found = raised(report)
    assert {row[0].strip("“”") for row in found.values()} == set(first.values())
    assert len(found) == 9


def test_the_first_page_has_three_things_to_raise_with_each_team(report) -> None:
    found = raised(report)
    first, apart, missing = found["Veyland County"]
    assert first.startswith("“Grandparents who raise their grandchildren get help")
    assert apart.startswith("“People here feel safe calling 911 when someone overdoses”: ")
    assert apart.endswith(": Government and public services 4.6; Treatment and recovery 2.2")
    assert missing.startswith("No seat for Families who lost someone and 1 more; No partner from ")
    assert missing.endswith("; and 1 more sort (see “Team by team”)")
    assert all(all(row) for row in found.values())


def test_what_is_not_told_of_a_team_has_its_reason(report, fresh) -> None:
    found = raised(report)
    assert found["Dunmarrow County"][1] == "Fewer than five answered its survey"
    assert found["Corriden County"][1] == "Too few answered to tell parts of the community apart"
    assert found["Sallow Bend"][1] == "Nowhere by a whole step of the scale"
    written(fresh, Need(step=NEED, text="Rides"))
    new = Baseline(store=fresh)
    assert raised(new)["Pellwood County"] == (
        "“Rides”",
        "Its survey is not closed",
        "Nothing that it lists",
    )
    (table, *_) = of_kind(new.what_comes_first(), TableBlock)
    assert table.rows == (("Pellwood County", "Its vote is not closed", "not yet"),)


def test_dots_of_a_team_with_fewer_than_five_voters_are_not_there(report) -> None:
    (table, *_) = of_kind(report.what_comes_first(), TableBlock)
    assert dict(table.rows)["Dunmarrow County"] == "Fewer than five voted"


def test_it_says_which_occasion_answers_are_from(report, sample) -> None:
    said = words(report.at_a_glance())
    assert "Answers to the survey are from Forum 2: What matters most (April 16, 2026). " in said
    later = words(Baseline("forum-3", store=sample).at_a_glance())
    assert (
        "Pellwood County and Tamsin County at Forum 3: Goals we can keep (July 16, 2026)." in later
    )
    (table, *_) = of_kind(report.what_comes_first(), TableBlock)
    assert table.caption.endswith(", Forum 2: What matters most (April 16, 2026)")


def test_two_groups_of_sectors_stand_with_their_numbers_and_few_names(report) -> None:
    (_, table) = of_kind(report.where_sectors_differ(), TableBlock)
    for _, _, higher, lower in table.rows:
        means = [float(one.split(":")[0]) for one in (higher, lower)]
        assert means[0] - means[1] >= 0.9 - 1e-9  # each is rounded
        # Nobody needs a second page to know who is meant.
        assert "others" not in higher.replace("all others", "")
        assert "others" not in lower.replace("all others", "")
    names = Sectors(report._program)
    pool = PoolResult("", ("", "education", "business"), 5, 3.0, 0.5)
    assert names.named(pool) == "Education, Business and people who named no part"
    assert names.named(replace(pool, sectors=("",))) == "people who named no part"
    every = [one.id for one in report._program.sectors]
    two = replace(pool, sectors=tuple(every[:2])), replace(pool, sectors=tuple(every[2:]))
    (high, _), (low, _) = names.both(SectorsApart(TEAM, "It is easy", *two, 5))
    assert (high, low) == (names.named(two[0]), "all others")
    # Where somebody else answered too, "all others" would not be true.
    fewer = two[0], replace(pool, sectors=tuple(every[3:]))
    (_, _), (low, _) = names.both(SectorsApart(TEAM, "It is easy", *fewer, 5))
    assert low == names.named(fewer[1])


def test_every_pair_of_sectors_apart_has_a_line_or_is_counted_as_left_out(
    sample, monkeypatch
) -> None:
    report = Baseline(store=sample)
    found = sectors_apart(report._cohort.begun)
    (_, table) = of_kind(report.where_sectors_differ(), TableBlock)
    assert len(table.rows) == len(found) > 8
    monkeypatch.setattr("ciwidgets.reports.cohort.comparing._MOST_APART", 3)
    assert f"Left out here: {len(found) - 3} more lines" in words(report.where_sectors_differ())


def test_statements_count_teams_and_only_those_that_show_them(report) -> None:
    (table, _) = of_kind(report.where_sectors_differ(), TableBlock)
    assert all(sum(row[1:]) == 8 for row in table.rows)


def test_a_forum_could_offer_the_step_that_most_teams_lack(report) -> None:
    (found,) = of_kind(report.what_a_forum_could_offer(), List)
    assert found.items[0].mark == "9 teams"
    assert "in the workbook “" in found.items[0].text
    counts = [int(one.mark.split()[0]) for one in found.items]
    assert counts == sorted(counts, reverse=True)
    assert min(counts) > 1


def test_every_team_that_has_begun_has_a_few_lines(report) -> None:
    (found,) = of_kind(report.team_by_team(), List)
    assert len(found.items) == 9
    said = profile(report, "Ambrin Falls")
    assert said["Places to push"].startswith("“Stigma”. Data they miss: ")
    assert said["At the table"].startswith("5 of 8 parts of the community are there.")
    assert all(len(one.details) <= 8 for one in found.items)


def test_who_is_there_and_who_has_no_seat_are_two_lines(sample) -> None:
    said = profile(Baseline(store=sample), "Tamsin County")
    assert said["At the table"] == "8 of 8 parts of the community are there"
    assert said["Most affected, and without a seat"].startswith("People in recovery")


def test_what_stands_on_the_first_page_is_not_said_again(report) -> None:
    for team, (need, apart, _) in raised(report).items():
        said = profile(report, team)
        assert need not in said["Needs after the first"]
        assert apart not in said.get("Where they differ", "")


def test_fewer_than_five_people_are_no_number(report) -> None:
    said = profile(report, "Dunmarrow County")
    assert said[""].startswith("Fewer than five people joined. Fewer than five people answered")
    assert "Where they agree" not in said


def test_people_are_counted_from_five_on(fresh) -> None:
    for number in range(5):
        who = Person(role=Role.PARTICIPANT, sector="medical")
        written(fresh, who, record=f"p{number}", author=f"p{number}")
        if number == 3:
            written(fresh, Need(step=NEED, text="Rides"))
            said = profile(Baseline(store=fresh), "Pellwood County")
            assert said[""] == "Fewer than five people joined."
    assert profile(Baseline(store=fresh), "Pellwood County")[""] == "5 people joined."


def test_a_team_that_cannot_be_read_is_named_and_stops_no_other(copy) -> None:
    with sqlite3.connect(copy) as raw:
        raw.execute("UPDATE entries SET body = '[' WHERE team_id = 'tamsin' AND kind = 'need'")
    raw.close()
    with Store(f"sqlite:///{copy}") as store:
        report = Baseline("forum-2", store=store)
        text = whole(report)
        assert len(raised(report)) == 8
    assert "Tamsin County (StoreUnavailable)" in text


def test_nobody_has_begun_and_every_cell_says_so_kindly(fresh) -> None:
    report = Baseline(store=fresh)
    for cell in CELLS:
        assert getattr(report, cell)().blocks, cell


def test_as_of_tells_nothing_that_came_later(sample) -> None:
    late = "“Stigma”"
    assert late in whole(Baseline("forum-2", store=sample))
    assert late not in whole(Baseline("forum-1", store=sample))


def test_a_name_without_a_yes_stands_nowhere(copy) -> None:
    with Store(f"sqlite:///{copy}") as store:
        who = Person(role=Role.PARTICIPANT, sector="medical", name=NAME)
        written(store, who, record="the-member", author="the-member")
        store.append(list(_told_again(store)))
        _taken_off(store)
        text = _plain(whole(Baseline(store=store)))
        assert "a member" in text
        for part in PARTS:
            assert part not in text


def survey(*statements_: StatementResult) -> SurveyResult:
    return SurveyResult("Pulse", ("No", "Yes"), 12, False, statements_, "", "")


MEANS = st.lists(st.floats(1, 5), min_size=0, max_size=4)


@given(means=st.lists(MEANS, max_size=4))
def test_sectors_are_apart_exactly_where_a_whole_answer_lies_between(sample, means) -> None:
    team = replace(
        found_team(sample),
        survey=(None, survey(*(statement(str(n), here) for n, here in enumerate(means)))),
    )
    found = sectors_apart([team])
    assert {one.text for one in found} == {
        str(n) for n, here in enumerate(means) if len(here) > 1 and max(here) - min(here) >= 1
    } or any(is_close(here) for here in means)
    for one in found:
        assert one.higher != one.lower
    assert sum(len(ids) for one in statements([team]) for ids in one.by_word.values()) == len(means)


def is_close(means) -> bool:
    """Whether rounding decides."""
    return len(means) > 1 and abs(max(means) - min(means) - 1) < 1e-6


def statement(text: str, means) -> StatementResult:
    pools = tuple(PoolResult(f"Sector {n}", (), 5, mean, 0.5) for n, mean in enumerate(means))
    return StatementResult(text, text, 10, (5, 5), word="split_in_two", pools=pools)


def found_team(sample):
    if not hasattr(found_team, "one"):
        found_team.one = Baseline("forum-2", store=sample)._cohort.teams[0]
    return found_team.one


def test_one_group_alone_is_never_apart() -> None:
    assert not is_apart(statement("x", [1.0]))
    assert is_apart(statement("x", [1.0, 2.0]))
    assert TEAM
