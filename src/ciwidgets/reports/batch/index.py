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
    from ciwidgets.model import Occasion
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
    """A report on the page; a team's line has the files for the public day as well."""

    row: Row
    links: tuple[Link, ...]
    public: tuple[Link, ...] = ()
    public_reason: str = ""


def index_page(manifest: Manifest, as_of: Occasion | None) -> str:
    """Return the page: each team's files, faculty's documents, what is not there and why."""
    public = {row.team: row for row in manifest.rows if row.kind == PUBLIC}
    return render(
        "batch.html.j2",
        manifest=manifest,
        teams=[_team(row, public.get(row.team)) for row in manifest.rows if _is_a_teams(row)],
        faculty=[Line(row, _links(row)) for row in manifest.rows if row.kind in FACULTY],
        has_public=bool(public),
        made_on=day(date.fromisoformat(manifest.made_on)),
        as_of=at(as_of) if as_of else "",
    )


def _is_a_teams(row: Row) -> bool:
    return row.kind not in FACULTY and row.kind != PUBLIC


def _team(row: Row, public: Row | None) -> Line:
    return Line(row, _links(row), _links(public) if public else (), public.reason if public else "")


def _links(row: Row) -> tuple[Link, ...]:
    return tuple(Link(_label(row, one), one.file, one.reason) for one in row.files)


def _label(row: Row, one: Made) -> str:
    return _PUBLIC_LABELS[one.format] if row.kind == PUBLIC else FORMATS[one.format].label
