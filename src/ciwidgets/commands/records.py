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
from ciwidgets.lookup import team_of
from ciwidgets.store import Store

if TYPE_CHECKING:
    from ciwidgets.formats.record import RecordSummary
    from ciwidgets.model import Draft, Program

Words = Any  # argparse does not name the type of its own subparsers in public
StoreOption = Callable[[argparse.ArgumentParser], None]
StoreUrl = Callable[[argparse.Namespace], str]

_HOLDS = (
    "It holds each version of each entry of the team, with names and with what people wrote for "
    "themselves alone; of the program it holds what people can read, for information."
)
_LEFT_OUT = (
    "It leaves out all that lets anybody in (the codes to join with and to come back with, "
    "people’s devices, and facilitators with what they wrote for themselves), and what other teams "
    "have."
)
_KEEP_SAFE = "Keep it as safe as the store itself, and give it to nobody who may not see all of it."
_DRY = "This was a dry run: nothing was taken in."
_ANEW = (
    "The people of the record are here with all they wrote. Codes do not come with a record: new "
    "ones to join with are in “ciwidgets codes”. So that those who gave a name can come back as "
    "themselves, run this once more with --return-codes FILE."
)


def add_record_export(kinds: Words, store_option: StoreOption, store_url: StoreUrl) -> None:
    """Add the kind ``record`` to the word ``export``."""
    record = kinds.add_parser(
        "record",
        help="all a team has, every version of it, as JSON lines for another store",
        description=f"Write all that a team has as plain JSON lines. {_HOLDS} {_LEFT_OUT} "
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
        "is not added twice. The store’s program must have this team: load it first, with "
        "“ciwidgets init program.toml”. The program in the file changes nothing here, and the file "
        "brings no codes. Other people wait while it is taken in.",
    )
    record.add_argument("file", type=Path)
    record.add_argument("--dry-run", action="store_true", help="show what it holds only")
    record.add_argument(
        "--return-codes",
        type=Path,
        metavar="FILE",
        help="make a new return code for each person who gave a name and has none here, and write "
        "them to this file, to be handed to each of them",
    )
    record.add_argument("--json", action="store_true", help="print it as JSON")
    store_option(record)
    record.set_defaults(run=_import_record, url=store_url)


def _export_record(options: argparse.Namespace) -> int:
    from ciwidgets.enrolment import current_program
    from ciwidgets.formats.record import record_lines
    from ciwidgets.formats.record_contents import that_travel

    with Store(options.url(options)) as store:
        program = current_program(store)
        team_of(program, options.team)
        entries = that_travel(store.all_of(options.team))
        _write_private(options.out, record_lines(options.team, entries))
    print(options.out)
    print(f"{_HOLDS} {_LEFT_OUT} {_KEEP_SAFE}", file=sys.stderr)
    return 0


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
            "for it."
        ) from None
    finally:
        part.unlink(missing_ok=True)


def _import_record(options: argparse.Namespace) -> int:
    from ciwidgets.enrolment import current_program
    from ciwidgets.formats.record import RecordFile

    file = RecordFile(options.file)
    found = file.check()
    print(json.dumps(asdict(found), indent=2, ensure_ascii=False) if options.json else _text(found))
    url = options.url(options)
    if options.dry_run and not _is_there(url):
        print(f"There is no store yet. {_DRY}", file=sys.stderr)
        return 0
    with Store(url) as store:
        for warning in _fitting(found, current_program(store)):
            print(f"Please note: {warning}", file=sys.stderr)
        if options.dry_run:
            print(_DRY, file=sys.stderr)
            return 0
        if options.return_codes and options.return_codes.exists():
            raise CiwidgetsError(
                f"{options.return_codes} is there already, and may hold codes in use. Please "
                "choose another name with --return-codes; nothing was taken in."
            )
        new = store.take_in(file.entries())
        print(_taken(found, new), file=sys.stderr)
        if options.return_codes:
            print(_give_return_codes(store, found.team_id, options.return_codes), file=sys.stderr)
        else:
            print(_ANEW, file=sys.stderr)
    return 0


def _is_there(url: str) -> bool:
    """Whether a store can be looked at without making it."""
    prefix = "sqlite:///"
    return not url.startswith(prefix) or Path(url.removeprefix(prefix)).exists()


def _fitting(found: RecordSummary, program: Program) -> list[str]:
    """Return what the record names and the store's program lacks.

    Raises:
        CiwidgetsError: the program lacks the team itself.
    """
    if program.team(found.team_id) is None:
        raise CiwidgetsError(
            f"The record is of the team {found.team_id!r}, which the program in this store does "
            f"not have. It has: {', '.join(team.id for team in program.teams)}. Add the team to "
            "your program file under this id, load it with “ciwidgets init program.toml”, and try "
            "again."
        )
    known = (
        ("occasions", found.occasions, {one.id for one in program.occasions}),
        ("sectors", found.sectors, {one.id for one in program.sectors}),
        ("surveys", [one for one in found.surveys if program.survey(one) is None], set[str]()),
    )
    return [
        f"the program in this store lacks {what} the record names: {', '.join(lacking)}. What "
        "belongs to them is kept, and shown once the program file has them."
        for what, named, there in known
        if (lacking := [one for one in named if one not in there])
    ]


def _taken(found: RecordSummary, new: int) -> str:
    if not new:
        return "All of it was here already; nothing was added."
    before = found.entries - new
    also = f" {before:,} were here already." if before else ""
    return f"Taken in for {found.team_id}: {_entries(new)}.{also}"


def _give_return_codes(store: Store, team_id: str, path: Path) -> str:
    """Give each named person without a return code a new one, and write them for staff."""
    from ciwidgets.enrolment import STAFF
    from ciwidgets.model import Draft, Person, new_code, new_id, pretty_code, secret_hash

    drafts: list[Draft] = []
    lines: list[bytes] = []
    for one in store.current(Person, team_id=team_id):
        body = one.body
        # Who gave no name cannot be told from others, and must not get somebody else's page.
        if not body.name or body.same_as or body.return_code_hash or body.source != "room":
            continue
        code = new_code()
        keyed = body.model_copy(update={"return_code_hash": secret_hash(code)})
        drafts.append(
            Draft(
                one.record_id,
                keyed,
                new_id(),
                team_id,
                STAFF,
                one.occasion,
                base_revision=one.revision,
            )
        )
        about = ", ".join(part for part in (body.role.value, body.sector, one.occasion) if part)
        lines.append(f"{pretty_code(code)}  {body.name} ({about})\n".encode())
    if not drafts:
        return "Nobody who gave a name was without a return code, so none was made."
    _write_private(path, iter(lines))
    try:
        store.append(drafts)
    except BaseException:
        path.unlink()  # these codes open nothing
        raise
    return (
        f"{len(drafts):,} new return codes are in {path}. Hand each to its own person and to "
        "nobody else, then delete the file. Who gave no name joins anew with the team’s code."
    )


def _text(found: RecordSummary) -> str:
    kinds = ", ".join(f"{kind} {count:,}" for kind, count in sorted(found.kinds.items()))
    return (
        f"The record of the team “{found.team_id}” in “{found.program}”: {_entries(found.entries)} "
        f"of {found.records:,} records, from {found.first} to {found.last}.\n"
        f"By kind: {kinds}.\n"
        f"Not taken in: the program as it was there ({_entries(found.program_entries)}).\n"
        f"{_HOLDS} {_LEFT_OUT}"
    )


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count:,} entries"
