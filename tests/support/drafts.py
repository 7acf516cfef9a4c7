"""Drafts for tests, said in one word each."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ciwidgets.model import Body, Draft, Entry, Idea, new_id


def idea(text: str, **fields: Any) -> Draft:
    """Return a draft of a new idea of team ``pine``; ``fields`` are the draft's own."""
    return draft(Idea(step="needs_assessment/ideas", text=text), **fields)


def draft(body: Body, **fields: Any) -> Draft:
    """Return a draft with fresh ids where ``fields`` names none."""
    given = {"record_id": new_id(), "request_id": new_id(), "team_id": "pine", "author_id": "ada"}
    return Draft(body=body, **(given | fields))


def edit(entry: Entry[Body], text: str, **fields: Any) -> Draft:
    """Return a draft that changes an idea's text on top of the revision that was seen."""
    assert isinstance(entry.body, Idea)
    changed = draft(
        Idea(step=entry.body.step, text=text),
        record_id=entry.record_id,
        team_id=entry.team_id,
        author_id=entry.author_id,
        occasion=entry.occasion,
        base_revision=entry.revision,
    )
    return replace(changed, **fields)


def text_of(entry: Entry[Any] | None) -> str:
    """Return the text of an idea."""
    assert entry is not None
    assert isinstance(entry.body, Idea)
    return entry.body.text
