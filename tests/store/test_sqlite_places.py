"""Where a SQLite store may lie, and with which rights."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

import pytest

from ciwidgets.errors import StoreUnavailable
from ciwidgets.store import Store, mounts
from tests.support.drafts import idea, text_of

SAFE = (3, 51, 3)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "forum.db"


def _as_nobody(program, *arguments):
    """Run a program as a user who owns nothing, for whom read-only is read-only."""
    change = "import os; os.setgid(65534); os.setuid(65534)\n" if os.geteuid() == 0 else ""
    loaded = "from ciwidgets.store import *; from tests.support.drafts import *\n"
    loaded += "import ciwidgets.errors as errors, sqlite3, sqlalchemy.dialects.sqlite\n"
    loaded += "Store('sqlite://').append([idea('loads what is imported late')])\n"
    return subprocess.run(
        [sys.executable, "-c", loaded + change + textwrap.dedent(program), *map(str, arguments)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(Path.cwd()), *sys.path])},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def open_folder():
    """A folder every user can enter, which pytest's own is not."""
    folder = Path(tempfile.mkdtemp(prefix="ciwidgets-store-"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.parametrize("version", [(3, 40, 1), SAFE])
def test_a_read_only_store_can_be_read_and_not_written(open_folder, version, monkeypatch):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", version)
    path = open_folder / "forum.db"
    with Store(f"sqlite:///{path}") as store:
        store.append([idea("words")])
    path.chmod(0o444)
    open_folder.chmod(0o555)
    done = _as_nobody(
        """
        import sys
        sqlite3.sqlite_version_info = eval(sys.argv[2])
        with Store(f"sqlite:///{sys.argv[1]}") as store:
            print(text_of(store.since(0)[0]))
            try:
                store.append([idea("more")])
            except errors.StoreUnavailable as error:
                print(error)
        """,
        path,
        version,
    )
    assert done.stderr == ""
    read, refused = done.stdout.splitlines()
    assert read == "words"
    assert refused.startswith(f"The store {path} can be read but not written, so nothing was")


@pytest.mark.parametrize(
    ("mode", "folder_mode", "sentence"),
    [
        (0o000, 0o755, "cannot be opened. Check that it is still there"),
        (None, 0o555, "cannot be made: Permission denied. Let this user write the folder"),
    ],
    ids=["unreadable", "no new file"],
)
def test_a_store_without_rights_is_refused_with_the_cure(open_folder, mode, folder_mode, sentence):
    path = open_folder / "forum.db"
    if mode is not None:
        Store(f"sqlite:///{path}").close()
        path.chmod(mode)
    open_folder.chmod(folder_mode)
    done = _as_nobody(
        """
        import sys
        try:
            Store(f"sqlite:///{sys.argv[1]}")
        except errors.StoreUnavailable as error:
            print(error)
        """,
        path,
    )
    assert done.stderr == ""
    assert sentence in done.stdout


def test_a_new_store_is_readable_by_its_owner_only(file_url, path):
    Store(file_url).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_missing_folder_is_named(tmp_path):
    missing = tmp_path / "no" / "forum.db"
    with pytest.raises(StoreUnavailable, match=f"the folder {missing.parent} does not exist"):
        Store(f"sqlite:///{missing}")
    assert not missing.parent.exists()


def test_a_folder_is_no_store(tmp_path):
    with pytest.raises(StoreUnavailable, match=r"is a folder. Name the store's file inside it"):
        Store(f"sqlite:///{tmp_path}")


def test_a_store_that_was_moved_away_is_not_made_anew(file_url, path, tmp_path):
    with Store(file_url) as store:
        store.append([idea("words")])
        path.rename(tmp_path / "moved.db")
        for ask in (store.last_seq, lambda: store.append([idea("more")])):
            with pytest.raises(StoreUnavailable, match=r"cannot be opened. Check that it is still"):
                ask()
        assert not path.exists()


def test_a_store_put_back_from_a_backup_is_the_one_written_to(file_url, path, tmp_path):
    with Store(file_url) as store:
        store.append([idea("one")])
        backup = tmp_path / "backup.db"
        shutil.copy(path, backup)
        store.append([idea("two")])
        backup.replace(path)
        store.append([idea("three")])
        assert [text_of(entry) for entry in store.since(0)] == ["one", "three"]


def test_a_store_stays_the_same_when_the_program_changes_its_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with Store("sqlite:///forum.db") as store:
        store.append([idea("words")])
        (tmp_path / "elsewhere").mkdir()
        monkeypatch.chdir(tmp_path / "elsewhere")
        assert store.last_seq() == 1
    assert list((tmp_path / "elsewhere").iterdir()) == []


_MOUNTS = r"""22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
31 27 0:50 / {folder}/drive rw,relatime shared:9 - {kind} server:/share rw
32 31 0:51 / {folder}/drive/local rw - tmpfs tmpfs rw
33 27 0:52 / {folder}/two\040words rw - ext4 /dev/vdb rw
34 33 0:53 / {folder}/two\040words rw - {kind} server:/more rw
"""


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "ceph"])
def test_a_network_drive_is_refused_with_advice(tmp_path, kind, monkeypatch):
    for name in ("drive", "drive/local", "two words", "driver"):
        (tmp_path / name).mkdir()
    told = tmp_path / "mountinfo"
    told.write_text(_MOUNTS.format(folder=tmp_path, kind=kind))
    monkeypatch.setattr(mounts, "MOUNTS", told)
    (tmp_path / "link").symlink_to(tmp_path / "drive")
    for name in ("drive", "two words", "link"):
        with pytest.raises(StoreUnavailable, match=rf"network drive \({kind}\).*use PostgreSQL"):
            Store(f"sqlite:///{tmp_path / name / 'forum.db'}")
        assert not (tmp_path / name / "forum.db").exists()
    for name in ("", "drive/local", "driver"):
        Store(f"sqlite:///{tmp_path / name / 'forum.db'}").close()


@pytest.mark.parametrize("kind", ["ext4", "fuse.ntfs-3g", "fuse", "overlay"])
def test_a_local_drive_is_welcome(tmp_path, kind, monkeypatch):
    (tmp_path / "drive").mkdir()
    told = tmp_path / "mountinfo"
    told.write_text(_MOUNTS.format(folder=tmp_path, kind=kind))
    monkeypatch.setattr(mounts, "MOUNTS", told)
    Store(f"sqlite:///{tmp_path}/drive/forum.db").close()


def test_a_system_that_tells_nothing_of_its_mounts_is_trusted(file_url, tmp_path, monkeypatch):
    monkeypatch.setattr(mounts, "MOUNTS", tmp_path / "none")
    Store(file_url).close()
