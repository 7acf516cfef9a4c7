"""Where a team is, along a planning model: what each part has, what it lacks, what fills it.

The same record is laid out along the five steps of the Strategic Prevention Framework with its two
guiding principles (SAMHSA, 2019), or along the five conditions of collective impact (J. Kania and
M. Kramer, 2011). Everything is counted; nothing is a score.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from ciwidgets.model import (
    CarryOn,
    DataSource,
    LedgerLine,
    Lesson,
    Meeting,
    PlanningView,
    Resource,
    record_id_for,
)
from ciwidgets.results.story.phrases import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ciwidgets.results.record import Record
    from ciwidgets.results.story.standing import Standing

Model = Literal["spf", "collective_impact"]


class _Found(NamedTuple):
    """What is there or is missing: ``has_…`` or ``lacks_…``.

    ``number`` is None where it is not counted; it is so many ``of`` all; ``exercise`` is what
    fills what is missing.
    """

    key: str
    number: int | None
    exercise: str = ""
    of: int = 0


@dataclass(frozen=True, slots=True)
class Lack:
    """What is missing; ``exercise`` names what fills it, by its name in the workbooks."""

    text: str
    exercise: str


@dataclass(frozen=True, slots=True)
class PlaceOnTheWay:
    """One step, principle or condition, with what is there and what is missing, in words."""

    id: str
    title: str
    about: str
    has: tuple[str, ...]
    lacks: tuple[Lack, ...]
    is_principle: bool = False


def where(standing: Standing, model: Model, words: Mapping[str, str]) -> list[PlaceOnTheWay]:
    """Return each part of a model; ``words`` is the kernel's section ``where_we_are``."""
    return [_place(standing, one, words) for one in _MODELS[model]]


def chosen_model(record: Record, team_id: str) -> Model:
    """Return the model a team likes to see itself by; the five steps where nobody chose."""
    found = record.current(PlanningView, team_id=team_id)
    return found[-1].body.model if found else "spf"


def view_id(team_id: str) -> str:
    """Return the id of a team's one choice."""
    return record_id_for(PlanningView.kind, team_id)


def _place(standing: Standing, place: str, words: Mapping[str, str]) -> PlaceOnTheWay:
    found = [one for look in _LOOKS[place] for one in look(standing)]
    said = [(one.key, _said(one, words), one.exercise) for one in found]
    return PlaceOnTheWay(
        place,
        words[f"place_{place}"],
        words[f"about_{place}"],
        tuple(text for key, text, _ in said if key.startswith("has_")),
        tuple(Lack(text, exercise) for key, text, exercise in said if key.startswith("lacks_")),
        place in _PRINCIPLES,
    )


def _said(found: _Found, words: Mapping[str, str]) -> str:
    if found.number is None:
        return words[found.key]
    return counted(found.key, found.number, words, of=found.of)


def _has(
    key: str, number: int, exercise: str = "", *, is_wanted: bool = False, of: int = 0
) -> Iterator[_Found]:
    """Yield what is there, else that it is missing where that is said."""
    if number:
        yield _Found(f"has_{key}", number, exercise, of)
    elif is_wanted:
        yield _Found(f"lacks_{key}", None, exercise)


def _open(key: str, number: int, exercise: str, of: int = 0) -> Iterator[_Found]:
    if number:
        yield _Found(f"lacks_{key}", number, exercise, of)


def _needs(s: Standing) -> Iterator[_Found]:
    yield from _has("needs", len(s.weave.needs), "need_choice", is_wanted=True)


def _numbers(s: Standing) -> Iterator[_Found]:
    yield from _has("numbers", s.numbers, "local_numbers", is_wanted=True)


def _assets(s: Standing) -> Iterator[_Found]:
    yield from _has("data", s.count(DataSource), "data_sources", is_wanted=True)
    yield from _has("resources", s.count(Resource), "resources", is_wanted=True)


def _partners(s: Standing) -> Iterator[_Found]:
    yield from _has("partners", len(s.partners), "partners", is_wanted=True)
    if s.partners:
        # The two make up the whole list, as the report says it: who is only in mind, or only
        # perhaps of a sector, is not at the table.
        every, covered = len(s.sectors.sectors), s.sectors.count("covered")
        yield from _has("sectors", covered, of=every)
        yield from _open("sectors", every - covered, "partners", of=every)


def _seats(s: Standing) -> Iterator[_Found]:
    yield from _has("seats", s.seats)
    yield from _open("seats", len(s.program.groups) - s.seats, "partners")


