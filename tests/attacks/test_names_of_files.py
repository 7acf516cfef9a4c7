"""Names that would lead out of a folder, and files that would run where they are served again."""

from __future__ import annotations

import base64
import secrets
from pathlib import Path

import pytest
from pydantic import ValidationError

from ciwidgets.model import Occasion, Role, Team
from tests.support.room import Room

PATHS = [
    "..", ".", "../x", "../../etc/cron.d/x", "/etc/passwd", "a/b", "a\\b", "..\\x", "C:\\x", "c:x",
    "~root", "$HOME", "%2e%2e", "a.b", "a b", " a", "a ", "a\n", "\na", "a\x00b", "a\u202eb", "é",
    "A", "-a", "_a", "", "x" * 41, "x" * 300, "breakout:0123456789ab", "a:b", "a;b", "a|b", "a?b",
    "a*b", "a<b", "a'b", 'a"b', "a`id`", "$(id)", "a&b", "a#b", "a%b", "\uff0e\uff0e", "a\u2044b",
]  # fmt: skip
# What a browser would run, or draw with what is in it.
RUN = {
    "picture.svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='hit()'/>",
    "page.html": b"<!doctype html><script>hit()</script>",
    "page.csv": b"<!doctype html><script>hit()</script>",
    "book.xlsx": b"<svg xmlns='http://www.w3.org/2000/svg' onload='hit()'/>",
    "data.pkl": b"\x80\x04\x95\x0b\x00\x00\x00\x00\x00\x00\x00\x8c\x02os\x94.",
    "../../static/x.js": b"hit()",
}


@pytest.mark.parametrize("name", PATHS)
def test_no_id_of_a_team_is_a_path(name: str) -> None:
    with pytest.raises(ValidationError):
        Team(id=name, name="Elm County")
    with pytest.raises(ValidationError):
        Occasion.model_validate({"id": name, "name": "Forum 1", "date": "2026-01-10"})


@pytest.mark.parametrize("name", RUN)
def test_a_file_that_was_brought_is_read_and_never_kept_as_a_file(
    room: Room, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    page = room.person("ash", Role.PROJECT_MANAGER)
    part = page.visit.bring_file("our-file", kind="survey", survey="pulse")
    before = room.store.last_seq()
    upload = secrets.token_urlsafe(18)
    data = RUN[name]
    page.send(part, "begin", upload_id=upload, role="file", name=name, size=len(data))
    text = base64.b64encode(data).decode()
    page.send(part, "part", upload_id=upload, number=0, data=text)
    reply = page.send(part, "read", upload_id=upload)
    assert reply["type"] == "refused", reply
    assert "our side" not in reply["text"]
    assert room.store.last_seq() == before
    assert list(tmp_path.iterdir()) == []
