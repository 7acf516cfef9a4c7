"""What a team answered to a survey."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ciwidgets.analysis import survey_results
from ciwidgets.analysis.disclosure import may_replace
from ciwidgets.model import Rating
from ciwidgets.results.closings import Place, answers_by_item, people_changed, shown_closings
from ciwidgets.results.people import newest_by_person, team_people

if TYPE_CHECKING:
    from ciwidgets.analysis.survey_results import SurveyResult
    from ciwidgets.model import Program, Survey
    from ciwidgets.results.record import Record


def rating_result(
    record: Record,
    program: Program,
    team_id: str,
    step: str,
    survey_id: str,
    occasion: str,
    as_of: int | None = None,
    language: str = "en",
) -> SurveyResult | None:
    """Return what a closed rating shows, or None while it is open or nothing asks that survey."""
    survey = program.survey(survey_id)
    if survey is None:
        return None
    place = Place(record, team_id, step, occasion)
    ratings = _Ratings(place, program, survey, language)
    shown = shown_closings(place, ratings, as_of)
    if not shown:
        return None
    first, last = shown[0], shown[-1]
    # Whatever says the same as the first result is the first result, and keeps its sectors.
    if ratings.answers_at(last) == ratings.answers_at(first):
        last = first
    later = people_changed(
        answers_by_item(ratings.answers_at(last)), answers_by_item(ratings.answers_at(as_of))
    )
    return ratings.result_at(last, by_sector=last == first, later=later)


@dataclass(frozen=True, slots=True)
class _Ratings:
    """The answers to a survey in a step."""

    place: Place
    program: Program
    survey: Survey
    language: str

    def answers_at(self, seq: int | None) -> dict[str, dict[str, int | str]]:
        """Return each person's answers; who answered nothing of this survey is not in it."""
        place = self.place
        ratings = [
            entry
            for entry in place.record.current(
                Rating, team_id=place.team_id, occasion=place.occasion, as_of=seq
            )
            if entry.body.step == place.step and entry.body.survey == self.survey.id
        ]
        newest = newest_by_person(place.record, place.team_id, ratings, seq)
        asked = {statement.id for statement in self.survey.statements}
        given: dict[str, dict[str, int | str]] = {
            person: {one: answer for one, answer in body.answers.items() if one in asked}
            for person, body in newest.items()
        }
        return {person: answers for person, answers in given.items() if answers}

    def result_at(self, seq: int, *, by_sector: bool, later: int = 0) -> SurveyResult:
        """Return what a closing shows."""
        return survey_results.survey_result(
            self.survey,
            self.program.scale(self.survey.scale),
            self.answers_at(seq),
            self._sectors_at(seq),
            {sector.id: sector.name for sector in self.program.sectors},
            by_sector=by_sector,
            later=later,
            language=self.language,
        )

    def reveals(self, seq: int) -> bool:
        """Return whether any statement is shown."""
        return any(one.counts for one in self.result_at(seq, by_sector=False).statements)

    def may_follow(self, newer: int, earlier: int, *, is_first: bool) -> bool:
        """Ask the rule for each statement that was shown; the first result had its sectors."""
        answers = answers_by_item(self.answers_at(earlier))
        sectors = self._sectors_at(earlier)
        shown, pools = {}, {}
        for one in self.result_at(earlier, by_sector=is_first).statements:
            if one.counts:
                shown[one.id] = answers[one.id]
                pools[one.id] = [
                    [
                        who
                        for who, answer in answers[one.id].items()
                        if isinstance(answer, int) and sectors.get(who, "") in pool.sectors
                    ]
                    for pool in one.pools
                ]
        return may_replace(shown, answers_by_item(self.answers_at(newer)), pools)

    def _sectors_at(self, seq: int) -> dict[str, str]:
        people = team_people(self.place.record, self.place.team_id, seq)
        return {person: body.sector for person, body in people.items()}
