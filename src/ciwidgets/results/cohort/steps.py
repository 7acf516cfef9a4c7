"""How far a team's record is filled, step by step: what was closed, what has something, what not.

Only that something is there is told, never how much or by whom. What a person writes for nobody
else's eyes is not looked at, nor a step that only shows what others hold.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, Literal

from ciwidgets.model import KINDS, ChangeOfMind, Reflection, StepState
from ciwidgets.results.room.answers import OF_THE_ROOM

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ciwidgets.model import Body
    from ciwidgets.results.story.since import History, Kept
    from ciwidgets.workbook import Step, Workbook

Filled = Literal["closed", "answered", "empty"]
_FOR_ONESELF: Final[tuple[type[Body], ...]] = (Reflection, ChangeOfMind)
_LOOKED_AT: Final = tuple(
    kind
    for kind in KINDS.values()
    if "step" in kind.model_fields and kind not in (*_FOR_ONESELF, *OF_THE_ROOM, StepState)
)
# Nothing of a team's is kept by these, or what is kept has no step of its own.
_SHOWN_ONLY: Final = frozenset(
    {
        "bring_file", "change_of_mind", "drift", "golden_thread", "local_numbers", "map_warm_up",
        "my_name", "our_map", "public_page", "reflection", "since_then", "take_plan", "timeline",
        "what_drives", "who_does_what",
    }
)  # fmt: skip


def steps_asked(workbook: Workbook) -> dict[str, tuple[str, ...]]:
    """Return the workbook's steps that keep something, each with the keys it is kept under."""
    asked = {one.id: _keys(workbook, one) for one in workbook.steps}
    return {step: keys for step, keys in asked.items() if keys}


def filled_steps(
    history: History, workbooks: Sequence[Workbook], as_of: int | None = None
) -> dict[str, Filled]:
    """Return how far each step that keeps something is, by its key ``workbook/step``."""
    said = _said(history, as_of)
    closed = _closed(history, as_of)
    return {
        f"{workbook.name}/{step}": _filled(keys, said, closed)
        for workbook in workbooks
        for step, keys in steps_asked(workbook).items()
    }


def _filled(keys: Sequence[str], said: set[str], closed: set[str]) -> Filled:
    if not said.intersection(keys):
        return "empty"
    return "closed" if closed.intersection(keys) else "answered"


def _keys(workbook: Workbook, step: Step) -> tuple[str, ...]:
    own = f"{workbook.name}/"
    return tuple(
        one.key for one in step.exercises if one.name not in _SHOWN_ONLY and one.key.startswith(own)
    )


def _said(history: History, as_of: int | None) -> set[str]:
    found = set()
    for revisions in history.kept_after(0, _LOOKED_AT):
        now = _at(revisions, as_of)
        if now is not None and not now.retracted:
            found.add(str(getattr(now.entry.body, "step", "")))
    return found


def _closed(history: History, as_of: int | None) -> set[str]:
    """Return the steps that are closed at the last occasion somebody opened or closed them."""
    last: defaultdict[str, tuple[int, bool]] = defaultdict(lambda: (-1, True))
    for revisions in history.kept_after(0, [StepState]):
        now = _at(revisions, as_of)
        if now is not None:
            body = now.entry.body
            last[body.step] = max(last[body.step], (now.seq, body.is_open))
    return {step for step, (_, is_open) in last.items() if not is_open}


def _at(revisions: Sequence[Kept], as_of: int | None) -> Kept | None:
    return next((one for one in reversed(revisions) if as_of is None or one.seq <= as_of), None)


def counted(filled: Mapping[str, Filled], workbook: str) -> tuple[int, int]:
    """Return how many of a workbook's steps hold something, and how many there are."""
    here = [one for key, one in filled.items() if key.startswith(f"{workbook}/")]
    return sum(one != "empty" for one in here), len(here)
