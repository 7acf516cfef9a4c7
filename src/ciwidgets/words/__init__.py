"""Every sentence a page or the kernel says, in one catalogue a language.

Law: imports nothing of ours. A catalogue is a folder named by its language; the sentences a widget
says stand in its file there, ``<widget>.toml``, one line a sentence: ``key = "sentence"``. Those of
``common.toml`` are given to every widget; those of ``<widget>.kernel.toml`` are put together in
Python, for a page and a report alike, and no page is sent them; nor those of
``common.kernel.toml``, which every section of the kernel has. What is worded otherwise where those
who read are a group of several teams stands in ``<widget>.group.toml``, and for every widget in
``common.group.toml``. ``{blanks}`` are filled in where it is said; a sentence counted by ``{n}``
stands twice, as ``_one`` and ``_other``. What another language lacks, as a new exercise may, is
said in English.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable


class _Catalogue(Mapping[str, dict[str, str]]):
    """Sentences by section and key, each file read when it is first asked for: a page needs few."""

    def __init__(self, sources: dict[str, Traversable], own: Mapping[str, dict[str, str]]) -> None:
        self._sources = sources
        self._own = own
        self._read: dict[str, dict[str, str]] = {}

    def __getitem__(self, stem: str) -> dict[str, str]:
        if stem not in self._read:
            said = self._sources.get(stem)
            own = self._own.get(stem, {}) if said else self._own[stem]
            read = tomllib.loads(said.read_text(encoding="utf-8")) if said else {}
            self._read[stem] = {**own, **read}
        return self._read[stem]

    def __iter__(self) -> Iterator[str]:
        return iter(sorted({*self._sources, *self._own}))

    def __len__(self) -> int:
        return len({*self._sources, *self._own})


def catalogue(language: str = "en") -> Mapping[str, dict[str, str]]:
    """Return all sentences by section and key, read once in a process.

    Raises:
        LookupError: where there is no catalogue of this language.
    """
    return _catalogue(language)


@cache  # by what is asked for in one way only: with and without a default would be two
def _catalogue(language: str) -> Mapping[str, dict[str, str]]:
    folder = files(__name__) / language
    if not language.isalpha() or not folder.is_dir():
        raise LookupError(
            f"There is no catalogue of words for {language!r}. A language is two letters, "
            "and its words stand in a folder of that name beside en."
        )
    return _Catalogue(
        {
            source.name.removesuffix(".toml"): source
            for source in sorted(folder.iterdir(), key=lambda one: one.name)
            if source.name.endswith(".toml")
        },
        {} if language == "en" else _catalogue("en"),
    )


def kernel_section(stem: str, language: str = "en") -> dict[str, str]:
    """Return what is said in Python about a widget's matter, and what the widget says itself."""
    words = catalogue(language)
    return {**section(stem, language), **words["common.kernel"], **words[f"{stem}.kernel"]}


def section(stem: str, language: str = "en", *, in_group: bool = False) -> dict[str, str]:
    """Return a widget's sentences by key: those every widget has, and its own.

    ``in_group`` words them for a group of several teams, where that is another thing to say.

    Raises:
        LookupError: where the catalogue has no such section.
    """
    words = catalogue(language)
    if stem not in words:
        raise LookupError(f"The catalogue {language} has no section {stem}.toml.")
    if not in_group:
        return {**words["common"], **words[stem]}
    for_all, own = words["common.group"], words.get(f"{stem}.group", {})
    return {**words["common"], **for_all, **words[stem], **own}


def filled(sentence: str, **blanks: str | int) -> str:
    """Fill in a sentence's blanks all at once: what fills one may itself hold braces.

    Raises:
        KeyError: where a blank is not given.
    """
    parts = re.split(r"\{(\w+)\}", sentence)
    return "".join(str(blanks[part]) if place % 2 else part for place, part in enumerate(parts))
