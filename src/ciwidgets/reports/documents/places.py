"""What a text tells of the machine it was made on, and how to take it out.

A path is one only where it stands for itself: a machine whose home is ``/`` or ``/root`` must not
take the strokes, or the "root" of a cause, out of what people wrote.
"""

from __future__ import annotations

import os
import re
import sys
import sysconfig
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ciwidgets.shipped import PACKAGE
from ciwidgets.store import URL_VARIABLE, address_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_HIDDEN: Final = "…"
_STORE: Final = "the store"
_COLOURS: Final = re.compile(r"\x1b\[[0-9;]*m")
# A cell has a path of its own while it runs, by the kernel's number; nothing else is called so.
_CELL: Final = re.compile(r"(?<![^\s\"'<>(=])[^\s\"'<>(=]*ipykernel_\d+[/\\]\d+\.py")
# How PostgreSQL's own library begins: with the host, what its name means, and the port.
_NO_CONNECTION: Final = re.compile(r"connection to server (?:at|on) [^\n]{1,300}? failed")
_BEFORE, _AFTER = r"(?<![\w.~-])", r"(?![\w-]|\.\w)"
_SHORTEST_ANYWHERE: Final = 4

Rule = tuple[str, re.Pattern[str], str]


def without_places(text: str, *, is_prose: bool = False) -> str:
    """Return a text in which no place of this machine is named, and no part of the address.

    In prose, which people wrote, a name that the store's address has as well (a user called
    ``staff``, a database called ``forum``) is hidden only where it stands in quotation marks.
    """
    text = _COLOURS.sub("", text)
    url = os.environ.get(URL_VARIABLE, "")
    for needle, pattern, instead in _rules(url, _home(), tempfile.gettempdir(), is_prose=is_prose):
        if needle in text:
            text = pattern.sub(instead, text)
    return text


@cache
def _rules(url: str, home: str, temporary: str, *, is_prose: bool) -> tuple[Rule, ...]:
    """Return what to look for, in order: the longest first, since one may lie within another."""
    own = dict.fromkeys(_of_this_machine(), _HIDDEN) | ({home: "~"} if home else {})
    hidden: dict[str, Callable[[str], Rule]] = {
        path: lambda path: _path(path, own[path]) for path in own
    }
    hidden |= {one: _temporary for one in (temporary, "/tmp", "/var/tmp") if _depth(one)}  # noqa: S108
    hidden |= _of_the_address(url, is_prose=is_prose)
    return (
        ("ipykernel_", _CELL, _HIDDEN),
        ("connection to server", _NO_CONNECTION, f"connection to {_STORE} failed"),
        *(hidden[one](one) for one in sorted(hidden, key=len, reverse=True)),
    )


def _of_the_address(url: str, *, is_prose: bool) -> dict[str, Callable[[str], Rule]]:
    parts = address_parts(url)
    by_word = [*parts.paths, *parts.hosts, *(str(Path(one).parent) for one in parts.paths)]
    # A host called "db", or a name: in what people wrote it may be any word.
    plain = [one for one in (*parts.hosts, *parts.names) if one.isalnum()]
    found: dict[str, Callable[[str], Rule]] = {}
    found |= dict.fromkeys(parts.names, _quoted if is_prose else _word)
    found |= {one: _word for one in by_word if not _is_short_path(one)}
    found |= dict.fromkeys(plain if is_prose else (), _quoted)
    if parts.port and not is_prose:
        found[parts.port] = _word
    found |= dict.fromkeys(parts.secrets, _anywhere)
    found |= {one: _anywhere for one in parts.whole if len(one) >= _SHORTEST_ANYWHERE}
    return found


def _path(path: str, instead: str) -> Rule:
    # "/root" alone may be half of "need/root"; what lies within it is surely a path.
    more = _AFTER if _depth(path) > 1 else r"(?=[/\\][\w.])"
    return path, re.compile(f"{_BEFORE}{re.escape(path)}{more}"), instead


def _temporary(path: str) -> Rule:
    return path, re.compile(rf"{_BEFORE}{re.escape(path)}[/\\][^\s\"'<>)\],;]*"), _HIDDEN


def _word(name: str) -> Rule:
    return name, re.compile(rf"(?<!\w){re.escape(name)}(?!\w)"), _STORE


def _quoted(name: str) -> Rule:
    return (
        name,
        re.compile(rf"(?<=[\"'`=\u201c\u2018]){re.escape(name)}(?=[\"'`\u201d\u2019])"),
        _STORE,
    )


def _anywhere(secret: str) -> Rule:
    if len(secret) < _SHORTEST_ANYWHERE:
        return _word(secret)
    return secret, re.compile(re.escape(secret)), _STORE


def _of_this_machine() -> Iterator[str]:
    found = [PACKAGE.parent, Path(sys.prefix), Path(sys.base_prefix)]
    found += [PACKAGE.parent.parent, *map(Path, sysconfig.get_paths().values())]
    # A folder such as /usr could be a word of somebody's sentence.
    yield from (str(one) for one in found if _depth(one) > 1)


def _home() -> str:
    """Return the home of whoever runs this, empty where there is none, or it is everything."""
    try:
        home = Path.home()
    except RuntimeError:
        return ""
    return str(home) if _depth(home) else ""


def _is_short_path(text: str) -> bool:
    # "/data" is no secret.
    return text.startswith(("/", "\\", ".")) and _depth(text) <= 1


def _depth(path: str | Path) -> int:
    """Return how many folders deep a path lies, 0 for the root and for what is no whole path."""
    path = Path(path)
    return len(path.parts) - 1 if path.is_absolute() else 0
