"""A training session says that it ends; its work leaves as a file and comes back (F24)."""

from __future__ import annotations

import base64
import secrets
from pathlib import Path
from typing import Any

import pytest

from ciwidgets.cli import main
from ciwidgets.enrolment import codes, load_program
from ciwidgets.model import Idea, Program, Role, Win
from ciwidgets.opening import SESSION_VARIABLE, load_sample_program, practice_codes
from ciwidgets.store import URL_VARIABLE, Store
from ciwidgets.visit import Visit
from ciwidgets.visit.training.session import TrainingSession
from tests.support.room import small_program

TEAM = "pellwood"
SMALL = "ash"


class Session:
    """A page of a training session, scripted."""

    def __init__(self, store: Store) -> None:
        self.visit = Visit("needs_assessment", store=store, is_live=False)
        self.strip = self.visit.join_strip()
        self.board = self.visit.idea_board("what-hurts-most")
        found = [one for one in self.visit.parts if isinstance(one, TrainingSession)]
        self.part = found[0] if found else None

    def send(self, part: Any, type: str, **content: Any) -> dict[str, Any]:  # noqa: A002
        message = {"type": type, "request_id": secrets.token_urlsafe(18), **content}
        return self.visit.receive(part, message)

    def join(self, team: str = TEAM) -> None:
        code = next(
            one.code
            for one in codes(self.visit.store)
            if one.team_id == team and one.role is Role.PROJECT_MANAGER
        )
        self.send(self.strip, "join", code=code, sector="", name="")

    def bring(self, data: bytes) -> dict[str, Any]:
        assert self.part is not None
        upload_id = secrets.token_urlsafe(18)
        name = "pellwood.jsonl"
        reply = self.send(
            self.part, "begin", upload_id=upload_id, role="file", name=name, size=len(data)
        )
        while reply["type"] == "arrived" and reply["next"] < reply["parts"]:
            size = self.part.widget.limits["part"]
            part = data[reply["next"] * size :][:size]
            reply = self.send(
                self.part,
                "part",
                upload_id=upload_id,
                number=reply["next"],
                data=base64.b64encode(part).decode("ascii"),
            )
        if reply["type"] != "arrived":
            return reply
        return self.send(self.part, "bring", upload_id=upload_id)


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The store of a training session, as ``binder/start`` names it."""
    url = f"sqlite:///{tmp_path / 'practice.db'}"
    monkeypatch.setenv(URL_VARIABLE, url)
    monkeypatch.setenv(SESSION_VARIABLE, "1")
    return url


def test_nobody_is_stopped_by_a_code_in_a_training_session(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store(url) as store:
        load_sample_program(store)
        assert {"participant", "project_manager", "facilitator"} <= practice_codes(store).keys()
        monkeypatch.delenv(SESSION_VARIABLE)
        assert practice_codes(store) == {}


def test_what_was_done_in_a_session_is_there_again_after_it_has_ended(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Store(url) as store:
        load_sample_program(store)
        page = Session(store)
        assert page.send(page.part, "take")["type"] == "refused"
        page.join()
        assert page.part is not None
        assert page.part.widget.team
        added = page.send(page.board, "add", record_id="idea-1", text="A lamp at the bridge")
        assert added["type"] == "saved"
        reply = page.send(page.part, "take")
        assert (reply["type"], reply["media"]) == ("file", "application/x-ndjson")
        data = base64.b64decode(reply["base64"])
    (tmp_path / "practice.db").unlink()  # the session ends

    # A new session, in the browser: the sample is there already, the idea comes back.
    with Store(url) as store:
        load_sample_program(store)
        again = Session(store)
        told = again.bring(data)
        assert told["type"] == "brought", told
        assert "entries are new" in told["text"]
        again.join()
        assert "A lamp at the bridge" in str(again.board.widget.ideas)
        assert "nothing was added" in again.bring(data)["text"]

    # And on one's own computer, by the command.
    kept = tmp_path / reply["name"]
    kept.write_bytes(data)
    local = f"sqlite:///{tmp_path / 'local.db'}"
    assert main(["init", "--samples", "--store", local]) == 0
    assert main(["import", "record", str(kept), "--store", local]) == 0
    capsys.readouterr()
    with Store(local) as store:
        ideas = [one.body.text for one in store.current(Idea, team_id=TEAM)]
        assert "A lamp at the bridge" in ideas
        assert store.current(Win, team_id=TEAM)


def test_a_file_that_was_changed_or_is_another_is_refused_and_nothing_comes_in(url: str) -> None:
    with Store(url) as store:
        load_program(store, small_program())
        page = Session(store)
        page.join(SMALL)
        assert page.part is not None
        data = base64.b64decode(page.send(page.part, "take")["base64"])
        before = store.last_seq()
        for odd in (data[:-40], data.replace(b'"ash"', b'"oak"'), b"{}\n", b"\x00\xff"):
            reply = page.bring(odd)
            assert reply["type"] in ("refused", "later"), reply
            assert "/tmp" not in reply["text"]
        assert store.last_seq() == before


def test_a_message_that_keeps_awake_is_answered_and_changes_nothing(url: str) -> None:
    with Store(url) as store:
        load_program(store, small_program())
        page = Session(store)
        before = store.last_seq()
        assert page.send(page.part, "alive")["type"] == "alive"
        assert store.last_seq() == before


def test_no_page_outside_a_session_says_so_or_hands_a_record_out(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store(url) as store:
        load_program(store, Program.model_validate({**dict(small_program()), "made_up": False}))
        assert Session(store).part is None, "a real program is never handed out by a page"
    monkeypatch.delenv(SESSION_VARIABLE)
    with Store("sqlite://") as store:
        load_program(store, small_program())
        page = Session(store)
        assert page.part is None
        lesson = page.visit.training_session()
        assert not lesson.widget.ends
        page.join(SMALL)
        for message in ({"type": "take"}, {"type": "alive"}):
            reply = page.send(lesson, **message)
            assert "no training session" in reply["text"]
