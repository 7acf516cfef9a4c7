"""Second files: a dictionary or the comments, named by a person or lying beside the first."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from ciwidgets.errors import FileRefused
from ciwidgets.formats.decoding import check_bytes, read_bytes
from ciwidgets.formats.tabular import Table, read_table

# What a second file can be: REDCap's dictionary, Polis' comments and summary.
SECOND_FILES = ("dictionary", "comments", "summary")
# A file that is at hand already: its name and what it holds.
NamedBytes = tuple[str, bytes]
_VOTES = re.compile(r"participants?[-_ ]votes", re.IGNORECASE)


def in_folder(path: Path) -> Path:
    """Return the file with the answers of a folder that holds a whole Polis export.

    Raises:
        FileRefused: the folder holds several such files.
    """
    if not path.is_dir():
        return path
    found = sorted(one for one in path.glob("*.csv") if _VOTES.search(one.name))
    if not found:
        return path  # what is no file is refused where files are opened
    if len(found) > 1:
        raise FileRefused(
            f"{path.name} is a folder with {len(found)} files named participants-votes. Please "
            "give the file itself."
        )
    return found[0]


def files_beside(path: Path, given: Mapping[str, Path | None]) -> dict[str, NamedBytes]:
    """Return the second files by what they are: those a person named, and those that lie there.

    Polis' comments and summary are also taken where they lie beside the votes under the same name.
    """
    found = {}
    for what, named in given.items():
        second = named or _neighbour(path, what)
        if second is not None:
            found[what] = (second.name, read_bytes(second))
    return found


def add_beside(table: Table, beside: Mapping[str, NamedBytes]) -> bytes:
    """Put second files beside a table, and return their bytes one after another."""
    data = b""
    for what in SECOND_FILES:
        if what in beside:
            name, held = beside[what]
            check_bytes(held, name)
            table.beside[what] = read_table(held, name)
            data += b"\0" + what.encode() + b"\0" + held
    return data


def _neighbour(path: Path, what: str) -> Path | None:
    if not _VOTES.search(path.name):
        return None
    second = path.with_name(_VOTES.sub(what, path.name))
    return second if second.is_file() else None
