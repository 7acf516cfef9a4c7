"""Messages made from the forms of a page: all it may say, with somebody else's ids in it."""

from __future__ import annotations

import secrets
from random import Random
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import AfterValidator, BaseModel

from ciwidgets.model.text import clean_text

_DAY = "2026-05-01"


def message(form: type[BaseModel], ids: list[str], words: str, chance: Random) -> dict[str, Any]:
    """Return a message of a form that names these ids, and says these words where text is free."""
    made: dict[str, Any] = {}
    for name, field in form.model_fields.items():
        if name == "request_id":
            made[name] = secrets.token_urlsafe(18)
        elif field.is_required() or chance.random() < 0.5:
            made[name] = _value(field.annotation, list(field.metadata), ids, words, chance)
    return made


def _value(annotation: Any, metadata: list[Any], ids: list[str], words: str, chance: Random) -> Any:
    kind, inside = get_origin(annotation), get_args(annotation)
    said: Any = _DAY
    if hasattr(annotation, "__metadata__"):
        known = [*metadata, *annotation.__metadata__]
        said = _value(annotation.__origin__, known, ids, words, chance)
    elif kind in (Union, UnionType):
        said = _value(chance.choice(inside), metadata, ids, words, chance)
    elif kind is Literal:
        said = chance.choice(inside)
    elif kind in (list, dict):
        last = _value(inside[-1], [], ids, words, chance)
        said = [last] if kind is list else {chance.choice(ids): last}
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        said = message(annotation, ids, words, chance)
    elif annotation is str:
        free = any(isinstance(one, AfterValidator) and one.func is clean_text for one in metadata)
        said = words if free else chance.choice(ids)
    elif annotation in (bool, int, float, NoneType):
        said = {bool: chance.random() < 0.5, NoneType: None}.get(annotation, chance.randrange(6))
    return said
