"""Maps from files in a report: a group's as a picture, people's own as a number."""

from __future__ import annotations

from ciwidgets.model import Draft, ImportedMap, MapLink, MapWord, new_id
from ciwidgets.reports.team_summary import TeamSummary
from tests.support.room import Room, room

__all__ = ["room"]


def bring(room: Room, counts_as: str, **more) -> None:
    words = [MapWord(id="a", label="Fear <b>"), MapWord(id="b", label="Calls")]
    links = [
        MapLink(source="a", target="b", weight=-1.0),
        MapLink(source="b", target="a", weight=0),
    ]
    body = ImportedMap(
        title="The health board’s map",
        format="mmp",
        counts_as=counts_as,
        **{"words": words, "links": links, **more},
    )
    room.store.append([Draft(new_id(), body, new_id(), "ash", "", "forum-2")])


def blocks(room: Room):
    return TeamSummary("ash", store=room.store).maps_from_files().blocks


def test_a_groups_map_is_a_figure_with_its_sentences(room):
    bring(room, "group")
    heading, said, figure = blocks(room)
    assert heading.text == "The health board’s map"
    assert said.text == "2 words, 1 link with a strength."
    assert "More “Fear <b>” leads to a drop in “Calls”, strongly." in figure.alt


def test_peoples_own_maps_are_counted_and_never_shown(room):
    bring(room, "person")
    bring(room, "person")
    (said,) = blocks(room)
    assert said.text.startswith("2 maps of one person each")
    assert "Fear" not in said.text


def test_a_map_without_a_link_is_named_and_not_drawn(room):
    bring(room, "group", links=[])
    assert [block.type for block in blocks(room)] == ["heading", "text"]


def test_of_a_large_map_the_strongest_links_are_drawn_and_that_is_said(room):
    words = [MapWord(id=f"w{n}", label=f"Word {n}") for n in range(60)]
    links = [MapLink(source=f"w{n}", target=f"w{n + 1}", weight=(n + 1) / 100) for n in range(59)]
    bring(room, "group", words=words, links=links)
    figure = blocks(room)[-1]
    assert "40 strongest" in figure.caption
    assert "Word 59" in figure.alt
    assert "Word 3 " not in figure.alt


def test_nothing_brought_is_said(room):
    assert "brought no map" in blocks(room)[0].text
