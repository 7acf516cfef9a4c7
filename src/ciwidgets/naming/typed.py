"""What people typed into a record, at any depth, read and said anew field by field."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from pydantic import AfterValidator

from ciwidgets.model import Named
from ciwidgets.model.entries import Part
from ciwidgets.model.text import clean_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

P = TypeVar("P", bound=Part)


def said_anew(part: P, say: Callable[[str], str], *, with_named: bool = False) -> P:
    """Return a body or a part of one with its free text said anew; itself where nothing changed.

    It is not checked anew: what stands for a name may be longer than the name was. People named in
    fields of their own stay as they are, but ``with_named``.
    """
    if isinstance(part, Named) and not with_named:
        return part
    changed = {}
    for name in holding_text(type(part)):
        before = getattr(part, name)
        after = _value_anew(before, say, with_named=with_named)
        if after != before:
            changed[name] = after
    return part.model_copy(update=changed) if changed else part


def typed_in(part: Part) -> list[str]:
    """Return everything somebody typed into a body, the names in fields of their own too."""
    found: list[str] = []

    def note(text: str) -> str:
        found.append(text)
        return text

    said_anew(part, note, with_named=True)
    return found


def named_in(value: Any) -> Iterator[Named]:
    """Yield everybody who is named in a field of their own, at any depth."""
    if isinstance(value, Named):
        yield value
    elif isinstance(value, Part):
        for name in type(value).model_fields:
            yield from named_in(getattr(value, name))
    elif isinstance(value, list):
        for one in value:
            yield from named_in(one)


def _value_anew(value: Any, say: Callable[[str], str], *, with_named: bool) -> Any:
    if isinstance(value, str):
        return say(value)
    if isinstance(value, Part):
        return said_anew(value, say, with_named=with_named)
    if isinstance(value, list):
        return [_value_anew(one, say, with_named=with_named) for one in value]
    if isinstance(value, dict):
        return {key: _value_anew(one, say, with_named=with_named) for key, one in value.items()}
    return value


@cache
def holding_text(part: type[Part]) -> tuple[str, ...]:
    """Return the fields that hold words somebody typed, at any depth."""
    return tuple(
        name
        for name, info in part.model_fields.items()
        if _is_text(info.metadata) or _has_text(info.annotation)
    )


def _has_text(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return bool(holding_text(annotation))
    return _is_text(getattr(annotation, "__metadata__", ())) or any(
        _has_text(one) for one in get_args(annotation)
    )


def _is_text(metadata: Any) -> bool:
    return any(isinstance(one, AfterValidator) and one.func is clean_text for one in metadata)
