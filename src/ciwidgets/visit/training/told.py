"""What a page is told of a question, before it is answered and after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ciwidgets.model.checks import Check


def asked(one: Check) -> dict[str, Any]:
    """Return what a question says before anybody has answered it."""
    return {"id": one.id, "title": one.title, "story": one.story, "question": one.question}


def explained(one: Check) -> dict[str, Any]:
    """Return what holds, and where it can be read."""
    return {"rule": one.rule, "sources": list(one.sources)}
