"""What a report says of local numbers: sentences, figures with their rules, tables, and no more."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ciwidgets.analysis.local_numbers import local_numbers
from ciwidgets.analysis.rates import NCHS_2023
from ciwidgets.analysis.suppression import WONDER
from ciwidgets.charts import groups_chart, rates_chart
from ciwidgets.charts.drawing import WIDTH
from ciwidgets.enrolment import current_program
from ciwidgets.errors import ReportError
from ciwidgets.model import Draft, new_id
from ciwidgets.opening import load_sample_program
from ciwidgets.reports.blocks import FigureBlock, Heading, HowMade, TableBlock, Text, as_json
from ciwidgets.reports.sections import numbers as number_sections
from ciwidgets.reports.team_summary import TeamSummary
from ciwidgets.store import Store
from tests.support import county_numbers
from tests.support.county_numbers import MEASURE, PEER, STATE, file_of

# A team that brought nothing itself.
TEAM = "wexmoor"
OWN = "Wexmoor County"


def row(count, place=OWN, year=2023, **more):
    return county_numbers.row(count, place, year, **more)


def group(name, count, dimension="Age", **more):
    return row(count, dimension=dimension, group=name, **more)


@pytest.fixture
def own():
    """A store of its own with the made-up program, to write into."""
    with Store("sqlite://") as store:
        load_sample_program(store)
        yield store


def put(store, *files, occasion="forum-1"):
    store.append([Draft(new_id(), one, new_id(), TEAM, "", occasion) for one in files])


def section_of(store, **more):
    return number_sections.our_numbers(store, current_program(store), TEAM, **more)


def measure_of(*rows):
    (measure,) = local_numbers([file_of(*rows)], NCHS_2023, WONDER, (OWN,)).measures
    return measure


def wide_rows():
    years = [row(count, year=year) for year, count in ((2021, 33), (2022, 6), (2023, 57))]
    state = [row(200, STATE, year, population=1_000_000) for year in (2021, 2022, 2023)]
    return [*years, *state, row(20, PEER), group("Young <b>", 7), group("Old", 50)]


def test_a_team_without_numbers_is_told_so(own):
    (only,) = section_of(own).blocks
    assert isinstance(only, Text)
    assert only.tone == "absent"


def test_the_rules_the_figures_are_made_by_stand_once_and_are_led_to(own):
    put(own, file_of(*wide_rows(), group("Men", 30, "Sex"), group("Women", 27, "Sex")))
    blocks = section_of(own).blocks
    figures = [one for one in blocks if isinstance(one, FigureBlock)]
    assert [one.title for one in figures] == [
        f"{MEASURE} in {OWN}",
        f"{MEASURE} in {OWN}, 2023, by Sex",
    ]
    assert not any(one.caption for one in figures)
    (made,) = (one for one in blocks if isinstance(one, HowMade))
    assert sum("no wider than 160%" in one for one in made.sentences) == 1
    assert sum("CDC WONDER" in one for one in made.sentences) == 1
    assert any(isinstance(one, Text) and one.to == made.name for one in blocks)
    assert any("Age, 2023: no group can be shown" in getattr(one, "text", "") for one in blocks)
    assert any(
        "Everything shown was checked together" in getattr(one, "text", "") for one in blocks
    )


def test_the_table_has_every_number_and_words_for_those_that_are_hidden(own):
    put(own, file_of(*wide_rows()))
    figure = next(one for one in section_of(own).blocks if isinstance(one, FigureBlock))
    # Garwood's interval of 57 is 43.17 to 73.85.
    hidden = "hidden: small number"
    assert figure.table.rows[:3] == (
        (OWN, "2021", "33", "100,000", "33.0", "22.7 and 46.3"),
        (OWN, "2022", hidden, "", hidden, ""),
        (OWN, "2023", "57", "100,000", "57.0", "43.2 and 73.9"),
    )
    peers = next(one for one in section_of(own).blocks if isinstance(one, TableBlock))
    assert [one[:3] for one in peers.rows] == [(PEER, "2023", "20")]


def test_the_words_beside_the_picture_say_first_and_last_and_what_is_hidden():
    alt = rates_chart(measure_of(*wide_rows())).alt
    assert "2021: 33.0 for every 100,000 people (22.7 to 46.3); 2023: 57.0" in alt
    assert f"{STATE}, 2023: 20.0." in alt
    assert "1 of 3 hidden" in alt


def test_the_picture_stays_on_its_sheet_and_draws_nothing_where_a_number_is_hidden():
    long = "A group of people with a name that is longer than any line has room for <b> & {n}"
    rows = [*wide_rows(), group(long, 30, "Kind"), group("Other", 27, "Kind")]
    measure = measure_of(*rows)
    for figure in (
        rates_chart(measure),
        *(groups_chart(measure, one) for one in measure.layout.breakdowns),
    ):
        root = ET.fromstring(figure.svg)
        width = float(root.get("viewBox").split()[2])
        assert width == pytest.approx(WIDTH * 72)
        xs = [float(x) for path in re.findall(r' d="([^"]+)"', figure.svg)
              for x, _ in re.findall(r"[ML] ([\d.-]+) ([\d.-]+)", path)]  # fmt: skip
        assert min(xs) >= 0
        assert max(xs) <= width + 0.1
    by_age = groups_chart(measure, measure.layout.breakdowns[0]).svg
    assert by_age.count("hidden: small number") >= 2


def test_without_people_it_draws_counts_and_says_so(own):
    rows = [row(count, year=year, population=None) for year, count in ((2022, 40), (2023, 50))]
    put(own, file_of(*rows))
    section = section_of(own)
    figure = next(one for one in section.blocks if isinstance(one, FigureBlock))
    assert figure.alt.startswith("Bars of counts")
    assert "160%" not in repr(section)
    assert "does not say how many people live there" in repr(section)


def test_where_no_number_may_be_shown_there_is_a_sentence_and_no_picture(own):
    put(own, file_of(row(4), row(3, year=2022)))
    blocks = section_of(own).blocks
    assert not any(isinstance(one, FigureBlock) for one in blocks)
    assert any(f"no number of {OWN} can be shown" in getattr(one, "text", "") for one in blocks)
    with pytest.raises(ReportError, match="Say so in a sentence"):
        rates_chart(measure_of(row(4)))


def test_a_summary_as_of_an_occasion_has_its_files_however_late_they_came(own):
    put(own, file_of(row(30)), occasion="forum-1")
    put(own, file_of(row(44)), occasion="forum-3")
    then, now = (repr(TeamSummary(TEAM, one, store=own).our_numbers()) for one in ("forum-1", ""))
    assert "2023: 30." in then
    assert "2023: 44." in now


def test_words_from_files_stay_words(own):
    odd = file_of(
        row(30, "<script>alert(1)</script> County", measure="=1+1 {count}"),
        row(31, "<script>alert(1)</script> County", 2022, measure="=1+1 {count}"),
        source="</td>{n}",
    )
    put(own, odd)
    section = section_of(own)
    html = section._repr_mimebundle_()["text/html"]
    assert "<script>alert" not in html
    assert "=1+1 {count}" in html
    assert next(one for one in section.blocks if isinstance(one, Heading)).text == "=1+1 {count}"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.integers(0, 40), min_size=4, max_size=5), st.data())
def test_another_hidden_number_changes_nothing_on_the_paper(counts, data):
    """Take from one hidden group and give to another: what is printed must not know."""

    def printed(groups):
        rows = [row(sum(counts)), row(30, year=2022)]
        rows += [group(f"G{place}", count) for place, count in enumerate(groups)]
        numbers = local_numbers([file_of(*rows)], NCHS_2023, WONDER, (OWN,))
        (measure,) = numbers.measures
        blocks = [*number_sections._measure(measure), number_sections._how_made(numbers, ())]
        hidden = [key[3] for key, one in measure.numbers.items() if one.state == "hidden"]
        return hidden, json.dumps([as_json(one) for one in blocks])

    hidden, paper = printed(counts)
    places = [place for place in range(len(counts)) if f"Age: G{place}" in hidden]
    if len(places) < 2:
        return
    giver, taker = data.draw(st.permutations(places))[:2]
    other = list(counts)
    moved = data.draw(st.integers(0, counts[giver]))
    other[giver], other[taker] = counts[giver] - moved, counts[taker] + moved
    hidden_then, paper_then = printed(other)
    if hidden_then == hidden:
        assert paper_then == paper
