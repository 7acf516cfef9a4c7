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

from ciwidgets.errors import CiwidgetsError, RequestReused
from ciwidgets.model import Draft
from ciwidgets.store import Store

if TYPE_CHECKING:
    from ciwidgets.formats import SurveyFile

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
    for kind in (survey, indicators):
        store_option(kind)


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


def _import_survey(options: argparse.Namespace) -> int:
    from ciwidgets.formats import read_survey, survey_drafts

    understood = read_survey(
        options.file,
        title=options.title,
        format=options.format,
        dictionary=options.dictionary,
        comments=options.comments,
        sheet=options.sheet,
    )
    if options.map == "auto":
        understood = _mapped(understood, options)
    summary = understood.summary()
    return _show_and_keep(
        options,
        summary,
        understood.text(),
        lambda: survey_drafts(understood, team_id=options.team, occasion=options.occasion),
        f"the answers of {_many(summary['people'], 'person', 'people')}",
    )


def _mapped(understood: SurveyFile, options: argparse.Namespace) -> SurveyFile:
    """Return the file with its questions counted as the program's statements, by their words."""
    from ciwidgets.enrolment import current_program

    with Store(options.url(options)) as store:
        program = current_program(store)
    for survey in program.surveys:
        found = understood.match(survey)
        understood = understood.with_mapping(survey, program.scale(survey.scale), found)
    return understood


def _import_indicators(options: argparse.Namespace) -> int:
    from ciwidgets.formats import indicator_drafts, read_indicators

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


def _show_and_keep(
    options: argparse.Namespace,
    summary: dict[str, Any],
    text: str,
    drafts: Callable[[], Sequence[Draft]],
    what: str,
) -> int:
    print(json.dumps(summary, indent=2, ensure_ascii=False) if options.json else text)
    if options.dry_run:
        print("This was a dry run: nothing was kept.", file=sys.stderr)
        return 0
    added = _keep(options, drafts)
    print(
        f"Kept for {options.team}: {what}."
        if added
        else "This file had been brought in before; nothing was added.",
        file=sys.stderr,
    )
    return 0


def _keep(options: argparse.Namespace, drafts: Callable[[], Sequence[Draft]]) -> int:
    """Append the drafts for the team and return how many entries were new."""
    from ciwidgets.enrolment import current_program

    with Store(options.url(options)) as store:
        program = current_program(store)
        if not options.team or program.team(options.team) is None:
            raise CiwidgetsError(
                f"The program has no team {options.team or ''!r}. Say whose these are with --team "
                f"and one of: {', '.join(team.id for team in program.teams)}."
            )
        before = store.last_seq()
        try:
            store.append(drafts())
        except RequestReused:
            raise CiwidgetsError(
                f"{options.file.name} was brought in before under another title, or by another "
                "version of this command, which understood it differently. What was kept then "
                "stays; nothing was added."
            ) from None
        return store.last_seq() - before


def _many(count: int, one: str, several: str) -> str:
    return f"1 {one}" if count == 1 else f"{count:,} {several}"
