"""A team's local numbers on its page: what is shown at once, and what stays hidden everywhere."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ciwidgets.analysis.local_layout import lay_out
from ciwidgets.analysis.local_numbers import LocalNumbers, local_numbers, numbers_shown
from ciwidgets.analysis.local_rows import join_files
from ciwidgets.analysis.local_sums import table_of
from ciwidgets.analysis.rates import LEGACY_20
from ciwidgets.analysis.suppression import DisclosureRule
from ciwidgets.enrolment import load_program
from ciwidgets.model import Draft, ImportedIndicators, Role, new_id
from ciwidgets.reports.blocks import as_json
from ciwidgets.reports.sections import numbers as number_sections
from ciwidgets.results import number_facts, numbers_of
from ciwidgets.results import numbers as results_numbers
from ciwidgets.results.number_words import measure_facts, measure_sentences, note_sentences
from ciwidgets.shipped import samples_folder
from ciwidgets.store import Store
from ciwidgets.visit import local_numbers as visit_numbers
from ciwidgets.words import kernel_section
from tests.support.county_numbers import MEASURE, OWN, PEER, STATE, file_of, group, row
from tests.support.room import Room, small_program

WORDS = kernel_section("local_numbers")


def bring(store: Store, *files: ImportedIndicators, team: str = "ash", **more: Any) -> list[Any]:
    drafts = [
        Draft(more.get("record_id", new_id()), one, new_id(), team, "", "forum-1") for one in files
    ]
    return store.append(drafts)


def wide_file() -> ImportedIndicators:
    years = [row(count, year=year) for year, count in ((2021, 33), (2022, 6), (2023, 57))]
    state = [row(200, STATE, year, population=1_000_000) for year in (2021, 2022, 2023)]
    groups = [group("Young <b>", 7), group("Old", 50)]
    return file_of(*years, *state, row(20, PEER), *groups)


def test_a_file_is_seen_by_the_whole_team_at_once_and_by_nobody_else(room: Room) -> None:
    pages = [room.person(), room.person(team="elm")]
    shown = [page.visit.local_numbers("our-numbers") for page in pages]
    assert [one.widget.measures for one in shown] == [[], []]
    bring(room.store, wide_file())
    for page in pages:
        page.visit.look_again()
    (measure,) = shown[0].widget.measures
    assert measure["name"] == MEASURE
    assert [one["name"] for one in measure["places"]] == [OWN, STATE, PEER]
    assert shown[0].widget.answered == 1
    assert (shown[1].widget.measures, shown[1].widget.notes) == ([], [])


def test_a_hidden_number_is_sent_as_a_word_and_nothing_else(room: Room) -> None:
    bring(room.store, wide_file())
    widget = room.person().visit.local_numbers("our-numbers").widget
    (measure,) = widget.measures
    own = measure["places"][0]
    assert own["numbers"][1] == {"state": "hidden"}
    assert own["numbers"][2]["count"] == 57
    assert own["numbers"][2]["rate"] == 57.0
    (breakdown,) = measure["breakdowns"]
    assert breakdown["groups"] == ["Young <b>", "Old"]
    assert breakdown["places"][0]["numbers"][1:] == [{"state": "hidden"}] * 2


def test_the_first_sentences_say_rate_range_and_what_it_is_beside(room: Room) -> None:
    bring(room.store, wide_file())
    widget = room.person().visit.local_numbers("our-numbers").widget
    count, rate, state, peers = widget.measures[0]["sentences"]
    assert count == f"{MEASURE} in {OWN}, 2023: 57."
    # Garwood's interval of 57 is 43.17 to 73.85.
    assert "57.0 for every 100,000" in rate
    assert "as low as 43.2 or as high as 73.9" in rate
    assert state.startswith(f"The rate is higher than in the rest of {STATE}")
    assert peers == f"Beside other places: higher than {PEER} (20.0)."
    assert any("10 events and 10 people" in one for one in widget.notes)
    assert any("CDC WONDER" in one for one in widget.notes)
    assert widget.notes[-1].startswith("3 numbers are hidden.")
    assert widget.sources == ["Source: Made up"]


def test_a_later_revision_of_a_file_takes_its_place(room: Room) -> None:
    page = room.person()
    shown = page.visit.local_numbers("our-numbers")
    bring(room.store, file_of(row(30)), record_id="numbers-1")
    newer = Draft("numbers-1", file_of(row(44)), new_id(), "ash", "", "forum-1", base_revision=1)
    entries = room.store.append([newer])
    page.visit.look_again()
    assert shown.widget.measures[0]["places"][0]["numbers"][0]["count"] == 44
    before = numbers_of(room.store, room.program, "ash", entries[0].seq - 1)
    assert before is not None
    assert before.measures[0].reading is not None
    assert before.measures[0].reading.number.count == 30


def test_a_file_that_came_late_counts_at_its_own_occasion(room: Room) -> None:
    bring(room.store, file_of(row(30)))
    now = (room.store, room.program, "ash")
    assert numbers_of(*now, 0) is None
    assert numbers_of(*now, 0, occasions=["forum-1"]) is not None
    assert numbers_of(*now, occasions=["forum-2"]) is None


def test_the_rules_are_those_of_the_program(room: Room) -> None:
    rules = {"reliability_rule": "legacy20", "disclosure_rule": "cms11"}
    load_program(room.store, small_program().model_copy(update=rules))
    bring(room.store, file_of(row(10, year=2022), row(12)))
    widget = room.person().visit.local_numbers("our-numbers").widget
    hidden, marked = widget.measures[0]["places"][0]["numbers"]
    assert hidden == {"state": "hidden"}
    assert marked["mark"] == "unstable"
    assert "Medicaid" in " ".join(widget.notes)


def test_there_is_nothing_to_save_and_nothing_to_open_or_close(room: Room) -> None:
    page = room.person(role=Role.PROJECT_MANAGER)
    shown = page.visit.local_numbers("our-numbers")
    assert "open_step" not in shown.widget.may
    for reply in (page.send(shown, "step", is_open=False), page.send(shown, "save")):
        assert reply["type"] == "refused"
        assert "only shown" in reply["text"]


def test_facts_say_what_is_shown_and_keep_their_ids(room: Room) -> None:
    bring(room.store, wide_file())
    rate, *_ = first = number_facts(room.store, room.program, "ash")
    assert rate.source == "numbers"
    assert rate.text.startswith(f"{MEASURE} in {OWN}, 2023: 57, which is 57.0 for every 100,000")
    bring(room.store, file_of(row(61), source="newer"))
    again = number_facts(room.store, room.program, "ash")
    assert [one.id for one in again] == [one.id for one in first]
    assert "61.0" in again[0].text
    assert all(re.fullmatch(r"[A-Za-z0-9_:./-]{1,120}", one.id) for one in again)
    assert number_facts(room.store, room.program, "elm") == []


def test_a_group_that_clearly_differs_is_a_fact_and_others_are_not(room: Room) -> None:
    groups = [group("Young", 80, population=50_000), group("Old", 20, population=50_000)]
    bring(room.store, file_of(row(100), *groups))
    _, young, old = number_facts(room.store, room.program, "ash")
    assert "Age: Young" in young.text
    assert young.text.endswith("higher than among everyone else.")
    assert old.text.endswith("lower than among everyone else.")


def test_it_is_worked_out_once_for_the_same_files(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []

    def counted(*of: Any) -> LocalNumbers:
        made.append(of)
        return numbers_shown(*of)

    monkeypatch.setattr(results_numbers, "numbers_shown", counted)
    bring(room.store, file_of(row(30), row(31, year=2022)))
    page = room.person()
    page.visit.local_numbers("our-numbers")
    page.visit.refresh()
    number_facts(room.store, room.program, "ash")
    assert len(made) == 1
    bring(room.store, file_of(row(30)))
    page.visit.look_again()
    assert len(made) == 2


def test_the_template_is_the_one_that_is_shipped() -> None:
    shipped = (samples_folder() / "indicators_template.csv").read_text(encoding="utf-8")
    assert shipped.strip() == visit_numbers.TEMPLATE


# A rule that hides numbers long enough to be looked for in a text.
LONG = DisclosureRule("long", 0, 4_999, 5_000, "Small counts are withheld.")
long_counts = st.integers(2_200, 9_999)


@st.composite
def long_files(draw: st.DrawFn) -> ImportedIndicators:
    """A file whose counts all have four figures or more, with groups that add up."""
    rows = [row(draw(long_counts), year=year, population=7_777_777) for year in (2021, 2022)]
    groups = [draw(long_counts) for _ in range(3)]
    rows.append(row(sum(groups), population=7_777_777))
    rows += [
        group(name, count, population=3_333_333)
        for name, count in zip(("Young", "Middle", "Old"), groups, strict=True)
    ]
    rows += [row(draw(long_counts), PEER, year, population=6_543_210) for year in (2021, 2023)]
    return file_of(*rows, row(2_345_678, STATE, population=99_999_999))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(long_files())
def test_nothing_hidden_stands_anywhere_on_page_or_paper(file: ImportedIndicators) -> None:
    numbers = local_numbers([file], LEGACY_20, LONG, ("Ash",))
    rows = join_files([file], ("Ash",))
    table, _ = table_of(lay_out(rows), rows, LONG)
    (measure,) = numbers.measures
    page = [
        json.dumps(visit_numbers._measure(measure, WORDS)),
        *measure_sentences(measure, WORDS),
        *note_sentences(numbers, WORDS),
        *(one.text for one in measure_facts(measure, WORDS)),
    ]
    paper = [json.dumps(as_json(one)) for one in number_sections._measure(measure)]
    # Where a drawing puts its marks is no number of ours; words in it stand between its tags.
    said = re.sub(r"<[^>]*>", " ", " ".join([*page, *paper]))
    figures = set(re.findall(r"\d[\d,]*(?:\.\d+)?", said))
    seen = {one.rstrip(",").replace(",", "") for one in figures}
    shown = {number.count for number in measure.numbers.values()}
    hidden = 0
    for key, number in measure.numbers.items():
        count = table.counts[key]
        if number.state != "hidden" or not isinstance(count, int):
            continue
        hidden += 1
        rate = count * 100_000 / (rows.rows[key].population or 1)
        if count not in shown:
            assert str(count) not in seen
            assert f"{rate:.3f}" not in seen
    assert hidden == numbers.hidden
    assert numbers.audit.passes
