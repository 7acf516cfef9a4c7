"""A goal’s sentence and what is missing in it: cases that the page is held to as well."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciwidgets.analysis.amounts import is_close
from ciwidgets.analysis.goal_checks import lacks
from ciwidgets.model import Goal, Program
from ciwidgets.model.goal_criteria import GOAL_CHECKS, CriteriaSet, goal_criteria
from ciwidgets.results.plans.goal_sentences import (
    change_in_words,
    clashes,
    goal_parts,
    missing,
)
from ciwidgets.words import kernel_section

WORDS = kernel_section("goals")
START = date(2026, 5, 10)
CASES = json.loads(Path(__file__).with_name("goal_cases.json").read_text(encoding="utf-8"))
AMOUNTS = st.none() | st.floats(-1e12, 1e12)


def goal(**fields: Any) -> Goal:
    given_ = {"step": "goals/our-goals", "aim": "Rides", **fields}
    return Goal.model_validate_json(json.dumps(given_))


def sentence(one: Goal) -> str:
    return "".join(part.text for part in goal_parts(one, WORDS))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_sentence_the_change_and_what_is_missing(case: dict[str, Any]) -> None:
    one = goal(**case["goal"])
    if case["sentence"]:
        assert sentence(one) == case["sentence"]
    assert change_in_words(one, WORDS) == case["change"]
    found = lacks(one, case["links"], START)
    keys = [lack.check if lack.why == "missing" else f"{lack.check}_{lack.why}" for lack in found]
    assert keys == case["lacks"]


def test_what_is_missing_is_said_with_its_reason() -> None:
    one = goal(by="2026-01-31", direction="rise", baseline=12.5, target=10, unit="%")
    day, numbers = clashes(one, START, WORDS)
    assert day == (
        "The day is too early: the goal was begun on May 10, 2026, and it would be due on "
        "January 31, 2026."
    )
    assert numbers == (
        "The numbers go the other way: the number should rise, and 10% is below 12.5%."
    )
    said = missing(one, 0, START, WORDS)
    assert "Who carries it: what everybody carries, nobody does." in said
    assert len(said) == 6


@given(
    AMOUNTS, AMOUNTS, st.sampled_from(["rise", "fall", ""]), st.sampled_from(["%", "people", ""])
)
def test_any_two_numbers_read_as_a_sentence_and_agree_or_say_why_not(
    baseline: float | None, target: float | None, direction: str, unit: str
) -> None:
    one = goal(baseline=baseline, target=target, direction=direction, unit=unit)
    said = sentence(one)
    assert "{" not in said
    change = change_in_words(one, WORDS)
    clash = [found.why for found in lacks(one, 1, START) if found.check == "target"]
    if baseline is None or target is None:
        assert change == ""
        assert clash == (["missing"] if target is None else [])
    elif is_close(baseline, target):
        assert (change, clash) == ("", ["same"])
    else:
        assert change
        assert not re.search(r"nan|inf", change)
        agrees = not direction or (direction == "rise") == (target > baseline)
        assert (clash == []) == agrees


@pytest.mark.parametrize("name", get_args(CriteriaSet))
def test_each_set_of_criteria_checks_everything_once_and_asks_the_rest_of_people(
    name: CriteriaSet,
) -> None:
    criteria = goal_criteria(name)
    assert sorted(check for one in criteria.criteria for check in one.checks) == sorted(GOAL_CHECKS)
    assert "".join(one.letter for one in criteria.criteria).lower() == name
    assert all(one.checks or one.ask for one in criteria.criteria)
    assert criteria.asked
    ids = [one.id for one in criteria.criteria]
    assert len(set(ids)) == len(ids)


def test_a_program_holds_its_goals_against_smartie_unless_it_says_smart() -> None:
    assert Program.model_fields["goal_criteria"].default == "smartie"
    assert get_args(Program.model_fields["goal_criteria"].annotation) == ("smart", "smartie")


def test_every_check_has_its_blank_or_its_reason_in_the_catalogue() -> None:
    assert all(f"lack_{check}" in WORDS for check in GOAL_CHECKS)
    blanks = set(re.findall(r"\{(\w+)\}", WORDS["goal_sentence"]))
    assert all(f"blank_{one}" in WORDS for one in blanks)
