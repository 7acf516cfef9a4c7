"""A project manager brings a file from the page, and nobody else does."""

from __future__ import annotations

import base64
import io
import secrets
import zipfile
from contextlib import suppress
from datetime import date
from typing import Any

import pytest

from ciwidgets.enrolment import load_program
from ciwidgets.model import ImportedAnswers, ImportedIndicators, ImportedSurvey, Role
from ciwidgets.visit import upload as uploading
from ciwidgets.visit.messages import MOST_BYTES
from ciwidgets.visit.upload import MOST_FILE_BYTES, PART_BYTES, TookTooLong, no_longer_than
from tests.support.room import Page, Room, small_program

STEPS = ("Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree")
OWN = ("No", "Rather no", "Partly", "Rather yes", "Yes", "rather yes")
HEAD = "Timestamp,Email Address,Please rate [We talk.],Please rate [Beds are free.],Why?"


def forms(*answers: tuple[str, str]) -> bytes:
    """Return a made-up Google Forms export, one person a pair of answers."""
    rows = [
        f"2026/03/{1 + who % 28:02} 9:15:{who % 60:02} AM EST,p{who}@example.org,{talk},{beds},"
        f"My secret is {who} times as deep as yours"
        for who, (talk, beds) in enumerate(answers, 1)
    ]
    return "\r\n".join([HEAD, *rows]).encode()


SIX = tuple((STEPS[i % 5], STEPS[(i * 2) % 5]) for i in range(6))


class Desk:
    """A page with a place for survey files and one for local numbers."""

    def __init__(self, room: Room, **who: Any) -> None:
        self.page: Page = room.person(**{"role": Role.PROJECT_MANAGER, **who})
        visit = self.page.visit
        self.survey = visit.bring_file("survey-file", kind="survey", survey="pulse")
        self.numbers = visit.bring_file("number-file", kind="indicators")
        self.part = self.survey

    def say(self, type: str, **fields: Any) -> dict[str, Any]:  # noqa: A002
        return self.page.send(self.part, type, **fields)

    def begin(self, size: int, name: str = "answers.csv", role: str = "file", id: str = "") -> str:  # noqa: A002
        self.upload = id or secrets.token_urlsafe(18)
        self.reply = self.say("begin", upload_id=self.upload, role=role, name=name, size=size)
        return self.upload

    def send_part(self, number: int, data: bytes) -> dict[str, Any]:
        text = base64.b64encode(data).decode()
        return self.say("part", upload_id=self.upload, number=number, data=text)

    def send(self, data: bytes, name: str = "answers.csv", role: str = "file") -> str:
        self.begin(len(data), name, role)
        while self.reply["type"] == "arrived" and self.reply["next"] < self.reply["parts"]:
            start = self.reply["next"] * PART_BYTES
            self.reply = self.send_part(self.reply["next"], data[start : start + PART_BYTES])
        return self.upload

    def bring(self, data: bytes, name: str = "answers.csv", **asked: Any) -> dict[str, Any]:
        upload = self.send(data, name)
        return self.say("read", upload_id=upload, **asked)

    def keep(self, title: str = "A survey", **mapping: str) -> dict[str, Any]:
        upload = self.preview.get("upload_id", self.upload)
        return self.say("keep", upload_id=upload, title=title, mapping=mapping)

    @property
    def preview(self) -> dict[str, Any]:
        return self.part.widget.preview

    @property
    def brought(self) -> list[dict[str, Any]]:
        return self.part.widget.brought


@pytest.fixture
def desk(room: Room) -> Desk:
    program = small_program()
    scale = program.scales[0].model_copy(update={"labels": list(STEPS)})
    load_program(room.store, program.model_copy(update={"scales": [scale]}))
    return Desk(room)


def kept(room: Room) -> list[ImportedSurvey]:
    return [one.body for one in room.store.current(ImportedSurvey)]


def questions(desk: Desk) -> dict[str, dict[str, Any]]:
    return {one["text"]: one for one in desk.preview["survey"]["questions"]}


