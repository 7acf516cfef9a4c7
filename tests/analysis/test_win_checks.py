"""What makes a win a small one: asked the same way on the page and in a report."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciwidgets.analysis.win_checks import ASKED, sounds_planned, win_checks
from ciwidgets.model import Win
from ciwidgets.words import section

# The front end's own test reads the same file.
TOLD = json.loads((Path(__file__).parent / "win_check_cases.json").read_text("utf-8"))
TODAY = date.fromisoformat(TOLD["today"])
PLANNED = section("wins")["sounds_planned"].split("; ")


def win(**fields: Any) -> Win:
    return Win.model_validate_json(json.dumps({"step": "wins/our-wins", **fields}))


@pytest.mark.parametrize("case", TOLD["cases"], ids=lambda one: json.dumps(one["win"]))
def test_a_win_is_asked_for_what_it_does_not_say(case: dict[str, Any]) -> None:
    checks = win_checks(win(**case["win"]), TODAY, PLANNED)
    assert [one.id for one in checks] == list(ASKED)
    assert [one.id for one in checks if one.is_met] == case["met"]
    assert checks[0].found == case["found"]
    assert not any(one.found for one in checks[1:])


@given(st.text(), st.sampled_from(PLANNED), st.text())
def test_words_of_a_plan_are_found_wherever_they_stand(before: str, plan: str, after: str) -> None:
    assert sounds_planned(f"{before} {plan.upper()} {after}", PLANNED)


@given(st.text(alphabet=st.characters(exclude_categories=("L", "N"))))
def test_a_title_without_a_word_plans_nothing(title: str) -> None:
    assert sounds_planned(title, PLANNED) == ""
