"""What a report makes once in a process: a process that forks kernels imports this for all of them.

Without it each forked kernel would compile the same templates and read the same words again.
"""

from __future__ import annotations

import importlib

import ciwidgets
from ciwidgets.reports.look import render_blocks
from ciwidgets.words import catalogue

# SQLAlchemy looks for these by name when a store is opened, the others are imported in functions.
_BY_NAME = (
    "sqlalchemy.dialects.sqlite",
    "ciwidgets.reports.plan_report",
    "ciwidgets.analysis.maps.inference",
    "ciwidgets.analysis.maps.loops",
    "ciwidgets.analysis.maps.merging",
    "ciwidgets.analysis.maps.scenarios",
    "ciwidgets.analysis.maps.structure",
    "scipy.optimize",
)


def _warm_up() -> None:
    for name in ciwidgets.__all__:
        getattr(ciwidgets, name)
    for name in _BY_NAME:
        importlib.import_module(name)
    dict(catalogue())
    render_blocks([])


_warm_up()
