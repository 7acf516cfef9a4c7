"""What every report of one team is made from: the team, the moment, the record as it may be read.

Nothing a report says comes from anywhere else, so that no name stands in it without a yes.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ciwidgets.enrolment import current_program
from ciwidgets.errors import WrongRequest
from ciwidgets.lookup import meant, team_of
from ciwidgets.opening import open_store
from ciwidgets.reports.wording import Made, at
from ciwidgets.results.moment import last_place
from ciwidgets.results.naming.masked import MaskedRecord
from ciwidgets.results.naming.team_record import TeamRecord

if TYPE_CHECKING:
    from ciwidgets.model import Occasion, Program
    from ciwidgets.store import Store


class TeamReport:
    """A report of one team; ``as_of`` is an occasion's id, or empty for how things stand now.

    Raises:
        WrongRequest: for a team or an occasion the program does not have.
        StoreError: when the store cannot be read.
    """

    def __init__(self, team: str, as_of: str = "", *, store: Store | None = None) -> None:
        """Find the team and the moment; the store is the one ``CIWIDGETS_STORE`` names."""
        opened = store or open_store()
        self._program = current_program(opened)
        self._team = team_of(self._program, team)
        self._occasions = occasions_up_to(self._program, as_of)
        self._as_written = TeamRecord(opened, self._team.id, for_a_report=True)
        self._names = self._as_written.names
        self._record = MaskedRecord(self._as_written, "team")
        self._until = last_place(self._as_written, self._occasions) if as_of else None
        self._as_of = self._occasions[-1] if as_of else None
        self._made = Made()


def occasions_up_to(program: Program, as_of: str) -> list[Occasion]:
    """Return the occasions in time order, up to the one named, all of them for none.

    Raises:
        WrongRequest: where the program has none of this id, with the nearest; for one to come.
    """
    in_order = sorted(program.occasions, key=lambda one: one.date)
    if not as_of:
        return in_order
    known = [one.id for one in in_order]
    if as_of not in known:
        # Whoever types a day means what is on it.
        here = [one.id for one in in_order if one.date.isoformat() == as_of] or [as_of]
        raise WrongRequest(
            f"The program has no occasion {as_of[:60]!r}.{meant(here[0], known)} "
            f"Its occasions are {', '.join(known)}."
        )
    up_to = in_order[: known.index(as_of) + 1]
    if still := to_come(program, up_to[-1]):
        raise WrongRequest(still)
    return up_to


def to_come(program: Program, occasion: Occasion) -> str:
    """Return in words that an occasion is still to come, empty where it is not.

    The one going on is none to come, also where a room rehearses it before its day.
    """
    now = today().date()
    if occasion.date <= now or occasion == program.occasion_on(now):
        return ""
    return (
        f"{at(occasion)} is still to come, so nothing can be told as of its end. Name an occasion "
        "that is over, or none for how things stand now."
    )


def today() -> datetime:
    """Return this moment, with the time zone of whoever makes the report."""
    return datetime.now(UTC).astimezone()
