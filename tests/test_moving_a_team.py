"""A team moves to another server, or out of Binder: all it wrote comes along, and no key does."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ciwidgets.cli import main
from ciwidgets.enrolment import codes, current_program, load_program
from ciwidgets.model import Entry, JoinCode, Occasion, Person, Reflection, Role, Thanks, Win
from ciwidgets.opening import load_sample_program
from ciwidgets.reports.team_summary import TeamSummary
from ciwidgets.store import Store
from tests.support.drafts import draft
from tests.support.postgres import running_postgres
from tests.support.requirements import MISSING, postgres_programs, skip_or_fail
from tests.support.room import Page, Room, small_program

STEP = "wins/our-wins"


def run(*words: str | Path) -> int:
    """Run the command in this process."""
    return main([str(word) for word in words])


@pytest.fixture(autouse=True)
def _as_on_our_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CIWIDGETS_PAGE_LOADS_CODE", "1")
    monkeypatch.setenv("VOILA_REQUEST_URL", "http://127.0.0.1:8866/needs_assessment")


@pytest.fixture
def here(tmp_path: Path) -> str:
    """The address of a store in which a team, its facilitator and another team have worked."""
    url = f"sqlite:///{tmp_path / 'here.db'}"
    with Store(url) as store:
        room = Room(store)
        maria = room.person(name="Maria", role=Role.PROJECT_MANAGER)
        others = [room.person(name="Joe"), *room.people(4)]
        for number, page in enumerate([maria, *others]):
            page.rate(talk=1 + number % 5, trust=3)
            page.add_idea(f"Idea {number}")
        room.person("elm", name="Stranger").add_idea("Elm's own")
        guide = room.person(role=Role.FACILITATOR, name="Faculty")
        guide.set_step(guide.rating, is_open=False)
        store.append([draft(Win(step=STEP, title="A van drives"), record_id="van", team_id="ash")])
        wall(guide)("thank", win_id="van", text="Well done", base_revision=0, is_signed=True)
        wall(maria)("thank", win_id="van", text="Thank you", base_revision=0, is_signed=True)
        own = Reflection(step="a/b", exercise="five_whys", answers={})
        store.append(
            [
                draft(own, team_id="ash", author_id=guide.visit.person_id),
                draft(own, team_id="ash", author_id=maria.visit.person_id),
            ]
        )
    return url


def wall(page: Page) -> Any:
    """Return what sends messages of a person's wall of wins."""
    part = page.visit.win_wall("the-wall", on="our-wins")
    return lambda type, **content: page.send(part, type, **content)  # noqa: A006


@pytest.fixture
def record(here: str, tmp_path: Path) -> Path:
    """The team's record."""
    path = tmp_path / "ash.jsonl"
    assert run("export", "record", "--team", "ash", "--out", path, "--store", here) == 0
    return path


