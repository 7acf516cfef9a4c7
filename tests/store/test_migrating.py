"""Stores of earlier formats: brought forward whole, after a backup, or left as they were."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import textwrap
from contextlib import closing
from pathlib import Path

import pytest

from ciwidgets.errors import SchemaMismatch, StoreUnavailable
from ciwidgets.model import Idea, Person
from ciwidgets.store import Store, migrating, tables
from ciwidgets.store.backup import make_backup
from ciwidgets.store.migrating import upgrade_store
from ciwidgets.store.restoring import restore_backup
from tests.support.drafts import idea, text_of

ASSET = Path(__file__).parent / "assets" / "schema_1.db"


@pytest.fixture
def path(tmp_path):
    """A store of the first format with data."""
    shutil.copyfile(ASSET, tmp_path / "forum.db")
    return tmp_path / "forum.db"


def _pretend(connection):
    """What a second format might be: a column more, and every text read and written."""
    connection.exec_driver_sql("ALTER TABLE entries ADD COLUMN said_in VARCHAR(20)")
    connection.exec_driver_sql("UPDATE entries SET said_in = 'en' WHERE kind = 'idea'")


@pytest.fixture
def second_format(monkeypatch):
    monkeypatch.setattr(tables, "SCHEMA_VERSION", 2)
    monkeypatch.setitem(migrating.STEPS, 1, _pretend)


def _rows(path, columns="*"):
    with closing(sqlite3.connect(path)) as file:
        return file.execute(f"SELECT {columns} FROM entries ORDER BY seq").fetchall()


_NAMES = [column.name for column in tables.entries.columns]
_FIRST = ", ".join(f'"{name}"' for name in _NAMES)


def test_every_format_there_ever_was_has_its_step_forward():
    assert sorted(migrating.STEPS) == list(range(1, tables.SCHEMA_VERSION))


def test_a_store_of_the_first_format_still_opens_with_all_that_is_in_it(path):
    before = _rows(path)
    with Store(f"sqlite:///{path}") as store:
        [first, _] = store.current(Idea, with_retracted=True)
        assert [text_of(one) for one in store.history(first.record_id)] == [
            "Rides to treatment 🚐 علاج \u202eabc", "x" * 280, "gone",
        ]  # fmt: skip
        assert store.current(Person)[0].body.name == "Made-up Ada"
        store.append([idea("and more")])
    assert _rows(path)[:-1] == before


def test_a_store_of_an_earlier_format_says_which_command_brings_it_forward(path, second_format):
    before = path.read_bytes()
    with pytest.raises(SchemaMismatch, match=r"has format 1, of an earlier .*`ciwidgets upgrade`"):
        Store(f"sqlite:///{path}")
    assert path.read_bytes() == before


def test_an_upgrade_keeps_every_row_and_makes_a_backup_first(path, tmp_path, second_format):
    before = _rows(path)
    done = upgrade_store(f"sqlite:///{path}", tmp_path)
    assert (done.before, done.after) == (1, 2)
    assert _rows(path, _FIRST) == before
    assert {said for kind, said in _rows(path, "kind, said_in") if kind == "idea"} == {"en"}
    assert _rows(done.backup.path) == before
    with Store(f"sqlite:///{path}") as store:
        store.append([idea("in the new format")])
    again = upgrade_store(f"sqlite:///{path}", tmp_path)
    assert again.backup is None


def _saving_after_each_backup(monkeypatch, path, times):
    """Let somebody whose program still runs save once after each of so many backups."""
    left = [*range(times)]

    def make(backend, out):
        made = make_backup(backend, out)
        if left:
            with closing(sqlite3.connect(path)) as file:
                last = len(_rows(path))
                row = dict(zip(_NAMES, _rows(path, _FIRST)[-1], strict=True))
                row |= {"seq": last + 1, "record_id": f"new-{last}", "request_id": f"new-{last}"}
                marks = ", ".join("?" for _ in row)
                file.execute(f"INSERT INTO entries ({_FIRST}) VALUES ({marks})", [*row.values()])
                file.commit()
            left.pop()
        return made

    monkeypatch.setattr(migrating, "make_backup", make)


def test_what_is_saved_while_an_upgrade_begins_is_in_its_backup_too(
    path, tmp_path, second_format, monkeypatch
):
    before = len(_rows(path))
    _saving_after_each_backup(monkeypatch, path, 1)
    done = upgrade_store(f"sqlite:///{path}", tmp_path / "copy.db")
    assert done.backup.entries == len(_rows(done.backup.path)) == len(_rows(path)) == before + 1


def test_an_upgrade_that_is_always_too_late_changes_nothing_and_leaves_no_half_backup(
    path, tmp_path, second_format, monkeypatch
):
    _saving_after_each_backup(monkeypatch, path, 9)
    with pytest.raises(StoreUnavailable, match="something more was saved, so it was not upgraded"):
        upgrade_store(f"sqlite:///{path}", tmp_path / "copy.db")
    assert not [*tmp_path.glob("copy.db*")]
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("SELECT schema_version FROM ciwidgets_stores").fetchone() == (1,)


@pytest.mark.postgres
def test_an_upgrade_in_postgresql_is_all_or_nothing_too(postgres, tmp_path, monkeypatch):
    url = postgres.new_store_url()
    with Store(url) as store:
        kept = store.append([idea("one"), idea("two")])
    monkeypatch.setattr(tables, "SCHEMA_VERSION", 2)

    def fail(connection):
        _pretend(connection)
        raise RuntimeError("stopped in the middle")

    monkeypatch.setitem(migrating.STEPS, 1, fail)
    with pytest.raises(RuntimeError):
        upgrade_store(url, tmp_path / "one.jsonl")
    monkeypatch.setitem(migrating.STEPS, 1, _pretend)
    done = upgrade_store(url, tmp_path / "two.jsonl")
    assert (done.before, done.after, done.backup.entries) == (1, 2, 2)
    with Store(url) as store:
        assert store.since(0) == kept


def test_a_newer_store_is_refused_before_anything_is_written(path, tmp_path):
    with closing(sqlite3.connect(path)) as file:
        file.execute("UPDATE ciwidgets_stores SET schema_version = 7")
        file.commit()
    before = path.read_bytes()
    with pytest.raises(SchemaMismatch, match="has format 7; .*pip install --upgrade"):
        upgrade_store(f"sqlite:///{path}", tmp_path / "copy.db")
    assert path.read_bytes() == before
    assert not (tmp_path / "copy.db").exists()


# Killed at a moment of the upgrade: after so many statements, from the first to the commit.
_KILLED = """
    import os, signal, sys
    from pathlib import Path
    from sqlalchemy import Engine, event
    from ciwidgets.store import migrating, tables
    from ciwidgets.store.migrating import upgrade_store
    from tests.store.test_migrating import _pretend
    tables.SCHEMA_VERSION = 2
    migrating.STEPS[1] = _pretend
    url, folder = sys.argv[1:]
    for moment in range(1, 40):
        child = os.fork()
        if child == 0:
            left = [moment]
            def count(*_):
                left[0] -= 1
                if not left[0]:
                    os.kill(os.getpid(), signal.SIGKILL)
            event.listen(Engine, "before_cursor_execute", count)
            event.listen(Engine, "commit", count)
            upgrade_store(url, Path(folder) / f"copy-{moment}.db")
            os._exit(0)
        if not os.waitpid(child, 0)[1]:
            print(moment)
            break
    """


def test_an_upgrade_killed_at_any_moment_leaves_the_old_store_or_the_new_one(path, tmp_path):
    before = _rows(path)
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(_KILLED), f"sqlite:///{path}", str(tmp_path)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(Path.cwd()), *sys.path])},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stderr == ""
    assert int(done.stdout) > 8  # so often it was killed, and begun again on what was left
    assert _rows(path, _FIRST) == before
    assert {said for kind, said in _rows(path, "kind, said_in") if kind == "idea"} == {"en"}
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_backup_of_the_first_format_is_restored_and_then_brought_forward(
    path, tmp_path, monkeypatch
):
    with Store(f"sqlite:///{path}") as store:
        made = make_backup(store.backend, tmp_path / "copy.db")
    digest = hashlib.sha256(repr(_rows(path)).encode()).hexdigest()
    monkeypatch.setattr(tables, "SCHEMA_VERSION", 2)
    monkeypatch.setitem(migrating.STEPS, 1, _pretend)
    url = f"sqlite:///{tmp_path / 'again.db'}"
    restore_backup(made.path, url)
    with pytest.raises(SchemaMismatch):
        Store(url)
    upgrade_store(url, tmp_path / "before.db")
    found = _rows(tmp_path / "again.db", _FIRST)
    assert hashlib.sha256(repr(found).encode()).hexdigest() == digest
