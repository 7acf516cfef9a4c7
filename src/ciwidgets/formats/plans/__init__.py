"""Goals, activities, measures and readings as tables, in and out."""

from ciwidgets.formats.plans.columns import LISTS, WHATS, What
from ciwidgets.formats.plans.door import (
    FileType,
    PlanFile,
    PlanTable,
    plan_drafts,
    read_plan,
    write_plan,
)
from ciwidgets.formats.plans.judging import Asked, Change, PlanRow
from ciwidgets.formats.plans.masks import Masks
from ciwidgets.formats.plans.record_cells import RecordCells
from ciwidgets.formats.plans.rules import MOST_READINGS, reading_day_refused
from ciwidgets.formats.plans.ties import Says, Ties

__all__ = [
    "LISTS",
    "MOST_READINGS",
    "WHATS",
    "Asked",
    "Change",
    "FileType",
    "Masks",
    "PlanFile",
    "PlanRow",
    "PlanTable",
    "RecordCells",
    "Says",
    "Ties",
    "What",
    "plan_drafts",
    "read_plan",
    "reading_day_refused",
    "write_plan",
]
