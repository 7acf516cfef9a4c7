"""What was told across teams, in reports: a group is never a team, and names stay at home."""

from __future__ import annotations

import json
import secrets

import pytest

from ciwidgets.model import (
    GROUP_PREFIX,
    Body,
    Borrowed,
    Breakout,
    Draft,
    Person,
    Role,
    Tried,
)
from ciwidgets.reports.cohort.summary import CohortSummary
from ciwidgets.reports.digest import Digest
from ciwidgets.reports.team_summary import TeamSummary
from ciwidgets.results.cohort.reading import read_cohort
from ciwidgets.store import Store
from tests.support.room import Room

GROUP = f"{GROUP_PREFIX}0123456789ab"
TRIED, HOME = "breakout/what-we-tried", "breakout/take-home"


def keep(
    store: Store,
    record_id: str,
    body: Body,
    team: str,
    occasion: str = "forum-2",
    *,
    retracted: bool = False,
) -> None:
    """Keep an entry as if some page had said it."""
    before = store.get(record_id)
    base = before.revision if before else 0
    request = secrets.token_urlsafe(18)
    store.append([Draft(record_id, body, request, team, "", occasion, base, retracted=retracted)])


@pytest.fixture
def told(room: Room) -> Store:
    """A program in which Ash told something in a group, and Elm took it home."""
    store = room.store
    keep(store, "maya", Person(role=Role.PARTICIPANT, name="Maya Quill"), "ash")
    keep(store, "group", Breakout(title="Rides"), GROUP)
    van = Tried(
        step=TRIED,
        what="Maya Quill drove a van",
        came_of_it="Eleven rides",
        again="changed",
        from_team="ash",
    )
    keep(store, "van", van, GROUP)
    keep(
        store,
        "home",
        Borrowed(step=HOME, what="A van", plan="Ask", heard_in="Rides", from_team="ash"),
        "elm",
    )
    return store


def said(section: object) -> str:
    """Return all a section says."""
    return json.dumps(section._repr_mimebundle_(), ensure_ascii=False)  # type: ignore[attr-defined]


def test_a_team_reads_what_it_brought_home_and_from_whom(told: Store) -> None:
    elm = said(TeamSummary("elm", store=told).what_we_brought_home())
    assert "A van" in elm
    assert "Heard from Ash County in the group “Rides”" in elm
    assert "Ask" in elm
    ash = said(TeamSummary("ash", store=told).what_we_brought_home())
    assert "Nobody has brought anything home" in ash


def test_faculty_read_what_was_told_without_names_of_members(told: Store) -> None:
    text = said(CohortSummary(store=told).what_teams_told())
    assert "drove a van" in text
    assert "Ash County, in the group “Rides”" in text
    assert "would do it differently" in text
    assert "Quill" not in text


def test_an_earlier_moment_knows_only_what_was_told_by_then(told: Store) -> None:
    assert "No group" in said(CohortSummary("forum-1", store=told).what_teams_told())
    assert "drove a van" in said(CohortSummary("forum-2", store=told).what_teams_told())


def test_what_a_group_told_goes_when_the_group_is_taken_off(told: Store) -> None:
    keep(told, "group", Breakout(title="Rides"), GROUP, retracted=True)
    assert "No group" in said(CohortSummary(store=told).what_teams_told())


def test_a_group_is_no_team_of_a_report_and_its_words_are_not_for_the_public(
    told: Store,
) -> None:
    summary = CohortSummary(store=told)
    cohort = read_cohort(told, summary._moment)
    assert [one.team.id for one in cohort.teams] == ["ash", "elm"]
    everything = "".join(
        said(section)
        for section in (
            summary.at_a_glance(),
            summary.where_teams_stand(),
            summary.completeness(),
            summary.coaching_signals(),
        )
    )
    assert GROUP_PREFIX not in everything
    assert "Rides" not in everything
    digest = Digest(store=told)
    public = [
        getattr(digest, name)
        for name in dir(digest)
        if not name.startswith("_") and callable(getattr(digest, name))
    ]
    assert public
    for section in public:
        text = said(section())
        assert "van" not in text, section
        assert "Rides" not in text, section
