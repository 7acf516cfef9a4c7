"""``ciwidgets import``: bring in a file people already have, once it was shown what it holds.

Law: imports enrolment, formats and the store; only the command imports it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ciwidgets.commands.importing_kept import check_target, keep
from ciwidgets.commands.plans import add_plan_import
from ciwidgets.commands.records import add_record_import
from ciwidgets.model import Draft
from ciwidgets.store import Store

if TYPE_CHECKING:
    from ciwidgets.formats import SurveyFile
    from ciwidgets.model import Program

Words = Any  # argparse does not name the type of its own subparsers in public
StoreOption = Callable[[argparse.ArgumentParser], None]
StoreUrl = Callable[[argparse.Namespace], str]


def add_import(words: Words, store_option: StoreOption, store_url: StoreUrl) -> None:
    """Add the word ``import`` with its kinds; both callables are those of the other words."""
    bring = words.add_parser("import", help="bring in a file people already have")
    kinds = bring.add_subparsers(required=True, metavar="KIND")
    survey = kinds.add_parser("survey", help="the export of a survey program (CSV or XLSX)")
    _add_common(survey, "whose answers these are")
    _add_survey_options(survey)
    survey.set_defaults(run=_import_survey, url=store_url)
    indicators = kinds.add_parser(
        "indicators", help="local numbers: CDC WONDER, VSRR, or the plain template (CSV or XLSX)"
    )
    _add_common(indicators, "whose numbers these are")
    indicators.add_argument(
        "--place", action="append", default=[], metavar="NAME", help="keep this place; repeatable"
    )
    indicators.add_argument(
        "--measure",
        action="append",
        default=[],
        metavar="NAME",
        help="keep this count, or name the only one there is; repeatable",
    )
    indicators.set_defaults(run=_import_indicators, url=store_url)
    maps = kinds.add_parser(
        "map", help="mental models: Mental Modeler, matrices, M-Tool, Kumu, GraphML"
    )
    _add_common(maps, "whose maps these are")
    _add_map_options(maps)
    maps.set_defaults(run=_import_maps, url=store_url)
    for kind in (survey, indicators, maps):
        store_option(kind)
    for add in (add_plan_import, add_record_import):
        add(kinds, store_option, store_url)


def _add_common(kind: argparse.ArgumentParser, whose: str) -> None:
    kind.add_argument("file", type=Path)
    kind.add_argument("--team", metavar="ID", help=whose)
    kind.add_argument("--title", default="", help="what to call it in the report")
    kind.add_argument("--occasion", default="", metavar="ID", help="the occasion it belongs to")
    kind.add_argument("--dry-run", action="store_true", help="show what was understood only")
    kind.add_argument("--json", action="store_true", help="print it as JSON")


def _add_survey_options(survey: argparse.ArgumentParser) -> None:
    survey.add_argument("--format", default="", metavar="NAME", help="plain, redcap, ...")
    survey.add_argument("--dictionary", type=Path, metavar="FILE", help="REDCap's data dictionary")
    survey.add_argument("--comments", type=Path, metavar="FILE", help="the comments of Polis")
    survey.add_argument("--sheet", default="", metavar="NAME", help="the sheet of a workbook")
    survey.add_argument(
        "--map",
        choices=("auto", "none"),
        default="none",
        help="auto: count questions worded like the program's statements as those",
    )


def _add_map_options(maps: argparse.ArgumentParser) -> None:
    maps.add_argument(
        "--as",
        dest="counts_as",
        choices=("person", "group"),
        default="",
        help="each map is one person's and counts among the team's, or is a group's own "
        "(default: what the file looks like)",
    )
    maps.add_argument("--sheet", default="", metavar="NAME", help="one sheet of a workbook alone")
    maps.add_argument("--sector", default="", metavar="ID", help="the sector these people are of")
    maps.add_argument(
        "--words", type=Path, metavar="FILE", help="the list of words of a file of edge tuples"
    )


def _import_survey(options: argparse.Namespace) -> int:
    from ciwidgets.formats import read_survey, survey_drafts

    check_target(options)
    program = _program(options) if options.map == "auto" else None
    understood = read_survey(
        options.file,
        title=options.title,
        format=options.format,
        dictionary=options.dictionary,
        comments=options.comments,
        sheet=options.sheet,
        scales=program.scales if program else (),
    )
    if program:
        understood = _mapped(understood, program)
    summary = understood.summary()
    return _show_and_keep(
        options,
        summary,
        understood.text(),
        lambda: survey_drafts(understood, team_id=options.team, occasion=options.occasion),
        f"the answers of {_many(summary['people'], 'person', 'people')}",
    )


def _program(options: argparse.Namespace) -> Program:
    from ciwidgets.enrolment import current_program

    with Store(options.url(options)) as store:
        return current_program(store)


def _mapped(understood: SurveyFile, program: Program) -> SurveyFile:
    """Return the file with its questions counted as the program's statements, by their words."""
    for survey in program.surveys:
        found = understood.match(survey)
        understood = understood.with_mapping(survey, program.scale(survey.scale), found)
    return understood


