"""The first page of a folder of reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ciwidgets.reports.batch.job import PUBLIC
from ciwidgets.reports.batch.jobs import FACULTY
from ciwidgets.reports.documents.formats import FORMATS
from ciwidgets.reports.look import render
from ciwidgets.reports.wording import at, day

if TYPE_CHECKING:
    from ciwidgets.model import Program
    from ciwidgets.reports.batch.manifest import Made, Manifest, Row

_PUBLIC_LABELS = {"html": "Page for the public day", "cards": "Cards to print"}


@dataclass(frozen=True, slots=True)
class Link:
    """A file of a report, or the reason why this format is not there."""

    label: str
    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class Line:
    """A report on the page; a team's line has the files for the public day as well.

    ``run`` says of which earlier run it is, empty for one that this run was asked for; ``aside``
    says which files of an earlier run were put aside, ``earlier`` leads to them.
    """

    row: Row
    run: str
    links: tuple[Link, ...]
    aside: str = ""
    earlier: tuple[Link, ...] = ()
    is_new: bool = False
    public: tuple[Link, ...] = ()
    public_reason: str = ""


def index_page(manifest: Manifest, program: Program) -> str:
    """Return the page: each team's files, faculty's documents, what is not there and why."""
    public = {row.team: row for row in manifest.rows if row.kind == PUBLIC}
    as_of = program.occasion(manifest.as_of)
    return render(
        "batch.html.j2",
        manifest=manifest,
        teams=[
            _team(row, public.get(row.team), program) for row in manifest.rows if _is_a_teams(row)
        ],
        faculty=[
            Line(row, _run(row, program), _links(row), *_aside(row), row.is_made_now)
            for row in manifest.rows
            if row.kind in FACULTY
        ],
        # Where all is new, a mark at each would say nothing.
        is_marked=not all(row.is_made_now for row in manifest.rows),
        no_page=any(not public.get(row.team) for row in manifest.rows if _is_a_teams(row))
        and any(not _is_a_teams(row) for row in manifest.rows)
        and not manifest.as_of,
        made_on=_moment(manifest),
        as_of=at(as_of) if as_of else "",
    )


def _is_a_teams(row: Row) -> bool:
    return row.kind not in FACULTY and row.kind != PUBLIC


def _team(row: Row, public: Row | None, program: Program) -> Line:
    files, reason = (_links(public), public.reason) if public else ((), "")
    run = _run(row, program)
    if public and public.status == "outdated" and not run:
        run = f"Page for the public day: {_run(public, program)}"
    is_new = row.is_made_now or bool(public and public.is_made_now)
    aside, earlier = _aside(row)
    if public and public.earlier and not earlier:
        aside, earlier = _aside(public)
    return Line(row, run, _links(row), aside, earlier, is_new, files, reason)


def _run(row: Row, program: Program) -> str:
    if row.is_asked or not row.made_on:
        return ""
    as_of = program.occasion(row.as_of)
    until = f", as things stood at the end of {at(as_of)}" if as_of else ""
    changed = " Since then, what it is made from has changed." if row.status == "outdated" else ""
    return f"From the run of {day(date.fromisoformat(row.made_on))}{until}.{changed}"


def _aside(row: Row) -> tuple[str, tuple[Link, ...]]:
    if not row.earlier:
        return "", ()
    what = "What was made" if len(row.earlier) > 1 else "The file made"
    when = day(date.fromisoformat(row.earlier_on))
    links = tuple(Link(one.file, one.file, "") for one in row.earlier)
    return f"{what} on {when} was put aside:", links


def _moment(manifest: Manifest) -> str:
    """Return day and hour of a run as people write them, ``November 22, 2026, 9:40 pm``."""
    on = day(date.fromisoformat(manifest.made_on))
    if not manifest.made_at:
        return on
    hour, minute = manifest.made_at.split(":")
    return f"{on}, {int(hour) % 12 or 12}:{minute} {'am' if int(hour) < 12 else 'pm'}"


def _links(row: Row) -> tuple[Link, ...]:
    return tuple(Link(_label(row, one), one.file, one.reason) for one in row.files)


def _label(row: Row, one: Made) -> str:
    return _PUBLIC_LABELS[one.format] if row.kind == PUBLIC else FORMATS[one.format].label
