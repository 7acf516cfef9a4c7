"""A member who said yes to nobody stands in no output, whatever anybody wrote and wherever.

The made-up year is told once more with the member's name in every text people can type, in turn in
every way one can type it.
"""

from __future__ import annotations

import base64
import html
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import cycle
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from ciwidgets.cli import main
from ciwidgets.enrolment import current_program, load_program
from ciwidgets.model import Draft, Goal, JoinCode, Named, Person, Program, Role, Win
from ciwidgets.naming.typed import said_anew
from ciwidgets.opening import load_sample_program
from ciwidgets.reports.blocks import as_json
from ciwidgets.reports.team_summary import TeamSummary
from ciwidgets.store import Store

TEAM = "pellwood"
NAME = "Zyxanther Quorlambe-O'Tweddick"
SPELLINGS = (
    NAME,
    NAME.upper(),
    "Zyx\u00e1nther O\u2019Tweddick",
    "Zyxan\u00adther, Quor\u200blambe",
    "zyxanther_quorlambe",
    "ZyxantherQuorlambe2",
    "\uff3a\uff59\uff58\uff41\uff4e\uff54\uff48\uff45\uff52",
    "Mrs. Quorlambe\u2019s",
    "the Tweddicks",
    "Quorlambe Tweddick",
)
# Somebody a list named once, and who asked to be taken off it.
ONCE = "Wilhemena Brandtke"
PARTS = ("zyxanther", "quorlambe", "tweddick", "wilhemena", "brandtke")


def _with(spelling: str, text: str) -> str:
    return f"{text[:24]} {spelling}" if text else text


def _plain(text: str) -> str:
    """Return a text as somebody reads it who does not look at accents, case, or line ends."""
    text = re.sub(r"\r?\n ", "", text)  # a calendar folds its long lines
    seen = unicodedata.normalize("NFKD", text.casefold())
    for one in set(seen):
        if unicodedata.category(one) in ("Mn", "Cf"):
            seen = seen.replace(one, "")
    return seen


def _told_again(store: Store) -> Iterator[Draft]:
    """Yield the team's entries with the name in every text, and the member wherever one can be."""
    member, spellings = Named(person_id="the-member"), cycle((*SPELLINGS, ONCE))
    for entry in store.since(0, team_id=TEAM, limit=10_000):
        if entry.team_id != TEAM or isinstance(entry.body, JoinCode | Person | Program):
            continue
        body = said_anew(entry.body, partial(_with, next(spellings)))
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


def _taken_off(store: Store) -> None:
    """Name somebody as a goal's owner who says yes, and then take them off."""
    goal = store.current(Goal, team_id=TEAM)[0]
    for number, owner in enumerate((Named(name=ONCE, said_yes=["team", "public"]), None)):
        body = goal.body.model_copy(update={"owner": owner})
        when = "forum-2" if owner else goal.occasion
        draft = Draft(goal.record_id, body, f"off {number}", TEAM, goal.author_id, when)
        store.append([replace(draft, base_revision=goal.revision + number)])


def _few_teams(store: Store) -> None:
    """Leave that team and as many others as the documents for faculty need to say something."""
    program = current_program(store)
    others = [team for team in program.teams if team.id != TEAM]
    ours = next(team for team in program.teams if team.id == TEAM)
    load_program(store, program.model_copy(update={"teams": [*others[:4], ours]}))


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every file the commands write of that team."""
    folder = tmp_path_factory.mktemp("names")
    url = f"sqlite:///{folder / 'forum.db'}"
    with Store(url) as store:
        load_sample_program(store)
        _few_teams(store)
        who = Person(role=Role.PARTICIPANT, sector="medical", name=NAME)
        store.append([Draft("the-member", who, "the-member", TEAM, "the-member", "forum-3")])
        store.append(list(_told_again(store)))
        _taken_off(store)
        then = TeamSummary(TEAM, "forum-2", store=store)
        cells = [getattr(then, one) for one in dir(then) if not one.startswith("_")]
        blocks = [as_json(block) for cell in cells for block in cell().blocks]
    out = folder / "out"
    out.mkdir()
    text = json.dumps(blocks, ensure_ascii=False)
    (out / "forum-2.json").write_text(text, encoding="utf-8")
    everything = ["--all", "--formats", "all"]
    assert main(["report", *everything, "--out", str(out), "--store", url]) == 0
    assert main(["public", "--team", TEAM, "--out", str(out), "--store", url]) == 0
    team = ["--team", TEAM, "--store", url, "--out"]
    assert main(["export", "calendar", *team, str(out / "days.ics")]) == 0
    for what in ("goals", "activities", "measures", "readings"):
        for ending in ("csv", "xlsx"):
            file = str(out / f"{what}.{ending}")
            assert main(["export", "plan", "--what", what, *team, file]) == 0
    return out


def _texts(file: Path) -> Iterator[str]:
    """Yield a file's text, and what is packed in it: pictures, pages, the parts of a workbook."""
    data = file.read_bytes()
    if file.suffix == ".pdf":
        yield _printed(data)
    elif file.suffix in (".xlsx", ".docx", ".zip"):
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            for one in parts.namelist():
                if not one.endswith(".png"):
                    yield html.unescape(parts.read(one).decode("utf-8"))
    else:
        text = data.decode("utf-8")
        yield html.unescape(text)
        for picture in re.findall(r"data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)", text):
            yield html.unescape(base64.b64decode(picture).decode("utf-8"))


def _printed(data: bytes) -> str:
    """Return what stands on the pages of a PDF, and in its objects: tags hold the alternatives."""
    printed = PdfReader(io.BytesIO(data))
    drawn = " ".join(one.extract_text() for one in printed.pages)
    told = " ".join(str(printed.get_object(number)) for number in range(1, len(printed.xref[0])))
    return f"{drawn} {told}"


def test_the_name_is_in_the_record_and_in_none_of_the_files(outputs: Path) -> None:
    files = sorted(one for one in outputs.rglob("*") if one.is_file() and one.suffix)
    assert {one.suffix for one in files} == {
        ".html", ".pdf", ".docx", ".xlsx", ".zip", ".ipynb", ".json", ".ics", ".csv",
    }  # fmt: skip
    for file in files:
        for text in _texts(file):
            folded = _plain(text)
            for part in PARTS:
                assert part not in folded, (
                    file.name,
                    folded[max(0, folded.find(part) - 80) :][:200],
                )


def test_the_words_around_the_name_are_still_there(outputs: Path) -> None:
    for name in (f"{TEAM}.html", f"{TEAM}-public.html", f"{TEAM}-cards.html", "forum-2.json"):
        assert "a member" in (outputs / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [f"{TEAM}.html", f"{TEAM}-public.html", f"{TEAM}-cards.html"])
def test_printed_as_pdf_the_name_is_not_there_either(
    browser: Browser, outputs: Path, name: str
) -> None:
    page = browser.new_page()
    page.goto((outputs / name).as_uri())
    text = _plain(_printed(page.pdf(tagged=True)))
    assert "pellwood" in text
    for part in PARTS:
        assert part not in text
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
        page = (tmp_path / f"{TEAM}-{kind}.html").read_text(encoding="utf-8")
        assert NAME in html.unescape(page)