# --- a file that is as it should be ----------------------------------------------------------


def test_what_was_understood_is_shown_before_anything_is_kept(desk: Desk, room: Room) -> None:
    assert desk.bring(forms(*SIX), "Neighbours.csv")["type"] == "read"
    preview = desk.preview
    assert (preview["title"], preview["format"], preview["here"]) == (
        "Neighbours",
        "google_forms",
        "",
    )
    assert preview["survey"]["people"] == 6
    assert any("mail" in f"{one['what']} {one['why']}".lower() for one in preview["dropped"])
    talk = questions(desk)["Please rate [We talk.]"]
    assert (talk["type"], talk["answered"], talk["may_count"]) == ("scale", 6, True)
    assert talk["counts_as"] == "talk"
    assert talk["counts"][0] == {"label": "Strongly disagree", "people": 2}
    assert questions(desk)["Please rate [Beds are free.]"]["counts_as"] == ""
    assert kept(room) == []


def test_a_preview_never_shows_anybodys_own_words(desk: Desk) -> None:
    answers = [("A thing only I wrote", "Agree"), *SIX]
    desk.bring(forms(*answers))
    for hidden in ("secret", "only I wrote", "example.org"):
        assert hidden not in repr(desk.preview)


def test_a_choice_only_one_person_made_is_counted_and_not_quoted(desk: Desk) -> None:
    rows = [f"{one},A remark of mine" for one in ("Yes", "No") * 6]
    rows[4] = "Only I say this,A remark of mine"
    desk.bring(b"Do you agree?,Anything else?\n" + "\n".join(rows).encode(), format="plain")
    asked = questions(desk)["Do you agree?"]
    assert "Only I" not in repr(desk.preview)
    assert sum(one["people"] for one in asked["counts"]) + asked["other"] == 12
    assert all(one["people"] > 1 for one in asked["counts"])


def test_what_is_kept_counts_as_the_statements_it_was_mapped_to(desk: Desk, room: Room) -> None:
    desk.bring(forms(*SIX))
    question = questions(desk)["Please rate [We talk.]"]["id"]
    reply = desk.keep("Neighbours asked", **{question: "talk"})
    assert (reply["type"], reply["is_new"]) == ("saved", True)
    (survey,) = kept(room)
    assert survey.title == "Neighbours asked"
    assert survey.mapping[question].statement == "talk"
    assert len(room.store.current(ImportedAnswers)) == 6
    assert desk.preview == {}
    (shown,) = desk.brought
    assert (shown["title"], shown["people"], shown["counts_as"]) == ("Neighbours asked", 6, 1)
    assert (shown["occasion"], shown["withheld"]) == ("Forum 2", "")
    assert date.fromisoformat(shown["brought_on"][:10])


def test_the_whole_team_sees_what_was_brought_and_other_teams_do_not(
    desk: Desk, room: Room
) -> None:
    desk.bring(forms(*SIX))
    desk.keep()
    member = Desk(room, role=Role.PARTICIPANT)
    stranger = Desk(room, team="elm")
    assert [one["title"] for one in member.brought] == ["A survey"]
    assert stranger.brought == []
    record = desk.brought[0]
    reply = stranger.say("drop", record_id=record["id"], base_revision=record["revision"])
    assert reply["type"] == "refused"


def test_the_same_file_counts_once_however_often_it_is_brought(desk: Desk, room: Room) -> None:
    desk.bring(forms(*SIX))
    desk.keep("First title")
    before = room.store.last_seq()
    desk.bring(forms(*SIX), "other name.csv")
    assert desk.preview["here"] == "First title"
    assert desk.preview["title"] == "First title"
    reply = desk.keep("First title")
    assert (reply["type"], reply["is_new"]) == ("saved", False)
    assert room.store.last_seq() == before


