"""A team's page for the public day, and the cards to print: wins, and names only with a yes."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from ciwidgets.enrolment import current_program
from ciwidgets.lookup import team_of
from ciwidgets.reports.batch.files import report_stem, write_whole
from ciwidgets.reports.look import render
from ciwidgets.reports.wording import counted, day
from ciwidgets.results.plans.public import made_possible_by, people_listed, public_page

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ciwidgets.model import Program, Team
    from ciwidgets.store import Store

PAGE, CARDS = "public.html.j2", "cards.html.j2"


def public_document(store: Store, program: Program, team: Team, template: str = PAGE) -> str:
    """Return a team's page for the public as one HTML file, or its ``CARDS`` to print."""
    return render(
        template,
        program=program,
        team=team,
        page=public_page(store, program, team.id),
        made_on=day(datetime.now(UTC).astimezone().date()),
        day=_day,
        listed=_listed,
        who=_who,
    )


def public_files(store: Store, program: Program, team_id: str) -> dict[str, str]:
    """Return a team's page and cards, as ``html`` and ``cards``; nothing before its first win.

    Raises:
        ReportError: for a team the program does not have.
        StoreError: when the store cannot be read.
    """
    team = team_of(program, team_id)
    if not public_page(store, program, team.id).wins:
        return {}
    templates = {"html": PAGE, "cards": CARDS}
    return {name: public_document(store, program, team, one) for name, one in templates.items()}


def write_public_pages(store: Store, team_id: str, out: Path) -> list[Path]:
    """Write a team's page and cards into a folder, and return the two files.

    Raises:
        ReportError: for a team the program does not have, or a folder that cannot be written.
        StoreError: when the store cannot be read.
    """
    program = current_program(store)
    team = team_of(program, team_id)
    stem = report_stem(team_id)
    files = [out / f"{stem}-public.html", out / f"{stem}-cards.html"]
    for file, template in zip(files, (PAGE, CARDS), strict=True):
        write_whole(file, public_document(store, program, team, template))
    return files


def nothing_public(store: Store, team_id: str) -> str:
    """Return why a team's page and cards show no win and what would change that, else nothing.

    Raises:
        ReportError: for a team the program does not have.
        StoreError: when the store cannot be read.
    """
    program = current_program(store)
    team = team_of(program, team_id)
    page = public_page(store, program, team.id)
    if page.wins:
        return ""
    if page.not_done:
        why = f"{counted(page.not_done, 'win is', 'wins are')} chosen for it, but not done yet."
    else:
        why = "Its project manager has chosen no win for the public yet."
    return f"{team.name}: both pages show no win. {why} Then write them again."


def _day(when: date | None) -> str:
    return day(when) if when else ""


def _who(people: Sequence[str]) -> str:
    return people_listed(made_possible_by(people))


def _listed(these: tuple[str, ...]) -> str:
    """Return things as one would say them: a, b and c."""
    return " and ".join(filter(None, (", ".join(these[:-1]), *these[-1:])))
