"""A finished section as its readers may read it, for what is reckoned from a record as written."""

from __future__ import annotations

import html
import re
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, Final, cast

from ciwidgets.reports.blocks import FigureBlock, Section

if TYPE_CHECKING:
    from ciwidgets.reports.blocks import Block
    from ciwidgets.results.naming.names import Mask

_WRITTEN: Final = re.compile(r"(?<=>)[^<>]+(?=<)")


def masked_section(section: Section, mask: Mask) -> Section:
    """Return a section with every text in it masked, those of its pictures and tables too."""
    return Section(cast("Block", _masked(one, mask)) for one in section.blocks)


def _masked(value: Any, mask: Mask) -> Any:
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, tuple):
        return tuple(_masked(one, mask) for one in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    # What a part is, such as its tone, is one word of a few and names nobody.
    said = {
        one.name: _masked(getattr(value, one.name), mask)
        for one in fields(value)
        if one.name not in ("svg", "tone", "level", "name", "to")
    }
    if isinstance(value, FigureBlock):
        said["svg"] = _WRITTEN.sub(lambda text: _in_picture(text[0], mask), value.svg)
    return replace(value, **said)


def _in_picture(written: str, mask: Mask) -> str:
    text = html.unescape(written)
    said = mask(text)
    return written if said == text else html.escape(said, quote=False)
