"""``ciwidgets export plan | calendar`` and ``import plan``: a team's plan as tables and as days.

Law: imports enrolment, formats, results and the store; only ``exporting`` and ``importing`` import
it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

from ciwidgets.errors import CiwidgetsError, WrongRequest
from ciwidgets.lookup import team_of
from ciwidgets.model import Program, Team, new_id
from ciwidgets.store import Store

Words = Any  # argparse does not name the type of its own subparsers in public
StoreOption = Callable[[argparse.ArgumentParser], None]
StoreUrl = Callable[[argparse.Namespace], str]

_WHATS = ("goals", "activities", "measures", "readings")


def add_plan_exports(kinds: Words, store_option: StoreOption, store_url: StoreUrl) -> None:
    """Add the kinds ``plan`` and ``calendar`` to the word ``export``."""
    plan = kinds.add_parser(
        "plan",
        help="goals, activities, measures or readings as a table to change and bring back",
    )
    plan.add_argument("--team", required=True, metavar="ID", help="whose plan it is")
    plan.add_argument("--what", required=True, choices=_WHATS)
    plan.add_argument(
        "--out", type=Path, metavar="FILE", help="where to write: .xlsx or .csv (default: here)"
    )
    plan.add_argument(
        "--template", action="store_true", help="an empty table with a made-up example row"
    )
    plan.set_defaults(run=_export_plan, url=store_url)
    calendar = kinds.add_parser("calendar", help="a team's days for a calendar program (.ics)")
    calendar.add_argument("--team", required=True, metavar="ID", help="whose days these are")
    calendar.add_argument("--out", type=Path, metavar="FILE", help="where to write (default: here)")
    calendar.set_defaults(run=_export_calendar, url=store_url)
    for kind in (plan, calendar):
        store_option(kind)


def add_plan_import(kinds: Words, store_option: StoreOption, store_url: StoreUrl) -> None:
    """Add the kind ``plan`` to the word ``import``."""
    plan = kinds.add_parser(
        "plan",
        help="a table of goals, activities, measures or readings (CSV or XLSX)",
        description="Bring in a table of a team's plan. A row with an id changes its record, a row "
        "without one adds a record, and a row that is not there changes nothing.",
    )
    plan.add_argument("file", type=Path)
    plan.add_argument("--team", required=True, metavar="ID", help="whose plan it is")
    plan.add_argument("--occasion", default="", metavar="ID", help="the occasion it belongs to")
    plan.add_argument("--dry-run", action="store_true", help="show what each row would do only")
    plan.add_argument(
        "--partly", action="store_true", help="keep the good rows where others cannot be kept"
    )
    plan.add_argument("--json", action="store_true", help="print it as JSON")
    store_option(plan)
    plan.set_defaults(run=_import_plan, url=store_url)


def _export_plan(options: argparse.Namespace) -> int:
    from ciwidgets.formats.plans import write_plan
    from ciwidgets.results.plans.plan_files import plan_asked, plan_entries

    path = options.out or Path(f"{options.team}_{options.what}.xlsx")
    file_type: Literal["csv", "xlsx"] = "csv" if path.suffix.lower() == ".csv" else "xlsx"
    if path.suffix.lower() not in (".csv", ".xlsx"):
        raise CiwidgetsError(
            f"{path.name} ends with {path.suffix or 'nothing'}. Please end it with .xlsx or .csv."
        )
    with Store(options.url(options)) as store:
        program, _ = _program_with(store, options.team)
        asked = plan_asked(store, program, options.team)
        found = [] if options.template else plan_entries(store, options.team, options.what)
        written = write_plan(
            options.what, found, asked.cells, file_type, with_example=options.template
        )
    _write(path, written.data)
    return 0


def _export_calendar(options: argparse.Namespace) -> int:
    from ciwidgets.formats.calendar import calendar_file
    from ciwidgets.results.naming.names import names_of
    from ciwidgets.results.plans.dates import dated_things, for_a_calendar
    from ciwidgets.words import kernel_section

    with Store(options.url(options)) as store:
        program, team = _program_with(store, options.team)
        names = names_of(store, team.id)
        events = for_a_calendar(
            dated_things(store, program, team.id),
            kernel_section("timeline", "en"),
            lambda text, about: names.masked(text, "public", about),
        )
    data = calendar_file(events, title=team.name, owner=team.id)
    _write(options.out or Path(f"{options.team}.ics"), data)
    return 0


def _import_plan(options: argparse.Namespace) -> int:
    from ciwidgets.formats.decoding import read_bytes
    from ciwidgets.formats.plans import plan_drafts, read_plan
    from ciwidgets.results.plans.plan_files import plan_asked

    data = read_bytes(options.file, "the list")
    with Store(options.url(options)) as store:
        program, _ = _program_with(store, options.team, options.occasion)
        plan = read_plan(data, options.file.name, plan_asked(store, program, options.team))
        said = json.dumps(plan.summary(), indent=2, ensure_ascii=False)
        print(said if options.json else plan.text())
        if options.dry_run:
            print("This was a dry run: nothing was kept.", file=sys.stderr)
            return 0
        if plan.to_look_at and not options.partly:
            raise CiwidgetsError(
                f"{_rows(len(plan.to_look_at))} cannot be kept as it stands above, so nothing was "
                "kept. Please change the file, or keep the other rows with --partly."
            )
        drafts = plan_drafts(
            plan, team_id=options.team, request_id=new_id(), occasion=options.occasion
        )
        store.append(drafts)
    counts = plan.counts()
    print(
        f"Kept for {options.team}: {counts['new']} new and {counts['changed']} changed."
        if drafts
        else "Nothing in the file is new, so nothing was added.",
        file=sys.stderr,
    )
    return 0


def _program_with(store: Store, team_id: str, occasion: str = "") -> tuple[Program, Team]:
    from ciwidgets.enrolment import current_program

    program = current_program(store)
    team = team_of(program, team_id)
    if occasion and program.occasion(occasion) is None:
        raise WrongRequest(
            f"The program has no occasion {occasion!r}. Its occasions are "
            f"{', '.join(one.id for one in program.occasions)}."
        )
    return program, team


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise CiwidgetsError(
            f"{path} could not be written: {error.strerror or error}. Please choose another place "
            "with --out."
        ) from None
    print(path)


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"
