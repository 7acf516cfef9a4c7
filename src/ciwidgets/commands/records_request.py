"""``ciwidgets export --records-request``: the whole record for somebody who may ask for it.

Law: imports enrolment, formats, results and the store; only ``exporting`` imports it.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ciwidgets.errors import CiwidgetsError
from ciwidgets.store import Store

StoreOption = Callable[[argparse.ArgumentParser], None]
StoreUrl = Callable[[argparse.Namespace], str]

_LEFT_OUT = "Codes to come in with, and what stands for them, are never in it."
_HOW = (
    "Each entry stands with who said it (a person’s record id), when, for which team and occasion, "
    "in every version: the tables open in any spreadsheet program, the lines in any program that "
    "reads JSON."
)
_WITHHELD = (
    "Also withheld, and listed with the reason: what somebody wrote for themselves alone, names "
    "of people who did not agree that everyone may read them, and texts that look as if they told "
    "who somebody is. A program cannot see all of that, and sees some where there is none: "
    "somebody has to read the files before they are handed out."
)
_AS_WRITTEN = "Everything else stands as it was written, with names. Read it before it leaves."


def add_records_request(
    export: argparse.ArgumentParser, store_option: StoreOption, store_url: StoreUrl
) -> None:
    """Add the options to the word ``export`` itself: it is of no one team."""
    export.add_argument(
        "--records-request",
        action="store_true",
        help="everything, for a request for public records, as one zip file",
    )
    export.add_argument("--out", type=Path, metavar="FILE", help="the zip file to write")
    export.add_argument(
        "--as-written",
        action="store_true",
        help="with names and with texts that look as if they told who somebody is",
    )
    store_option(export)
    export.set_defaults(run=_export, url=store_url)


def _export(options: argparse.Namespace) -> int:
    if not (options.records_request and options.out):
        raise CiwidgetsError(
            "Please say what to export: a kind, such as map, plan, calendar or record, or "
            "--records-request with --out FILE.zip."
        )
    from ciwidgets.store.disk import whole_file

    with Store(options.url(options)) as store, whole_file(options.out) as part:
        withheld = _write(store, part, as_written=options.as_written)
    print(options.out)
    print(f"{_LEFT_OUT} {_AS_WRITTEN if options.as_written else _WITHHELD}", file=sys.stderr)
    for why, count in sorted(withheld.items()):
        print(f"  withheld {count:,} times: {why}", file=sys.stderr)
    return 0


def _write(store: Store, path: Path, *, as_written: bool) -> Counter[str]:
    from ciwidgets.enrolment import current_program
    from ciwidgets.formats.records_zip import RecordsZip
    from ciwidgets.model import KINDS
    from ciwidgets.results.keeping.dictionary import ABOUT, latest_of, meanings
    from ciwidgets.results.keeping.withheld import HandingOut

    program = current_program(store)
    last = store.last_seq()
    # Not the day of writing: the same record gives the same file.
    newest = store.since(last - 1)[0].created_at
    out = HandingOut(store, newest.date(), as_written=as_written)
    kinds: list[str] = []
    with path.open("wb") as file:
        written = RecordsZip(file)
        for kind, body in sorted(KINDS.items()):
            found: list[Any] = [one for one in store.every(body) if one.seq <= last]
            if not found:
                continue
            kinds.append(kind)
            latest = latest_of(found)
            written.add_kind(
                kind,
                [
                    {name: _about(one, name, latest) for name in ABOUT} | {"body": out.body(one)}
                    for one in found
                ],
            )
        told = [(one.kind, one.field, one.type, one.about) for one in meanings(kinds)]
        about = [("every kind", name, "", what) for name, what in ABOUT.items()]
        written.add_table(
            "data_dictionary.csv", [("kind", "field", "type", "what it is"), *about, *told]
        )
        columns = ("seq", "kind", "record_id", "revision", "field", "why")
        listed = [tuple(getattr(one, name) for name in columns) for one in out.withheld]
        written.add_table("withheld.csv", [columns, *listed])
        counts = Counter(one.why for one in out.withheld)
        day = f"As it stood after entry {last:,}, of {newest:%Y-%m-%d %H:%M} UTC."
        said = [day, _HOW, _LEFT_OUT, _AS_WRITTEN if as_written else _WITHHELD]
        written.finish(f"The record of “{program.name}”", said, told, counts)
    return counts


def _about(entry: Any, name: str, latest: set[int]) -> Any:
    if name == "is_latest":
        return entry.seq in latest
    if name == "created_at":
        return entry.created_at.isoformat(timespec="microseconds")
    return getattr(entry, name)