def test_brought_again_it_takes_the_new_title_and_mapping_and_counts_once(
    desk: Desk, room: Room
) -> None:
    desk.bring(forms(*SIX))
    desk.keep("Old")
    desk.bring(forms(*SIX))
    question = questions(desk)["Please rate [We talk.]"]["id"]
    assert desk.keep("New", **{question: "trust"})["is_new"] is False
    (survey,) = kept(room)
    assert (survey.title, survey.mapping[question].statement) == ("New", "trust")
    assert len(room.store.current(ImportedAnswers)) == 6
    desk.bring(forms(*SIX))
    assert questions(desk)["Please rate [We talk.]"]["counts_as"] == "trust"


def test_a_file_is_taken_off_stays_in_the_past_and_can_come_back(desk: Desk, room: Room) -> None:
    desk.bring(forms(*SIX))
    desk.keep()
    (record,) = desk.brought
    reply = desk.say("drop", record_id=record["id"], base_revision=record["revision"])
    assert reply["type"] == "saved"
    assert (desk.brought, kept(room)) == ([], [])
    assert len(room.store.history(record["id"])) == 2
    desk.bring(forms(*SIX))
    assert desk.preview["here"] == ""
    assert desk.keep()["is_new"] is True
    assert len(kept(room)) == 1
    assert len(room.store.current(ImportedAnswers)) == 6


def test_another_teams_file_cannot_be_taken_off_by_its_name(desk: Desk, room: Room) -> None:
    desk.bring(forms(*SIX))
    desk.keep()
    (record,) = desk.brought
    stranger = Desk(room, team="elm")
    stranger.bring(forms(*SIX))
    stranger.keep()
    seq = room.store.last_seq()
    reply = stranger.say("drop", record_id=record["id"], base_revision=record["revision"])
    assert (reply["type"], "is not here" in reply["text"]) == ("refused", True)
    assert room.store.last_seq() == seq


def test_who_takes_off_what_another_changed_is_told_its_title_and_no_rows(
    desk: Desk, room: Room
) -> None:
    desk.bring(forms(*SIX))
    desk.keep("Old")
    desk.bring(forms(*SIX))
    desk.keep("New")
    (record,) = desk.brought
    reply = desk.say("drop", record_id=record["id"], base_revision=record["revision"] - 1)
    assert (reply["type"], reply["theirs"]) == ("conflict", {"title": "New"})
    assert len(kept(room)) == 1


def test_keep_sent_twice_is_kept_once_and_answered_twice(desk: Desk, room: Room) -> None:
    desk.bring(forms(*SIX))
    message = {
        "type": "keep",
        "request_id": secrets.token_urlsafe(18),
        "upload_id": desk.upload,
        "title": "Once",
        "mapping": {},
    }
    first = desk.page.visit.receive(desk.survey, message)
    seq = room.store.last_seq()
    assert desk.page.visit.receive(desk.survey, message) == first
    assert room.store.last_seq() == seq


def test_a_second_file_and_the_programs_name_can_be_given(desk: Desk) -> None:
    data = b"record_id,mood,my_complete\n" + b"".join(
        f"{i},{i % 3},2\n".encode() for i in range(1, 8)
    )
    dictionary = (
        b"Variable / Field Name,Form Name,Section Header,Field Type,Field Label,"
        b'"Choices, Calculations, OR Slider Labels"\n'
        b"record_id,my,,text,Record,\n"
        b'mood,my,,radio,How are you?,"0, Bad | 1, So so | 2, Good"\n'
    )
    desk.bring(data, format="redcap")
    main = desk.upload
    assert desk.send(dictionary, "words.csv", "dictionary") != main
    assert desk.say("read", upload_id=main, format="redcap")["type"] == "read"
    assert "How are you?" in questions(desk)
    labels = [one["label"] for one in questions(desk)["How are you?"]["counts"]]
    assert set(labels) == {"Bad", "So so", "Good"}


# --- local numbers ---------------------------------------------------------------------------

PLAIN = "measure,place,period,count,population\n"


