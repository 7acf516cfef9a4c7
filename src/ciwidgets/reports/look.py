"""The one environment our own documents are written in: our templates, everything escaped."""

from __future__ import annotations

import base64
from functools import cache
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ciwidgets.shipped import jupyter_data_folder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


def template_folder() -> Path:
    """Return the folder of nbconvert templates, where ours is the one called ``ciwidgets``."""
    return jupyter_data_folder() / "nbconvert" / "templates"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(template_folder() / "ciwidgets"),
        autoescape=True,
        undefined=StrictUndefined,
    )
    # The name nbconvert gives it, so that one file of macros serves both.
    environment.filters["text_base64"] = _base64
    return environment


def render(template: str, **values: Any) -> str:
    """Return one of our templates filled in; every value is escaped."""
    return _environment().get_template(template).render(**values)


def render_blocks(blocks: Sequence[Mapping[str, Any]]) -> str:
    """Return blocks as HTML for people who open the notebook itself."""
    macros = _environment().get_template("blocks.html.j2").module
    return "\n".join(str(macros.one(block)) for block in blocks)  # type: ignore[attr-defined]


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode("ascii")
