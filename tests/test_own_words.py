"""Whose each kind of entry is: whoever adds a kind has to say so, as erasing goes by it."""

from __future__ import annotations

from ciwidgets.model import KINDS, CoachingNote
from ciwidgets.model.own_words import OF_THE_PROGRAM, OWN_NUMBERS, OWN_WORDS

# Who is who: gone with the person.
PEOPLE = {"person", "device"}
# What a team keeps together, whoever typed it: it stays, without the name of who is erased.
OF_THE_TEAM = {
    "activity", "carry_on", "data_source", "forecast", "goal", "governance", "idea_group",
    "imported_answers", "imported_indicators", "imported_map", "imported_survey", "ledger_line",
    "lesson", "lever", "map_question", "measure", "meeting", "moderation", "need", "next_step",
    "partner", "pearl_gate", "planning_view", "policy_response", "reading", "recommendation",
    "resource", "risk", "seat", "shared_word", "sharing", "step_state", "theme", "what_if", "win",
}  # fmt: skip
# What is said to a room, or by a group that several teams sit in.
OF_THE_ROOM = {
    "announcement", "borrowed", "breakout", "rehearsal", "reveal", "room_place", "timer", "tried",
}  # fmt: skip


def test_every_kind_is_somebodys_own_the_teams_the_rooms_or_the_programs():
    own, program = ({one.kind for one in some} for some in (OWN_WORDS, OF_THE_PROGRAM))
    classed = [PEOPLE, own, OF_THE_TEAM, OF_THE_ROOM, program]
    assert set().union(*classed) == set(KINDS)
    assert sum(map(len, classed)) == len(KINDS), "a kind is classed twice"
    assert {*OWN_NUMBERS} < {*OWN_WORDS}


def test_a_coaching_note_which_only_its_author_may_change_is_their_own():
    assert CoachingNote in OWN_WORDS
