"""A team's record as one file of plain JSON lines: the way to leave, and the way in.

It opens no door: no code to join or come back with, no device and no facilitator is in it, and a
file that brings one is refused. Of the program it holds what people can read, for information.

The first line says what the file is, each line after it is one entry in the order it was kept, and
the last one counts them and carries the SHA-256 of all before it: a file that was cut off, or
changed by hand, is known. What is read entry by entry never stands in memory whole.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO, Final

from pydantic import ValidationError

from ciwidgets.errors import FileRefused
from ciwidgets.formats.record_contents import key_in, sectors_in
from ciwidgets.model import KINDS, Entry, Program

_MARK: Final = "ciwidgets_record"
_VERSION: Final = 1
MAX_LINE: Final = 64_000_000  # bytes; the biggest entry is a whole file of local numbers
_TEXTS: Final = ("record_id", "team_id", "author_id", "occasion", "request_id")
_FIRST_DAY: Final = datetime(2000, 1, 1, tzinfo=UTC)
_LONGEST_ID: Final = 120  # as long as a store keeps them
_MOST: Final = 2**31 - 1
_AGAIN: Final = "Please export the record again with “ciwidgets export record”."


@dataclass(frozen=True, slots=True)
class RecordSummary:
    """What a record file holds of its team: how many entries of which kind, from when to when.

    ``program`` is the name the program has in it last; its ``program_entries`` are for reading
    only. ``occasions``, ``sectors`` and ``surveys`` are the ids the team's entries name.
    """

    team_id: str
    program: str
    program_entries: int
    entries: int
    records: int
    kinds: dict[str, int]
    occasions: list[str]
    sectors: list[str]
    surveys: list[str]
    first: str
    last: str


def record_lines(team_id: str, found: Iterable[Entry[Any]]) -> Iterator[bytes]:
    """Yield the lines of a record file for entries in the order they were kept."""
    digest = hashlib.sha256()
    count = 0

    def line(said: str) -> bytes:
        data = f"{said}\n".encode()
        digest.update(data)
        return data

    yield line(_json({_MARK: _VERSION, "team_id": team_id}))
    for entry in found:
        count += 1
        about = {
            "kind": entry.kind,
            "schema": entry.schema,
            "record_id": entry.record_id,
            "revision": entry.revision,
            "team_id": entry.team_id,
            "author_id": entry.author_id,
            "occasion": entry.occasion,
            "created_at": entry.created_at.isoformat(timespec="microseconds"),
            "request_id": entry.request_id,
            "ordinal": entry.ordinal,
            "retracted": entry.retracted,
        }
        yield line(f'{_json(about)[:-1]},"body":{entry.body.model_dump_json()}}}')
    yield f"{_json({'entries': count, 'sha256': digest.hexdigest()})}\n".encode()


class RecordFile:
    """A record file on its way in; it is read line by line, as often as it is asked for."""

    def __init__(self, path: Path) -> None:
        """Name the file; nothing is read yet."""
        self.path = path

    def check(self) -> RecordSummary:
        """Read the whole file once, and return what it holds.

        Raises:
            FileRefused: it is no record, was cut off or changed, or is of a newer version.
        """
        kinds: Counter[str] = Counter()
        program, of_program, records, days = "", 0, 0, ("", "")
        occasions, sectors, surveys = set[str](), set[str](), set[str]()
        for entry in self.entries():
            if isinstance(entry.body, Program):
                program = entry.body.name
                of_program += 1
                continue
            kinds[entry.kind] += 1
            records += entry.revision == 1
            occasions.add(entry.occasion)
            sectors |= sectors_in(entry.body)
            surveys.add(getattr(entry.body, "survey", ""))
            day = entry.created_at.date().isoformat()
            days = (min(days[0] or day, day), max(days[1], day))
        with self._open() as file:
            team_id = self._header(file)
        return RecordSummary(
            team_id=team_id,
            program=program,
            program_entries=of_program,
            entries=kinds.total(),
            records=records,
            kinds=dict(kinds),
            occasions=sorted(occasions - {""}),
            sectors=sorted(sectors - {""}),
            surveys=sorted(surveys - {""}),
            first=days[0],
            last=days[1],
        )

    def entries(self) -> Iterator[Entry[Any]]:
        """Yield the entries in their order; the end of the file is checked when it is reached.

        Raises:
            FileRefused: as ``check`` does.
        """
        digest = hashlib.sha256()
        count = 0
        with self._open() as file:
            team_id = self._header(file, digest)
            while True:
                data = self._line(file)
                said = self._said(data, count + 2)
                if "sha256" in said:
                    break
                yield self._entry(said, team_id, count + 2)
                digest.update(data)
                count += 1
            if (said.get("entries"), said["sha256"]) != (count, digest.hexdigest()) or file.read(1):
                raise FileRefused(
                    f"{self.path.name} was changed after it was written: its last line does not "
                    f"fit what stands before it. {_AGAIN}"
                )

    def _open(self) -> BinaryIO:
        try:
            return self.path.open("rb")
        except OSError as error:
            reason = error.strerror or error
            raise FileRefused(
                f"{self.path} could not be opened: {reason}. Please check its name and folder."
            ) from None

    def _header(self, file: BinaryIO, digest: Any = None) -> str:
        data = file.readline(1000)
        if digest is not None:
            digest.update(data)
        try:
            said = json.loads(data)
            version, team_id = said[_MARK], _text(said["team_id"])
        except (ValueError, LookupError, TypeError):
            version = team_id = ""
        if not team_id:
            raise FileRefused(
                f"{self.path.name} is not a team's record: its first line does not say so. {_AGAIN}"
            )
        if version != _VERSION:
            raise self._newer()
        return team_id

    def _line(self, file: BinaryIO) -> bytes:
        data = file.readline(MAX_LINE)
        if not data.endswith(b"\n"):
            raise FileRefused(
                f"{self.path.name} ends in the middle, so nothing of it was taken in. {_AGAIN}"
            )
        return data

    def _said(self, data: bytes, line: int) -> dict[str, Any]:
        try:
            said = json.loads(data)
        except (ValueError, RecursionError):
            said = None
        if not isinstance(said, dict):
            raise self._odd(line)
        return said

    def _entry(self, said: dict[str, Any], team_id: str, line: int) -> Entry[Any]:
        kind = said.get("kind")
        body = KINDS.get(kind) if isinstance(kind, str) else None
        schema = said.get("schema")
        if body is None or not isinstance(schema, int) or schema > body.schema_version:
            raise self._newer(line)
        try:
            entry: Entry[Any] = Entry(
                seq=line - 1,
                kind=body.kind,
                schema=schema,
                revision=_whole(said["revision"]),
                body=body.model_validate_json(json.dumps(said["body"])),
                created_at=datetime.fromisoformat(said["created_at"]),
                ordinal=_whole(said["ordinal"]),
                retracted=bool(said["retracted"]),
                **{name: _text(said[name]) for name in _TEXTS},
            )
        except (ValidationError, LookupError, TypeError, ValueError, RecursionError):
            # Not chained: the error would print what somebody wrote.
            raise self._odd(line) from None
        if key := key_in(entry.body):
            raise FileRefused(
                f"Line {line} of {self.path.name} is {key} ({entry.kind} "
                f"{entry.record_id[:80]!r}). A record brings nothing that lets anybody in, so "
                f"nothing was taken in. {_AGAIN}"
            )
        team = "" if isinstance(entry.body, Program) else team_id
        if entry.team_id != team or entry.created_at.utcoffset() != timedelta(0):
            raise self._odd(line)
        if not _FIRST_DAY <= entry.created_at <= datetime.now(UTC) + timedelta(days=1):
            raise FileRefused(
                f"Line {line} of {self.path.name} says that it was kept on "
                f"{entry.created_at.date()}. A record is of days from {_FIRST_DAY.date()} to "
                f"today, so nothing was taken in. {_AGAIN}"
            )
        return entry

    def _odd(self, line: int) -> FileRefused:
        return FileRefused(
            f"Line {line} of {self.path.name} is not an entry of its team as this program writes "
            f"them, so nothing was taken in. {_AGAIN}"
        )

    def _newer(self, line: int = 1) -> FileRefused:
        return FileRefused(
            f"{self.path.name} (line {line}) was written by a newer version of ciwidgets than this "
            "one. Upgrade this program with `pip install --upgrade ciwidgets` and try again."
        )


def _json(said: dict[str, Any]) -> str:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.isprintable() or len(value) > _LONGEST_ID:
        raise TypeError(type(value))
    return value


def _whole(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= _MOST:
        raise TypeError(type(value))
    return value
