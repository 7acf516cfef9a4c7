"""``ciwidgets export record`` and ``import record``: a team's whole record leaves, or comes.

Law: imports enrolment, formats and the store; only ``exporting`` and ``importing`` import it.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ciwidgets.errors import CiwidgetsError
from ciwidgets.store import Store

if TYPE_CHECKING:
    from ciwidgets.formats.record import RecordSummary
    from ciwidgets.model import Entry

Words = Any  # argparse does not name the type of its own subparsers in public
StoreOption = Callable[[argparse.ArgumentParser], None]
StoreUrl = Callable[[argparse.Namespace], str]

_HOLDS = (
    "It holds everything: each version of each entry, the codes people join with, names, and what "
    "people wrote for themselves alone."
)
_KEEP_SAFE = "Keep it as safe as the store itself, and give it to nobody who may not see all of it."
_AT_ONCE = 500


def add_record_export(kinds: Words, store_option: StoreOption, store_url: StoreUrl) -> None:
    """Add the kind ``record`` to the word ``export``."""
    record = kinds.add_parser(
        "record",
        help="all a team has, every version of it, as JSON lines for another store",
        description=f"Write all that a team and its program have as plain JSON lines. {_HOLDS} "
        f"{_KEEP_SAFE}",
    )
    record.add_argument("--team", required=True, metavar="ID", help="whose record it is")
    record.add_argument("--out", type=Path, required=True, metavar="FILE", help="where to write")
    store_option(record)
    record.set_defaults(run=_export_record, url=store_url)


def add_record_import(kinds: Words, store_option: StoreOption, store_url: StoreUrl) -> None:
    """Add the kind ``record`` to the word ``import``."""
    record = kinds.add_parser(
        "record",
        help="a record written by “export record”, into this store",
        description="Take in a team's record as it was, all of it or nothing; what is here already "
        f"is not added twice. {_HOLDS} Other people wait while it is taken in.",
    )
    record.add_argument("file", type=Path)
    record.add_argument("--dry-run", action="store_true", help="show what it holds only")
    record.add_argument("--json", action="store_true", help="print it as JSON")
    store_option(record)
    record.set_defaults(run=_import_record, url=store_url)


def _export_record(options: argparse.Namespace) -> int:
    from ciwidgets.enrolment import current_program
    from ciwidgets.formats.record import record_lines

    with Store(options.url(options)) as store:
        program = current_program(store)
        if program.team(options.team) is None:
            raise CiwidgetsError(
                f"The program has no team {options.team!r}. It has: "
                f"{', '.join(team.id for team in program.teams)}."
            )
        entries = _all_of(store, options.team)
        _write_private(options.out, record_lines(options.team, entries))
    print(options.out)
    print(f"{_HOLDS} {_KEEP_SAFE}", file=sys.stderr)
    return 0


def _all_of(store: Store, team_id: str) -> Iterator[Entry[Any]]:
    """Yield all that a team and the program have by now, a few hundred at once."""
    seq, last = 0, store.last_seq()
    while batch := store.since(seq, team_id=team_id, limit=_AT_ONCE):
        for entry in batch:
            if entry.seq > last:
                return
            yield entry
        seq = batch[-1].seq


def _write_private(path: Path, lines: Iterator[bytes]) -> None:
    """Write a file that only this user may read; it is there whole or not at all."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.writelines(lines)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise CiwidgetsError(
            f"{path} could not be written: {error.strerror or error}. Please choose another place "
            "with --out."
        ) from None
    finally:
        part.unlink(missing_ok=True)


def _import_record(options: argparse.Namespace) -> int:
    from ciwidgets.formats.record import RecordFile

    file = RecordFile(options.file)
    found = file.check()
    print(json.dumps(asdict(found), indent=2, ensure_ascii=False) if options.json else _text(found))
    if options.dry_run:
        print("This was a dry run: nothing was taken in.", file=sys.stderr)
        return 0
    with Store(options.url(options)) as store:
        new = store.take_in(file.entries())
    if new:
        before = found.entries - new
        also = f" {before:,} were here already." if before else ""
        print(f"Taken in for {found.team_id}: {_entries(new)}.{also}", file=sys.stderr)
    else:
        print("All of it was here already; nothing was added.", file=sys.stderr)
    return 0


def _text(found: RecordSummary) -> str:
    kinds = ", ".join(f"{kind} {count:,}" for kind, count in sorted(found.kinds.items()))
    return (
        f"The record of the team “{found.team_id}” in “{found.program}”: {_entries(found.entries)} "
        f"of {found.records:,} records, from {found.first} to {found.last}.\n"
        f"By kind: {kinds}.\n{_HOLDS}"
    )


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count:,} entries"
