"""For tests: a list of a team that is full."""

from __future__ import annotations

from ciwidgets.model import Body, Draft
from tests.support.room import Page


def fill(page: Page, body: Body, count: int) -> None:
    """Keep a body so many times in the name of a page's team, as ``filled-0`` and so on."""
    who = page.visit.require_identity()
    page.visit.append(
        [
            Draft(
                f"filled-{number}",
                body,
                "f" * 22,
                team_id=who.team_id,
                author_id=who.person_id,
                occasion=who.occasion,
                ordinal=number,
            )
            for number in range(count)
        ]
    )
