"""From what people did to what a team may see: the one step both pages and reports take.

Law: imports ``model`` and ``analysis``, and is handed a store. ``as_of`` is a place in the store's
own order: everything up to it counts, and None means now. A result exists only while its step is
closed; it is made of what stood at the closing, and a later closing replaces it only where the
small-group rule (``analysis.disclosure``) lets it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from ciwidgets.analysis import disclosure, ideas, survey_results
from ciwidgets.model import (
    DotVote,
    Entry,
    Idea,
    IdeaGroup,
    Moderation,
    Need,
    Person,
    Rating,
    Role,
    StepState,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ciwidgets.analysis.ideas import Wall
    from ciwidgets.analysis.survey_results import SurveyResult, VoteResult
    from ciwidgets.model import Program
    from ciwidgets.model.entries import B


class Record(Protocol):
    """What is asked of a store, and of a page's own copy of a team's entries."""

    def current(
        self,
        body: type[B],
        *,
        team_id: str | None = None,
        occasion: str | None = None,
        as_of: int | None = None,
    ) -> list[Entry[B]]:
        """Return the latest revision of each record of a kind, oldest record first."""

    def history(self, record_id: str) -> list[Entry[Any]]:
        """Return every revision of a record, oldest first."""


_Answer = TypeVar("_Answer", Rating, DotVote)

_OF_THE_TEAM = (Role.PARTICIPANT, Role.PROJECT_MANAGER)


def team_people(record: Record, team_id: str, as_of: int | None = None) -> dict[str, Person]:
    """Return the team's people by id, each person once, however many records they came in with.

    Facilitators are guests, and people known only from an imported survey were never in the room.
    """
    return _roll(record, team_id, as_of)[0]


def step_state(
    record: Record, team_id: str, step: str, occasion: str, as_of: int | None = None
) -> tuple[bool, int | None]:
    """Return whether a step is open, and the place of its last closing; a step starts open."""
    is_open, closings = _closings(_Place(record, team_id, step, occasion, as_of))
    return is_open, closings[-1] if closings else None


def rating_result(
    record: Record,
    program: Program,
    team_id: str,
    step: str,
    survey_id: str,
    occasion: str,
    as_of: int | None = None,
) -> SurveyResult | None:
    """Return what a closed rating shows, or None while it is open or nothing asks that survey."""
    survey = program.survey(survey_id)
    place = _Place(record, team_id, step, occasion, as_of)

    def answers_at(seq: int | None) -> dict[str, dict[str, int | str]]:
        ratings = [
            entry
            for entry in record.current(Rating, team_id=team_id, occasion=occasion, as_of=seq)
            if entry.body.step == step and entry.body.survey == survey_id
        ]
        newest = _newest_by_person(ratings, _roll(record, team_id, seq)[1])
        return {person: dict(entry.body.answers) for person, entry in newest.items()}

    shown = _revealed(place, answers_at)
    if shown is None or survey is None:
        return None
    return survey_results.survey_result(
        survey,
        program.scale(survey.scale),
        answers_at(shown.seq),
        place.sectors_at(shown.seq),
        {sector.id: sector.name for sector in program.sectors},
        by_sector=shown.by_sector,
        later=shown.later,
    )


def vote_result(
    record: Record,
    program: Program,  # noqa: ARG001 - as rating_result
    team_id: str,
    step: str,
    on: str,
    occasion: str,
    as_of: int | None = None,
) -> VoteResult | None:
    """Return what a closed vote on the ideas of the step ``on`` shows, or None while it is open."""

    def ballots_at(seq: int | None) -> dict[str, dict[str, int]]:
        votes = [
            entry
            for entry in record.current(DotVote, team_id=team_id, occasion=occasion, as_of=seq)
            if entry.body.step == step
        ]
        newest = _newest_by_person(votes, _roll(record, team_id, seq)[1])
        return {person: dict(entry.body.dots) for person, entry in newest.items()}

    shown = _revealed(_Place(record, team_id, step, occasion, as_of), ballots_at)
    if shown is None:
        return None
    # An idea taken down since then must not come back through the result.
    wall_then = _wall(record, team_id, on, shown.seq, hidden_as_of=as_of)
    return survey_results.vote_result(ballots_at(shown.seq), wall_then, later=shown.later)


def wall(record: Record, team_id: str, step: str, as_of: int | None = None) -> Wall:
    """Return the team's wall of ideas; it carries on from one occasion to the next."""
    return _wall(record, team_id, step, as_of, hidden_as_of=as_of)