@pytest.fixture
def there(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of another store, in a file or in PostgreSQL, of the same program file."""
    if getattr(request, "param", "file") == "file":
        yield loaded(f"sqlite:///{tmp_path / 'there.db'}")
        return
    programs = postgres_programs()
    if programs is None:
        skip_or_fail("postgres", MISSING["postgres"])
    with running_postgres(programs) as server:
        yield loaded(server.new_store_url())


def loaded(url: str, **changes: Any) -> str:
    with Store(url) as store:
        load_program(store, small_program().model_copy(update=changes))
    return url


_STORES = pytest.mark.parametrize(
    "there", ["file", pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)


def all_of(url: str, team: str = "ash") -> list[Entry]:
    """Return what is meant to move, in its order, with all but its place in the store."""
    with Store(url) as store:
        found = [replace(one, seq=0) for one in store.since(0, limit=10**6) if one.team_id == team]
        mine = {one.record_id for one in found if isinstance(one.body, Person)}
    return [
        replace(one, body=one.body.model_copy(update={"return_code_hash": ""}))
        if isinstance(one.body, Person)
        else one
        for one in found
        if one.kind not in ("join_code", "device")
        and (one.kind != "reflection" or one.author_id in mine)
    ]


def report_of(url: str, team: str) -> str:
    with Store(url) as store:
        report = TeamSummary(team, store=store)
        parts = [name for name in dir(TeamSummary) if not name.startswith("_")]
        sections = [getattr(report, name) for name in parts]
        return "\n".join(repr(one()) for one in sections if callable(one))


@_STORES
def test_a_team_moves_whole_and_twice_is_harmless(
    here: str, record: Path, there: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = all_of(there, "")
    assert run("import", "record", record, "--store", there) == 0
    assert "Taken in for ash:" in capsys.readouterr().err
    assert all_of(there) == all_of(here)
    assert all_of(there)
    assert all_of(there, "") == before
    assert report_of(there, "ash") == report_of(here, "ash")
    again = tmp_path / "again.jsonl"
    assert run("export", "record", "--team", "ash", "--out", again, "--store", there) == 0
    assert entry_lines(again) == entry_lines(record)
    assert run("import", "record", record, "--store", there) == 0
    assert "nothing was added" in capsys.readouterr().err
    assert all_of(there) == all_of(here)
    # Back where it came from it adds nothing, and nobody's return code goes.
    with Store(here) as store:
        kept = store.since(0, limit=10**6)
    assert run("import", "record", record, "--store", here) == 0
    with Store(here) as store:
        assert store.since(0, limit=10**6) == kept


def entry_lines(path: Path) -> list[str]:
    return [one for one in path.read_text().splitlines()[1:-1] if '"kind":"program"' not in one]


def test_a_record_holds_no_key_and_nothing_of_another_team(here: str, record: Path) -> None:
    text = record.read_text()
    said = [json.loads(line) for line in text.splitlines()[1:-1]]
    assert {one["team_id"] for one in said if one["kind"] != "program"} == {"ash"}
    assert not {"join_code", "device"} & {one["kind"] for one in said}
    people = [one["body"] for one in said if one["kind"] == "person"]
    assert {one["return_code_hash"] for one in people} == {""}
    assert {one["role"] for one in people} == {"participant", "project_manager"}
    assert "Elm's own" not in text
    assert "Stranger" not in text
    assert "Faculty" not in text
    assert [one["kind"] for one in said].count("reflection") == 1
    with Store(here) as store:
        for one in codes(store):
            assert one.code not in text
            assert one.code.replace("-", "") not in text


def test_codes_the_program_file_fixes_do_not_leave_with_the_program(tmp_path: Path) -> None:
    program = small_program()
    fixed = [
        team.model_copy(update={"codes": {"project_manager": code}})
        for team, code in zip(program.teams, ("AAAA2222", "BBBB3333"), strict=True)
    ]
    url = loaded(f"sqlite:///{tmp_path / 'x.db'}", teams=fixed, facilitator_code="CCCC4444")
    path = tmp_path / "ash.jsonl"
    assert run("export", "record", "--team", "ash", "--out", path, "--store", url) == 0
    said = path.read_text()
    assert "Ash County" in said
    assert not [code for code in ("AAAA2222", "BBBB3333", "CCCC4444") if code in said]


def test_people_come_back_as_themselves_with_a_return_code_of_the_new_server(
    here: str, record: Path, there: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("import", "record", record, "--store", there) == 0
    assert "--return-codes" in capsys.readouterr().err
    path = tmp_path / "codes.txt"
    assert run("import", "record", record, "--store", there, "--return-codes", path) == 0
    assert "2 new return codes" in capsys.readouterr().err
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    lines = {line.split("  ")[1].split(" (")[0]: line for line in path.read_text().splitlines()}
    assert set(lines) == {"Maria", "Joe"}
    with Store(there) as new, Store(here) as old:
        page, before = Page(new), Page(old)
        reply = page.send(page.strip, "return", return_code=lines["Maria"].split("  ")[0])
        assert reply["type"] == "joined", reply
        [maria] = [one for one in old.current(Person, team_id="ash") if one.body.name == "Maria"]
        assert page.visit.person_id == maria.record_id
        assert page.strip.widget.who["role"] == "project_manager"
        before.visit.become(page.visit.identity)
        for part in ("rating", "board", "vote", "needs"):
            assert shown(getattr(page, part)) == shown(getattr(before, part))
        assert shown(page.rating)["mine"]
        [theirs, mine] = page.visit.win_wall("the-wall", on="our-wins").widget.wins[0]["thanks"]
        assert (theirs["text"], theirs["by"]) == ("Well done", "")
        assert (mine["text"], mine["by"], mine["is_mine"]) == ("Thank you", "Maria", True)
    # Nobody gets a second one, and a list of codes in use is not written over.
    assert run("import", "record", record, "--store", there, "--return-codes", path) == 1
    assert "is there already" in capsys.readouterr().err
    none = tmp_path / "none.txt"
    assert run("import", "record", record, "--store", there, "--return-codes", none) == 0
    assert "none was made" in capsys.readouterr().err
    assert not none.exists()


def shown(part: Any) -> dict[str, Any]:
    """Return what a page shows, without what a widget is made of."""
    names = part.widget.trait_names(sync=True)
    made_of = ("comm", "layout", "tabbable", "tooltip")
    return {
        one: getattr(part.widget, one)
        for one in names
        if one not in made_of and not one.startswith("_")
    }


def test_a_history_reads_the_same_after_the_move(tmp_path: Path) -> None:
    old, new = (loaded(f"sqlite:///{tmp_path / name}") for name in ("old.db", "new.db"))
    with Store(old) as store:
        page = Room(store).person(name="Maria")
        goals = page.visit.goals("our-goals")
        goal = "our-first-goal-01"
        for revision, aim in enumerate(("A van", "Two vans")):
            said = {"record_id": goal, "base_revision": revision, "aim": aim}
            reply = page.send(goals, "save", **said)
            assert reply["type"] == "saved", reply
        history = page.send(goals, "history", record_id=goal)
        identity = page.visit.identity
    path = tmp_path / "ash.jsonl"
    assert run("export", "record", "--team", "ash", "--out", path, "--store", old) == 0
    assert run("import", "record", path, "--store", new) == 0
    with Store(new) as store:
        page = Page(store)
        page.visit.become(identity)
        reply = page.send(page.visit.goals("our-goals"), "history", record_id=goal)
    assert len(reply["versions"]) == 2
    assert reply["versions"] == history["versions"]


def test_a_team_comes_out_of_binder_with_what_it_added_to_the_made_up_year(tmp_path: Path) -> None:
    binder, ours = (f"sqlite:///{tmp_path / name}" for name in ("binder.db", "ours.db"))
    for url in (binder, ours):
        with Store(url) as store:
            load_sample_program(store)
    team = "ambrin-falls"
    with Store(binder) as store:
        code = next(
            one.code for one in codes(store) if one.team_id == team and one.role == "participant"
        )
        page = Page(store)
        page.join(code, sector="medical", name="Maria")
        van = draft(Win(step=STEP, title="A van"), team_id=team, author_id=page.visit.person_id)
        [win] = store.append([van])
        thanks = Thanks(step="wins/the-wall", win_id=win.record_id, text="Thank you")
        store.append([draft(thanks, team_id=team, author_id=page.visit.person_id)])
    assert report_of(ours, team) != report_of(binder, team)
    path = tmp_path / "record.jsonl"
    assert run("export", "record", "--team", team, "--out", path, "--store", binder) == 0
    assert run("import", "record", path, "--store", ours) == 0
    assert report_of(ours, team) == report_of(binder, team)
    assert [one.record_id for one in all_of(ours, team)] == [
        one.record_id for one in all_of(binder, team)
    ]


def test_a_record_needs_a_program_that_has_its_team_and_says_what_else_is_lacking(
    record: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = f"sqlite:///{tmp_path / 'empty.db'}"
    assert run("import", "record", record, "--store", empty) == 1
    assert "ciwidgets init program.toml" in capsys.readouterr().err
    program = small_program()
    without = loaded(f"sqlite:///{tmp_path / 'elm.db'}", teams=program.teams[1:])
    for how in (["--dry-run"], []):
        assert run("import", "record", record, "--store", without, *how) == 1
        assert "'ash', which the program in this store does not have" in capsys.readouterr().err
    other = [Occasion(id="spring", name="Spring", date=program.occasions[0].date)]
    changes = {"occasions": other, "current_occasion": "", "sectors": program.sectors[:1]}
    poor = loaded(f"sqlite:///{tmp_path / 'poor.db'}", **changes, surveys=[])
    with Store(poor) as store:
        before = store.last_seq()
    assert run("import", "record", record, "--store", poor, "--dry-run") == 0
    said = capsys.readouterr().err
    assert "lacks occasions the record names: forum-2." in said
    assert "lacks sectors the record names: faith, health." in said
    assert "lacks surveys the record names: pulse." in said
    assert "dry run: nothing was taken in" in said
    with Store(poor) as store:
        assert store.last_seq() == before
    assert run("import", "record", record, "--store", poor) == 0
    assert "lacks occasions" in capsys.readouterr().err
    assert all_of(poor)


def test_the_program_and_the_codes_of_the_new_server_stay_as_they_are(
    here: str, tmp_path: Path
) -> None:
    with Store(here) as store:
        load_program(store, small_program().model_copy(update={"support": "Elsewhere"}))
    path, url = tmp_path / "ash.jsonl", loaded(f"sqlite:///{tmp_path / 'new.db'}")
    with Store(url) as store:
        ours = store.current(JoinCode), current_program(store)
    assert run("export", "record", "--team", "ash", "--out", path, "--store", here) == 0
    assert run("import", "record", path, "--store", url) == 0
    with Store(url) as store:
        assert (store.current(JoinCode), current_program(store)) == ours


def test_another_store_that_went_its_own_way_is_refused_by_name(
    here: str, there: str, record: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("import", "record", record, "--store", there) == 0
    for url, title in ((here, "Ours"), (there, "Theirs")):
        with Store(url) as store:
            won = Win(step=STEP, title=title)
            store.append([draft(won, record_id="van", team_id="ash", base_revision=1)])
    later = tmp_path / "later.jsonl"
    assert run("export", "record", "--team", "ash", "--out", later, "--store", here) == 0
    before = all_of(there)
    assert run("import", "record", later, "--store", there) == 1
    assert "The win van (revision 2) is here already" in capsys.readouterr().err
    assert all_of(there) == before


def test_every_team_of_the_sample_program_can_move_one_by_one(tmp_path: Path) -> None:
    old, new = (f"sqlite:///{tmp_path / name}" for name in ("old.db", "new.db"))
    with Store(old) as store:
        load_sample_program(store)
        program = current_program(store)
    with Store(new) as store:
        load_program(store, program)
    for team in [one.id for one in program.teams][:2]:
        path = tmp_path / f"{team}.jsonl"
        assert run("export", "record", "--team", team, "--out", path, "--store", old) == 0
        assert run("import", "record", path, "--store", new) == 0
        assert all_of(new, team) == all_of(old, team)
