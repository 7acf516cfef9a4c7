"""A project manager brings maps from the page: sees each before it is kept, and says what it is."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from ciwidgets.formats.maps import WRITERS, map_drafts, read_maps_bytes
from ciwidgets.model import ImportedMap, Role
from ciwidgets.model.maps import MapLink, MapWord
from ciwidgets.visit.maps.take_map import take_map
from ciwidgets.visit.messages import TakeMap
from tests.support.room import Room
from tests.visit.test_bring_file import Desk

HARBOR = b",Rain,Mud\nRain,,0.5\nMud,NaN,\n"
PEOPLE = b"User_ID,From,To,Weight\nu1,Rain,Mud,3\nu2,Mud,Rain,1\nu3,,,\n"


class MapDesk(Desk):
    """A page with a place for files of maps."""

    def __init__(self, room: Room, **who: Any) -> None:
        self.page = room.person(**{"role": Role.PROJECT_MANAGER, **who})
        self.part = self.page.visit.bring_file("our-maps-file", kind="maps")

    def keep_as(self, counts_as: str, title: str = "Ours") -> dict[str, Any]:
        upload = self.preview.get("upload_id", self.upload)
        return self.say("keep", upload_id=upload, title=title, counts_as=counts_as)


@pytest.fixture
def desk(room: Room) -> MapDesk:
    return MapDesk(room)


def kept(room: Room) -> list[tuple[str, str]]:
    return [(one.body.title, one.body.counts_as) for one in room.store.current(ImportedMap)]


def test_each_map_is_shown_before_anything_is_kept(desk: MapDesk, room: Room) -> None:
    assert desk.bring(HARBOR, "harbor.csv")["type"] == "read"
    (one,) = desk.preview["maps"]["list"]
    assert (desk.preview["title"], desk.preview["format"]) == ("harbor", "matrix")
    assert (one["title"], one["words"], one["links"], one["with_strength"]) == ("harbor", 2, 2, 1)
    assert one["labels"] == ["Rain", "Mud"]
    assert desk.preview["maps"]["counts_as"] == "group"
    assert "NaN" in desk.preview["warnings"][0]
    assert kept(room) == []


def test_a_file_is_kept_as_what_it_is_said_to_be_and_once(desk: MapDesk, room: Room) -> None:
    desk.bring(HARBOR)
    assert desk.keep_as("group")["is_new"]
    assert kept(room) == [("Ours", "group")]
    desk.bring(HARBOR, "again.csv")
    assert desk.preview["here"] == "Ours"
    assert not desk.keep_as("person", "Not ours")["is_new"]
    assert kept(room) == [("Not ours", "person")]


def test_the_maps_of_one_file_come_and_go_together(desk: MapDesk, room: Room) -> None:
    desk.bring(PEOPLE, "pilot.csv")
    assert desk.preview["maps"]["counts_as"] == "person"
    assert "1 of 3 people drew no link" in desk.preview["warnings"][0]
    desk.keep_as("person", "Pilot")
    assert kept(room) == [("Pilot 1", "person"), ("Pilot 2", "person")]
    (line,) = desk.brought
    assert (line["title"], line["people"], line["maps"]) == ("Pilot", 2, 2)
    assert desk.part.count_answered() == 1
    desk.bring(PEOPLE, "other.csv")
    assert (desk.preview["here"], desk.preview["title"]) == ("Pilot", "Pilot")
    assert desk.say("drop", record_id=line["id"], base_revision=1)["type"] == "saved"
    assert desk.brought == []
    assert kept(room) == []
    desk.bring(PEOPLE, "pilot.csv")
    assert desk.preview["here"] == ""
    assert desk.keep_as("person", "Pilot")["is_new"]
    assert len(kept(room)) == 2


def test_what_cannot_be_read_is_said_by_its_name(desk: MapDesk, room: Room) -> None:
    said = desk.bring(b"<ecoModeler/>", "owls.emp")
    assert said["type"] == "refused"
    assert "owls.emp is a file of EcoModeler" in said["text"]
    assert kept(room) == []


def test_nobody_but_a_project_manager_brings_maps(room: Room) -> None:
    desk = MapDesk(room, role=Role.PARTICIPANT)
    desk.begin(len(HARBOR), "harbor.csv")
    assert desk.reply["type"] == "refused"


@pytest.mark.parametrize("kind", list(WRITERS))
def test_a_map_is_taken_along_as_a_file(kind: str) -> None:
    words = [MapWord(id="a", label="Rain", x=1.0, y=2.0), MapWord(id="b", label="Mud")]
    links = [MapLink(source="a", target="b", weight=-0.25)]
    message = TakeMap(type="take", request_id="r" * 24, map="own", format=kind)
    reply = take_map(message, "Why mud?", words, links)
    (again,) = read_maps_bytes(reply["name"], base64.b64decode(reply["base64"])).maps
    assert [word.label for word in again.words] == ["Rain", "Mud"]
    assert again.links[0].weight == -0.25
    assert (reply["type"], reply["request_id"]) == ("file", "r" * 24)
    assert reply["name"].startswith("Why_mud")
    assert ("placed" in " ".join(reply["lost"])) is (kind not in ("mmp", "graphml"))


def test_another_title_on_the_page_leaves_the_sector_the_command_named(
    desk: MapDesk, room: Room
) -> None:
    file = read_maps_bytes("pilot.csv", PEOPLE)
    where = {"team_id": "ash", "occasion": "forum-2"}
    room.store.append(map_drafts(file, **where, counts_as="person", sector="law", title="Pilot"))
    desk.bring(PEOPLE, "pilot.csv")
    desk.keep_as("person", "Police")
    found = [one.body for one in room.store.current(ImportedMap)]
    assert [(one.title, one.sector) for one in found] == [("Police 1", "law"), ("Police 2", "law")]
