"""Signs of telling who somebody is, on the same list as the page's own warning."""

from __future__ import annotations

import json
import time
from datetime import date
from pathlib import Path

import pytest

from ciwidgets.analysis.traces import traces_in

SHARED = json.loads((Path(__file__).parents[1] / "trace_cases.json").read_text(encoding="utf-8"))
TODAY = date.fromisoformat(SHARED["today"])


@pytest.mark.parametrize("case", SHARED["cases"], ids=lambda case: case["text"][:30])
def test_a_text_shows_what_the_shared_list_says(case):
    assert traces_in(case["text"], TODAY) == case["traces"]


def test_a_long_text_of_digits_is_read_in_no_time():
    begun = time.perf_counter()
    for text in ("1" * 5000, "+1-2.3 " * 900, "a.b-" * 1500, "my " * 2000, "a" * 5000 + "@"):
        traces_in(text, TODAY)
    assert time.perf_counter() - begun < 2
