"""The words that keep the record, as staff type them."""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing

import pytest

from ciwidgets.cli import main
from ciwidgets.enrolment import load_program
from ciwidgets.model import Hold, Idea, Person, Role, secret_hash
from ciwidgets.store import Store
from tests.support.drafts import draft, idea
from tests.support.room import small_program
from tests.support.server import free_port

WHO = {"team_id": "ash", "author_id": "ada"}


@pytest.fixture
def url(file_url):
    with Store(file_url) as store:
        load_program(store, small_program())
        person = Person(role=Role.PARTICIPANT, name="Ada", return_code_hash=secret_hash("K7M2Q9XD"))
        store.append([draft(person, record_id="ada", **WHO), idea("Ada's idea", **WHO)])
    return file_url


@pytest.fixture
def run(url, capsys):
    """Run the command on the store; return its status, and what it said to people."""

    def ask(*words):
        capsys.readouterr()
        status = main([*map(str, words), "--store", url])
        said = capsys.readouterr()
        return status, said.out + said.err

    return ask


def _ideas(url):
    with Store(url) as store:
        return [one.body.text for one in store.current(Idea)]


@pytest.mark.parametrize(
    "word", ["backup", "restore", "upgrade", "erase", "hold", "retention", "export"]
)
def test_every_word_explains_itself(word, capsys):
    with pytest.raises(SystemExit) as ended:
        main([word, "--help"])
    assert ended.value.code == 0
    assert f"usage: ciwidgets {word}" in capsys.readouterr().out


def test_a_folder_that_is_not_there_yet_is_made_for_the_backups(run, tmp_path):
    status, said = run("backup", "--out", f"{tmp_path}/new/backups/")
    assert status == 0, said
    assert len([*(tmp_path / "new" / "backups").glob("*.db")]) == 1


def test_a_week_of_keeping_a_record(run, url, tmp_path):
    status, said = run("backup", "--out", tmp_path)
    assert status == 0
    [made] = tmp_path.glob("forum-2*.db")
    assert re.search(r"\d+ entries, SHA-256 [0-9a-f]{64}, also in forum-.*\.sha256", said)
    assert run("hold", "--team", "ash", "--why", "a request of May")[0] == 0
    status, said = run("erase", "--return-code", "k7m2-q9xd")
    assert (status, "legal hold keeps ash" in said, "a request of May" in said) == (1, True, True)
    assert run("retention", "--before", "2100-01-01")[1].splitlines()[:2] == [
        "Erased: nothing.", "Passed over: ash, which a legal hold keeps.",
    ]  # fmt: skip
    assert run("hold", "--team", "ash", "--lift")[0] == 0
    status, said = run("erase", "--return-code", "k7m2-q9xd", "--dry-run")
    assert (status, _ideas(url)) == (0, ["Ada's idea"])
    assert "Would be erased: 2 records (idea 1, person 1)." in said
    status, said = run("erase", "--return-code", "k7m2-q9xd", "--why", "asked")
    assert (status, _ideas(url)) == (0, [])
    assert "Erased: 2 records" in said
    assert "Make anew, and take back: reports of ash" in said
    assert f"delete these: {made}; and look wherever else you keep copies" in said
    assert "Erased: nothing, for" in run("retention", "--before", "1990-01-01")[1]
    status, said = run("restore", made)
    assert (status, "entries that the backup lacks" in said) == (1, True)
    status, said = run("restore", made, "--lose-newer")
    assert (status, _ideas(url)) == (0, ["Ada's idea"])
    assert "people: 1, teams: 2, from 20" in said
    assert "Erase it again: ciwidgets erase --person ada" in said
    with Store(url) as store:
        assert store.current(Hold) == []  # it came after the backup


def test_a_folder_of_backups_gives_its_newest_and_a_team_it_brings_back_is_named(
    run, url, tmp_path
):
    place = tmp_path / "backups"
    place.mkdir()
    for number in range(2):
        assert run("backup", "--out", place / f"{number}.db")[0] == 0
        note = place / f"{number}.db.sha256"
        note.write_text(note.read_text().replace("# made at: 20", f"# made at: 2{number}"))
    shutil.copyfile(place / "0.db", place / "without a note.db")
    assert run("erase", "--team", "ash", "--why", "asked")[0] == 0
    status, said = run("restore", place, "--without-note")
    assert (status, "say --lose-newer" in said) == (1, True), said
    status, said = run("restore", place, "--lose-newer")
    assert status == 0
    assert f"Restored from {place / '1.db'}: " in said
    assert "Erase it again: ciwidgets erase --team ash\n" in said
    empty = tmp_path / "empty"
    empty.mkdir()
    status, said = run("restore", empty)
    assert (status, "holds no backup with its note" in said) == (1, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("erase", "--return-code", "ZZZZ-ZZZZ"), "Nobody has that return code"),
        (("erase", "--person", "nobody"), "Nobody has the id 'nobody'"),
        (("restore", "none.db"), "There is no backup"),
        (("backup", "--out", "no/such/folder/copy.db"), "could not be written: No such file"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_status_one(run, url, words, said):
    status, told = run(*words)
    assert (status, said in told) == (1, True), told
    assert "Traceback" not in told
    assert _ideas(url) == ["Ada's idea"]


@pytest.mark.parametrize("word", [("hold", "--why", "x"), ("erase", "--why", "x")])
def test_a_slip_in_a_team_is_told_with_the_nearest_and_changes_nothing(run, url, word):
    status, told = run(*word, "--team", "ahs")
    assert status == 2
    assert "The program has no team 'ahs'. Did you mean 'ash'?" in told
    assert _ideas(url) == ["Ada's idea"]


def test_who_erases_is_told_of_every_copy_near_the_store(run, tmp_path):
    (tmp_path / "backups").mkdir()
    run("backup", "--out", tmp_path / "backups" / "monday.db")
    assert run("restore", tmp_path / "backups" / "monday.db")[0] == 0
    aside = next(tmp_path.glob("forum-before-restore-*.db"))
    _, said = run("erase", "--person", "ada", "--why", "asked")
    assert f"delete these: {tmp_path / 'backups' / 'monday.db'}, {aside}; and look" in said


def test_an_upgrade_of_a_store_of_today_has_nothing_to_do(run):
    assert run("upgrade") == (0, "The store has format 1, which is that of this program.\n")


def test_serving_a_damaged_store_names_it_and_the_backup_to_restore(run, tmp_path):
    run("backup", "--out", tmp_path / "monday.db")
    with closing(sqlite3.connect(tmp_path / "forum.db")) as file:
        file.execute("DELETE FROM entries WHERE seq = 2")
        file.commit()
    before = (tmp_path / "forum.db").read_bytes()
    status, said = run("serve", "--port", str(free_port()))
    assert status == 1
    assert "is damaged: entries are missing from it" in said
    assert f"ciwidgets restore {tmp_path / 'monday.db'}" in said
    assert (tmp_path / "forum.db").read_bytes() == before
