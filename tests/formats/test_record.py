"""A team's whole record leaves as JSON lines and comes back byte for byte, or is refused."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ciwidgets.cli import main
from ciwidgets.enrolment import codes, load_program
from ciwidgets.errors import FileRefused
from ciwidgets.formats.record import RecordFile, record_lines
from ciwidgets.model import Draft, Entry, Goal, Idea, OwnMap, Reading, new_id
from ciwidgets.opening import load_sample_program
from ciwidgets.store import Store
from tests.support.drafts import draft, edit, idea
from tests.support.postgres import running_postgres
from tests.support.requirements import MISSING, postgres_programs, skip_or_fail
from tests.support.room import small_program


def run(*words: str | Path) -> int:
    """Run the command in this process."""
    return main([str(word) for word in words])


@pytest.fixture
def url(tmp_path: Path) -> str:
    """The address of a store in which two teams have written."""
    address = f"sqlite:///{tmp_path / 'forum.db'}"
    with Store(address) as store:
        load_program(store, small_program())
        [first] = store.append([idea("Rides \u2028 علاج 🚐", team_id="ash", occasion="forum-1")])
        store.append([idea("Elm's own", team_id="elm")])
        store.append([edit(first, "More rides")])
        reading = Reading(step="a/b", measure_id="m", on=date(2026, 1, 31), value=1e11 / 3)
        own = OwnMap(step="a/b", words=[], links=[])
        store.append([draft(reading, team_id="ash"), draft(own, team_id="ash", retracted=True)])
        load_program(store, small_program().model_copy(update={"name": "Renamed"}))
    return address


@pytest.fixture
def record(url: str, tmp_path: Path) -> Path:
    """The record of one of them."""
    path = tmp_path / "ash.jsonl"
    assert run("export", "record", "--team", "ash", "--out", path, "--store", url) == 0
    return path


@pytest.fixture
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty store, in a file or in PostgreSQL."""
    if request.param == "file":
        yield f"sqlite:///{tmp_path / 'other.db'}"
        return
    programs = postgres_programs()
    if programs is None:
        skip_or_fail("postgres", MISSING["postgres"])
    with running_postgres(programs) as server:
        yield server.new_store_url()


