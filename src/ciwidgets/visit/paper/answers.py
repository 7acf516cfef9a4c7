"""A person's sheet and what they said in the record: the one made of the other, both ways."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from ciwidgets.errors import NotAllowed
from ciwidgets.model import (
    DotVote,
    Draft,
    Entry,
    Idea,
    NominalVote,
    OwnMap,
    Rating,
    Scores,
    record_id_for,
)
from ciwidgets.results.naming.team_record import TeamRecord
from ciwidgets.results.priorities import METHODS
from ciwidgets.visit.messages import (
    AddIdea,
    EditIdea,
    SavePaperSheet,
    SavePicks,
    SaveRating,
    SaveScores,
    SaveVote,
    WithdrawIdea,
)
from ciwidgets.visit.messages.paper import PaperMap
from ciwidgets.visit.paper.asks import ANSWERS, KINDS_TYPED, Ask
from ciwidgets.visit.paper.drawn import map_as_typed, map_message
from ciwidgets.visit.paper.person import (
    PaperIdeas,
    PaperMapDrawn,
    PaperPerson,
    PaperPicks,
    PaperRating,
    PaperVote,
)
from ciwidgets.words.refusals import refusal

# The kind of an answer, by the field of a sheet.
_FIELDS = {
    "rating": "ratings",
    "idea_board": "ideas",
    "dot_vote": "dots",
    "priorities": "picks",
    "my_map": "maps",
}


def drafts_of(person: PaperPerson, asks: list[Ask], sheet: SavePaperSheet) -> list[Draft]:
    """Return what is to be kept of a sheet, as if this person had answered on a page.

    Raises:
        NotAllowed: where an answer would be refused on a page, or belongs to no step there is.
    """
    known = {name: {ask.key for ask in asks if ask.cell.name == name} for name in _FIELDS}
    for name, field in _FIELDS.items():
        steps = {*getattr(sheet, field), *(sheet.scores if name == "priorities" else ())}
        if not steps <= known[name]:
            raise NotAllowed(refusal("workbooks_changed"))
    for ask in asks:
        _answer(person, ask, sheet)
        if ask.cell.name == "priorities":
            _score(person, ask, sheet)
    return [replace(one, ordinal=place) for place, one in enumerate(person.drafts)]


def says_anything(sheet: SavePaperSheet) -> bool:
    """Return whether an answer stands on a sheet; a name and a sector alone are none."""
    maps = [one for one in sheet.maps.values() if one.links or one.is_handed_in]
    things = [
        thing for ways in sheet.scores.values() for way in ways.values() for thing in way.values()
    ]
    steps = [*sheet.ratings.values(), *sheet.ideas.values(), *sheet.dots.values()]
    return any([*steps, *sheet.picks.values(), *things, *maps])


def sheet_of(person: PaperPerson, asks: list[Ask]) -> dict[str, dict[str, Any]]:
    """Return what this person has said, in the fields of a sheet."""
    found: dict[str, dict[str, Any]] = {field: {} for field in _FIELDS.values()}
    for ask in asks:
        said = _said(person, ask)
        if said:
            found[_FIELDS[ask.cell.name]][ask.key] = said
    scores = {ask.key: _scored(person, ask) for ask in asks if ask.cell.name == "priorities"}
    return found | {"scores": {step: one for step, one in scores.items() if one}}


def counted(record: TeamRecord, people: Collection[str]) -> dict[str, dict[str, int]]:
    """Return how much stands on each of these people's sheets, by person and step."""
    found: dict[str, dict[str, int]] = {one: {} for one in people}
    for kind in KINDS_TYPED:
        for entry in record.current(kind):
            if entry.author_id in found and (much := _how_much(entry.body)):
                said = found[entry.author_id]
                said[entry.body.step] = said.get(entry.body.step, 0) + much
    return found


def taken_back(record: TeamRecord, person_id: str, request_id: str) -> list[Draft]:
    """Return what takes all of a person's answers back."""
    every = [entry for kind in KINDS_TYPED for entry in record.current(kind, author_id=person_id)]
    return [
        Draft(
            entry.record_id,
            entry.body,
            request_id,
            entry.team_id,
            entry.author_id,
            entry.occasion,
            base_revision=entry.revision,
            ordinal=place,
            retracted=True,
        )
        for place, entry in enumerate(every)
    ]