def _import_indicators(options: argparse.Namespace) -> int:
    from ciwidgets.formats import indicator_drafts, read_indicators

    check_target(options)
    understood = read_indicators(
        options.file, places=options.place, measures=options.measure, title=options.title
    )
    summary = understood.summary()
    return _show_and_keep(
        options,
        summary,
        understood.text(),
        lambda: indicator_drafts(understood, team_id=options.team, occasion=options.occasion),
        _many(summary["rows"], "row of numbers", "rows of numbers"),
    )


def _import_maps(options: argparse.Namespace) -> int:
    from ciwidgets.formats.maps import map_drafts, read_maps

    check_target(options)
    understood = read_maps(
        options.file, title=options.title, words=options.words, sheet=options.sheet
    )
    counts_as = options.counts_as or understood.counts_as
    summary = {**understood.summary(), "counts_as": counts_as}
    several = len(understood.maps) > 1
    whose = "a person's own" if counts_as == "person" else "a group's own"
    alone = "; --sheet reads one of them" if several and understood.format == "matrix" else ""
    return _show_and_keep(
        options,
        summary,
        f"{understood.text()}\n\n{'Each' if several else 'The'} map is taken for {whose}; --as "
        f"says otherwise{alone}.",
        lambda: map_drafts(
            understood,
            team_id=options.team,
            occasion=options.occasion,
            counts_as=counts_as,
            sector=options.sector,
            title=options.title,
        ),
        _many(len(understood.maps), "map", "maps"),
        _after_maps(counts_as, options.occasion, several=several),
    )


def _after_maps(counts_as: str, occasion: str, *, several: bool) -> str:
    """Say what happens with maps once they are kept."""
    if counts_as == "person":
        when = f" at the occasion {occasion}" if occasion else ""
        return (
            f"{'They count' if several else 'It counts'} with the team's maps once the step “My "
            f"map” of the workbook on mental models is closed{when}; where it is closed already, "
            "once it was opened and closed again."
        )
    stand = "They stand" if several else "It stands"
    return f"{stand} beside the team's map on the page and in the report."


def _show_and_keep(
    options: argparse.Namespace,
    summary: dict[str, Any],
    text: str,
    drafts: Callable[[], Sequence[Draft]],
    what: str,
    after: str = "",
) -> int:
    print(json.dumps(summary, indent=2, ensure_ascii=False) if options.json else text)
    if options.dry_run:
        team = "" if options.team else " To keep it, say with --team whose it is."
        print(f"This was a dry run: nothing was kept.{team}", file=sys.stderr)
        return 0
    said = keep(options, drafts())
    print(said or f"Kept for {options.team}: {what}. {after}".rstrip(), file=sys.stderr)
    return 0


def _many(count: int, one: str, several: str) -> str:
    return f"1 {one}" if count == 1 else f"{count:,} {several}"
