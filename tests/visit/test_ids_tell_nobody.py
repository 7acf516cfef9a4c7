"""An id made of who somebody is would tell who wrote what: none is ever given to another's page."""

from __future__ import annotations

import base64
import json
import re
import secrets
from collections import Counter
from collections.abc import Iterator
from itertools import chain, product
from typing import Any

import pytest

from ciwidgets.enrolment import load_program, load_samples
from ciwidgets.formats.program_file import read_program
from ciwidgets.model import (
    GROUP_PREFIX,
    KINDS,
    Body,
    Borrowed,
    Breakout,
    Draft,
    Entry,
    JoinCode,
    Role,
    Tried,
    is_group,
    new_code,
    record_id_for,
)
from ciwidgets.results.priorities import METHODS
from ciwidgets.shipped import samples_folder, workbooks_folder
from ciwidgets.store import Store
from ciwidgets.visit import Visit
from ciwidgets.visit.breakouts.breakouts import BreakoutsExercise
from ciwidgets.visit.records import RecordsExercise
from ciwidgets.visit.reflection import EXERCISES
from ciwidgets.visit.wins.wall import WinWallExercise
from tests.support.room import Room
from tests.visit.test_refreshing import TEAM, come_in, every_exercise, shown

WORKBOOKS = sorted(one.stem for one in workbooks_folder().glob("*.ipynb"))
MADE_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# What people keep under such an id.
OWN_KINDS = {
    "rating", "dot_vote", "nominal_vote", "scores.impact_effort", "own_map", "change_of_mind",
    "reflection", "goal_review", "thanks", "name_consent",
}  # fmt: skip


def replies(visit: Visit, entries: list[Entry[Any]]) -> Iterator[dict[str, Any]]:
    """Yield what a page is answered that asks for all it can, of each record of its steps."""
    for part in visit.parts[1:]:
        forms = getattr(part, "forms", {})
        sent: list[dict[str, Any]] = [{"type": one} for one in forms]
        if isinstance(part, RecordsExercise):
            sent.append({"type": "dropped"})
            for entry in (one for one in entries if getattr(one.body, "step", "") == part.step):
                sent.append({"type": "history", "record_id": entry.record_id})
                # A change that comes too late is answered with what others kept.
                late = {"record_id": entry.record_id, "base_revision": 0}
                sent.append({"type": "drop", **late})
        for content in sent:
            yield visit.receive(part, {"request_id": secrets.token_urlsafe(18), **content})


def told(visit: Visit, entries: list[Entry[Any]]) -> set[str]:
    """Return every id a page is given, in traits, replies and files."""
    answers = list(replies(visit, entries))
    # The list of groups is for whoever leads the room.
    lists = [
        part
        for part in visit.parts
        if isinstance(part, RecordsExercise) and not isinstance(part, BreakoutsExercise)
    ]
    assert {"history", "dropped", "conflict"} <= {one["type"] for one in answers} or not lists, (
        visit.workbook
    )
    files = [
        base64.b64decode(one["base64"]).decode("latin-1") for one in answers if "base64" in one
    ]
    said = json.dumps([shown(visit), answers, files], default=str)
    return set(MADE_ID.findall(said))


def ids_of(person_id: str, entries: list[Entry[Any]]) -> Iterator[tuple[str, str]]:
    """Yield each kind with each id that could be made of a person and what is in play."""
    steps = sorted({one for entry in entries if (one := getattr(entry.body, "step", ""))})
    occasions = sorted({entry.occasion for entry in entries})
    records = sorted({entry.record_id for entry in entries})
    abouts: Iterator[tuple[str, ...]] = chain(
        [()],
        ((one,) for one in ("", TEAM, *steps, *occasions, *records)),
        product(steps, occasions),
        product(steps, EXERCISES),
        product([TEAM], steps, EXERCISES),
    )
    kinds = [*KINDS, *(f"scores.{method}" for method in METHODS)]
    for kind, about in product(kinds, list(abouts)):
        yield kind, record_id_for(kind, person_id, *about)


@pytest.fixture(scope="module")
def year() -> Iterator[Store]:
    """A made-up team's whole year."""
    with Store("sqlite://") as store:
        load_program(store, read_program(samples_folder() / "program.toml"))
        load_samples(store, samples_folder() / "year.jsonl")
        yield store


