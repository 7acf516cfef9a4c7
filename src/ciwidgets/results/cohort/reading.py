"""Every team of a program, read one after another; one that cannot be read stops no other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ciwidgets.errors import SchemaMismatch, StoreError
from ciwidgets.results.cohort.team import TeamFound, found_in

if TYPE_CHECKING:
    from typing import Literal

    from ciwidgets.model import Team
    from ciwidgets.results.cohort.team import Moment
    from ciwidgets.store import Store

    Why = Literal["newer", "damaged", "other"]


@dataclass(frozen=True, slots=True)
class Unread:
    """A team whose record could not be read; ``error`` is the sort of error, never its text.

    ``why`` is whether a newer version wrote it, the store cannot give it, or something else.
    """

    team: Team
    why: Why
    error: str


@dataclass(frozen=True, slots=True)
class Cohort:
    """The teams of a program in its own order."""

    teams: tuple[TeamFound, ...]
    unread: tuple[Unread, ...]

    @property
    def begun(self) -> tuple[TeamFound, ...]:
        """The teams that have written anything down."""
        return tuple(one for one in self.teams if one.has_begun)

    @property
    def not_begun(self) -> tuple[TeamFound, ...]:
        """The teams that have nothing yet."""
        return tuple(one for one in self.teams if not one.has_begun)


def read_cohort(store: Store, moment: Moment) -> Cohort:
    """Return what each team's record says; a record is let go before the next is read."""
    found: list[TeamFound] = []
    unread: list[Unread] = []
    for team in moment.program.teams:
        try:
            found.append(found_in(store, team, moment))
        except Exception as error:  # noqa: BLE001  # whatever befalls one team is its own
            unread.append(Unread(team, _why(error), type(error).__name__))
    return Cohort(tuple(found), tuple(unread))


def _why(error: Exception) -> Why:
    if isinstance(error, SchemaMismatch):
        return "newer"
    return "damaged" if isinstance(error, StoreError) else "other"
