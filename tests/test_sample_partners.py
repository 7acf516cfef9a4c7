"""The made-up tables: sound, the same every time, and with all that a page must bear."""

from __future__ import annotations

import json
import sys

import pytest

from ciwidgets.analysis.partners import wanted
from ciwidgets.analysis.sector_lists import listings
from ciwidgets.formats.program_file import read_program
from ciwidgets.model import KINDS, Partner, Seat, record_id_for
from ciwidgets.shipped import samples_folder


@pytest.fixture(scope="module")
def told():
    """What each team wrote, by forum."""
    sys.path.insert(0, str(samples_folder()))
    try:
        from sample_partners import partners
    finally:
        sys.path.remove(str(samples_folder()))
    program = read_program(samples_folder() / "program.toml")

    def of(team, forum, manager="sample-manager"):
        return list(partners(team, manager, forum, program))

    return program, of


def bodies(entries):
    return [KINDS[one["kind"]].model_validate_json(json.dumps(one["body"])) for one in entries]


def test_every_team_with_a_manager_lists_partners_that_fit_the_program(told):
    program, of = told
    ticks = {place.tick for one in listings(program) for place in one.places}
    for team in program.teams:
        found = bodies(of(team.id, "forum-2"))
        partners = [one for one in found if isinstance(one, Partner)]
        assert len(partners) >= 4
        assert {wanted(one) for one in partners} >= {"more"}
        for one in partners:
            known = set(one.sectors) & ticks
            # The rest follows from the program's own list by itself.
            assert known
            assert any(not sector.startswith(("dfc-", "moha-", "safe-")) for sector in known)


def test_nobody_wrote_anything_where_nobody_was_there_or_before_the_second_forum(told):
    _, of = told
    assert of("wexmoor", "forum-2", manager="") == []
    assert of("ambrin-falls", "forum-1") == []


def test_at_the_third_forum_some_partners_of_the_second_have_come_closer(told):
    program, of = told
    changed = 0
    for team in program.teams:
        before = {one["record_id"]: one["body"] for one in of(team.id, "forum-2")}
        for one in of(team.id, "forum-3"):
            changed += 1
            assert one["body"]["level_now"] != before[one["record_id"]]["level_now"]
    assert changed > 5


def test_chance_is_the_same_every_time_and_one_team_writes_as_hostile_people_do(told):
    _, of = told
    assert of("quillback", "forum-2") == of("quillback", "forum-2")
    assert "<script>" in json.dumps(of("quillback", "forum-2"))
    assert "<script>" not in json.dumps(of("tamsin", "forum-2"))


def test_a_seat_has_the_id_its_page_would_give_it(told):
    program, of = told
    for one in of("veyland", "forum-2"):
        if one["kind"] == Seat.kind:
            step, group = one["body"]["step"], one["body"]["group"]
            assert group in {each.id for each in program.groups}
            assert one["record_id"] == record_id_for("seat", "veyland", step, group)
