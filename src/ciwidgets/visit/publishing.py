"""What the public reads of a team: decided by who may publish, left as it was by everyone else."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from ciwidgets.visit.permissions import PUBLISH, may

if TYPE_CHECKING:
    from ciwidgets.model import Body
    from ciwidgets.visit.presence import Presence

B = TypeVar("B", bound="Body")


def published_as_decided(visit: Presence, record_id: str, body: B, *fields: str) -> B:
    """Return a body as this person may keep it: of ``fields`` only who may publish changes any."""
    if may(visit.require_identity().role, PUBLISH):
        return body
    kept = visit.record.get(record_id)
    is_same = kept is not None and isinstance(kept.body, type(body))
    before = kept.body if kept is not None and is_same else type(body).model_construct()
    return body.model_copy(update={one: getattr(before, one) for one in fields})
