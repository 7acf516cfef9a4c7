"""Cards for the tables, as staff print them the day before."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from ciwidgets.cli import main
from ciwidgets.enrolment import codes
from ciwidgets.errors import ReportError
from ciwidgets.model import Draft, JoinCode, Role, new_id
from ciwidgets.reports.paper.table_cards import Paper, write_table_cards
from ciwidgets.store import Store
from tests.support.room import Room

URL = "http://192.168.1.20:8866/"


@pytest.fixture
def hall() -> Room:
    return Room(Store("sqlite://"))


def close(room: Room, team: str) -> None:
    entry = next(
        one
        for one in room.store.current(JoinCode)
        if (one.team_id, one.occasion) == (team, "forum-2")
    )
    body = entry.body.model_copy(update={"is_open": False})
    room.store.append([Draft(entry.record_id, body, new_id(), team, "", "forum-2", entry.revision)])


def test_a_card_has_the_team_its_code_and_the_way_in_and_nobody_else_s_code(
    hall: Room, tmp_path: Path
) -> None:
    page = write_table_cards(hall.store, tmp_path / "cards.html", URL).read_text("utf-8")
    assert "Ash County" in page
    assert hall.code("ash") in page
    assert "192.168.1.20:8866/start" in page
    assert "made up, to practice" in page
    others = [one for one in codes(hall.store) if one.role is not Role.PARTICIPANT]
    earlier = [one for one in codes(hall.store) if one.occasion_id == "forum-1"]
    assert others
    assert earlier
    assert not [one for one in (*others, *earlier) if one.code in page]


def test_a_closed_code_has_no_square_to_scan_and_says_so(hall: Room, tmp_path: Path) -> None:
    close(hall, "elm")
    page = write_table_cards(hall.store, tmp_path / "cards.html", URL).read_text("utf-8")
    assert page.count("<svg") == 1
    assert page.count("nobody can join with this code now") == 1


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_four_cards_stand_on_a_sheet_of_either_paper(
    hall: Room, tmp_path: Path, paper: Paper
) -> None:
    made = write_table_cards(hall.store, tmp_path / "cards.pdf", URL, "forum-1", paper)
    (sheet,) = PdfReader(made).pages
    assert round(sheet.mediabox.width) == {"letter": 612, "a4": 595}[paper]
    said = sheet.extract_text()
    first = [one.code for one in codes(hall.store) if one.occasion_id == "forum-1"]
    assert [one for one in first if one in said] == first


def test_what_cannot_be_written_is_said_with_what_can(hall: Room, tmp_path: Path) -> None:
    with pytest.raises(ReportError, match=r"forum-9.*It has: forum-1, forum-2"):
        write_table_cards(hall.store, tmp_path / "cards.pdf", URL, "forum-9")
    with pytest.raises(ReportError, match=r"ends in \.html or \.pdf"):
        write_table_cards(hall.store, tmp_path / "cards.docx", URL)
    assert list(tmp_path.iterdir()) == []


def test_the_command_writes_them_and_asks_for_the_address_they_lead_to(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{tmp_path / 'forum.db'}"
    with Store(url) as store:
        Room(store)
    file = tmp_path / "cards.html"
    asked = ["codes", "--store", url, "--cards", str(file)]
    assert main(asked) == 2
    assert "Add --public-url with it" in capsys.readouterr().err
    assert main([*asked, "--public-url", "forum"]) == 1
    assert "is not an address the QR codes could show" in capsys.readouterr().err
    assert main([*asked, "--public-url", URL]) == 0
    assert capsys.readouterr().out.strip() == str(file)
    assert "Elm County" in file.read_text("utf-8")
