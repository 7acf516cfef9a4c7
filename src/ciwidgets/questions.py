"""Where the questions of a lesson or an exercise stand, for a page and for a sheet of paper.

Law: imports ``formats``, ``model`` and ``shipped``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ciwidgets.formats.checks_file import read_checks
from ciwidgets.shipped import workbooks_folder
from ciwidgets.words.prose import hash_of

if TYPE_CHECKING:
    from pathlib import Path

    from ciwidgets.model.checks import Checks

_NAME = re.compile(r"[a-z0-9_]+")


def questions(name: str, language: str = "en") -> Checks:
    """Return the questions of ``training/checks/<name>.toml``, in this language where they are.

    A translation begins with the hash of the text it was made from; one that is behind is not used.

    Raises:
        LookupError: where there are none of this name.
        FileRefused: with the line of each mistake in them.
    """
    folder = workbooks_folder() / "training" / "checks"
    if not _NAME.fullmatch(name) or not (folder / f"{name}.toml").is_file():
        known = sorted(one.stem for one in folder.glob("*.toml"))
        raise LookupError(f"There are no questions {name!r}. There are: {', '.join(known)}.")
    own = folder / language / f"{name}.toml"
    source = folder / f"{name}.toml"
    return read_checks(own if _is_up_to(own, source) else source)


def _is_up_to(own: Path, source: Path) -> bool:
    """Whether there is a translation, and of the text that stands in the source now."""
    if not own.is_file():
        return False
    of = own.read_text(encoding="utf-8-sig").partition("\n")[0].lstrip("# ").strip()
    return of == hash_of(source.read_text(encoding="utf-8-sig"))
