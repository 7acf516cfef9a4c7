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
from ciwidgets.formats.plans.record_cells import RecordCells
from ciwidgets.formats.plans.ties import Says, SaysAll, Ties

__all__ = [
    "LISTS",
    "WHATS",
    "Asked",
    "Change",
    "FileType",
    "PlanFile",
    "PlanRow",
    "PlanTable",
    "RecordCells",
    "Says",
    "SaysAll",
    "Ties",
    "What",
    "plan_drafts",
    "read_plan",
    "write_plan",
]
