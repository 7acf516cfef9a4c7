"""What a record names of others, and which days it gives: found in it, whatever its kind."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from ciwidgets.results.naming.names import WITH_NAMES, named_in

if TYPE_CHECKING:
    from ciwidgets.model import Body


def ids_in(part: Any, field: str) -> set[str]:
    """Return the ids a field holds, one or a list of them, or the keys of what is counted.

    ``items.goal_id`` is the field ``goal_id`` of each part in the list ``items``.
    """
    first, _, rest = field.partition(".")
    value = getattr(part, first)
    found = value if isinstance(value, list | dict) else [value]
    if rest:
        return {one for inner in found for one in ids_in(inner, rest)}
    return set(found) - {""}


def people_in(body: Body) -> set[str]:
    """Return the ids of the members a record names."""
    named = named_in(body) if isinstance(body, WITH_NAMES) else ()
    return {one.person_id for one in named} - {""}


def days_in(body: Body) -> set[date]:
    """Return the days a record gives."""
    return {value for _, value in body if isinstance(value, date)}
