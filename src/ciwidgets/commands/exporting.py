"""``ciwidgets export``: take out what a team has, in a format other programs read.

Law: imports enrolment, formats, results and the store; only the command imports it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ciwidgets.commands.plans import add_plan_exports
from ciwidgets.commands.records import add_record_export
from ciwidgets.commands.records_request import add_records_request
from ciwidgets.errors import CiwidgetsError, WrongRequest
from ciwidgets.lookup import team_of
from ciwidgets.store import Store

if TYPE_CHECKING:
    from ciwidgets.formats.maps import Written
    from ciwidgets.model import Program

Words = Any  # argparse does not name the type of its own subparsers in public
StoreOption = Callable[[argparse.ArgumentParser], None]
StoreUrl = Callable[[argparse.Namespace], str]

PEOPLE = "people"
WORKBOOK = "mental_models"
FORMATS = ("mmp", "csv", "xlsx", "kumu", "graphml")


def add_export(words: Words, store_option: StoreOption, store_url: StoreUrl) -> None:
    """Add the word ``export`` with its kinds; both callables are those of the other words."""
    take = words.add_parser("export", help="take out what a team has, for other programs")
    add_records_request(take, store_option, store_url)
    kinds = take.add_subparsers(metavar="KIND")
    maps = kinds.add_parser("map", help="a map of a team, for Mental Modeler, Kumu and others")
    maps.add_argument("--team", required=True, metavar="ID", help="whose map it is")
    maps.add_argument(
        "--map",
        default="",
        metavar="ID",
        help="a group's map from a file by its record, or “people”: the team's own map once it is "
        "closed (default: the only one there is)",
    )
    maps.add_argument("--format", required=True, choices=FORMATS)
    maps.add_argument("--occasion", default="", metavar="ID", help="the team's own map of then")
    maps.add_argument("--out", type=Path, metavar="FILE", help="where to write (default: here)")
    store_option(maps)
    maps.set_defaults(run=_export_map, url=store_url)
    for add in (add_plan_exports, add_record_export):
        add(kinds, store_option, store_url)


def _export_map(options: argparse.Namespace) -> int:
    from ciwidgets.enrolment import current_program

    with Store(options.url(options)) as store:
        program = current_program(store)
        team_of(program, options.team)
        if options.map == PEOPLE:
            written = _people_map(store, program, options)
        else:
            written = _map_from_a_file(store, options)
    path = options.out or Path(written.file_name)
    try:
        path.write_bytes(written.data)
    except OSError as error:
        raise CiwidgetsError(
            f"{path} could not be written: {error.strerror or error}. Please choose another place "
            "with --out."
        ) from None
    print(path)
    for said in written.lost:
        print(f"Please note: {said}", file=sys.stderr)
    return 0


def _map_from_a_file(store: Store, options: argparse.Namespace) -> Written:
    from ciwidgets.formats.maps import write_map
    from ciwidgets.results.maps.team import group_maps

    found = {entry.record_id: entry.body for entry in group_maps(store, options.team)}
    chosen = [found[options.map]] if options.map in found else list(found.values())
    if not found:
        raise CiwidgetsError(
            f"Team {options.team!r} has no map of a group from a file. Its own map, once it is "
            f"closed, is written with --map {PEOPLE}."
        )
    if len(chosen) != 1 or (options.map and options.map not in found):
        known = "\n".join(f"  {record}  {body.title}" for record, body in found.items())
        raise CiwidgetsError(
            f"Team {options.team!r} has {'no such map' if options.map else 'more than one map'} of "
            f"a group from a file. Say which with --map, or “{PEOPLE}” for the team's own:\n{known}"
        )
    body = chosen[0]
    return write_map(
        options.format, body.title, body.words, body.links, body.scenarios, body.group_names
    )


def _people_map(store: Store, program: Program, options: argparse.Namespace) -> Written:
    """Write what closed maps show together: no link that fewer than three people drew."""
    from ciwidgets.formats.maps import write_map
    from ciwidgets.results.maps.occasions import closed_maps_at
    from ciwidgets.results.maps.team import team_map
    from ciwidgets.shipped import workbook_path
    from ciwidgets.workbook import read_workbook

    if options.occasion and program.occasion(options.occasion) is None:
        raise WrongRequest(
            f"The program has no occasion {options.occasion!r}. Its occasions are "
            f"{', '.join(one.id for one in program.occasions) or 'none'}."
        )
    path = workbook_path(WORKBOOK)
    workbook = read_workbook(path) if path else None
    maps, words = (
        cell.key if workbook and (cell := workbook.exercise(name)) else ""
        for name in ("my_map", "our_words")
    )
    in_order = sorted(program.occasions, key=lambda one: one.date)
    team = (store, program, options.team, maps)
    occasion = options.occasion or closed_maps_at(*team, in_order[-1].id)
    shown = team_map(*team, words, occasion)
    if shown is not None and shown.too_few:
        raise CiwidgetsError(
            f"Team {options.team!r} has a map once five people have handed in theirs; so far too "
            "few did."
        )
    if shown is not None:
        named = program.team(options.team)
        return write_map(options.format, named.name if named else options.team, *shown.as_drawn())
    raise CiwidgetsError(
        f"Team {options.team!r} has no map of its own yet: it is there once the step “my map” of "
        "the workbook on mental models is closed."
    )
