"""A made-up survey as two teams brought it in: as the file was read, with what counts as what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sample_surveys import google_forms

from ciwidgets.formats import read_survey_bytes, survey_drafts
from ciwidgets.model import Program

BROUGHT_AT = "forum-2"
# One team mapped the questions to its statements; the other left them by themselves.
TITLES = {
    "tessamer": "Neighbors at the county fair",
    "quillback": "<b>Сосед</b> '; DROP TABLE surveys;-- جيران 🧺",
}
MAPPED = "tessamer"


def imports(team: str, forum: str, program: Program) -> Iterator[dict[str, Any]]:
    """Return the entries of a survey that was brought in for a team at a forum, or nothing."""
    if team not in TITLES or forum != BROUGHT_AT:
        return
    file = read_survey_bytes(google_forms(program).encode(), "fair.csv", title=TITLES[team])
    if team == MAPPED:
        survey = program.surveys[0]
        file = file.with_mapping(survey, program.scale(survey.scale), file.match(survey))
    for draft in survey_drafts(file, team_id=team, occasion=forum):
        yield {
            "kind": draft.kind,
            "record_id": draft.record_id,
            "team_id": team,
            "author_id": draft.author_id,
            "occasion": forum,
            "body": draft.body.model_dump(mode="json"),
        }