def test_local_numbers_are_shown_and_kept(desk: Desk, room: Room) -> None:
    desk.part = desk.numbers
    text = PLAIN + "Deaths,Ash County,2023,12,40000\nDeaths,Ash County,2024,,41000\n"
    assert desk.bring(text.encode(), "deaths.csv")["type"] == "read"
    said = desk.preview["indicators"]
    assert (said["rows"], said["shown"], said["places"]) == (2, 1, ["Ash County"])
    assert desk.keep("Deaths here")["is_new"] is True
    (one,) = room.store.current(ImportedIndicators)
    assert (one.body.title, len(one.body.rows)) == ("Deaths here", 2)
    assert [(each["title"], each["rows"]) for each in desk.brought] == [("Deaths here", 2)]


def test_of_too_many_places_the_page_asks_which_to_keep(desk: Desk) -> None:
    desk.part = desk.numbers
    rows = [
        f"Deaths,County {place},20{year:02},12,40000" for place in range(600) for year in range(10)
    ]
    desk.bring((PLAIN + "\n".join(rows)).encode(), "all.csv")
    said = desk.preview["indicators"]
    assert said["too_many"] is True
    assert len(said["places"]) == 600
    assert desk.keep("Too early")["type"] == "refused"
    reply = desk.say("read", upload_id=desk.upload, places=["County 7", "County 8"])
    assert reply["type"] == "read"
    assert desk.preview["indicators"]["rows"] == 20
    assert desk.preview["indicators"]["chosen"] == ["County 7", "County 8"]
    assert desk.keep("Two counties")["type"] == "saved"


def test_a_place_the_file_does_not_have_is_refused_with_the_nearest(desk: Desk) -> None:
    desk.part = desk.numbers
    reply = desk.bring((PLAIN + "Deaths,Ash County,2023,12,4").encode(), places=["Ahs County"])
    assert reply["type"] == "refused"
    assert "come nearest" in reply["text"]


# --- whoever may not, and whatever is wrong --------------------------------------------------


@pytest.mark.parametrize("role", [Role.PARTICIPANT, Role.FACILITATOR])
def test_only_a_project_manager_brings_files(room: Room, role: Role) -> None:
    desk = Desk(room, role=role)
    desk.begin(100)
    assert desk.reply["type"] == "refused"
    assert "bring_files" not in desk.part.widget.may
    for message in (
        {"type": "read", "upload_id": desk.upload},
        {"type": "keep", "upload_id": desk.upload, "title": "x"},
        {"type": "forget"},
        {"type": "drop", "record_id": "r", "base_revision": 1},
    ):
        assert desk.say(**message)["type"] == "refused"


def test_parts_twice_or_too_early_change_nothing_and_say_where_it_stands(desk: Desk) -> None:
    data = forms(*SIX * 330)
    assert len(data) > 2 * PART_BYTES
    desk.begin(len(data))
    parts = [data[i : i + PART_BYTES] for i in range(0, len(data), PART_BYTES)]
    assert desk.send_part(1, parts[1])["next"] == 0
    assert desk.send_part(0, parts[0])["next"] == 1
    assert desk.send_part(0, parts[0])["next"] == 1
    # The page lost the answer and asks where it stands.
    desk.begin(len(data), id=desk.upload)
    assert desk.reply["next"] == 1
    for number, part in enumerate(parts[1:], 1):
        reply = desk.send_part(number, part)
    assert reply["next"] == reply["parts"] == len(parts)
    assert desk.send_part(len(parts), b"more")["next"] == len(parts)
    assert desk.say("read", upload_id=desk.upload)["type"] == "read"
    assert desk.preview["survey"]["people"] == 1980


def test_a_part_of_another_size_ends_the_upload(desk: Desk) -> None:
    for wrong in (b"", b"x" * (PART_BYTES - 1)):
        desk.begin(PART_BYTES * 2)
        assert desk.send_part(0, wrong)["type"] == "refused"
        assert "choose it again" in desk.send_part(0, b"x" * PART_BYTES)["text"]


