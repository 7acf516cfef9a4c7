"""The prose of the workbooks in other languages than their own, cell by cell.

Law: imports nothing but the catalogue's own folder. Beside each cell's text its file keeps a short
hash of the English it was written from: where somebody has changed that, the English is shown, and
not a translation of what it said before.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

_OWN = "en"
_HASHES = "hash"


def languages() -> tuple[str, ...]:
    """Return the languages there is a catalogue for, English first."""
    return _languages()


@cache
def _languages() -> tuple[str, ...]:
    found = (one.name for one in files("ciwidgets.words").iterdir() if one.is_dir())
    return (_OWN, *sorted(name for name in found if len(name) == 2 and name != _OWN))


def notebook_name(path: Path) -> str:
    """Return a notebook's name as its page's address has it: ``start``, ``training/2_iceberg``."""
    is_lesson = path.parent.name == "training"
    return f"training/{path.stem}" if is_lesson else path.stem


def hash_of(source: str) -> str:
    """Return what is kept of the text a translation was made from."""
    plain = "\n".join(line.rstrip() for line in source.strip().splitlines())
    return hashlib.sha256(plain.encode()).hexdigest()[:12]


def cells_in(name: str, language: str) -> Mapping[str, tuple[str, str]]:
    """Return a notebook's cells in a language by their ids: the text, and its English's hash."""
    return _cells(name, language)


@cache
def _cells(name: str, language: str) -> Mapping[str, tuple[str, str]]:
    source = files("ciwidgets.words") / language / "prose" / f"{name}.toml"
    if language == _OWN or not source.is_file():
        return {}
    found = tomllib.loads(source.read_text(encoding="utf-8"))
    hashes = found.pop(_HASHES, {})
    return {cell: (text.strip(), hashes.get(cell, "")) for cell, text in found.items()}


def prose(name: str, cell: str, source: str, language: str) -> str:
    """Return a cell's text in a language; its own where there is none, or none that is up to it."""
    text, of = cells_in(name, language).get(cell, ("", ""))
    return text if text and of == hash_of(source) else source
