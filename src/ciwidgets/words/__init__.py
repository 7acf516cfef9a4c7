"""Every sentence a page or the kernel says, in one catalogue a language.

Law: imports nothing of ours. A sentence stands in ``<language>.toml`` in the section of the widget
that says it; ``[common]`` belongs to all widgets.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def catalogue(language: str = "en") -> dict[str, dict[str, str]]:
    """Return all sentences by section and key.

    Raises:
        LookupError: where there is no catalogue of this language.
    """
    source = files(__name__) / f"{language}.toml"
    if not language.isalpha() or not source.is_file():
        raise LookupError(
            f"There is no catalogue of words for {language!r}. A language is two letters, "
            f"and its words stand in {language}.toml beside en.toml."
        )
    return tomllib.loads(source.read_text(encoding="utf-8"))


def section(stem: str, language: str = "en") -> dict[str, str]:
    """Return a widget's sentences by key: those every widget has, and its own.

    Raises:
        LookupError: where the catalogue has no such section.
    """
    words = catalogue(language)
    if stem not in words:
        raise LookupError(f"The catalogue {language}.toml has no section [{stem}].")
    return {**words["common"], **words[stem]}
