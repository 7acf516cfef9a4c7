"""The rehearsal of a room: who takes part, and when each of them does something."""

from __future__ import annotations

import logging
import math
import os
import random
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from ciwidgets.enrolment import codes, current_program
from ciwidgets.errors import CiwidgetsError
from ciwidgets.model import Rehearsal, Role, RoomPlace
from ciwidgets.rehearsal.player import Player
from ciwidgets.rehearsal.sayings import read_sayings
from ciwidgets.results.room.going import occasion_of, place_of
from ciwidgets.store import Store

PEOPLE: Final = 12
# Two tables of six: with fewer than five nothing would be shown.
TEAMS: Final = 2
_BEAT_SECONDS: Final = 0.5
_FIRST: Final = (1.0, 8.0)
_PAUSE: Final = (2.0, 9.0)
_AT_A_BEAT: Final = 2
# How many times as quick as people they are, so that a test need not wait as a room does.
PACE_VARIABLE: Final = "CIWIDGETS_REHEARSAL_PACE"
_QUICKEST: Final = 20.0
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Due:
    player: Player
    at: float


class RehearsedRoom:
    """Twelve made-up people in the step the room is at, for as long as a facilitator wants them."""

    def __init__(self, store: Store, chance: random.Random | None = None) -> None:
        """Begin with nobody."""
        self._store = store
        self._chance = chance or random.Random()  # noqa: S311 - no secret
        self._says = read_sayings()
        self._place = ("", "")
        self._people: list[_Due] = []

    def beat(self, now: float) -> int:
        """Let those whose turn has come do something; return how many did.

        ``now`` is in seconds of a clock that never goes back.
        """
        step, occasion = self._where()
        if not step:
            self._people, self._place = [], ("", "")
            return 0
        if (step, occasion) != self._place:
            self._begin(step, occasion, now)
        due = sorted((one for one in self._people if one.at <= now), key=lambda one: one.at)
        acted = 0
        for one in due[:_AT_A_BEAT]:
            one.at = now + self._chance.uniform(*_PAUSE)
            acted += self._act(one, step)
        return acted

    def _act(self, one: _Due, step: str) -> bool:
        try:
            return one.player.act(step, self._chance)
        except CiwidgetsError:
            return False  # a store that is busy now is asked again
        except Exception:  # noqa: BLE001  # one who fails must not take the rest along
            _log.exception("A made-up person cannot go on in %s, and rests until it is over.", step)
            one.at = math.inf
            return False

    def _where(self) -> tuple[str, str]:
        """Return the step and the occasion of the room; no step while there is no rehearsal."""
        wanted = next(iter(self._store.current(Rehearsal)), None)
        if wanted is None or not wanted.body.is_on:
            return "", ""
        program = current_program(self._store)
        now = datetime.now(UTC)
        place = place_of(self._store, now)
        step = place.body.step if place is not None and program.made_up else ""
        chosen = next(iter(self._store.current(RoomPlace)), None)
        return step, occasion_of(chosen, program, now)

    def _begin(self, step: str, occasion: str, now: float) -> None:
        is_new = occasion != self._place[1]
        self._place = (step, occasion)
        if is_new:
            self._people = [_Due(player, now) for player in self._players(occasion)]
        for one in self._people:
            one.at = now + self._chance.uniform(*_FIRST)

    def _players(self, occasion: str) -> list[Player]:
        tables = [
            one.code
            for one in codes(self._store)
            if one.role is Role.PARTICIPANT and one.occasion_id == occasion and one.is_open
        ][:TEAMS]
        return [
            Player(self._store, tables[number % len(tables)], number, self._says)
            for number in range(PEOPLE if tables else 0)
        ]


def _pace(told: str) -> float:
    """Return how quick they are to be: from 1 to 20, and people's pace for anything else."""
    try:
        pace = float(told)
    except ValueError:
        return 1.0
    return pace if 1.0 <= pace <= _QUICKEST else 1.0


def main() -> None:
    """Rehearse on the environment's store until whoever started this has gone."""
    parent = os.getppid()
    pace = _pace(os.environ.get(PACE_VARIABLE, ""))
    with Store.from_environment() as store:
        room = RehearsedRoom(store)
        while os.getppid() == parent:
            try:
                room.beat(time.monotonic() * pace)
            except CiwidgetsError:
                pass  # a store that is busy now is asked again
            except Exception:  # noqa: BLE001  # a bad moment must not end the rehearsal
                _log.exception("The made-up people missed a beat.")
            time.sleep(_BEAT_SECONDS / pace)


if __name__ == "__main__":
    main()
