"""The made-up numbers of the made-up teams: files a team could have brought, and what they show."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path

import pytest

from ciwidgets.analysis.local_numbers import local_numbers
from ciwidgets.analysis.rates import NCHS_2023
from ciwidgets.analysis.suppression import WONDER
from ciwidgets.formats.program_file import read_program
from ciwidgets.model import ImportedIndicators

SAMPLES = Path(__file__).parent.parent / "data" / "samples"


@pytest.fixture(scope="module")
def sample():
    """The module that makes them."""
    sys.path.insert(0, str(SAMPLES))
    try:
        spec = importlib.util.spec_from_file_location(
            "sample_numbers", SAMPLES / "sample_numbers.py"
        )
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        yield module
    finally:
        sys.path.remove(str(SAMPLES))


@pytest.fixture(scope="module")
def files(sample):
    """What each team brought, as the store would keep it."""
    teams = read_program(SAMPLES / "program.toml").teams
    return {
        team.id: [
            ImportedIndicators.model_validate_json(json.dumps(body))
            for kind, _, body in sample.brought(team.id)
            if kind == ImportedIndicators.kind
        ]
        for team in teams
    }


def shown(files, team):
    return local_numbers(files, NCHS_2023, WONDER, (team,))


def test_every_team_but_one_has_brought_numbers(files):
    assert [team for team, found in files.items() if not found] == ["wexmoor"]
    assert all(one.source for found in files.values() for one in found)


def test_a_county_has_the_same_deaths_in_its_own_file_and_in_its_neighbours(files):
    told = {}
    for found in files.values():
        for row in (row for one in found for row in one.rows if not row.group):
            key = (row.measure, row.place, row.period)
            assert told.setdefault(key, (row.count, row.population)) == (row.count, row.population)
    assert len(told) > 80


def test_what_would_be_small_is_a_word_as_its_source_has_it(files):
    counts = [row.count for found in files.values() for one in found for row in one.rows]
    assert None in counts
    assert min(count for count in counts if count is not None) > 9


def test_some_numbers_are_hidden_in_some_teams_and_all_of_one_small_county(files):
    hidden = {team: shown(found, team).hidden for team, found in files.items() if found}
    assert {team for team, count in hidden.items() if count} >= {"corriden", "quillback"}
    assert {team for team, count in hidden.items() if not count} >= {"veyland"}
    assert shown(files["dunmarrow"], "dunmarrow").measures[0].reading is None
    for team, found in files.items():
        if found:
            numbers = shown(found, team)
            assert numbers.audit.passes
            assert (numbers.clashes, numbers.odd, numbers.contrary) == (0, (), ())


def test_one_team_has_counts_without_people_and_one_has_hostile_words(files, sample):
    deaths, counts = shown(files["veyland"], "veyland").measures
    assert deaths.has_rates
    assert not counts.has_rates
    assert any("<script>" in one.source for one in files[sample.ODD_TEAM])


def test_it_says_that_it_is_made_up(files):
    for team, found in files.items():
        if team != "quillback":
            assert all("Made up" in one.source for one in found)