_STORES = pytest.mark.parametrize(
    "empty_url", ["file", pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)


def all_of(url: str) -> list[Entry]:
    with Store(url) as store:
        return [replace(one, seq=0) for one in store.since(0)]


@_STORES
def test_a_record_goes_to_another_store_and_comes_back_byte_for_byte(
    url: str, record: Path, empty_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("import", "record", record, "--store", empty_url) == 0
    said = capsys.readouterr()
    assert "of the team “ash” in “Renamed”" in said.out
    assert "Taken in for ash:" in said.err
    ours = [one for one in all_of(url) if one.team_id in ("ash", "")]
    assert all_of(empty_url) == ours
    again = tmp_path / "again.jsonl"
    assert run("export", "record", "--team", "ash", "--out", again, "--store", empty_url) == 0
    assert again.read_bytes() == record.read_bytes()
    # Twice is harmless, and people join the new store with the codes they have.
    assert run("import", "record", record, "--store", empty_url) == 0
    assert "nothing was added" in capsys.readouterr().err
    assert all_of(empty_url) == ours
    with Store(url) as old, Store(empty_url) as new:
        mine = {one.code for one in codes(new)}
        assert mine
        assert mine <= {one.code for one in codes(old)}


def test_every_team_of_the_sample_program_can_move_one_by_one(tmp_path: Path) -> None:
    old, new = (f"sqlite:///{tmp_path / name}" for name in ("old.db", "new.db"))
    with Store(old) as store:
        load_sample_program(store)
        teams = sorted({one.team_id for one in store.since(0, limit=10**6)} - {""})
    for team in teams[:2]:
        path = tmp_path / f"{team}.jsonl"
        assert run("export", "record", "--team", team, "--out", path, "--store", old) == 0
        assert run("import", "record", path, "--store", new) == 0
    with Store(new) as store:
        assert {one.team_id for one in store.since(0, limit=10**6)} == {*teams[:2], ""}


def test_another_store_that_went_its_own_way_is_refused_by_name(
    record: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = f"sqlite:///{tmp_path / 'other.db'}"
    with Store(other) as store:
        load_program(store, small_program())
    before = all_of(other)
    assert run("import", "record", record, "--store", other) == 1
    assert "The program program (revision 1) is here already" in capsys.readouterr().err
    assert all_of(other) == before


def test_only_its_own_user_may_read_a_record_and_the_command_says_what_it_holds(
    url: str, record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert stat.S_IMODE(record.stat().st_mode) == 0o600
    assert run("export", "record", "--team", "ash", "--out", record, "--store", url) == 0
    said = capsys.readouterr().err
    assert "what people wrote for themselves alone" in said
    assert "as safe as the store itself" in said
    assert [one.name for one in record.parent.iterdir() if one.name.endswith(".part")] == []
    with pytest.raises(SystemExit):
        run("export", "record", "--help")
    assert "what people wrote for" in " ".join(capsys.readouterr().out.split())


def test_a_dry_run_tells_what_a_record_holds_and_takes_in_nothing(
    record: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = f"sqlite:///{tmp_path / 'other.db'}"
    assert run("import", "record", record, "--dry-run", "--json", "--store", other) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["team_id"], said["kinds"]["idea"], said["kinds"]["program"]) == ("ash", 2, 2)
    assert not (tmp_path / "other.db").exists()


def test_a_team_there_is_not_or_a_folder_there_is_not_is_said(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "no" / "x.jsonl"
    assert run("export", "record", "--team", "oak", "--out", path, "--store", url) == 1
    assert "no team 'oak'" in capsys.readouterr().err
    assert run("export", "record", "--team", "ash", "--out", path, "--store", url) == 1
    assert "could not be written" in capsys.readouterr().err
    assert run("import", "record", path, "--store", url) == 1
    assert "could not be opened" in capsys.readouterr().err


# --- files that are no record ------------------------------------------------------------------


def refused(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    with pytest.raises(FileRefused) as error:
        list(RecordFile(path).entries())
    return str(error.value)


def test_a_file_that_was_cut_off_or_changed_is_refused(record: Path) -> None:
    whole = record.read_bytes()
    lines = whole.splitlines(keepends=True)
    assert "ends in the middle" in refused(record, b"".join(lines[:-1]))
    assert "ends in the middle" in refused(record, whole[:-1])
    assert "was changed after" in refused(record, whole.replace(b"More rides", b"Less rides"))
    assert "was changed after" in refused(record, b"".join([*lines[:3], *lines[4:]]))
    assert "was changed after" in refused(record, whole + b"{}\n")
    assert "is not a team's record" in refused(record, b"goal,unit\n")
    assert "is not a team's record" in refused(record, b"")
    assert "newer version" in refused(record, whole.replace(b'_record":1', b'_record":2', 1))


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        (b'"kind":"idea"', b'"kind":"telepathy"', "newer version"),
        (b'"schema":1', b'"schema":9', "newer version"),
        (b'"revision":1', b'"revision":"1"', "not an entry"),
        (b'"text":"More', b'"txet":"More', "not an entry"),
        (b'"team_id":"ash","author_id"', b'"team_id":"elm","author_id"', "not an entry"),
        (b"+00:00", b"+01:00", "not an entry"),
        (b'"body":', b'"body":[', "not an entry"),
    ],
)
def test_a_line_that_is_no_entry_is_named_and_its_words_are_not_shown(
    record: Path, was: bytes, now: bytes, said: str
) -> None:
    header, rest = record.read_bytes().split(b"\n", 1)
    assert was in rest
    text = refused(record, header + b"\n" + rest.replace(was, now))
    assert said in text
    assert "More" not in text


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=30),
            st.one_of(st.none(), st.floats(-1e12, 1e12)),
        ),
        max_size=6,
    )
)
def test_whatever_was_written_is_read_back_as_it_was(tmp_path_factory, said) -> None:
    path = tmp_path_factory.mktemp("record") / "ash.jsonl"
    with Store("sqlite://") as store:
        bodies = [Goal(step="a/b", aim=f"x{text}", unit=text, target=n) for text, n in said]
        drafts = [Draft(new_id(), body, new_id(), team_id="ash") for body in bodies]
        store.append([*drafts, Draft(new_id(), Idea(step="a/b", text="x"), new_id())])
        entries = store.since(0)
    path.write_bytes(b"".join(record_lines("ash", entries)))
    assert list(RecordFile(path).entries()) == entries
