"""``ciwidgets import``: bring in a file people already have, once it was shown what it holds.

Law: imports enrolment, formats and the store; only the command imports it.
"""

from __future__ import annotations

import argparse
import difflib
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ciwidgets.errors import CiwidgetsError, Conflict, RequestReused
from ciwidgets.model import Draft
from ciwidgets.store import Store

if TYPE_CHECKING:
    from ciwidgets.formats import SurveyFile
    from ciwidgets.model import Entry, Program

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
    maps.add_argument("--sector", default="", metavar="ID", help="the sector these people are of")
    maps.add_argument(
        "--words", type=Path, metavar="FILE", help="the list of words of a file of edge tuples"
    )


def _import_survey(options: argparse.Namespace) -> int:
    from ciwidgets.formats import read_survey, survey_drafts

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

    understood = read_maps(options.file, title=options.title, words=options.words)
    counts_as = options.counts_as or understood.counts_as
    if options.sector:
        _check_sector(options.sector, _program(options))
    summary = {**understood.summary(), "counts_as": counts_as}
    whose = "a person's own" if counts_as == "person" else "a group's own"
    return _show_and_keep(
        options,
        summary,
        f"{understood.text()}\n\nEach map is taken for {whose}; --as says otherwise.",
        lambda: map_drafts(
            understood,
            team_id=options.team,
            occasion=options.occasion,
            counts_as=counts_as,
            sector=options.sector,
            title=options.title,
        ),
        _many(len(understood.maps), "map", "maps"),
    )


def _check_sector(sector: str, program: Program) -> None:
    known = [one.id for one in program.sectors]
    if sector not in known:
        raise CiwidgetsError(
            f"The program has no sector {sector[:60]!r}. Its sectors are "
            f"{', '.join(known) or 'none'}."
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
    said = _keep(options, drafts)
    print(said or f"Kept for {options.team}: {what}.", file=sys.stderr)
    return 0


def _keep(options: argparse.Namespace, drafts: Callable[[], Sequence[Draft]]) -> str:
    """Append the drafts for the team, and say so where there was nothing to add."""
    from ciwidgets.enrolment import current_program

    with Store(options.url(options)) as store:
        program = current_program(store)
        if not options.team or program.team(options.team) is None:
            raise CiwidgetsError(
                f"The program has no team {options.team or ''!r}. Say whose these are with --team "
                f"and one of: {', '.join(team.id for team in program.teams)}."
            )
        _check_occasion(options.occasion, program)
        batch = drafts()
        here = _here_already(store, options.team, batch[0])
        if here is not None and (
            here.record_id != batch[0].record_id
            or here.retracted
            or here.occasion != options.occasion
        ):
            return _said_of(here)
        before = store.last_seq()
        try:
            store.append(batch)
        except (Conflict, RequestReused):
            raise CiwidgetsError(
                f"{options.file.name} was brought in before under another title, or by another "
                "version of this command, which understood it differently. What was kept then "
                "stays; nothing was added."
            ) from None
        is_new = store.last_seq() > before
        return "" if is_new else "This file had been brought in before; nothing was added."


def _check_occasion(occasion: str, program: Program) -> None:
    known = [one.id for one in program.occasions]
    if occasion and occasion not in known:
        near = difflib.get_close_matches(occasion, known, n=1, cutoff=0)
        raise CiwidgetsError(
            f"The program has no occasion {occasion[:60]!r}. "
            + (f"Did you mean {near[0]!r}? " if near else "")
            + f"Its occasions are {', '.join(known) or 'none'}."
        )


def _here_already(store: Store, team_id: str, draft: Draft) -> Entry[Any] | None:
    """Return what the team has this file as, at whatever occasion, taken off again or not."""
    body: Any = draft.body
    found = [
        one
        for one in store.current(type(body), team_id=team_id, with_retracted=True)
        # A map's id comes from its file alone, whatever the occasion.
        if one.record_id == draft.record_id
        # Of numbers one file may be brought in parts: other places are other rows.
        or (
            getattr(one.body, "file_sha256", None) == getattr(body, "file_sha256", "")
            and getattr(one.body, "rows", None) == getattr(body, "rows", None)
        )
    ]
    return min(found, key=lambda one: one.retracted, default=None)


def _said_of(here: Entry[Any]) -> str:
    where = f" for the occasion {here.occasion}" if here.occasion else ""
    before = f"This file was brought in before as “{here.body.title}”{where}"
    if here.retracted:
        return f"{before} and taken off again; nothing was added. A page can bring it back."
    return f"{before}; nothing was added."


def _many(count: int, one: str, several: str) -> str:
    return f"1 {one}" if count == 1 else f"{count:,} {several}"
