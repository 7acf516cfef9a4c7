"""The rules that keep a SQLite file whole, and what a person is told when it cannot be used."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import textwrap
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, event

from ciwidgets.errors import SchemaMismatch, StoreUnavailable
from ciwidgets.model import Idea
from ciwidgets.store import Store, journal_mode_for, sqlite
from ciwidgets.store.turns import turn
from tests.support.drafts import idea, text_of

SAFE = (3, 51, 3)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "forum.db"


@pytest.fixture
def short_wait(monkeypatch):
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.3)


@pytest.mark.parametrize(
    ("version", "journal"),
    [
        ((3, 7, 0), "TRUNCATE"),
        ((3, 40, 1), "TRUNCATE"),
        ((3, 44, 5), "TRUNCATE"),
        ((3, 44, 6), "WAL"),
        ((3, 45, 0), "TRUNCATE"),
        ((3, 49, 9), "TRUNCATE"),
        ((3, 50, 6), "TRUNCATE"),
        ((3, 50, 7), "WAL"),
        ((3, 51, 0), "TRUNCATE"),
        ((3, 51, 2), "TRUNCATE"),
        ((3, 51, 3), "WAL"),
        ((3, 52, 0), "WAL"),
        ((4, 0, 0), "WAL"),
    ],
)
def test_only_a_cured_library_may_keep_a_write_ahead_log(version, journal):
    assert journal_mode_for(version) == journal


@pytest.mark.parametrize("version", [(3, 40, 1), SAFE])
def test_the_rules_hold_on_every_connection(file_url, version, monkeypatch):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", version)
    names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
    in_force, begun = [], []

    def look(connection, cursor, statement, *_):
        raw = connection.connection.dbapi_connection
        if statement.startswith("BEGIN"):
            begun.append(statement)
        in_force.append(tuple(raw.execute(f"PRAGMA {name}").fetchone()[0] for name in names))

    event.listen(Engine, "before_cursor_execute", look)
    try:
        with Store(file_url) as store:
            store.append([idea("words")])
            store.since(0)
            thread = threading.Thread(target=store.current, args=(Idea,))
            thread.start()
            thread.join()
    finally:
        event.remove(Engine, "before_cursor_execute", look)
    assert len(in_force) > 5
    assert set(in_force) == {(journal_mode_for(version).lower(), 2, 1, 8000)}
    assert set(begun) == {"BEGIN IMMEDIATE"}


def test_a_store_can_be_written_by_a_cured_library_and_then_by_an_older_one(
    file_url, path, monkeypatch
):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", SAFE)
    with Store(file_url) as store:
        store.append([idea("with the log")])
    assert path.read_bytes()[18:20] == b"\x02\x02"
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 40, 1))
    with Store(file_url) as store:
        store.append([idea("without")])
        assert [text_of(entry) for entry in store.since(0)] == ["with the log", "without"]
    assert path.read_bytes()[18:20] == b"\x01\x01"


def test_an_older_library_stays_out_while_the_log_is_in_use(
    file_url, path, monkeypatch, short_wait
):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", SAFE)
    with Store(file_url) as store:
        store.append([idea("words")])
    other = sqlite3.connect(path)
    other.execute("SELECT * FROM entries").fetchone()
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 40, 1))
    with pytest.raises(StoreUnavailable, match="used by another program"):
        Store(file_url)
    other.close()
    Store(file_url).close()


def test_many_threads_make_one_store_with_a_log(file_url, monkeypatch):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", SAFE)

    def make(number):
        with Store(file_url) as store:
            store.append([idea(str(number))])

    with ThreadPoolExecutor(12) as pool:
        list(pool.map(make, range(12)))
    with Store(file_url) as store:
        assert store.last_seq() == 12


def test_a_locked_store_says_so_and_recovers_by_itself(file_url, path, short_wait):
    store = Store(file_url)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    sent = idea("words")
    for ask in (lambda: store.append([sent]), lambda: store.since(0), lambda: Store(file_url)):
        with pytest.raises(StoreUnavailable, match="is being used by another program"):
            ask()
    other.close()
    [entry] = store.append([sent])
    assert store.since(0) == [entry]


def test_a_short_lock_is_waited_out(file_url, path):
    held, program = (
        threading.Event(),
        textwrap.dedent(
            """
        import sqlite3, sys, time
        connection = sqlite3.connect(sys.argv[1], isolation_level=None)
        connection.execute("BEGIN EXCLUSIVE")
        print("held", flush=True)
        time.sleep(0.7)
        """
        ),
    )
    with Store(file_url) as store:
        holder = subprocess.Popen(
            [sys.executable, "-c", program, path], stdout=subprocess.PIPE, text=True
        )
        assert holder.stdout.readline() == "held\n"
        held.set()
        begun = time.monotonic()
        store.append([idea("words")])
        assert time.monotonic() - begun > 0.3
        holder.communicate()
        assert store.last_seq() == 1


def test_a_turn_that_does_not_come_is_a_clear_answer_and_costs_no_reader(
    file_url, path, short_wait
):
    with Store(file_url) as store:
        with turn(path, 1):
            with pytest.raises(StoreUnavailable, match="is being used by another program"):
                store.append([idea("words")])
            assert store.last_seq() == 0
        store.append([idea("words")])


def test_writers_wait_for_their_turn_and_all_get_it(path):
    at_once, most = [], []

    def write(_):
        with turn(path, 20):
            at_once.append(1)
            most.append(len(at_once))
            time.sleep(0.002)
            at_once.pop()

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(write, range(60)))
    assert most == [1] * 60


def test_a_child_forked_in_the_middle_of_a_turn_does_not_keep_it(file_url, path):
    program = """
        import os, sys
        from pathlib import Path
        from ciwidgets.store.turns import turn
        gate, opener = os.pipe()
        with turn(Path(sys.argv[1]), 1):
            child = os.fork()
            if child == 0:
                os.close(opener)
                os.read(gate, 1)
                os._exit(0)
        with turn(Path(sys.argv[1]), 1):
            print("again")
        os.close(opener)
        os.waitpid(child, 0)
        """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program), path],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("again\n", "")


def test_a_full_disk_says_so_and_keeps_what_is_there(file_url, path):
    with Store(file_url) as store:
        [kept] = store.append([idea("words")])

        def fill(connection, *_):
            connection.connection.dbapi_connection.execute("PRAGMA max_page_count = 1")

        event.listen(Engine, "before_cursor_execute", fill)
        try:
            with pytest.raises(StoreUnavailable, match="full, so nothing was saved"):
                store.append([idea("x" * 280) for _ in range(300)])
        finally:
            event.remove(Engine, "before_cursor_execute", fill)
        assert store.since(0) == [kept]
        store.append([idea("room again")])


def test_another_kind_of_file_is_refused_and_left_alone(file_url, path):
    path.write_text("name,age\nAda,36\n" * 100)
    before = path.read_bytes()
    with pytest.raises(StoreUnavailable, match="is not a ciwidgets store: it is some other kind"):
        Store(file_url)
    assert path.read_bytes() == before


def test_another_programs_database_is_refused_and_left_alone(file_url, path):
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE bookmarks (title TEXT)")
    other.commit()
    other.close()
    before = path.read_bytes()
    with pytest.raises(StoreUnavailable, match=r"it holds other tables \(bookmarks\)"):
        Store(file_url)
    assert path.read_bytes() == before


def test_a_store_cut_short_is_called_damaged(file_url, path):
    with Store(file_url) as store:
        store.append([idea(f"{number} " + "x" * 250) for number in range(200)])
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with (
        pytest.raises(StoreUnavailable, match=r"is damaged. Keep the file"),
        Store(file_url) as cut,
    ):
        cut.since(0)


def test_a_store_that_lost_its_format_is_called_damaged(file_url, path):
    Store(file_url).close()
    other = sqlite3.connect(path)
    other.execute("DELETE FROM ciwidgets_stores")
    other.commit()
    other.close()
    with pytest.raises(StoreUnavailable, match="does not say which format it has"):
        Store(file_url)


def test_an_entry_that_cannot_be_read_is_named_without_its_words(file_url, path):
    with Store(file_url) as store:
        store.append([idea("secret words")])
        other = sqlite3.connect(path)
        other.execute("UPDATE entries SET body = replace(body, 'text', 'txet')")
        other.commit()
        other.close()
        with pytest.raises(StoreUnavailable, match=r"Entry 1 \(idea\) cannot be read") as caught:
            store.current(Idea)
    assert caught.value.__cause__ is None
    assert "secret" not in str(caught.value)


def test_a_store_of_a_newer_version_is_refused_with_the_step_that_cures_it(file_url, path):
    Store(file_url).close()
    other = sqlite3.connect(path)
    other.execute("UPDATE ciwidgets_stores SET schema_version = 7")
    other.commit()
    other.close()
    before = path.read_bytes()
    with pytest.raises(SchemaMismatch, match=r"has format 7; .* reads format 1.*pip install -"):
        Store(file_url)
    assert path.read_bytes() == before
