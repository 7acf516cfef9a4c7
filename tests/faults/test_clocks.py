"""Clocks that jump, odd text without a browser, and that each test the table names is there."""

from __future__ import annotations

import ast
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
_WALL_CLOCKS = {
    "time.time",
    "time.time_ns",
    "datetime.datetime.now",
    "datetime.datetime.today",
    "datetime.datetime.utcnow",
    "datetime.date.today",
}
# Where the time of day is what is asked for, and no wait is measured by it.
_TELLS_THE_TIME = {
    "serving/kernel_manager.py": "says when a kernel began, a field that jupyter_server wants",
    "serving/network_check.py": "says how far a device's clock is off",
    "serving/page_line.py": "dates a message, as the form of kernels' messages has it",
    "serving/reach.py": "finds the occasion of the day, whose codes it prints",
    "rehearsal/run.py": "finds where the room is today, as every page does",
}


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


def _wall_clocks(source: str) -> set[str]:
    """Return the clocks on the wall that some code names, under whatever name it has them."""
    tree = ast.parse(source)
    known: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            known |= {one.asname or one.name: one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom):
            known |= {one.asname or one.name: f"{node.module}.{one.name}" for one in node.names}

    def named(node: ast.expr) -> str:
        if isinstance(node, ast.Attribute):
            return f"{named(node.value)}.{node.attr}"
        return known.get(node.id, "") if isinstance(node, ast.Name) else ""

    return {named(node) for node in ast.walk(tree) if isinstance(node, ast.expr)} & _WALL_CLOCKS


@pytest.mark.parametrize(
    ("source", "clock"),
    [
        ("import time\nbegan = time.time()", "time.time"),
        ("import time as t\nlook(clock=t.time)", "time.time"),
        ("from time import time\nbegan = time()", "time.time"),
        ("from datetime import UTC, datetime\nbegan = datetime.now(UTC)", "datetime.datetime.now"),
        ("import datetime as d\nbegan = d.datetime.utcnow()", "datetime.datetime.utcnow"),
        ("from datetime import date\nday = date.today()", "datetime.date.today"),
        ("import time\nbegan = time.monotonic()  # not time.time()", ""),
    ],
)
def test_a_clock_on_the_wall_is_found_under_any_name(source: str, clock: str) -> None:
    assert _wall_clocks(source) == ({clock} if clock else set())


def test_no_wait_of_the_server_is_measured_by_the_clock_on_the_wall() -> None:
    ours = Path(ciwidgets.__file__).parent
    found = {
        path.relative_to(ours).as_posix()
        for folder in ("serving", "rehearsal")
        for path in (ours / folder).rglob("*.py")
        if _wall_clocks(path.read_text("utf-8"))
    }
    assert found == set(_TELLS_THE_TIME)


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
