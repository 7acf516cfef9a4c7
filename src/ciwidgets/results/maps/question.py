"""The question a team's maps are about: the one it chose, or what drives its first need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.model import MapQuestion, record_id_for
from ciwidgets.results.walls import needs
from ciwidgets.words import filled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ciwidgets.model import Entry
    from ciwidgets.results.record import Record

# As many letters as a question holds (``ShortText``).
_MOST_LETTERS = 280


def question_id(team_id: str, step: str) -> str:
    """Return the id of a team's one question in a step; it carries on over all occasions."""
    return record_id_for(MapQuestion.kind, team_id, step)


def map_question(
    record: Record, team_id: str, step: str, words: Mapping[str, str], as_of: int | None = None
) -> MapQuestion:
    """Return a team's question; as long as it chose none, the one that asks after its first need.

    A question that was chosen stays as it was worded, whatever becomes of the need. ``words`` are
    ``kernel_section("map_question")``.
    """
    kept = kept_question(record, team_id, step, as_of)
    if kept is not None:
        return kept.body
    first = next(iter(needs(record, team_id, as_of)), None)
    if first is None:
        return MapQuestion(step=step, text=words["about_no_need"])
    text = question_about(first.body.text, words)
    return MapQuestion(step=step, text=text, need_id=first.record_id)


def kept_question(
    record: Record, team_id: str, step: str, as_of: int | None = None
) -> Entry[MapQuestion] | None:
    """Return the question a team chose in a step, or None."""
    wanted = question_id(team_id, step)
    found = record.current(MapQuestion, team_id=team_id, as_of=as_of)
    return next((entry for entry in found if entry.record_id == wanted), None)


def question_about(need: str, words: Mapping[str, str]) -> str:
    """Return the question that asks after a need; one too long to be asked after stands alone."""
    text = filled(words["about_need"], need=need.rstrip(" .?"))
    return text if len(text) <= _MOST_LETTERS else need
