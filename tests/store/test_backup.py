"""Backups: whole while many write, known when a byte is changed, and put back with nothing lost."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import closing
from itertools import islice
from pathlib import Path

import pytest

from ciwidgets.errors import SchemaMismatch, StoreUnavailable
from ciwidgets.store import Store
from ciwidgets.store import backup as backups
from ciwidgets.store.backup import backups_in, make_backup, note_of, read_note
from ciwidgets.store.restoring import restore_backup, verified
from ciwidgets.store.rows import rows_in
from tests.support import swarm
from tests.support.drafts import edit, idea, text_of

TOP = Path(swarm.__file__).parents[2]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "forum.db"


def _everything(url):
    with Store(url) as store:
        return store.since(0, limit=100_000)


def _backup(url, out):
    with Store(url) as store:
        return make_backup(store.backend, out)


def test_a_backup_made_while_fifty_write_holds_all_that_was_saved_before_it(
    file_url, path, tmp_path
):
    Store(file_url).close()
    writing = subprocess.Popen(
        [sys.executable, swarm.__file__, "append", file_url, str(tmp_path), "50", "4"],
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(TOP), *sys.path])},
    )
    made = []
    saved = tmp_path / "saved"
    while writing.poll() is None:
        before = saved.read_text().split() if saved.exists() else []
        if len(before) > 10 * (len(made) + 1) and len(made) < 5:
            made.append((set(before), _backup(file_url, tmp_path / f"copy-{len(made)}.db")))
        time.sleep(0.02)
    assert writing.returncode == 0
    assert len(made) > 1
    for before, backup in made:
        assert verified(backup.path) == backup
        url = f"sqlite:///{tmp_path / 'again.db'}"
        restore_backup(backup.path, url, lose_newer=True)
        counts = Counter(entry.request_id for entry in _everything(url))
        assert before <= counts.keys()
        assert set(counts.values()) == {swarm.PARTS}  # no half batch
        assert backup.entries == counts.total()


def test_a_backup_restored_is_the_store_as_it_was_in_every_kind_of_store(shared_url, tmp_path):
    with Store(shared_url) as store:
        first, *_ = store.append([idea("Rides 🚐 علاج"), idea('"quoted"\n', retracted=True)])
        store.append([edit(first, "Rides to treatment")])
        kept = store.since(0)
        made = make_backup(store.backend, tmp_path)
    assert made.entries == 3
    assert made.path.suffix == (".db" if shared_url.startswith("sqlite") else ".jsonl")
    url = f"sqlite:///{tmp_path / 'elsewhere.db'}"
    restored = restore_backup(made.path, url)
    assert (restored.aside, restored.only_there, restored.contents.entries) == (None, 0, 3)
    assert _everything(url) == kept


@pytest.mark.postgres
def test_a_backup_goes_into_an_empty_database_and_into_no_other(postgres, file_url, tmp_path):
    with Store(file_url) as store:
        kept = store.append([idea("one"), idea("two")])
        made = make_backup(store.backend, tmp_path / "copy.db")
    url = postgres.new_store_url()
    restore_backup(made.path, url)
    assert _everything(url) == kept
    with pytest.raises(StoreUnavailable, match="holds entries already.*a new, empty database"):
        restore_backup(made.path, url)
    assert _everything(url) == kept


@pytest.mark.postgres
def test_a_backup_of_a_database_that_lacks_a_row_is_none(postgres, tmp_path, monkeypatch):
    with Store(postgres.new_store_url()) as store:
        store.append([idea("one"), idea("two")])
        monkeypatch.setattr(backups, "rows_in", lambda connection: islice(rows_in(connection), 1))
        with pytest.raises(StoreUnavailable, match="1 of the 2 entries .* no backup was made"):
            make_backup(store.backend, tmp_path / "copy.jsonl")
    assert not [*tmp_path.iterdir()]


def test_a_note_says_what_is_in_a_backup_and_other_programs_can_check_it(file_url, tmp_path):
    with Store(file_url) as store:
        store.append([idea("one")])
        made = make_backup(store.backend, tmp_path / "copy.db")
        with pytest.raises(StoreUnavailable, match="is there already"):
            make_backup(store.backend, tmp_path / "copy.db")
    assert read_note(made.path) == made
    assert backups_in(tmp_path) == [made]
    assert made.path.stat().st_mode & 0o077 == 0
    done = subprocess.run(
        ["sha256sum", "--check", note_of(made.path).name],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "copy.db: OK\n")
    assert {one.name for one in tmp_path.iterdir()} == {
        "copy.db", "copy.db.sha256", "forum.db", "forum.db-journal", "forum.db-turn",
    }  # fmt: skip


def test_a_backup_with_a_changed_byte_is_refused_every_time(file_url, path, tmp_path):
    with Store(file_url) as store:
        store.append([idea(f"{number}") for number in range(50)])
        made = make_backup(store.backend, tmp_path / "copy.db")
    before, whole = path.read_bytes(), made.path.read_bytes()
    for place in range(0, len(whole), len(whole) // 100):
        changed = bytearray(whole)
        changed[place] ^= 1
        made.path.write_bytes(changed)
        with pytest.raises(StoreUnavailable, match="is not as it was made.*Nothing was changed"):
            restore_backup(made.path, file_url, lose_newer=True)
    assert path.read_bytes() == before
    made.path.write_bytes(whole)
    note_of(made.path).unlink()
    with pytest.raises(StoreUnavailable, match=r"note of the backup is missing.*--without-note"):
        restore_backup(made.path, file_url)
    with pytest.raises(StoreUnavailable, match=r"note of the backup is missing"):
        restore_backup(made.path, file_url, lose_newer=True)
    assert restore_backup(made.path, file_url, without_note=True).contents.entries == 50


def test_a_store_with_more_than_the_backup_is_replaced_only_when_told_and_kept_aside(
    file_url, path, tmp_path
):
    with Store(file_url) as store:
        [first] = store.append([idea("one")])
        made = make_backup(store.backend, tmp_path / "copy.db")
        restore_backup(made.path, file_url)  # it lacks nothing
        store.append([edit(first, "one, better"), idea("two")])
        with pytest.raises(StoreUnavailable, match=r"holds 2 entries that the backup lacks"):
            restore_backup(made.path, file_url)
        assert store.last_seq() == 3
        restored = restore_backup(made.path, file_url, lose_newer=True)
        assert restored.only_there == 2
        assert store.since(0) == [first]
        [again] = store.append([idea("three")])
        assert again.seq == 2
    aside = _everything(f"sqlite:///{restored.aside}")
    assert [text_of(one) for one in aside] == ["one", "one, better", "two"]


def test_who_waits_to_save_while_a_backup_is_put_back_saves_into_the_store_that_is_there(
    file_url, tmp_path
):
    with Store(file_url) as store:
        store.append([idea("before")])
        made = make_backup(store.backend, tmp_path / "copy.db")
    stop, saved = threading.Event(), []

    def write():
        with Store(file_url) as store:
            while not stop.is_set():
                [entry] = store.append([idea("while")])
                saved.append(entry.request_id)

    writers = [threading.Thread(target=write) for _ in range(6)]
    for one in writers:
        one.start()
    asides = []
    for _ in range(5):
        time.sleep(0.1)
        asides.append(restore_backup(made.path, file_url, lose_newer=True).aside)
    stop.set()
    for one in writers:
        one.join()
    # Each save is in the one store that was in use at its moment: here, or in one kept aside.
    places = [Counter(one.request_id for one in _everything(f"sqlite:///{aside}"))
              for aside in (*asides, tmp_path / "forum.db")]  # fmt: skip
    assert sum((place for place in places), Counter()).keys() >= set(saved)
    for aside in asides:
        with closing(sqlite3.connect(aside)) as file:
            assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    for name in ("forum.db", *(one.name for one in asides)):
        journal = tmp_path / f"{name}-journal"
        assert not journal.exists() or not journal.stat().st_size


def test_a_damaged_store_is_kept_aside_and_its_log_goes_with_it(file_url, path, tmp_path):
    with Store(file_url) as store:
        kept = store.append([idea("x" * 200) for _ in range(50)])
        made = make_backup(store.backend, tmp_path / "copy.db")
    broken = path.read_bytes()[:9000]
    path.write_bytes(broken)
    (tmp_path / "forum.db-wal").write_bytes(b"left over")
    restored = restore_backup(made.path, file_url)
    assert restored.only_there is None
    assert restored.aside.read_bytes() == broken
    # Of the former file, and no business of the new one.
    assert not (tmp_path / "forum.db-wal").exists()
    assert (tmp_path / f"{restored.aside.name}-wal").read_bytes() == b"left over"
    assert _everything(file_url) == kept


def test_what_is_no_backup_or_no_store_is_left_alone(file_url, path, tmp_path):
    with Store(file_url) as store:
        store.append([idea("one")])
        made = make_backup(store.backend, tmp_path / "copy.db")
    with pytest.raises(StoreUnavailable, match="There is no backup"):
        restore_backup(tmp_path / "none.db", file_url)
    lines = tmp_path / "lines.jsonl"
    lines.write_text('{"ciwidgets_backup": 1, "format": 1}\n{"seq": 1}\n')
    with pytest.raises(StoreUnavailable, match=r"Line 2 of .*lines.jsonl is not an entry"):
        restore_backup(lines, file_url, without_note=True)
    lines.write_text('{"ciwidgets_backup": 1, "format": 9}\n')
    with pytest.raises(SchemaMismatch, match="has format 9, of a newer version"):
        restore_backup(lines, file_url, without_note=True)
    other = tmp_path / "bookmarks.db"
    with closing(sqlite3.connect(other)) as file:
        file.execute("CREATE TABLE bookmarks (title TEXT)")
    before = other.read_bytes()
    with pytest.raises(StoreUnavailable, match="database of another program"):
        restore_backup(made.path, f"sqlite:///{other}")
    assert other.read_bytes() == before
    with pytest.raises(StoreUnavailable, match="memory has no backup"), Store("sqlite://") as store:
        make_backup(store.backend, tmp_path)