def another(store: Store) -> str:
    """Let somebody else say what the sample's people said under other ids; return who it is."""
    visit = every_exercise(store, "wins")
    come_in(visit, store)
    wall = next(one for one in visit.parts if isinstance(one, WinWallExercise))
    said = {"win_id": wall.widget.wins[0]["id"], "text": "You drove it.", "base_revision": 0}
    request = {"type": "thank", "request_id": secrets.token_urlsafe(18), "is_signed": False}
    assert visit.receive(wall, {**request, **said})["type"] == "saved"
    thinking = visit.reflection("my-ladder", exercise="ladder")
    request = {"type": "save", "request_id": secrets.token_urlsafe(18), "base_revision": 0}
    assert visit.receive(thinking, {**request, "answers": {"data": "A"}})["type"] == "saved"
    agreeing = visit.sharing("confidentiality/our-agreement")
    request = {"type": "save", "request_id": secrets.token_urlsafe(18), "base_revision": 0}
    line = {"record_id": "an-agreement", "what": "How many came"}
    assert visit.receive(agreeing, {**request, **line})["type"] == "saved"
    return visit.person_id


def group(store: Store) -> str:
    """Make a group in which somebody told something and took it home; return its code."""
    team, step = f"{GROUP_PREFIX}0123456789ab", "breakout/what-we-tried"
    code, away = new_code(), "breakout/take-home"
    told_here: list[tuple[str, Body, str, str]] = [
        ("a-group", Breakout(title="Rides"), team, "staff"),
        ("its-code", JoinCode(code=code, role=Role.PARTICIPANT), team, "staff"),
        ("it-was-tried", Tried(step=step, what="A van", from_team=TEAM), team, "somebody"),
        ("it-came-home", Borrowed(step=away, what="A van"), TEAM, "somebody"),
    ]
    store.append(
        [
            Draft(record_id, body, secrets.token_urlsafe(18), where, author_id, "forum-3")
            for record_id, body, where, author_id in told_here
        ]
    )
    return code


def test_no_id_of_anybodys_own_answers_is_given_to_the_page_of_another(
    year: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CIWIDGETS_PAGE_LOADS_CODE", "1")
    monkeypatch.setenv("VOILA_REQUEST_URL", "http://127.0.0.1:8866/start")
    theirs, code = another(year), group(year)
    found = year.since(0, limit=100_000)
    entries = [one for one in found if one.team_id == TEAM or is_group(one.team_id)]
    given: set[str] = set()
    for workbook in WORKBOOKS:
        visit = every_exercise(year, workbook)
        come_in(visit, year)
        if visit.door.in_groups:
            enter = {"type": "enter", "request_id": secrets.token_urlsafe(18), "code": code}
            assert visit.receive(visit.parts[0], enter)["type"] == "restored"
        given |= told(visit, entries)
    most = Counter(one.author_id for one in entries if one.author_id).most_common(6)
    kept = {one.record_id for one in entries}
    leaks, met = set(), set()
    for person_id in {theirs, *(one for one, _ in most)}:
        for kind, record_id in ids_of(person_id, entries):
            if record_id in given:
                leaks.add(kind)
            if record_id in kept:
                met.add(kind)
    assert met >= OWN_KINDS  # the test knows how such ids are made
    assert leaks == set()


def test_whether_somebody_answered_cannot_be_asked_by_an_id_made_of_them(room: Room) -> None:
    asks, writer = room.person(), room.person()
    writer.rate(talk=3)
    silent = room.person()
    answers = set()
    for one in (writer, silent):
        record_id = record_id_for("rating", one.visit.person_id, writer.rating.step, "forum-2")
        assert (room.store.get(record_id) is not None) == (one is writer)
        for part, how in (
            (asks.needs, {"type": "save", "base_revision": 0, "text": "x", "rank": 1}),
            (asks.needs, {"type": "drop", "base_revision": 0}),
            (asks.needs, {"type": "history"}),
            (asks.board, {"type": "add", "text": "x"}),
            (asks.board, {"type": "withdraw", "base_revision": 0}),
        ):
            reply = asks.send(part, record_id=record_id, **how)
            answers.add((reply["type"], reply["text"]))
    assert len(answers) == 1
