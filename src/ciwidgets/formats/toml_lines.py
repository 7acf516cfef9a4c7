"""Where each thing stands in a TOML file, so that a mistake can be named by its line.

``tomllib`` checks the syntax but forgets the lines; this reads the same text again for them and
may therefore take for granted that the text is TOML.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left

Path = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)+")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?""""{0,2}'
    r"|'''.*?''''{0,2}"
    r'|"(?:\\.|[^"\\])*"'
    r"|'[^']*'",
    re.DOTALL,
)
_PLAIN_VALUE = re.compile(r"[^,\]}#\n]+")


class TomlLines:
    """The line (from 1) of every table, array element and key of a TOML text.

    Args:
        source: the text, which ``tomllib`` has already accepted.
    """

    def __init__(self, source: str) -> None:
        """Read the text once."""
        self._source = source.replace("\r\n", "\n")
        self._at = 0
        self._ends = [found.start() for found in re.finditer("\n", self._source)]
        self._lines: dict[Path, int] = {}
        self._array_sizes: dict[Path, int] = {}
        self._read()

    @property
    def paths(self) -> set[Path]:
        """Every place that has a line: ``("teams", 0, "name")`` and the like."""
        return set(self._lines)

    def line_of(self, path: Path) -> int:
        """Return the line of a place, or of the nearest thing around it that is in the file."""
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, 1)

    def _read(self) -> None:
        table: Path = ()
        while self._more():
            if self._source.startswith("[", self._at):
                table = self._header()
            else:
                self._pair(table)

    def _more(self) -> bool:
        blank = _BLANK.match(self._source, self._at)
        if blank:
            self._at = blank.end()
        return self._at < len(self._source)

    def _mark(self, path: Path) -> None:
        line = bisect_left(self._ends, self._at) + 1
        for size in range(1, len(path) + 1):
            self._lines.setdefault(path[:size], line)

    def _header(self) -> Path:
        is_array = self._source.startswith("[[", self._at)
        width = 2 if is_array else 1
        start, self._at = self._at, self._at + width
        *outer, last = self._key()
        self._at, end = start, self._at
        path: Path = ()
        for part in outer:
            path = self._latest((*path, part))
        path = (*path, last)
        if is_array:
            self._array_sizes[path] = self._array_sizes.get(path, 0) + 1
        path = self._latest(path)
        self._mark(path)
        self._at = self._source.index("]", end) + width
        return path

    def _latest(self, path: Path) -> Path:
        """Return the last element of an array of tables, or the table itself."""
        return (*path, self._array_sizes[path] - 1) if path in self._array_sizes else path

    def _key(self) -> list[str]:
        parts: list[str] = []
        while True:
            self._more()
            bare = _BARE_KEY.match(self._source, self._at)
            if bare:
                parts.append(bare.group())
                self._at = bare.end()
            else:
                quoted = self._string()
                parts.append(tomllib.loads(f"key = {quoted}")["key"])
            self._more()
            if not self._source.startswith(".", self._at):
                return parts
            self._at += 1

    def _pair(self, table: Path) -> None:
        start = self._at
        path = (*table, *self._key())
        self._at, end = start, self._at
        self._mark(path)
        self._at = self._source.index("=", end) + 1
        self._value(path)

    def _value(self, path: Path) -> None:
        self._more()
        first = self._source[self._at]
        if first == "[":
            self._list(path)
        elif first == "{":
            self._inline_table(path)
        elif first in "\"'":
            self._string()
        else:
            plain = _PLAIN_VALUE.match(self._source, self._at)
            self._at = plain.end() if plain else self._at + 1

    def _string(self) -> str:
        found = _STRING.match(self._source, self._at)
        if not found:  # cannot be, in a text tomllib has read
            raise ValueError(f"no string at character {self._at}")
        self._at = found.end()
        return found.group()

    def _list(self, path: Path) -> None:
        self._at += 1
        index = 0
        while self._more() and self._source[self._at] != "]":
            self._mark((*path, index))
            self._value((*path, index))
            index += 1
            self._comma()
        self._at += 1

    def _inline_table(self, path: Path) -> None:
        self._at += 1
        while self._more() and self._source[self._at] != "}":
            self._pair(path)
            self._comma()
        self._at += 1

    def _comma(self) -> None:
        if self._more() and self._source[self._at] == ",":
            self._at += 1