def _answer(person: PaperPerson, ask: Ask, sheet: SavePaperSheet) -> None:
    said = getattr(sheet, _FIELDS[ask.cell.name]).get(ask.key)
    if ask.cell.name == "idea_board":
        _put_ideas(person, ask, said or [], sheet.request_id)
        return
    now = said.model_dump() if isinstance(said, PaperMap) else said
    if (now or _nothing(ask)) == (_said(person, ask) or _nothing(ask)):
        return
    mine = _mine(person, ask)
    of_this: dict[str, Any] = {
        "request_id": sheet.request_id,
        "base_revision": mine.revision if mine else 0,
    }
    match ask.cell.name:
        case "rating":
            PaperRating(person, ask).answer(SaveRating(type="save", answers=said or {}, **of_this))
        case "dot_vote":
            PaperVote(person, ask).answer(SaveVote(type="save", dots=said or {}, **of_this))
        case "priorities":
            PaperPicks(person, ask).answer(SavePicks(type="pick", picks=said or [], **of_this))
        case "my_map":
            drawn = PaperMapDrawn(person, ask)
            before = drawn.as_said(mine.body) if mine else None
            drawn.answer(map_message(drawn, said, before, of_this))


def _how_much(body: Any) -> int:
    match body:
        case Rating():
            return len(body.answers)
        case DotVote():
            return sum(body.dots.values())
        case NominalVote():
            return len(body.picks)
        case OwnMap():
            return len(body.links)
        case Scores():
            return sum(len(one) for one in body.scores.values())
    return 1


def _score(person: PaperPerson, ask: Ask, sheet: SavePaperSheet) -> None:
    """Put a person's own scores down, way by way."""
    ways, before = PaperPicks(person, ask), _scored(person, ask)
    for method in METHODS:
        said = sheet.scores.get(ask.key, {}).get(method, {})
        if said == before.get(method, {}):
            continue
        mine = ways.scored(method)
        scores: dict[str, dict[str, int | None]] = {one: {**parts} for one, parts in said.items()}
        ways.answer(
            SaveScores(
                type="score",
                request_id=sheet.request_id,
                base_revision=mine.revision if mine else 0,
                method=method,
                is_together=False,
                scores=scores,
            )
        )


def _scored(person: PaperPerson, ask: Ask) -> dict[str, Any]:
    kept = {method: PaperPicks(person, ask).scored(method) for method in METHODS}
    return {method: one.body.scores for method, one in kept.items() if one and one.body.scores}


def _nothing(ask: Ask) -> Any:
    return {"links": [], "is_handed_in": False} if ask.cell.name == "my_map" else {}


def _put_ideas(person: PaperPerson, ask: Ask, texts: list[str], request_id: str) -> None:
    """Write what is new, change what was changed, take back what is gone."""
    board = PaperIdeas(person, ask)
    before = _ideas(person, ask)
    new = list(texts)
    left = []
    for entry in before:
        if entry.body.text in new:
            new.remove(entry.body.text)
        else:
            left.append(entry)
    for entry, text in zip(left, new, strict=False):
        board.answer(
            EditIdea(
                type="edit",
                request_id=request_id,
                record_id=entry.record_id,
                base_revision=entry.revision,
                text=text,
            )
        )
    for entry in left[len(new) :]:
        board.answer(
            WithdrawIdea(
                type="withdraw",
                request_id=request_id,
                record_id=entry.record_id,
                base_revision=entry.revision,
            )
        )
    for place, text in enumerate(new[len(left) :]):
        record_id = f"paper:{request_id}:{len(person.drafts)}.{place}"
        board.answer(AddIdea(type="add", request_id=request_id, record_id=record_id, text=text))


def _said(person: PaperPerson, ask: Ask) -> Any:
    if ask.cell.name == "idea_board":
        return [entry.body.text for entry in _ideas(person, ask)]
    mine = _mine(person, ask)
    match mine.body if mine else None:
        case Rating() as rating:
            return dict(rating.answers)
        case DotVote():
            return PaperVote(person, ask).now()
        case NominalVote():
            return PaperPicks(person, ask).now()
        case OwnMap() as drawn:
            return map_as_typed(PaperMapDrawn(person, ask).as_said(drawn))
    return None


def _mine(person: PaperPerson, ask: Ask) -> Entry[Any] | None:
    kind = ANSWERS[ask.cell.name].kind
    identity = person.require_identity()
    record_id = record_id_for(kind, identity.person_id, ask.key, identity.occasion)
    return person.record.get(record_id)


def _ideas(person: PaperPerson, ask: Ask) -> list[Entry[Idea]]:
    found = person.record.current(Idea, author_id=person.person_id)
    return [entry for entry in found if entry.body.step == ask.key]
