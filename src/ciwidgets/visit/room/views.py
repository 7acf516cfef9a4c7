"""What each view of the projector is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ciwidgets.model import Breakout, is_group
from ciwidgets.results.cohort.reading import read_cohort
from ciwidgets.results.room.going import ROOM_FORGETS_AFTER
from ciwidgets.results.room.survey import room_survey
from ciwidgets.visit.exercise_named import is_by_each
from ciwidgets.visit.moments import now
from ciwidgets.visit.room.shared import moment_of, titles_of_parts, what_teams_share
from ciwidgets.visit.room.shared_wall import on_the_wall
from ciwidgets.visit.room.steps_asked import closing, keys_of
from ciwidgets.visit.room.wall import WallStep, WallSteps
from ciwidgets.visit.strip import public_url, qr_rows

if TYPE_CHECKING:
    from ciwidgets.model import Reveal
    from ciwidgets.results.cohort_answers import CohortStatement
    from ciwidgets.results.room.survey import RoomSurvey
    from ciwidgets.visit.presence import Presence

# The view and what it needs; see ``widgets/projector.py``.
Shown = dict[str, Any]
# Exercises in which people vote.
_VOTES: Final = frozenset({"dot_vote", "priorities"})


class Views:
    """Makes the views; what cannot be shown any more is the welcome."""

    def __init__(self, visit: Presence) -> None:
        """Read which steps there are when one is asked for."""
        self._visit = visit
        self._steps = WallSteps(visit.language)

    def stamp(self, reveal: Reveal, step: str, occasion: str) -> object:
        """Return what changes when a view has to be made anew."""
        # The program itself, not its address: Python gives that to another one.
        program = self._visit.program
        if reveal.view == "progress":
            return self._progress(self._steps.by_key.get(step), occasion)
        if reveal.view == "result" and not reveal.to_show:
            found = self._steps.by_key.get(step)
            key = found.survey.key if found and found.survey else step
            hall = self._visit.watch_hall()
            marks = tuple(hall.step(one.id, key, occasion).revision for one in program.teams)
            return (step, occasion, marks, program)
        if reveal.view == "result":
            found = self._steps.by_key.get(step) or self._steps.of_groups.get(step)
            return (step, occasion, found and self._going_on(found, reveal, occasion), program)
        return (step, occasion, program)

    def of(self, reveal: Reveal, step: str, occasion: str) -> Shown:
        """Return what a facilitator revealed, of the step they named or else the room's own."""
        if reveal.view == "result" and is_group(reveal.to_show):
            shown = self._of_group(self._steps.of_groups.get(step), reveal, occasion)
            return {"view": "result", **shown} if shown else {"view": "welcome"}
        found = self._steps.by_key.get(step)
        match reveal.view:
            case "join":
                shown = _address("start")
            case "exercise" if found:
                shown = self._exercise(found)
            case "progress":
                shown = self._progress(found, occasion)
            case "result" if found and reveal.to_show and self._visit.program.team(reveal.to_show):
                name = self._visit.team_name(reveal.to_show)
                shown = self._framed(found, reveal, name, occasion)
            case "result" if found and found.survey and not reveal.to_show:
                shown = self._of_room(found, occasion, is_side_by_side=reveal.is_side_by_side)
            case "shared" if reveal.part:
                shown = self._shared(reveal.part)
            case _:
                return {"view": "welcome"}
        return {"view": reveal.view, **shown}

    def _exercise(self, found: WallStep) -> dict[str, Any]:
        return {
            "title": found.step.title,
            "workbook": found.workbook.title,
            "prompt": found.prompt,
            **_address(f"{found.workbook.name}#step={found.step.id}"),
        }

    def _progress(self, found: WallStep | None, occasion: str) -> dict[str, Any]:
        """Return how many are here, and how many of them have answered in the step, of all teams.

        Which teams are behind is for whoever leads the room, and not for the room.
        """
        visit = self._visit
        hall = visit.watch_hall()
        keys = keys_of(found.workbook, found.step) if found else []
        people = answered = 0
        for team in visit.program.teams:
            here = hall.here(team.id, occasion, now() - ROOM_FORGETS_AFTER)
            standing = hall.standing(team.id, keys, occasion, here)
            people += len(here)
            answered += standing.answered if found and found.is_answered else standing.written
        return {
            "title": found.step.title if found else "",
            "is_answered": bool(found and found.is_answered),
            "here": people,
            "answered": answered,
            "teams": [team.name for team in visit.program.teams],
        }

    def _of_group(self, found: WallStep | None, reveal: Reveal, occasion: str) -> dict[str, Any]:
        """Return what a team's would be, of a group that is there; else nothing."""
        groups = self._visit.store.current(Breakout, team_id=reveal.to_show)
        if not found or not groups:
            return {}
        return self._framed(found, reveal, groups[0].body.title, occasion)

    def _framed(self, found: WallStep, reveal: Reveal, name: str, occasion: str) -> dict[str, Any]:
        """Return which page to show in a frame; what may be seen of the step is decided there."""
        return {
            "team_id": reveal.to_show,
            "team": name,
            "workbook": found.workbook.name,
            "step": found.step.id,
            "title": found.step.title,
            "going_on": self._going_on(found, reveal, occasion),
        }

    def _going_on(self, found: WallStep, reveal: Reveal, occasion: str) -> str:
        """Return what a team is still doing in a step, nothing once it has closed any of it."""
        hall = self._visit.watch_hall()
        shut = closing(found.step)
        if not all(hall.step(reveal.to_show, one.key, occasion).is_open for one in shut):
            return ""
        names = {one.name for one in shut}
        if names & _VOTES:
            return "voting"
        if any(map(is_by_each, names)):
            return "answering"
        return "work" if names else ""

    def _of_room(self, found: WallStep, occasion: str, *, is_side_by_side: bool) -> dict[str, Any]:
        """Return a survey over the teams that show theirs; no team of the others is named."""
        visit, cell = self._visit, found.survey
        assert cell is not None
        result = room_survey(visit.store, visit.program, cell.key, cell.option("survey"), occasion)
        shown: dict[str, Any] = {"title": found.step.title, "is_side_by_side": is_side_by_side}
        if result is None:
            return {**shown, "survey": "", "scale": [], "teams": 0, "too_few": 0, "statements": []}
        together = result.together
        return {
            **shown,
            "survey": together.title,
            "scale": list(together.scale),
            "teams": together.teams,
            "too_few": together.too_few,
            "statements": [self._statement(result, one) for one in together.statements],
        }

    def _statement(self, result: RoomSurvey, one: CohortStatement) -> dict[str, Any]:
        words = self._visit.words_for("rating")
        beside = [
            (team.team.name, team.statements[one.id])
            for team in result.teams
            if one.id in team.statements
        ]
        return {
            "id": one.id,
            "text": one.text,
            "word": words[f"word_{one.word}"] if one.people else "",
            "people": one.people,
            "counts": list(one.counts),
            "beside": [{"team": name, "counts": list(said.counts)} for name, said in beside],
        }

    def _shared(self, part: str) -> dict[str, Any]:
        """Return one part of what teams share, and nothing of the others."""
        visit = self._visit
        begun = read_cohort(visit.store, moment_of(visit)).begun
        shared = {one["subject"]: one["wall"] for one in what_teams_share(visit, list(begun))}
        return {
            "part": part,
            **(shared.get(part) or on_the_wall(part, [], titles_of_parts(visit)[part])),
        }


def _address(place: str) -> dict[str, Any]:
    url = f"{public_url()}{place}"
    return {"url": url, "qr": qr_rows(url)}