def needs(record: Record, team_id: str, as_of: int | None = None) -> list[Entry[Need]]:
    """Return the needs the team has chosen, the first in rank first."""
    # Sorting is stable: of two needs with one rank, the one that was written first comes first.
    return sorted(record.current(Need, team_id=team_id, as_of=as_of), key=lambda one: one.body.rank)


def _wall(
    record: Record, team_id: str, step: str, as_of: int | None, *, hidden_as_of: int | None
) -> Wall:
    moderations = sorted(
        record.current(Moderation, team_id=team_id, as_of=hidden_as_of), key=lambda one: one.seq
    )
    hidden = {
        one.body.target_id: one.body.is_hidden for one in moderations if one.body.step == step
    }
    return ideas.wall(
        {
            entry.record_id: entry.body.text
            for entry in record.current(Idea, team_id=team_id, as_of=as_of)
            if entry.body.step == step
        },
        [
            ideas.Group(entry.record_id, entry.seq, entry.body.title, tuple(entry.body.idea_ids))
            for entry in record.current(IdeaGroup, team_id=team_id, as_of=as_of)
            if entry.body.step == step
        ],
        {target for target, is_hidden in hidden.items() if is_hidden},
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """A team's step at an occasion, looked at as of some moment."""

    record: Record
    team_id: str
    step: str
    occasion: str
    as_of: int | None

    def sectors_at(self, seq: int | None) -> dict[str, str]:
        """Return each person's sector as it stood then."""
        people = team_people(self.record, self.team_id, seq)
        return {person: body.sector for person, body in people.items()}


@dataclass(frozen=True, slots=True)
class _Shown:
    """The closing whose result is shown, whether by sector, and how many people came after it."""

    seq: int
    by_sector: bool
    later: int


def _revealed(
    place: _Place, answers_at: Callable[[int | None], Mapping[str, object]]
) -> _Shown | None:
    """Walk the closings in order, keeping what was shown wherever the newer may not replace it."""
    is_open, closings = _closings(place)
    if is_open or not closings:
        return None
    seq, by_sector = closings[0], True
    for newer in closings[1:]:
        shown, now = answers_at(seq), answers_at(newer)
        # What was too few to show can be followed by anything: nothing was seen of it.
        if disclosure.may_show(len(shown)):
            if now == shown or not disclosure.may_replace(shown, now):
                continue
            by_sector = False
        seq = newer
    shown, now = answers_at(seq), answers_at(place.as_of)
    later = sum(now.get(person) != shown.get(person) for person in {*shown, *now})
    return _Shown(seq, by_sector, later)


def _closings(place: _Place) -> tuple[bool, list[int]]:
    record, as_of = place.record, place.as_of
    records = [
        entry.record_id
        for entry in record.current(
            StepState, team_id=place.team_id, occasion=place.occasion, as_of=as_of
        )
        if entry.body.step == place.step
    ]
    changes = sorted(
        (entry.seq, entry.body.is_open)
        for one in records
        for entry in record.history(one)
        if isinstance(entry.body, StepState) and (as_of is None or entry.seq <= as_of)
    )
    is_open, closings = True, []
    for seq, opens in changes:
        if is_open and not opens:
            closings.append(seq)
        is_open = opens
    return is_open, closings


def _roll(
    record: Record, team_id: str, as_of: int | None
) -> tuple[dict[str, Person], dict[str, str]]:
    """Return people by id, and for each record that was joined to another whom it stands for."""
    records = {
        entry.record_id: entry.body
        for entry in record.current(Person, team_id=team_id, as_of=as_of)
        if entry.body.role in _OF_THE_TEAM and entry.body.source != "import"
    }
    stands_for = {one: _follow(one, records) for one in records}
    people = {one: records[one] for one in records if stands_for[one] == one}
    for one, kept in stands_for.items():
        # A sector given on either phone is the person's sector.
        if records[one].sector and not people[kept].sector:
            people[kept] = people[kept].model_copy(update={"sector": records[one].sector})
    return people, stands_for


def _follow(record_id: str, records: Mapping[str, Person]) -> str:
    path = [record_id]
    while (onward := records[path[-1]].same_as) in records:
        if onward in path:
            # Records that name each other are one person all the same.
            return min(path[path.index(onward) :])
        path.append(onward)
    return path[-1]


def _newest_by_person(
    entries: list[Entry[_Answer]], stands_for: Mapping[str, str]
) -> dict[str, Entry[_Answer]]:
    newest: dict[str, Entry[_Answer]] = {}
    for entry in sorted(entries, key=lambda one: one.seq):
        person = stands_for.get(entry.author_id)
        if person is not None:
            newest[person] = entry
    return newest
