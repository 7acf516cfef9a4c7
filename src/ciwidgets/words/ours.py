"""What models and notebooks bring in English: sectors, a survey, criteria, why not, a prompt.

Law: imports nothing but the catalogue. These stand in models and notebooks as they are; here a
page finds them in another language. What a program file or a team words in its own way stays.
"""

from __future__ import annotations

from functools import cache

from ciwidgets.words import catalogue

_SECTION = "ours"


def ours(text: str, language: str) -> str:
    """Return a text in a language where it is one of ours, any other as it stands."""
    key = None if language == "en" else _keys().get(text)
    return text if key is None else catalogue(language)[_SECTION][key]


@cache
def _keys() -> dict[str, str]:
    """Return the key of each text of ours; several may be worded alike."""
    return {text: key for key, text in catalogue()[_SECTION].items()}
