"""A team's whole record leaves as JSON lines and comes back byte for byte, or is refused."""

from __future__ import annotations

import json
import stat
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ciwidgets.cli import main
from ciwidgets.enrolment import load_program
from ciwidgets.errors import FileRefused
from ciwidgets.formats.record import RecordFile, record_lines
from ciwidgets.model import (
    Body,
    Device,
    Draft,
    Entry,
    Goal,
    JoinCode,
    OwnMap,
    Person,
    Reading,
    Role,
    new_id,
)
from ciwidgets.store import Store
from tests.support.drafts import draft, edit, idea
from tests.support.room import small_program

AT = datetime(2026, 1, 1, tzinfo=UTC)


def run(*words: str | Path) -> int:
    """Run the command in this process."""
    return main([str(word) for word in words])


@pytest.fixture
def url(tmp_path: Path) -> str:
    """The address of a store in which two teams have written."""
    address = f"sqlite:///{tmp_path / 'forum.db'}"
    with Store(address) as store:
        load_program(store, small_program())
        ada = Person(role=Role.PARTICIPANT, sector="law")
        store.append([draft(ada, record_id="ada", team_id="ash", occasion="forum-1")])
        [first] = store.append([idea("Rides \u2028 علاج 🚐", team_id="ash", occasion="forum-1")])
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


def test_only_its_own_user_may_read_a_record_and_the_command_says_what_it_holds(
    url: str, record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert stat.S_IMODE(record.stat().st_mode) == 0o600
    assert run("export", "record", "--team", "ash", "--out", record, "--store", url) == 0
    said = capsys.readouterr().err
    assert "what people wrote for themselves alone" in said
    assert "as safe as the store itself" in said
    assert "It leaves out all that lets anybody in" in said
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
    assert (said["team_id"], said["program"], said["program_entries"]) == ("ash", "Renamed", 2)
    assert said["kinds"] == {"person": 1, "idea": 2, "reading": 1, "own_map": 1}
    assert (said["occasions"], said["sectors"], said["surveys"]) == (["forum-1"], ["law"], [])
    assert not (tmp_path / "other.db").exists()
    assert run("import", "record", record, "--dry-run", "--store", other) == 0
    said = capsys.readouterr()
    assert "By kind: idea 2, own_map 1, person 1, reading 1." in said.out
    assert "Not taken in: the program as it was there (2 entries)." in said.out
    assert "It leaves out all that lets anybody in" in said.out
    assert "There is no store yet. This was a dry run" in said.err


def test_a_team_there_is_not_or_a_folder_there_is_not_is_said(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "no" / "x.jsonl"
    assert run("export", "record", "--team", "oak", "--out", path, "--store", url) == 2
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
    assert "is not a team's record" in refused(record, b"".join(record_lines("", [])))
    assert "newer version" in refused(record, whole.replace(b'_record":1', b'_record":2', 1))


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        (b'"kind":"idea"', b'"kind":"telepathy"', "newer version"),
        (b'"schema":1', b'"schema":9', "newer version"),
        (b'"revision":1', b'"revision":"1"', "not an entry"),
        (b'"revision":1', b'"revision":99999999999999999999', "not an entry"),
        (b'"ordinal":0', b'"ordinal":-1', "not an entry"),
        (b'"occasion":"forum-1"', b'"occasion":"\\u001b[2J"', "not an entry"),
        (b'"author_id":"ada"', b'"author_id":"' + b"a" * 121 + b'"', "not an entry"),
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


@pytest.mark.parametrize(
    ("body", "team", "said"),
    [
        (JoinCode(code="AAAA2222", role=Role.FACILITATOR), "ash", "a code to join with"),
        (JoinCode(code="AAAA2222", role=Role.FACILITATOR), "", "a code to join with"),
        (Device(person_id="ada", token_hash="a" * 64), "ash", "a device that is let in"),
        (Person(role=Role.FACILITATOR), "ash", "a facilitator (person 'x')"),
        (Person(role=Role.FACILITATOR), "", "a facilitator (person 'x')"),
        (
            Person(role=Role.PARTICIPANT, return_code_hash="a" * 64),
            "ash",
            "a person with a return code",
        ),
        (Goal(step="a/b", aim="x"), "", "not an entry of its team"),
        (small_program(), "ash", "not an entry of its team"),
    ],
)
def test_what_lets_anybody_in_and_what_is_not_the_teams_is_refused_by_name(
    tmp_path: Path, body: Body, team: str, said: str
) -> None:
    text = refused(tmp_path / "r.jsonl", b"".join(record_lines("ash", [at(AT, body, team)])))
    assert text.startswith("Line 2 of r.jsonl is ")
    assert said in text
    assert "nothing was taken in" in text


def test_a_day_no_record_can_be_of_is_refused(tmp_path: Path) -> None:
    path, now = tmp_path / "r.jsonl", datetime.now(UTC)
    for when in (datetime(1999, 12, 31, tzinfo=UTC), now + timedelta(days=2)):
        said = refused(path, b"".join(record_lines("ash", [at(when)])))
        assert f"was kept on {when.date()}" in said
    fine = [at(datetime(2000, 1, 1, tzinfo=UTC)), at(now + timedelta(hours=20))]
    path.write_bytes(b"".join(record_lines("ash", fine)))
    assert [one.created_at for one in RecordFile(path).entries()] == [
        one.created_at for one in fine
    ]


def at(when: datetime, body: Body = Goal(step="a/b", aim="x"), team: str = "ash") -> Entry:  # noqa: B008
    return Entry(1, "x", body.kind, 1, team, "ada", "", 1, body, when, "r", 0, retracted=False)


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
        store.append([*drafts, Draft("program", small_program(), new_id())])
        entries = store.since(0)
    path.write_bytes(b"".join(record_lines("ash", entries)))
    assert list(RecordFile(path).entries()) == entries