def _governance(s: Standing) -> Iterator[_Found]:
    key = "lacks_governance" if s.governance is None else "has_governance"
    yield _Found(key, None, "governance")


def _handover(s: Standing) -> Iterator[_Found]:
    is_there = s.governance is not None and s.governance.handover
    yield _Found("has_handover" if is_there else "lacks_handover", None, "governance")


def _map(s: Standing) -> Iterator[_Found]:
    yield from _has("levers", len(s.weave.levers), "levers", is_wanted=True)


def _goals(s: Standing) -> Iterator[_Found]:
    for sort in ("short", "long", "reached"):
        yield from _has(sort, s.goals[sort])
    if not s.weave.goals:
        yield _Found("lacks_goals", None, "goals")
    yield from _open("serving", s.loose["need"], "goals")


def _owners(s: Standing) -> Iterator[_Found]:
    yield from _has("owners", s.owned)
    yield from _open("owners", s.loose["goal_owner"], "goals")


def _reviews(s: Standing) -> Iterator[_Found]:
    yield from _has("reviews", s.reviewed)
    yield from _open("reviews", s.not_reviewed, "goal_reviews")


def _measures(s: Standing) -> Iterator[_Found]:
    yield from _has("measures", len(s.weave.measures))
    if not s.weave.measures:
        yield _Found("lacks_any_measure", None, "measures")
    else:
        yield from _open("measures", s.loose["goal_measure"], "measures")


def _readings(s: Standing) -> Iterator[_Found]:
    yield from _has("readings", s.readings)
    if not s.readings:
        yield _Found("lacks_any_reading", None, "measures")
    else:
        yield from _open("readings", s.loose["reading"], "measures")


def _work(s: Standing) -> Iterator[_Found]:
    for status in ("planned", "under_way", "done"):
        yield from _has(status, s.work[status])
    if not s.work.total():
        yield _Found("lacks_any_activity", None, "activities")
    else:
        yield from _open("activities", s.loose["goal_activity"], "activities")


def _policies(s: Standing) -> Iterator[_Found]:
    yield from _has("policies", len(s.weave.policies), "policies", is_wanted=True)


def _money(s: Standing) -> Iterator[_Found]:
    yield from _has("money", s.count(LedgerLine), "money", is_wanted=True)


def _meetings(s: Standing) -> Iterator[_Found]:
    yield from _has("meetings", s.count(Meeting))
    if not s.meets:
        yield _Found("lacks_meetings", None, "meetings")
    yield from _has("open_steps", s.next_steps["open"])
    yield from _has("done_steps", s.next_steps["done"])
    yield from _open("next_steps", s.next_steps["late"], "next_steps")


def _wins(s: Standing) -> Iterator[_Found]:
    yield from _has("wins", len(s.weave.wins), "wins", is_wanted=True)
    yield from _open("win_goals", s.loose["win"], "wins")


def _lessons(s: Standing) -> Iterator[_Found]:
    lessons = [one.body for one in s.current(Lesson)]
    # No one step lists them all where they were written in several.
    key = "all_lessons" if len({one.step for one in lessons}) > 1 else "lessons"
    yield from _has(key, len(lessons), "lessons", is_wanted=True)


def _carrying_on(s: Standing) -> Iterator[_Found]:
    yield from _has("carried", s.count(CarryOn))
    yield from _open("carried", s.not_carried_on, "carry_on")


_LOOKS: Final[dict[str, tuple[Callable[[Standing], Iterator[_Found]], ...]]] = {
    "assessment": (_numbers, _assets, _needs),
    "capacity": (_partners, _governance),
    "planning": (_map, _goals, _owners, _measures),
    "implementation": (_work, _policies, _money),
    "evaluation": (_readings, _wins, _lessons),
    "cultural_competence": (_seats, _reviews),
    "sustainability": (_carrying_on, _handover),
    "common_agenda": (_needs, _map, _goals),
    "shared_measurement": (_numbers, _measures, _readings),
    "reinforcing_activities": (_partners, _work, _policies),
    "continuous_communication": (_meetings, _wins, _lessons),
    "backbone": (_governance, _owners, _money, _carrying_on, _handover),
}
_PRINCIPLES: Final = frozenset({"cultural_competence", "sustainability"})
_MODELS: Final[dict[Model, tuple[str, ...]]] = {
    "spf": (
        "assessment",
        "capacity",
        "planning",
        "implementation",
        "evaluation",
        "cultural_competence",
        "sustainability",
    ),
    "collective_impact": (
        "common_agenda",
        "shared_measurement",
        "reinforcing_activities",
        "continuous_communication",
        "backbone",
    ),
}
