"""The door: what a page sent is one of a few forms, or it is refused in one sentence."""

from __future__ import annotations

import json
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from ciwidgets.errors import BadMessage
from ciwidgets.words.refusals import Refusal, refusal

MOST_BYTES = 64_000
RequestId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{16,64}$", strict=True)]
Typed = Annotated[str, Field(max_length=100, strict=True)]
Token = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{20,100}$", strict=True)]
Revision = Annotated[int, Field(ge=0, le=10_000_000, strict=True)]


class Message(BaseModel):
    """The root of every message: its type and the request it answers to."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    request_id: RequestId


M = TypeVar("M", bound=Message)


def parse(content: Any, forms: dict[str, type[M]]) -> M:
    """Return the message a page sent as one of the forms, by its type.

    Raises:
        BadMessage: with a sentence for the person, when it is of no form or a field is not right.
    """
    if not isinstance(content, dict):
        raise BadMessage(refusal("no_message"))
    form = forms.get(content.get("type", "")) if isinstance(content.get("type"), str) else None
    if form is None:
        raise BadMessage(refusal("unknown_message"))
    try:
        size = len(json.dumps(content))
    except (TypeError, ValueError) as error:
        raise BadMessage(refusal("unreadable_message")) from error
    if size > MOST_BYTES:
        raise BadMessage(_too_long_text(content))
    try:
        # Through JSON, so that the strict forms take what JSON can say and nothing else.
        return form.model_validate_json(json.dumps(content))
    except ValidationError as error:
        raise BadMessage(_sentence(error)) from error


def request_id_of(content: Any) -> str:
    """Return the request a reply should name, or nothing where the page gave no usable one."""
    value = content.get("request_id", "") if isinstance(content, dict) else ""
    return value if isinstance(value, str) and len(value) <= 64 else ""


def _too_long_text(content: dict[str, Any]) -> Refusal:
    longest = max((len(v) for v in content.values() if isinstance(v, str)), default=0)
    return refusal("too_much_text_of", n=f"{longest:,}") if longest else refusal("too_much_text")


def _sentence(error: ValidationError) -> Refusal:
    first = error.errors()[0]
    if first["type"] == "string_too_long":
        value = first.get("input")
        length = len(value) if isinstance(value, str) else 0
        most = first.get("ctx", {}).get("max_length", 0)
        return refusal("text_too_long", n=f"{length:,}", most=most)
    if first["type"] == "value_error":
        return refusal("could_not_be_saved", why=str(first["ctx"]["error"]))
    where = ".".join(str(part) for part in first["loc"] if isinstance(part, str)) or "message"
    return refusal("unexpected_message", where=where)