@pytest.mark.parametrize("text", ["%%%%", "QQ", "QUJD\n", "é" * 8, "QUJDRA=="])
def test_what_is_no_base64_of_that_part_is_refused(desk: Desk, text: str) -> None:
    desk.begin(3)
    reply = desk.say("part", upload_id=desk.upload, number=0, data=text)
    assert reply["type"] == "refused"


def test_a_part_longer_than_a_part_may_be_is_refused_at_the_door(desk: Desk) -> None:
    desk.begin(MOST_BYTES)
    reply = desk.say("part", upload_id=desk.upload, number=0, data="A" * 40_004)
    assert reply["type"] == "refused"


def test_a_file_over_the_limit_is_refused_before_a_byte_of_it_is_taken(desk: Desk) -> None:
    desk.begin(MOST_FILE_BYTES + 1, "big.csv")
    assert desk.reply["type"] == "refused"
    assert "8 MB is the most this page can bring" in desk.reply["text"]
    assert "ciwidgets import" in desk.reply["text"]
    assert desk.send_part(0, b"x" * PART_BYTES)["type"] == "refused"
    desk.begin(0)
    assert "is empty" in desk.reply["text"]


def test_another_upload_replaces_the_one_before_and_its_parts_are_not_taken(desk: Desk) -> None:
    first = desk.begin(PART_BYTES * 2)
    desk.send_part(0, b"a" * PART_BYTES)
    desk.begin(PART_BYTES)
    second, desk.upload = desk.upload, first
    assert desk.send_part(1, b"a" * PART_BYTES)["type"] == "refused"
    desk.upload = second
    assert desk.send_part(0, b"b" * PART_BYTES)["next"] == 1
    assert len(desk.survey._files) == 1


def test_a_second_file_needs_the_first(desk: Desk) -> None:
    desk.begin(10, role="dictionary")
    assert desk.reply["type"] == "refused"


def test_half_a_file_is_not_read(desk: Desk) -> None:
    desk.begin(PART_BYTES * 2)
    desk.send_part(0, b"a" * PART_BYTES)
    reply = desk.say("read", upload_id=desk.upload)
    assert "1 of 2 parts" in reply["text"]


def test_leaving_or_becoming_someone_else_lets_go_of_the_file(desk: Desk, room: Room) -> None:
    desk.bring(forms(*SIX))
    upload = desk.upload
    desk.page.send(desk.page.strip, "leave")
    assert (desk.preview, desk.brought, desk.survey._files) == ({}, [], {})
    desk.page.join(room.code("elm", Role.PROJECT_MANAGER))
    assert desk.say("keep", upload_id=upload, title="Theirs")["type"] == "refused"
    assert kept(room) == []


def test_someone_else_without_a_goodbye_does_not_get_the_file_either(
    desk: Desk, room: Room
) -> None:
    desk.bring(forms(*SIX))
    desk.page.join(room.code("ash", Role.PROJECT_MANAGER))
    assert desk.preview == {}
    assert desk.keep()["type"] == "refused"


def test_forgetting_keeps_nothing(desk: Desk, room: Room) -> None:
    desk.bring(forms(*SIX))
    assert desk.say("forget")["type"] == "forgotten"
    assert (desk.preview, desk.survey._files) == ({}, {})
    assert desk.keep()["type"] == "refused"
    assert kept(room) == []


def test_there_is_nothing_to_close_where_files_are_brought(desk: Desk) -> None:
    assert "open_step" not in desk.survey.widget.may
    assert desk.page.set_step(desk.survey, is_open=False)["type"] == "refused"
    desk.begin(10)
    assert desk.reply["type"] == "arrived"


