"""A room for tests: a small program in memory, and people whose pages are scripted."""

from __future__ import annotations

import itertools
import secrets
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from ciwidgets.enrolment import codes, load_program
from ciwidgets.model import (
    Body,
    Draft,
    Occasion,
    Program,
    Role,
    Scale,
    Sector,
    Statement,
    Survey,
    Team,
    new_id,
)
from ciwidgets.store import Store
from ciwidgets.visit import Visit

SECTORS = ("law", "health", "faith")
RATING = "needs_assessment/how-we-see-it"
BOARD = "needs_assessment/what-hurts-most"
VOTE = "needs_assessment/what-first"
NEEDS = "needs_assessment/our-needs"


def small_program() -> Program:
    """Return a made-up program of two teams and two forums."""
    return Program(
        name="Made-up program",
        made_up=True,
        support="Made-up line of support.",
        records="Made-up line on records.",
        current_occasion="forum-2",
        occasions=[
            Occasion(id="forum-1", name="Forum 1", date=date(2026, 1, 10)),
            Occasion(id="forum-2", name="Forum 2", date=date(2026, 5, 10)),
        ],
        teams=[Team(id="ash", name="Ash County"), Team(id="elm", name="Elm County")],
        sectors=[Sector(id=one, name=one.title()) for one in SECTORS],
        scales=[Scale(id="agree", labels=["No", "Rather no", "Partly", "Rather yes", "Yes"])],
        surveys=[
            Survey(
                id="pulse",
                title="Pulse",
                scale="agree",
                statements=[
                    Statement(id="talk", text="We talk."),
                    Statement(id="trust", text="We trust each other."),
                ],
            )
        ],
    )


@dataclass
class Page:
    """One person's page of the needs assessment, scripted: it sends what a page would send."""

    store: Store
    workbook: str = "needs_assessment"
    visit: Visit = field(init=False)

    def __post_init__(self) -> None:
        """Run the workbook's cells."""
        self.visit = Visit(self.workbook, store=self.store, is_live=False)
        self.strip = self.visit.join_strip()
        self.rating = self.visit.rating("how-we-see-it", survey="pulse")
        self.board = self.visit.idea_board("what-hurts-most")
        self.vote = self.visit.dot_vote("what-first", on="what-hurts-most")
        self.needs = self.visit.need_choice("our-needs", on="what-hurts-most", after="what-first")

    def send(self, bound: Any, type: str, **content: Any) -> dict[str, Any]:  # noqa: A002
        """Send a message as the page of this person would, and return the reply."""
        message = {"type": type, "request_id": secrets.token_urlsafe(18), **content}
        return self.visit.receive(bound, message)

    def join(self, code: str, sector: str = "law", name: str = "") -> dict[str, Any]:
        """Join with a code; the reply must say joined."""
        reply = self.send(self.strip, "join", code=code, sector=sector, name=name)
        assert reply["type"] == "joined", reply
        return reply

    def rate(self, base_revision: int = 0, **answers: int | str) -> dict[str, Any]:
        """Save answers to the survey."""
        return self.send(self.rating, "save", base_revision=base_revision, answers=answers)

    def add_idea(self, text: str) -> str:
        """Add an idea and return its id."""
        record_id = f"idea-{secrets.token_hex(8)}"
        reply = self.send(self.board, "add", record_id=record_id, text=text)
        assert reply["type"] == "saved", reply
        return record_id

    def set_step(self, bound: Any, *, is_open: bool) -> dict[str, Any]:
        """Open or close a step."""
        return self.send(bound, "step", is_open=is_open)


@dataclass
class Room:
    """A store with the small program, its codes, and people to come in."""

    store: Store

    def __post_init__(self) -> None:
        """Load the program."""
        self.program = small_program()
        load_program(self.store, self.program)
        self._sectors = itertools.cycle(SECTORS)

    def code(self, team: str = "ash", role: Role = Role.PARTICIPANT) -> str:
        """Return the code of a role in a team at the occasion going on."""
        return next(
            one.code
            for one in codes(self.store)
            if one.role is role
            and (role is Role.FACILITATOR or one.team_id == team)
            and (role is not Role.PARTICIPANT or one.occasion_id == "forum-2")
        )

    def keep(self, record_id: str, body: Body, team: str = "ash", author_id: str = "") -> None:
        """Keep an entry of a team as if some page had said it."""
        before = self.store.get(record_id)
        base = before.revision if before else 0
        self.store.append(
            [Draft(record_id, body, new_id(), team, author_id, "forum-2", base_revision=base)]
        )

    def person(
        self,
        team: str = "ash",
        role: Role = Role.PARTICIPANT,
        sector: str = "",
        name: str = "",
    ) -> Page:
        """Return the page of a new person of a team."""
        page = Page(self.store)
        page.join(self.code(team, role), sector=sector or next(self._sectors), name=name)
        if role is Role.FACILITATOR:
            page.send(page.strip, "look", team_id=team)
        return page

    def people(self, count: int, team: str = "ash") -> list[Page]:
        """Return several people's pages."""
        return [self.person(team) for _ in range(count)]


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Room:
    """A room on a store in memory; widgets carry no code, as on our own server's pages."""
    monkeypatch.setenv("CIWIDGETS_PAGE_LOADS_CODE", "1")
    monkeypatch.setenv("VOILA_REQUEST_URL", "http://127.0.0.1:8866/needs_assessment")
    return Room(Store("sqlite://"))
