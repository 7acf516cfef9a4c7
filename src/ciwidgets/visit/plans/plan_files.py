"""Tables of a team's plan: how a page reads them, shows what each row would do, and keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ciwidgets.model import Body, Draft, Entry, Goal
from ciwidgets.visit.file_kinds import Asker, FileKind

if TYPE_CHECKING:
    from ciwidgets.formats.plans import PlanFile
    from ciwidgets.results.naming.team_record import TeamRecord
    from ciwidgets.visit.messages import KeepFile, ReadFile
    from ciwidgets.visit.upload import Upload

# What a person looks through; all of it is kept all the same.
MOST_ROWS = 200


class PlanFiles(FileKind["PlanFile"]):
    """Tables of goals, activities, measures or readings; their rows are records, not a file."""

    name = "plan"
    body: type[Body] = Goal

    def read(self, files: Mapping[str, Upload], asked: ReadFile, asker: Asker) -> PlanFile:
        """Read the table and say what each row would do."""
        from ciwidgets.formats.plans import read_plan  # noqa: PLC0415 not before a file is here
        from ciwidgets.results.plans.plan_files import plan_asked  # noqa: PLC0415

        del asked
        file = files["file"]
        return read_plan(
            file.data(), file.name, plan_asked(asker.record, asker.program, asker.team_id)
        )

    def preview(
        self, file: PlanFile | None, asker: Asker, before: Entry[Any] | None
    ) -> dict[str, Any]:
        """Return what each row would do; those that would do nothing are only counted."""
        assert file is not None
        del asker, before
        said = file.summary()
        rows = [row for row in said["rows"] if row["verdict"] != "same"]
        return {
            "title": file.name,
            "format": "",
            "dropped": [],
            "warnings": said["warnings"],
            "survey": {},
            "indicators": {},
            "maps": {},
            "plan": {
                "what": said["what"],
                "counts": said["counts"],
                "rows": rows[:MOST_ROWS],
                "more": max(0, len(rows) - MOST_ROWS),
            },
        }

    def drafts(self, file: PlanFile, asker: Asker, asked: KeepFile) -> list[Draft]:
        """Return the new and the changed records; who keeps them is for the exercise to say."""
        from ciwidgets.formats.plans import plan_drafts  # noqa: PLC0415

        return plan_drafts(
            file, team_id=asker.team_id, request_id=asked.request_id, occasion=asker.occasion
        )

    def before(self, file: PlanFile, asker: Asker) -> None:
        """Return nothing: each row says for itself whether it was here before."""
        del file, asker

    def listed(self, record: TeamRecord, team_id: str) -> dict[str, dict[str, Any]]:
        """Return nothing: what was brought is in the team's lists."""
        del record, team_id
        return {}