def bomb() -> bytes:
    """A workbook of a few kilobytes that unpacks to a gigabyte of zeros."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as piece:
            for _ in range(200):
                piece.write(b"\0" * 1_000_000)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (bomb(), "bomb.xlsx", "unpack"),
        (b"%PDF-1.7 ...", "report.pdf", "is a PDF"),
        (b"\xff\xd8\xff\xe0", "photo.csv", "is a picture"),
        (b"a,b\n1\n2,3,4\n", "ragged.csv", "cells"),
        (b" \n \n", "blank.csv", "is empty"),
        (b"one\x00two,three\n", "nul.csv", "NUL"),
    ],
)
def test_what_cannot_be_read_is_refused_in_the_sentence_of_its_reader(
    desk: Desk, room: Room, data: bytes, name: str, said: str
) -> None:
    for part in (desk.survey, desk.numbers):
        desk.part = part
        reply = desk.bring(data, name)
        assert reply["type"] == "refused", reply
        assert name in reply["text"]
        if part is desk.survey:
            assert said in reply["text"]
        assert desk.preview == {}
        assert desk.keep()["type"] == "refused"
    assert kept(room) == []


def test_a_hostile_name_is_only_words(desk: Desk) -> None:
    desk.bring(forms(*SIX), "../../etc/<img src=x onerror=alert(1)>.csv")
    assert desk.preview["title"] == "<img src=x onerror=alert(1)>"
    desk.begin(5, "x" * 300)
    assert desk.reply["type"] == "refused"


@pytest.mark.parametrize(
    "mapping",
    [{"nowhere": "talk"}, {"q1": "nowhere"}, {"__proto__": "talk"}],
)
def test_questions_and_statements_that_are_not_there_are_refused(
    desk: Desk, room: Room, mapping: dict[str, str]
) -> None:
    desk.bring(forms(*SIX))
    assert desk.keep("x", **mapping)["type"] == "refused"
    assert kept(room) == []


def test_two_questions_cannot_count_as_one_statement(desk: Desk, room: Room) -> None:
    desk.bring(forms(*SIX))
    scales = [one["id"] for one in questions(desk).values() if one["may_count"]]
    reply = desk.keep("x", **dict.fromkeys(scales, "talk"))
    assert "One person would count twice" in reply["text"]
    assert kept(room) == []


def read_for_ever() -> None:
    """Swallow every error on the way, as a reader may."""
    with no_longer_than(0.05):
        while True:
            with suppress(Exception):
                sum(range(1000))


def test_reading_that_takes_too_long_is_stopped(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(TookTooLong):
        read_for_ever()
    monkeypatch.setattr("ciwidgets.visit.bring_file.READING_SECONDS", 0.001)
    reply = desk.bring(forms(*SIX * 3000))
    assert "so it was stopped" in reply["text"]
    assert uploading.READING_SECONDS > 1


def test_the_programs_own_scale_is_known_whatever_its_words(room: Room) -> None:
    desk = Desk(room)  # its scale is No, Rather no, Partly, Rather yes, Yes
    rows = [f"{one},{other}" for one, other in zip(OWN, ("Yes", "No") * 3, strict=True)]
    desk.bring(b"We talk.,Have you been here?\n" + "\n".join(rows).encode(), format="plain")
    talk, been = questions(desk)["We talk."], questions(desk)["Have you been here?"]
    assert (talk["type"], talk["counts_as"], talk["answered"]) == ("scale", "talk", 6)
    assert [one["label"] for one in talk["counts"]] == list(OWN[:5])
    # Two of its words alone are no sign of it.
    assert {one["label"] for one in been["counts"]} == {"Yes", "No"}


def test_a_kind_or_a_survey_there_is_not_is_named_when_the_page_is_built(room: Room) -> None:
    visit = room.person().visit
    with pytest.raises(LookupError, match="no kind of file 'music'"):
        visit.bring_file("x", kind="music")
    with pytest.raises(LookupError, match="has no survey 'nowhere'"):
        visit.bring_file("x", kind="survey", survey="nowhere")


def test_more_people_than_a_page_may_bring_are_left_to_the_command(desk: Desk, room: Room) -> None:
    reply = desk.bring(forms(*SIX * 334), "county.csv")
    assert "county.csv holds the answers of 2,004 people" in reply["text"]
    assert "ciwidgets import survey" in reply["text"]
    assert desk.keep()["type"] == "refused"
    assert kept(room) == []
