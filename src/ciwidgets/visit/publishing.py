"""What others than a team read of it: who may publish decides, and says yes to these words.

Whoever else changes what was released takes it back: nobody said yes to what stands there now.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, TypeVar

from ciwidgets.visit.permissions import PUBLISH, may

if TYPE_CHECKING:
    from ciwidgets.model import Body, Entry
    from ciwidgets.visit.presence import Presence

B = TypeVar("B", bound="Body")
_RELEASED: Final = "is_public"


def published_as_decided(visit: Presence, record_id: str, body: B, *fields: str) -> B:
    """Return a body as this person may keep it: of ``fields`` only who may publish changes any.

    What was released and is changed in anything else by somebody who may not publish is released
    no more.
    """
    if may(visit.require_identity().role, PUBLISH):
        return body
    kept = visit.record.get(record_id)
    is_same = kept is not None and isinstance(kept.body, type(body))
    before = kept.body if kept is not None and is_same else type(body).model_construct()
    body = body.model_copy(update={one: getattr(before, one) for one in fields})
    if getattr(before, _RELEASED) and body != before:
        return body.model_copy(update={_RELEASED: False})
    return body


def as_lost(visit: Presence, entry: Entry[Any]) -> dict[str, bool]:
    """Return ``lost_release`` for what was released until somebody who may not publish changed it.

    Nothing for all else. Once who may publish has saved it again, it stands as they left it.
    """
    return {"lost_release": True} if _lost_its_release(visit, entry) else {}


def _lost_its_release(visit: Presence, entry: Entry[Any]) -> bool:
    if getattr(entry.body, _RELEASED):
        return False
    past = [one for one in visit.record.history(entry.record_id) if one.seq <= entry.seq]
    for before, after in reversed(list(pairwise(past))):
        author = visit.record.get(after.author_id)
        role = getattr(author.body, "role", None) if author else None
        if role is not None and may(role, PUBLISH):
            return False
        if getattr(before.body, _RELEASED, False):
            return True
    return False
