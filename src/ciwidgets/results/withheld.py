"""What a batch of reports withholds beside what each hides by itself, as its kernels are told.

The batch plans before its first report is written and names a small file in the environment. A page
has none: its numbers are the team's own, and planned by themselves.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ciwidgets.errors import ReportError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ciwidgets.analysis.local_rows import Key

WITHHELD_VARIABLE: Final = "CIWIDGETS_WITHHELD"


def withheld_keys(team_id: str) -> frozenset[Key]:
    """Return the keys of the numbers that this batch's report of a team does not show.

    Raises:
        ReportError: when there is a plan and it does not name the team, or cannot be read.
    """
    plan = _plan()
    if plan is None:
        return frozenset()
    try:
        return frozenset(tuple(key) for key in plan["teams"][team_id])
    except (KeyError, TypeError):
        raise ReportError(
            f"The plan of this batch does not say what {team_id!r} may show. Run the batch again."
        ) from None


def refuse_unplanned(team_id: str, files: Sequence[str]) -> None:
    """Refuse files that came in after the batch was planned; without a batch all are welcome.

    Raises:
        ReportError: when the plan was made for other files, or cannot be read.
    """
    plan = _plan()
    if plan is not None and plan.get("files", {}).get(team_id) != list(files):
        raise ReportError(
            "A file with local numbers came in, or was changed, while these reports were made. "
            "Run the command again, so that it is planned with the others."
        )


def planned_cohort() -> Mapping[str, Any] | None:
    """Return the numbers of all teams that this batch may show, or None where there is no batch.

    Raises:
        ReportError: when the plan cannot be read.
    """
    plan = _plan()
    return None if plan is None else plan.get("cohort")


def _plan() -> dict[str, Any] | None:
    path = os.environ.get(WITHHELD_VARIABLE)
    if not path:
        return None
    try:
        plan = json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        plan = None
    if not isinstance(plan, dict):
        # Nothing may be shown by a plan that is lost: it would show what another report hides.
        raise ReportError("The plan of this batch cannot be read. Run the batch again.")
    return plan
