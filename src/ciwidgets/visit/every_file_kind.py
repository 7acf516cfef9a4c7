"""Which kinds of files there are, by the word a workbook says."""

from __future__ import annotations

from typing import Any

from ciwidgets.visit.file_kinds import FileKind, IndicatorFiles, SurveyFiles
from ciwidgets.visit.maps.map_files import MapFiles
from ciwidgets.visit.plans.plan_files import PlanFiles


def file_kind(kind: str, survey_id: str) -> FileKind[Any]:
    """Return how files of a kind are handled; a survey's questions may count for ``survey_id``.

    Raises:
        LookupError: for a kind there is not.
    """
    match kind:
        case "survey":
            return SurveyFiles(survey_id)
        case "indicators":
            return IndicatorFiles()
        case "maps":
            return MapFiles()
        case "plan":
            return PlanFiles()
    raise LookupError(
        f"There is no kind of file {kind!r}: say “survey”, “indicators”, “maps” or “plan”."
    )
