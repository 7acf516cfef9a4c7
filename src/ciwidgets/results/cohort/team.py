"""One team's record as a document about many teams needs it, read once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from ciwidgets import results
from ciwidgets.model import (
    KINDS,
    DataSource,
    JoinCode,
    Lever,
    Person,
    Recommendation,
    Risk,
    Seat,
    StepState,
    Theme,
)
from ciwidgets.results.cohort.signals import Signals, signals_of
from ciwidgets.results.cohort.steps import Filled, filled_steps
from ciwidgets.results.latest import latest_survey, latest_vote
from ciwidgets.results.moment import last_place
from ciwidgets.results.naming.masked import MaskedRecord
from ciwidgets.results.naming.team_record import TeamRecord
from ciwidgets.results.plans.wins import Reader, ToldWin, told
from ciwidgets.results.story.standing import Standing
from ciwidgets.results.story.where import Model, where
from ciwidgets.words import kernel_section

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from ciwidgets.analysis.coverage import CellWord, Coverage
    from ciwidgets.analysis.survey_results import SurveyResult
    from ciwidgets.analysis.vote_results import VoteResult
    from ciwidgets.model import Body, Occasion, Program, Team
    from ciwidgets.model.entries import B
    from ciwidgets.model.resources import SourceState
    from ciwidgets.results.story.where import PlaceOnTheWay
    from ciwidgets.store import Store
    from ciwidgets.workbook import Workbook

Subject = Literal["needs", "themes", "levers", "goals", "risks", "recommendations", "data"]
Stand = Literal["has", "begun", "lacks"]
_NEEDS, _MONTHS = "needs_assessment", "monthly_checkin"
# What staff prepare, and who came in: a team that has no more than this has not begun.
_AT_THE_DOOR: Final[tuple[type[Body], ...]] = (JoinCode, Person, StepState)


@dataclass(frozen=True, slots=True)
class Moment:
    """What is asked of every team: up to which occasion, and on which day things are late.

    ``occasions`` are in time order; ``is_past`` says that what came after them is not to be told.
    """

    program: Program
    occasions: Sequence[Occasion]
    is_past: bool
    today: date
    workbooks: Mapping[str, Workbook]

    def key(self, workbook: str, exercise: str) -> str:
        """Return the step of an exercise, nothing where the workbook does not have it."""
        book = self.workbooks.get(workbook)
        cell = book.exercise(exercise) if book else None
        return cell.key if cell else ""


@dataclass(frozen=True, slots=True)
class Standpoint:
    """One part of a planning model: its name, and whether all of it is there, some or nothing.

    ``missing`` says in words what is not there, a few words each.
    """

    id: str
    title: str
    stand: Stand
    is_principle: bool
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TeamFound:
    """What a team's record says; nobody is named in it who did not say yes to the cohort.

    ``said`` are the team's own words by subject, needs in its own order; ``lines`` what is listed
    in each line of work, empty where no resource is listed; ``data`` its data by state; ``lacking``
    the exercises that would fill what its planning lacks. ``sectors`` are those of the program with
    somebody at the table, of all of them, None where no partner is listed.
    """

    team: Team
    has_begun: bool
    people: int
    survey: tuple[Occasion, SurveyResult] | None
    vote: tuple[Occasion, VoteResult] | None
    said: Mapping[Subject, tuple[str, ...]]
    lines: Mapping[str, CellWord]
    data: tuple[tuple[str, SourceState], ...]
    sectors: tuple[int, int] | None
    seats_missing: tuple[str, ...]
    stands: Mapping[Model, tuple[Standpoint, ...]]
    lacking: tuple[str, ...]
    signals: Signals
    wins: tuple[ToldWin, ...]
    filled: Mapping[str, Filled]


def found_in(store: Store, team: Team, moment: Moment) -> TeamFound:
    """Return what a team's record says to faculty.

    Raises:
        StoreError: when the record cannot be read.
    """
    written = TeamRecord(store, team.id, for_a_report=True)
    until = last_place(written, moment.occasions) if moment.is_past else None
    record = MaskedRecord(written, "cohort")
    standing = Standing(record, moment.program, team.id, moment.today, until)
    place = (record, moment.program, team.id)
    book = moment.workbooks.get(_NEEDS)
    models = {one: where(standing, one, kernel_section("where_we_are")) for one in _MODELS}
    resources = moment.key(_NEEDS, "resources")
    return TeamFound(
        team=team,
        has_begun=_has_begun(written, team.id, until),
        people=len(results.team_people(record, team.id, until)),
        survey=latest_survey(*place, book, moment.occasions, until) if book else None,
        vote=latest_vote(record, team.id, book, moment.occasions, until) if book else None,
        said=_said(standing),
        lines=_lines(results.coverage_of(*place, resources, until)),
        data=tuple((one.body.name, one.body.state) for one in standing.current(DataSource)),
        sectors=_sectors(standing),
        seats_missing=_seats_missing(standing),
        stands={one: tuple(map(_standpoint, parts)) for one, parts in models.items()},
        lacking=_lacking(models.values()),
        signals=signals_of(standing, moment.key(_MONTHS, "rating")),
        wins=tuple(told(*place, Reader(record.names, "cohort"), until)),
        filled=filled_steps(written, list(moment.workbooks.values()), until),
    )


_MODELS: Final[tuple[Model, ...]] = ("spf", "collective_impact")


def _has_begun(record: TeamRecord, team_id: str, until: int | None) -> bool:
    kinds = [kind for kind in KINDS.values() if kind not in _AT_THE_DOOR]
    return any(
        one.team_id == team_id and (until is None or one.seq <= until)
        for revisions in record.kept_after(0, kinds)
        for one in revisions[:1]
    )


def _said(standing: Standing) -> dict[Subject, tuple[str, ...]]:
    def bodies(kind: type[B]) -> list[B]:
        return [one.body for one in standing.current(kind)]

    return {
        "needs": tuple(one.body.text for one in standing.weave.needs.values()),
        "themes": tuple(one.title for one in bodies(Theme)),
        "levers": tuple(one.label for one in bodies(Lever)),
        "goals": tuple(one.body.aim for one in standing.weave.goals.values()),
        "risks": tuple(one.text for one in bodies(Risk) if one.sort == "risk"),
        "recommendations": tuple(one.text for one in bodies(Recommendation)),
        "data": tuple(one.name for one in bodies(DataSource) if one.state == "missing"),
    }


def _lines(found: Coverage) -> dict[str, CellWord]:
    # An empty list shows nothing: nobody has looked yet.
    return {one.id: one.whole.word for one in found.lines} if found.resources else {}


def _sectors(standing: Standing) -> tuple[int, int] | None:
    found = standing.sectors
    return (found.count("covered"), len(found.sectors)) if standing.partners else None


def _seats_missing(standing: Standing) -> tuple[str, ...]:
    """Return the groups most affected of which the team says that they have no seat."""
    newest = sorted(standing.current(Seat), key=lambda one: one.seq)
    said = {one.body.group: one.body.is_present for one in newest}
    return tuple(one.name for one in standing.program.groups if said.get(one.id) == "no")


def _standpoint(place: PlaceOnTheWay) -> Standpoint:
    stand: Stand = "lacks"
    if place.has:
        stand = "begun" if place.lacks else "has"
    missing = tuple(one.text for one in place.lacks)
    return Standpoint(place.id, place.title, stand, place.is_principle, missing)


def _lacking(models: Iterable[Sequence[PlaceOnTheWay]]) -> tuple[str, ...]:
    exercises = (lack.exercise for model in models for part in model for lack in part.lacks)
    return tuple(dict.fromkeys(exercises))
