"""One made-up person: joins with a code, and does what a page would do in the step of the room."""

from __future__ import annotations

import random
import secrets
from typing import Any

from ciwidgets.errors import CiwidgetsError
from ciwidgets.rehearsal.acts import ACTS
from ciwidgets.rehearsal.sayings import Sayings
from ciwidgets.shipped import workbook_path
from ciwidgets.store import Store
from ciwidgets.visit.breakouts.arriving import GROUPS_WORKBOOK
from ciwidgets.visit.exercise import Exercise
from ciwidgets.visit.exercise_named import exercise_named
from ciwidgets.visit.exercises import Exercises
from ciwidgets.visit.identity import Identity
from ciwidgets.visit.page import Shown
from ciwidgets.workbook import read_workbook

_NAMELESS = 0.3


class _Page(Exercises):
    """A page that nobody looks at."""

    def _show(self, part: Shown) -> Shown:
        self.parts.append(part)
        return part


class Player:
    """A made-up person of a team, at one occasion; the same one in every rehearsal of it."""

    def __init__(self, store: Store, code: str, number: int, says: Sayings) -> None:
        """Know by which code this person comes in; ``number`` tells them from the others."""
        self._store = store
        self._code = code
        self._number = number
        self._says = says
        self._identity: Identity | None = None
        self._step = ""
        self._parts: list[Exercise[Any]] = []

    def act(self, step: str, chance: random.Random) -> bool:
        """Do one thing in a step; say whether there was anything to do."""
        if step != self._step:
            self._open(step, chance)
        for part in self._parts:
            page = part.visit
            page.catch_up()
            part.refresh()
            if part.closes and not part.is_open:
                continue
            content = ACTS[type(part)](part.widget, chance, self._says)
            if content is None:
                continue
            try:
                part.receive({**content, "request_id": secrets.token_urlsafe(18)})
            except CiwidgetsError:
                continue  # closed a moment ago, or somebody was quicker: as it happens to people
            return True
        return False

    def _open(self, step: str, chance: random.Random) -> None:
        """Open the page of a step; groups across teams have codes that nobody gave them."""
        self._step, self._parts = step, []
        workbook, _, step_id = step.partition("/")
        path = workbook_path(workbook) if workbook != GROUPS_WORKBOOK else None
        found = [one for one in read_workbook(path).steps if one.id == step_id] if path else []
        if not found:
            return
        page = _Page(workbook, self._store, "en")
        page.become(self._join(page, chance))
        for cell in found[0].exercises:
            if exercise_named(cell.name) in ACTS:
                part = getattr(page, cell.name)(cell.key, **dict(cell.options))
                self._parts.append(part)

    def _join(self, page: _Page, chance: random.Random) -> Identity:
        if self._identity is None:
            name = chance.choice(self._says.names) if chance.random() > _NAMELESS else ""
            sectors = [one.id for one in page.program.sectors] or [""]
            # One request is one person, so a rehearsal begun again has the same twelve.
            request_id = f"rehearsal-{self._code.lower().replace('-', '')}-{self._number:02}"
            sector = sectors[self._number % len(sectors)]
            self._identity = page.door.join(self._code, name, sector, request_id).identity
        return self._identity
