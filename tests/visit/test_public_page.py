"""The preview of the public page: just what the public will read."""

from __future__ import annotations

from datetime import date

from ciwidgets.model import NameConsent, Named, Win, record_id_for
from tests.support.room import Room


def _win(**fields: object) -> Win:
    told = {"title": "A van drives", "done_on": date(2026, 6, 9), "is_public": True}
    return Win.model_validate({"step": "wins/our-wins", **told, **fields}, strict=False)


def test_the_preview_names_somebody_only_once_they_said_yes(room: Room) -> None:
    page = room.person(name="Zebulon Ashgrove")
    part = page.visit.public_page("public-day")
    me = page.visit.person_id
    room.keep("win-of-ours", _win(thanks_to=[Named(person_id=me)], story="Zebulon drove."))
    page.visit.look_again()
    assert part.widget.wins[0]["who"] == ["a member"]
    assert part.widget.wins[0]["story"] == "A member drove."
    assert (part.widget.without_name, part.widget.answered) == (1, 1)
    consent = NameConsent(about="win-of-ours", audiences=["public"])
    room.keep(record_id_for("name_consent", me, "win-of-ours"), consent, author_id=me)
    page.visit.look_again()
    assert part.widget.wins[0]["who"] == ["Zebulon Ashgrove"]
    assert part.widget.wins[0]["story"] == "Zebulon drove."


def test_what_is_not_marked_or_not_done_is_counted_and_not_shown(room: Room) -> None:
    page, stranger = room.person(), room.person("elm")
    parts = [one.visit.public_page("public-day") for one in (page, stranger)]
    room.keep("win-1", _win(is_public=False))
    room.keep("win-2", _win(done_on=None))
    room.keep("win-3", _win())
    for one in (page, stranger):
        one.visit.look_again()
    widget = parts[0].widget
    assert [one["id"] for one in widget.wins] == ["win-3"]
    assert (widget.not_marked, widget.not_done, widget.without_name) == (1, 1, 0)
    assert parts[1].widget.wins == []


def test_the_preview_takes_no_message(room: Room) -> None:
    page = room.person()
    part = page.visit.public_page("public-day")
    assert page.send(part, "save", record_id="win-1", base_revision=0)["type"] == "refused"
