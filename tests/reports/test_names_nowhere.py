"""A member who said yes to nobody stands in no output, whatever anybody wrote and wherever.

The made-up year is told once more with the member's name in every text people can type.
"""

from __future__ import annotations

import base64
import html
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from ciwidgets.cli import main
from ciwidgets.model import Draft, Goal, JoinCode, Named, Person, Program, Role, Win
from ciwidgets.opening import load_sample_program
from ciwidgets.results.naming.masked import masked_part
from ciwidgets.store import Store

TEAM = "pellwood"
NAME = "Zyxanther Quorlambe"
PARTS = ("zyxanther", "quorlambe")


def _with_the_name(text: str) -> str:
    return f"{text[:24]} {NAME}" if text else text


def _told_again(store: Store) -> Iterator[Draft]:
    """Yield the team's entries with the name in every text, and the member wherever one can be."""
    member = Named(person_id="the-member")
    for entry in store.since(0, team_id=TEAM, limit=10_000):
        if entry.team_id != TEAM or isinstance(entry.body, JoinCode | Person | Program):
            continue
        body = masked_part(entry.body, _with_the_name)
        if isinstance(body, Goal):
            body = body.model_copy(update={"owner": member})
        if isinstance(body, Win):
            typed = Named(name=NAME, role=f"A friend of {NAME}", said_yes=["public", "team"])
            people = [*body.thanks_to, member, typed]
            body = body.model_copy(update={"thanks_to": people, "is_public": True})
        newest = store.get(entry.record_id)
        assert newest is not None
        if newest.revision == entry.revision:
            yield Draft(
                record_id=entry.record_id, body=body, request_id=f"again {entry.record_id}",
                team_id=TEAM, author_id=entry.author_id, occasion=entry.occasion,
                base_revision=entry.revision, retracted=entry.retracted,
            )  # fmt: skip


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every file the commands write of that team."""
    folder = tmp_path_factory.mktemp("names")
    url = f"sqlite:///{folder / 'forum.db'}"
    with Store(url) as store:
        load_sample_program(store)
        who = Person(role=Role.PARTICIPANT, sector="medical", name=NAME)
        store.append([Draft("the-member", who, "the-member", TEAM, "the-member", "forum-3")])
        store.append(list(_told_again(store)))
    out = folder / "out"
    assert main(["report", "--team", TEAM, "--out", str(out), "--store", url]) == 0
    assert main(["public", "--team", TEAM, "--out", str(out), "--store", url]) == 0
    team = ["--team", TEAM, "--store", url, "--out"]
    assert main(["export", "calendar", *team, str(out / "days.ics")]) == 0
    for what in ("goals", "activities", "measures", "readings"):
        for ending in ("csv", "xlsx"):
            file = str(out / f"{what}.{ending}")
            assert main(["export", "plan", "--what", what, *team, file]) == 0
    return out


def _texts(file: Path) -> Iterator[str]:
    """Yield a file's text, and what is packed in it: pictures, and the parts of a workbook."""
    data = file.read_bytes()
    if file.suffix == ".xlsx":
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            yield from (html.unescape(parts.read(one).decode("utf-8")) for one in parts.namelist())
        return
    text = data.decode("utf-8")
    yield html.unescape(text)
    for picture in re.findall(r"data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)", text):
        yield html.unescape(base64.b64decode(picture).decode("utf-8"))


def test_the_name_is_in_the_record_and_in_none_of_the_files(outputs: Path) -> None:
    files = sorted(one for one in outputs.iterdir() if one.is_file())
    assert {one.suffix for one in files} == {".html", ".json", ".ics", ".csv", ".xlsx"}
    for file in files:
        for text in _texts(file):
            folded = re.sub(r"\r?\n ", "", text).lower()  # a calendar folds its long lines
            for part in PARTS:
                assert part not in folded, (
                    file.name,
                    folded[max(0, folded.find(part) - 80) :][:200],
                )


def test_the_words_around_the_name_are_still_there(outputs: Path) -> None:
    for name in (f"{TEAM}.html", f"{TEAM}-public.html", f"{TEAM}-cards.html"):
        assert "a member" in (outputs / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [f"{TEAM}.html", f"{TEAM}-public.html", f"{TEAM}-cards.html"])
def test_printed_as_pdf_the_name_is_not_there_either(
    browser: Browser, outputs: Path, name: str
) -> None:
    page = browser.new_page()
    page.goto((outputs / name).as_uri())
    printed = PdfReader(io.BytesIO(page.pdf(tagged=True)))
    text = " ".join(one.extract_text() for one in printed.pages).lower()
    assert "pellwood" in text
    # Tags hold the text alternatives; they stand in the file's objects, apart from what is drawn.
    told = " ".join(str(printed.get_object(number)) for number in range(1, len(printed.xref[0])))
    for part in PARTS:
        assert part not in text
        assert part not in told.lower()
    page.close()


def test_with_a_yes_the_name_is_in_the_same_files(tmp_path: Path) -> None:
    """Or the tests above would say nothing."""
    url = f"sqlite:///{tmp_path / 'forum.db'}"
    with Store(url) as store:
        load_sample_program(store)
        win = store.current(Win, team_id=TEAM)[0]
        friend = Named(name=NAME, said_yes=["team", "cohort", "public"])
        body = win.body.model_copy(update={"thanks_to": [friend], "is_public": True})
        again = Draft(win.record_id, body, "again", TEAM, win.author_id, win.occasion)
        store.append([replace(again, base_revision=win.revision)])
    assert main(["public", "--team", TEAM, "--out", str(tmp_path), "--store", url]) == 0
    for kind in ("public", "cards"):
        assert NAME in (tmp_path / f"{TEAM}-{kind}.html").read_text(encoding="utf-8")
