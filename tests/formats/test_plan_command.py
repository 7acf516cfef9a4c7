"""A team's plan through the real command: out as a table, back after a look, and as a calendar."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import icalendar
import pytest

from ciwidgets.cli import main
from ciwidgets.enrolment import load_program
from ciwidgets.formats.spreadsheet import read_sheets
from ciwidgets.model import Activity, Draft, Goal, Named, new_id
from ciwidgets.store import Store
from tests.formats.test_plans import as_csv, table
from tests.support.room import small_program

STEP = "goals/our-goals"


def run(*words: str | Path) -> int:
    """Run the command in this process."""
    return main([str(word) for word in words])


@pytest.fixture
def url(tmp_path: Path) -> str:
    """The address of a store in which team ash has a goal and an activity."""
    address = f"sqlite:///{tmp_path / 'forum.db'}"
    bodies = [
        Goal(step=STEP, aim="More beds", by=date(2027, 3, 31)),
        Goal(step=STEP, aim="Ask Jo Doe", by=date(2027, 4, 30), owner=Named(name="Jo Doe")),
        Activity(step="goals/our-activities", name="Call around", by=date(2027, 1, 31)),
    ]
    with Store(address) as store:
        load_program(store, small_program())
        store.append([Draft(new_id(), body, new_id(), team_id="ash") for body in bodies])
    return address


def goals(url: str) -> list[str]:
    with Store(url) as store:
        return [one.body.aim for one in store.current(Goal, team_id="ash")]


def take(url: str, path: Path, *more: str) -> Path:
    words = ("export", "plan", "--team", "ash", "--what", "goals", "--out", path, *more)
    assert run(*words, "--store", url) == 0
    return path


def test_a_table_goes_out_is_looked_at_and_comes_back(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = take(url, tmp_path / "goals.csv")
    first, second = table(path.read_bytes())
    new = dict.fromkeys(first, "") | {"goal": "Rides"}
    path.write_bytes(as_csv([first | {"goal": "Many beds"}, second, new]))
    words = ("import", "plan", path, "--team", "ash", "--store", url)
    capsys.readouterr()
    assert run(*words, "--dry-run", "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert said["counts"] == {"refused": 0, "both": 0, "changed": 1, "new": 1, "same": 1}
    assert goals(url) == ["More beds", "Ask Jo Doe"]
    assert run(*words, "--occasion", "forum-1") == 0
    told = capsys.readouterr()
    assert "goal: More beds -> Many beds" in told.out
    assert "Row 4, new: Rides" in told.out
    assert "Kept for ash: 1 new and 1 changed." in told.err
    assert goals(url) == ["Many beds", "Ask Jo Doe", "Rides"]
    path.write_bytes(as_csv([new]))
    assert run(*words) == 0
    assert "nothing was added" in capsys.readouterr().err


def test_a_changed_table_brings_back_the_names_it_left_out(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = take(url, tmp_path / "goals.csv")
    first, second = table(path.read_bytes())
    assert second["goal"] == "Ask a member"
    path.write_bytes(as_csv([first, second | {"goal": "Ring a member"}]))
    capsys.readouterr()
    words = ("import", "plan", path, "--team", "ash", "--store", url)
    assert run(*words) == 0
    told = capsys.readouterr()
    assert "goal: Ask a member -> Ring a member" in told.out
    assert "Jo Doe" not in told.out + told.err
    assert goals(url) == ["More beds", "Ring Jo Doe"]
    path = take(url, tmp_path / "goals.csv")
    first, second = table(path.read_bytes())
    path.write_bytes(as_csv([first, second | {"goal": "Ring somebody"}]))
    assert run(*words) == 1
    assert "Row 3, cannot be kept as it stands" in capsys.readouterr().out
    assert goals(url) == ["More beds", "Ring Jo Doe"]


def test_rows_that_cannot_be_kept_hold_the_others_back_unless_one_says_so(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "plan.csv"
    path.write_bytes(b"goal,by\nRides,soon\nWaits,2027-01-31\n")
    words = ("import", "plan", path, "--team", "ash", "--store", url)
    assert run(*words) == 1
    assert "1 row cannot be kept as it stands above, so nothing was kept" in capsys.readouterr().err
    assert "Waits" not in goals(url)
    assert run(*words, "--partly") == 0
    assert goals(url)[-1] == "Waits"


def test_a_workbook_is_the_default_and_a_template_has_an_example(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    words = ("export", "plan", "--team", "ash", "--what", "activities", "--store", url)
    assert run(*words) == 0
    assert capsys.readouterr().out.strip() == "ash_activities.xlsx"
    listed, _ = read_sheets((tmp_path / "ash_activities.xlsx").read_bytes(), "x.xlsx")
    assert listed.rows[1][2] == "Call around"
    assert run(*words, "--template", "--out", "t.csv") == 0
    (row,) = table((tmp_path / "t.csv").read_bytes())
    assert row["id"] == "example"
    assert run(*words, "--out", "plan.pdf") == 1
    assert "end it with .xlsx or .csv" in capsys.readouterr().err


def test_a_calendar_has_the_days_and_no_name_without_consent(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "ash.ics"
    assert run("export", "calendar", "--team", "ash", "--out", path, "--store", url) == 0
    found = icalendar.Calendar.from_ical(path.read_bytes())
    days = {str(one["SUMMARY"]): one["DTSTART"].dt for one in found.walk("VEVENT")}
    assert date(2027, 3, 31) in days.values()
    assert any("More beds" in one for one in days)
    assert any("Call around" in one for one in days)
    assert days["Forum 1"] == date(2026, 1, 10)
    assert b"Jo Doe" not in path.read_bytes()
    again = tmp_path / "again.ics"
    run("export", "calendar", "--team", "ash", "--out", again, "--store", url)
    uids = [str(one["UID"]) for one in found.walk("VEVENT")]
    assert uids == [
        str(one["UID"]) for one in icalendar.Calendar.from_ical(again.read_bytes()).walk("VEVENT")
    ]
    assert len(set(uids)) == len(uids)


@pytest.mark.parametrize(
    ("words", "said", "status"),
    [
        (("export", "plan", "--team", "oak", "--what", "goals"), "no team 'oak'", 2),
        (("export", "calendar", "--team", "oak"), "no team 'oak'", 2),
        (("export", "calendar", "--team", "ash", "--out", "no/x.ics"), "could not be written", 1),
        (("import", "plan", "nowhere.csv", "--team", "ash"), "There is no file", 1),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    url: str, words: tuple[str, ...], said: str, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*words, "--store", url) == status
    assert said in capsys.readouterr().err
