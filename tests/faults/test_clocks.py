"""Clocks that jump, odd text without a browser, and that each test the table names is there."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

import pytest

import ciwidgets
import tests.faults
from ciwidgets.model import Idea, Rating
from ciwidgets.store import appending
from tests.support.room import Room

_TESTS = Path(tests.faults.__file__).parent.parent
# It says how far a device's clock is off, and needs the time of day for that.
_TELLS_THE_TIME = {"network_check.py"}


def test_a_clock_set_back_an_hour_changes_no_order(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = room.person("ash")
    first = page.rate(talk=1)

    class SetBack:
        @staticmethod
        def now(tz: tzinfo) -> datetime:
            return datetime.now(tz) - timedelta(hours=1)

    monkeypatch.setattr(appending, "datetime", SetBack)
    assert page.rate(first["revision"], talk=5)["type"] == "saved"
    [kept] = room.store.current(Rating, team_id="ash")
    history = room.store.history(kept.record_id)
    assert history[1].created_at < history[0].created_at
    assert [one.seq for one in history] == sorted(one.seq for one in history)
    assert kept.body.answers == {"talk": 5}
    assert page.rating.widget.mine["answers"] == {"talk": 5}


def test_no_wait_of_the_server_is_measured_by_the_clock_on_the_wall() -> None:
    found = {
        path.name
        for path in (Path(ciwidgets.__file__).parent / "serving").rglob("*.py")
        # Also as a clock that is handed over, or under a name of its own.
        if re.search(r"\btime\.time\b|\bfrom time import\b", path.read_text("utf-8"))
    }
    assert found <= _TELLS_THE_TIME


@pytest.mark.parametrize(
    ("text", "is_kept"),
    [
        ("\u0645\u0633\u0627\u0639\u062f\u0629 \u202etxt.exe", True),
        ("\U0001f469\U0001f3fd\u200d\U0001f692 \U0001f9e1", True),
        ("a\x00b", False),
        ("half \ud83e a heart", False),
        ("x" * 280, True),
        ("x" * 281, False),
        ("x" * 1_000_000, False),
    ],
)
def test_odd_text_is_kept_equal_or_refused(room: Room, text: str, is_kept: bool) -> None:
    page = room.person("ash")
    reply = page.send(page.board, "add", record_id="o" * 22, text=text)
    assert reply["type"] == ("saved" if is_kept else "refused"), reply
    found = room.store.get("o" * 22)
    assert (isinstance(found.body, Idea) and found.body.text == text) if found else not is_kept


def test_every_test_the_table_names_is_there() -> None:
    table = tests.faults.__doc__ or ""
    named = re.findall(r"`([\w/]+\.(?:py|ts))(?:::(\w+))?`", table)
    assert {int(one) for one in re.findall(r"\| F(\d+) ", table)} == set(range(1, 26))
    for file, test in named:
        places = [_TESTS / "faults" / file, _TESTS / file, _TESTS.parent / file]
        found = [one for one in places if one.is_file()]
        assert found, f"{file} is not there."
        assert not test or f"def {test}(" in found[0].read_text("utf-8"), f"{file}::{test}"
