"""A phone waits for the kernel that opens its page: nothing heavy is loaded for it."""

import os
import subprocess
import sys

import pytest

HEAVY = ("numpy", "pandas", "scipy", "matplotlib")


@pytest.mark.parametrize(
    "module",
    [
        "agreement",
        "votes",
        "ideas",
        "disclosure",
        "survey_results",
        "imported_results",
        "rates",
        "suppression",
        "trends",
        "concordance",
        "coverage",
        "goal_checks",
        "partners",
        "reinforcement",
        "sector_lists",
        "maps.vocabulary",
        "maps.layout",
        "priorities.comparison",
        "priorities.impact_effort",
        "priorities.nominal_group",
        "priorities.stability",
    ],
)
def test_importing_what_pages_need_loads_no_numeric_library(module):
    asked = (
        f"import sys, ciwidgets.analysis.{module}; "
        f"print([one for one in {HEAVY} if one in sys.modules])"
    )
    # Started in its own process, because this one has long loaded everything.
    done = subprocess.run(
        [sys.executable, "-c", asked],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.stdout.strip() == "[]"
