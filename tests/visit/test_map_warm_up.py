"""The warm-up shows how a map reads, and keeps nothing."""

from __future__ import annotations

from ciwidgets.enrolment import load_program
from tests.support.room import Room


def test_the_warm_up_takes_no_message_and_writes_nothing(room: Room) -> None:
    page = room.person()
    part = page.visit.map_warm_up("how-a-map-reads")
    before = len(room.store.since(0))
    for kind in ("save", "step", "drop"):
        reply = page.send(part, kind, is_open=False)
        assert (reply["type"], "try out" in reply["text"]) == ("refused", True)
    assert len(room.store.since(0)) == before
    assert (part.widget.phase, part.widget.answered) == ("open", 0)


def test_its_map_is_drawn_with_the_programs_strengths(room: Room) -> None:
    page = room.person()
    part = page.visit.map_warm_up("how-a-map-reads")
    assert part.widget.strengths == [0.25, 0.62, 1.0]
    load_program(room.store, room.program.model_copy(update={"map_strengths": [0.2, 0.5, 0.8]}))
    page.visit.look_again()
    assert part.widget.strengths == [0.2, 0.5, 0.8]
