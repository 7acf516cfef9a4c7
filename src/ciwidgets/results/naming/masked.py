"""A team's record as an audience may read it: what people typed, without names that may not stand.

Everything a report says comes through here, so that no section, figure or text alternative has to
remember it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, Final, cast, get_args

from pydantic import AfterValidator

from ciwidgets.model import Named, Person, Program, Thanks, Win
from ciwidgets.model.entries import Part
from ciwidgets.model.text import clean_text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from ciwidgets.model import Audience, Body, Entry
    from ciwidgets.model.entries import B
    from ciwidgets.results.naming.names import Names
    from ciwidgets.results.naming.team_record import TeamRecord
    from ciwidgets.store import Kept

    Mask = Callable[[str], str]

# Names themselves, what staff wrote, and wins: a win has a consent of its own for each name in it,
# so whoever tells it goes through ``Names`` with the win's id.
_AS_THEY_ARE: Final = (Person, Program, Win, Thanks)


class MaskedRecord:
    """A team's record, answered as ``Record`` asks for it, with each name masked."""

    def __init__(self, record: TeamRecord, names: Names, audience: Audience) -> None:
        """Show this record to this audience."""
        self._record = record
        self._mask: Mask = lambda text: names.masked(text, audience)

    def current(
        self,
        body: type[B],
        *,
        team_id: str | None = None,
        occasion: str | None = None,
        as_of: int | None = None,
        with_retracted: bool = False,
    ) -> list[Entry[B]]:
        """Return the latest revision of each record of a kind, oldest record first."""
        found = self._record.current(
            body, team_id=team_id, occasion=occasion, as_of=as_of, with_retracted=with_retracted
        )
        return [self._masked(one) for one in found]

    def history(self, record_id: str) -> list[Entry[Any]]:
        """Return every revision of a record, oldest first."""
        return [self._masked(one) for one in self._record.history(record_id)]

    def kept_after(self, seq: int, kinds: Collection[type[Body]]) -> Iterator[Sequence[Kept]]:
        """Yield what ``TeamRecord.kept_after`` does: as it was written, for whoever masks it."""
        return self._record.kept_after(seq, kinds)

    def _masked(self, entry: Entry[B]) -> Entry[B]:
        if isinstance(entry.body, _AS_THEY_ARE):
            return entry
        body = masked_part(entry.body, self._mask)
        if body is entry.body:
            return entry
        return replace(entry, body=cast("B", body))


def masked_part(part: Part, mask: Mask) -> Part:
    """Return a body or a part of one with its free text masked; itself where nothing changed."""
    if isinstance(part, Named):
        return part
    changed = {}
    for name in _holding_text(type(part)):
        before = getattr(part, name)
        after = _masked_value(before, mask)
        if after != before:
            changed[name] = after
    # Not checked anew: a name may have been shorter than what stands for it.
    return part.model_copy(update=changed) if changed else part


def _masked_value(value: Any, mask: Mask) -> Any:
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, Part):
        return masked_part(value, mask)
    if isinstance(value, list):
        return [_masked_value(one, mask) for one in value]
    if isinstance(value, dict):
        return {key: _masked_value(one, mask) for key, one in value.items()}
    return value


@cache
def _holding_text(part: type[Part]) -> tuple[str, ...]:
    """Return the fields that hold words somebody typed, at any depth."""
    return tuple(
        name
        for name, info in part.model_fields.items()
        if _is_text(info.metadata) or _has_text(info.annotation)
    )


def _has_text(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return bool(_holding_text(annotation))
    return _is_text(getattr(annotation, "__metadata__", ())) or any(
        _has_text(one) for one in get_args(annotation)
    )


def _is_text(metadata: Any) -> bool:
    return any(isinstance(one, AfterValidator) and one.func is clean_text for one in metadata)
