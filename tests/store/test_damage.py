"""A damaged store file is named as such, with the way back, and never changed or misread."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing

import pytest

from ciwidgets.errors import CiwidgetsError, SchemaMismatch, StoreUnavailable
from ciwidgets.store import Store
from ciwidgets.store.backup import make_backup
from ciwidgets.store.checking import check_store
from tests.support.drafts import idea


@pytest.fixture
def path(tmp_path):
    return tmp_path / "forum.db"


@pytest.fixture
def whole(file_url, path):
    """The bytes of a store with some content, and what is in it."""
    with Store(file_url) as store:
        for _ in range(4):
            store.append([idea(f"{number} " + "words " * 30) for number in range(25)])
        kept = store.since(0)
    return path.read_bytes(), kept


def _damages(size):
    chance = random.Random(20261123)
    for _ in range(30):
        yield "flip", chance.randrange(size)
    for _ in range(15):
        yield "zeros", chance.randrange(size)
    for part in range(15):
        yield "cut", size * part // 15


def test_sixty_damages_end_in_a_plain_sentence_or_harm_nothing(file_url, path, whole):
    data, kept = whole
    named, said = 0, []
    for how, place in _damages(len(data)):
        damaged = bytearray(data)
        if how == "flip":
            damaged[place] ^= 1 << (place % 8)
        elif how == "zeros":
            damaged[place : place + 512] = bytes(len(damaged[place : place + 512]))
        else:
            del damaged[place:]
        path.write_bytes(damaged)
        try:
            check_store(file_url)
        except SchemaMismatch:
            named += 1  # the version of an entry, or its kind, was hit
        except StoreUnavailable as error:
            named += 1
            said.append(str(error))
        else:
            # Nobody but a backup can know that a letter of a text was another one.
            found = _read(file_url)
            assert len(found) == len(kept), (how, place)
            others = sum(one != two for one, two in zip(found, kept, strict=True))
            assert others <= (3 if how == "zeros" else 1), (how, place)
        assert path.read_bytes() == bytes(damaged), (how, place)
        _read(file_url)  # and whoever opens it all the same gets a sentence or the entries
    assert named >= 30
    assert all("is damaged: " in one and "ciwidgets restore BACKUP" in one for one in said)


def _read(url):
    try:
        with Store(url) as store:
            return store.since(0, limit=10_000)
    except CiwidgetsError:
        return []


def test_the_newest_backup_beside_a_damaged_store_is_named(file_url, path, whole, tmp_path):
    data, _ = whole
    with Store(file_url) as store:
        make_backup(store.backend, tmp_path / "monday.db")
    path.write_bytes(data[:8192])
    with pytest.raises(StoreUnavailable) as caught:
        check_store(file_url)
    said = str(caught.value)
    assert "has 100 entries" in said
    assert f"ciwidgets restore {tmp_path / 'monday.db'} --store sqlite:///{path}" in said


def test_an_entry_that_is_missing_or_cannot_be_read_is_damage(file_url, path, whole):
    for statement, found in (
        ("DELETE FROM entries WHERE seq = 7", "entries are missing"),
        ("UPDATE entries SET body = '{}' WHERE seq = 7", r"entry 7 \(idea\) cannot be read"),
        ("UPDATE entries SET created_at = 'then' WHERE seq = 7", "entry 7 "),
        ("UPDATE entries SET revision = 'two' WHERE seq = 7", "entry 7 is not as"),
        ("DELETE FROM ciwidgets_stores", "which format it has"),
    ):
        path.write_bytes(whole[0])
        with closing(sqlite3.connect(path)) as file:
            file.execute(statement)
            file.commit()
        with pytest.raises(StoreUnavailable, match=f"is damaged: .*{found}"):
            check_store(file_url)


def test_a_store_that_was_used_and_is_empty_now_is_damaged_and_a_new_one_is_not(file_url, path):
    check_store(file_url)
    assert not path.exists()
    path.touch()
    check_store(file_url)
    with Store(file_url) as store:
        store.append([idea("words")])
    check_store(file_url)
    path.write_bytes(b"")
    with pytest.raises(StoreUnavailable, match="is damaged: it is empty, and it has been used"):
        check_store(file_url)


def test_a_store_whose_writer_was_killed_is_no_damaged_one(file_url, path, whole, tmp_path):
    """A journal is left: SQLite takes back what was not finished, and the rest is whole."""
    data, kept = whole
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute("PRAGMA cache_size = 1")
        file.execute("BEGIN IMMEDIATE")
        file.execute("UPDATE entries SET body = '{}'")
        torn = path.read_bytes()
        journal = (tmp_path / "forum.db-journal").read_bytes()
        file.execute("ROLLBACK")
    assert torn != data
    path.write_bytes(torn)
    (tmp_path / "forum.db-journal").write_bytes(journal)
    check_store(file_url)
    assert _read(file_url) == kept


def test_another_kind_of_file_is_not_called_a_damaged_store(file_url, path):
    path.write_text("name,age\nAda,36\n" * 100)
    with pytest.raises(StoreUnavailable, match="is not a ciwidgets store"):
        check_store(file_url)
