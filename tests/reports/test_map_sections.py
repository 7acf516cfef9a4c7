"""What a report says of a team's maps: only what the maps may say together."""

from __future__ import annotations

from datetime import date

import pytest

from ciwidgets.enrolment import load_program
from ciwidgets.model import (
    ChangeOfMind,
    Draft,
    MapLink,
    MapWord,
    Occasion,
    OwnMap,
    Role,
    StepState,
    WhatIf,
    new_id,
    record_id_for,
)
from ciwidgets.reports.blocks import List
from ciwidgets.reports.sections.maps import _roles
from ciwidgets.reports.team_summary import TeamSummary
from ciwidgets.results.maps.findings import map_findings
from ciwidgets.words import kernel_section
from tests.support.room import Page, Room, room

__all__ = ["room"]

STEP = "mental_models/my-map"
LINKS = [(("shame", "calls"), -0.62), (("calls", "care"), 1.0), (("care", "shame"), -0.25)]


def draw(page: Page, links=LINKS, *, is_handed_in: bool = True) -> None:
    person = page.visit.require_identity()
    labels = sorted({end for pair, _ in links for end in pair})
    body = OwnMap(
        step=STEP,
        words=[MapWord(id=one, label=one.title()) for one in labels],
        links=[MapLink(source=a, target=b, weight=weight) for (a, b), weight in links],
        is_handed_in=is_handed_in,
    )
    keep(page, body, record_id_for("own_map", person.person_id, STEP, person.occasion))


def keep(page: Page, body, record_id: str) -> None:
    person = page.visit.require_identity()
    before = page.store.get(record_id)
    page.store.append(
        [
            Draft(
                record_id=record_id,
                body=body,
                request_id=new_id(),
                team_id=person.team_id,
                author_id=person.person_id,
                occasion=person.occasion,
                base_revision=before.revision if before else 0,
            )
        ]
    )


def close(room: Room) -> None:
    manager = room.person(role=Role.PROJECT_MANAGER)
    keep(manager, StepState(step=STEP, is_open=False), new_id())


def said(section) -> str:
    return "\n".join(str(block) for block in section.blocks)


def figure(section):
    return next(block for block in section.blocks if block.type == "figure")


def test_the_map_is_a_figure_whose_text_alternative_is_the_list_of_sentences(room):
    for page in room.people(5):
        draw(page)
    close(room)
    found = figure(TeamSummary("ash", store=room.store).our_map())
    assert found.alt.startswith("A map of 3 words and 3 links.")
    for sentence in (
        "More “Shame” leads to a drop in “Calls”, clearly.",
        "More “Calls” leads to more “Care”, strongly.",
        "More “Care” leads to a drop in “Shame”, a little.",
    ):
        assert sentence in found.alt
    assert {row[:3] for row in found.table.rows} >= {("Shame", "Calls", "less")}


def test_what_drives_what_reads_the_loop_aloud(room):
    for page in room.people(5):
        draw(page)
    close(room)
    report = TeamSummary("ash", store=room.store)
    text = said(report.what_drives_what())
    assert "this feeds itself (reinforcing)" in text
    assert "Density" not in text
    assert "Density, as in Mental Modeler" in said(report.how_the_numbers_were_made())


def test_a_link_two_people_drew_is_nowhere_in_the_report(room):
    people = room.people(6)
    for page in people[:4]:
        draw(page)
    for page in people[4:]:
        draw(page, [*LINKS, (("fear", "calls"), -1.0)])
    close(room)
    report = TeamSummary("ash", store=room.store)
    sections = (report.our_map(), report.what_drives_what(), report.what_if())
    assert not any("Fear" in said(one) for one in sections)
    assert "1 more link was drawn by fewer than three people" in said(sections[0])


@pytest.mark.parametrize("handed_in", [0, 4])
def test_fewer_than_five_maps_show_nothing(room, handed_in):
    for number, page in enumerate(room.people(6)):
        draw(page, is_handed_in=number < handed_in)
    close(room)
    report = TeamSummary("ash", store=room.store)
    assert "Fewer than five people handed in a map" in said(report.our_map())
    assert "Shame" not in said(report.our_map()) + said(report.what_drives_what())


def test_open_maps_show_nothing(room):
    for page in room.people(6):
        draw(page)
    assert "has not closed its maps" in said(TeamSummary("ash", store=room.store).our_map())


def test_a_kept_what_if_tells_what_moves_and_how_it_was_worked_out(room):
    people = room.people(6)
    for page in people:
        draw(page)
    close(room)
    push = [{"word": "own:shame", "to": -1.0}]
    body = WhatIf(step="mental_models/what-if", title="Less shame", map="people", pushes=push)
    keep(people[0], body, "kept")
    report = TeamSummary("ash", store=room.store)
    text = said(report.what_if())
    assert "“Calls” goes up" in text
    assert "Kosko" not in text
    assert "Rule: Kosko" in said(report.how_the_numbers_were_made())


def test_only_changes_of_mind_that_were_shared_are_told(room):
    for number, page in enumerate(room.people(2)):
        body = ChangeOfMind(
            step="mental_models/my-change",
            used_to_think=f"before {number}",
            now_think=f"now {number}",
            is_shared=number == 1,
        )
        keep(page, body, f"change-{number}")
    text = said(TeamSummary("ash", store=room.store).what_we_learned())
    assert "before 1" in text
    assert "before 0" not in text


def test_a_step_closed_with_no_map_leaves_the_map_of_the_forum_before(room):
    for page in room.people(5):
        draw(page)
    close(room)
    june = Occasion(id="june", name="June meeting", kind="meeting", date=date(2026, 6, 10))
    changed = {"occasions": [*room.program.occasions, june], "current_occasion": "june"}
    load_program(room.store, room.program.model_copy(update=changed))
    state = StepState(step=STEP, is_open=False)
    room.store.append([Draft(new_id(), state, new_id(), "ash", "staff", "june")])
    text = said(TeamSummary("ash", store=room.store).our_map())
    assert "Forum 2" in text
    assert "Made of 5 maps" in text


def test_what_a_group_of_small_sectors_drew_alone_is_said_as_that(room):
    # Five of law stand alone; three of health and two of faith stand together.
    sectors = ["law"] * 5 + ["health"] * 3 + ["faith"] * 2
    for number, sector in enumerate(sectors):
        extra = [(("wards", "care"), 1.0)] if number >= 6 else []
        draw(room.person(sector=sector), [*LINKS, *extra])
    close(room)
    text = said(TeamSummary("ash", store=room.store).our_map())
    assert "from one or more of: Faith, Health" in text or "one or more of: Health, Faith" in text


def test_names_that_fill_a_line_stand_in_a_list() -> None:
    words = kernel_section("what_drives")
    for number, are_listed in ((3, False), (4, True)):
        labels = [f"Cause {place}" for place in range(number)] + ["Deaths"]
        weights = [[0.0] * number + [0.5] for _ in range(number)] + [[0.0] * (number + 1)]
        found = _roles(map_findings(labels, weights, words), words)
        lists = [one for one in found if isinstance(one, List)]
        assert bool(lists) is are_listed
        if lists:
            assert sorted(one.text for one in lists[0].items) == labels[:-1]
