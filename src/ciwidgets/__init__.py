"""Workbooks for teams that work on the opioid crisis together.

A notebook imports this package and nothing else::

    import ciwidgets as ci

    visit = ci.Visit("needs_assessment")
    visit.rating("how-we-see-it", survey="pulse")
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ciwidgets.reports.cohort.baseline import Baseline
    from ciwidgets.reports.cohort.summary import CohortSummary
    from ciwidgets.reports.digest import Digest
    from ciwidgets.reports.team_summary import TeamSummary
    from ciwidgets.visit import Visit

__version__ = "0.1.0"
__all__ = ["Baseline", "CohortSummary", "Digest", "TeamSummary", "Visit"]

# A page must not wait for what only a report needs, so each name is imported when it is used.
_HOMES = {
    "Baseline": "ciwidgets.reports.cohort.baseline",
    "CohortSummary": "ciwidgets.reports.cohort.summary",
    "Digest": "ciwidgets.reports.digest",
    "TeamSummary": "ciwidgets.reports.team_summary",
    "Visit": "ciwidgets.visit",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'ciwidgets' has no {name!r}; it has {', '.join(__all__)}")
    return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
