"""The past of a list: what its records said before, and what was taken off it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ciwidgets.model import Entry

# As many versions, or records, as a page is told of at once: the newest.
MOST_TOLD = 100
Shown = Callable[[Entry[Any]], dict[str, Any]]


def told_versions(entries: Sequence[Entry[Any]], person_id: str, as_shown: Shown) -> dict[str, Any]:
    """Return what a record said at each of its ``entries`` (the oldest first), the newest first.

    A revision that says what the one before it said is left out: whoever wrote it first wrote it.
    Nobody else than ``person_id`` is told apart.
    """
    versions: list[dict[str, Any]] = []
    for entry in entries:
        said = as_shown(entry)
        fields = {name: said[name] for name in said if name not in ("id", "revision")}
        before = versions[-1] if versions else {}
        if (before.get("fields"), before.get("is_dropped")) != (fields, entry.retracted):
            versions.append(
                {
                    "revision": entry.revision,
                    **_who_and_when(entry, person_id),
                    "is_dropped": entry.retracted,
                    "fields": fields,
                }
            )
    told = versions[::-1][:MOST_TOLD]
    return {"type": "history", "versions": told, "earlier": len(versions) - len(told)}


def told_dropped(entries: Sequence[Entry[Any]], person_id: str, as_shown: Shown) -> dict[str, Any]:
    """Return what was taken off a list, what was taken off last first."""
    newest = sorted(entries, key=lambda one: one.seq, reverse=True)[:MOST_TOLD]
    records = [
        {"record": as_shown(entry), "kind": entry.kind, **_who_and_when(entry, person_id)}
        for entry in newest
    ]
    return {"type": "dropped", "records": records, "earlier": len(entries) - len(newest)}


def _who_and_when(entry: Entry[Any], person_id: str) -> dict[str, Any]:
    return {"when": entry.created_at.isoformat(), "is_mine": entry.author_id == person_id}
