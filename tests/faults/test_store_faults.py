"""Faults of the machine below the store, through the product's own way of saving."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import sqlite3
import struct
import subprocess
import sys
import tempfile
import textwrap
import threading
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from ciwidgets.errors import StoreUnavailable
from ciwidgets.store import Store
from tests.support import swarm
from tests.support.drafts import idea, text_of
from tests.support.kernels import children_of
from tests.support.postgres import running_postgres
from tests.support.requirements import MISSING, postgres_programs, skip_or_fail

TOP = Path(swarm.__file__).parents[2]
ENVIRONMENT = os.environ | {"PYTHONPATH": os.pathsep.join([str(TOP), *sys.path])}


@pytest.fixture
def path(tmp_path):
    return tmp_path / "forum.db"


def _everything(url):
    found, seq = [], 0
    with Store(url) as store:
        while more := store.since(seq):
            found += more
            seq = more[-1].seq
    return found


def _run(program, *words, **how):
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program), *map(str, words)],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
        **how,
    )


# --- F5 -------------------------------------------------------------------------------------


@pytest.fixture
def quick_folder(tmp_path):
    """A folder in memory where there is one: what a kill leaves is the same, and it takes less."""
    if not os.access("/dev/shm", os.W_OK):
        yield tmp_path
        return
    folder = Path(tempfile.mkdtemp(dir="/dev/shm", prefix="ciwidgets-"))
    yield folder
    shutil.rmtree(folder)


def test_killing_everybody_at_once_loses_nothing_acknowledged(quick_folder):
    tmp_path, path = quick_folder, quick_folder / "forum.db"
    url = f"sqlite:///{path}"
    Store(url).close()
    done = subprocess.run(
        [sys.executable, swarm.__file__, "groups", url, str(tmp_path), "50", "20"],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
    )
    assert (done.returncode, done.stderr) == (0, "")
    tried = (tmp_path / "tried").read_text().split()
    saved = set((tmp_path / "saved").read_text().split())
    assert len({one.split("-")[1] for one in saved}) == 20  # something was saved each time
    begun = time.monotonic()
    found = _everything(url)
    assert time.monotonic() - begun < 5
    counts = Counter(entry.request_id for entry in found)
    assert saved <= counts.keys() <= set(tried)
    assert set(counts.values()) == {swarm.PARTS}  # no half batch
    assert [entry.seq for entry in found] == list(range(1, len(found) + 1))
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


# --- F6 -------------------------------------------------------------------------------------


def test_the_name_of_a_new_store_is_on_the_disk_before_anything_is_in_it(path, monkeypatch):
    synced = []
    fsync = os.fsync

    def note(opened):
        synced.append(Path(f"/proc/self/fd/{opened}").readlink())
        assert not path.stat().st_size
        fsync(opened)

    monkeypatch.setattr(os, "fsync", note)
    Store(f"sqlite:///{path}").close()
    assert synced == [path.parent]


# Writers that keep the journal of an older library, whichever there is here.
_WITH_A_JOURNAL = """
    import runpy, sqlite3, sys
    sqlite3.sqlite_version_info = (3, 40, 1)
    sys.argv = sys.argv[1:]
    runpy.run_path(sys.argv[0], run_name="__main__")
    """
_JOURNAL = bytes.fromhex("d9d505f920a163d7")


def _as_after_a_power_cut(path, copy):
    """Copy a store and its journal as a disk may have them when the power goes at this moment.

    What was waited for is there. A journal that nobody has waited for yet is not, and nothing it
    is for was begun. Once it is there, each page it can give back may be half written. Returns
    whether somebody was in the middle of saving.
    """
    data = bytearray(path.read_bytes())
    journal = path.with_name(f"{path.name}-journal").read_bytes()
    if journal[:8] != _JOURNAL:
        copy.write_bytes(data)
        return False
    pages, _, _, sector, size = struct.unpack(">iIIII", journal[8:28])
    assert pages >= 0, "whoever wrote this journal waits for no disk"
    for place in range(sector, sector + pages * (size + 8), size + 8):
        (number,) = struct.unpack(">I", journal[place : place + 4])
        torn = slice((number - 1) * size + size // 2, number * size)
        data[torn] = os.urandom(len(data[torn]))
    copy.write_bytes(data)
    if pages:
        copy.with_name(f"{copy.name}-journal").write_bytes(journal)
    return True


def _stop(leader):
    """Stop a group of processes; return once all of them stand still."""
    os.killpg(leader, signal.SIGSTOP)
    for pid in (leader, *children_of(leader)):
        while Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "TZ":
            time.sleep(0.001)


def test_a_power_cut_at_any_moment_loses_nothing_acknowledged(path, tmp_path):
    Store(f"sqlite:///{path}").close()
    chance, begun, lost = random.Random(20261122), time.monotonic(), Counter()
    words = ["append", f"sqlite:///{path}", str(tmp_path), "2", "100000"]
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(_WITH_A_JOURNAL), swarm.__file__, *words],
        env=ENVIRONMENT,
        start_new_session=True,
    ) as writers:
        try:
            while not (tmp_path / "saved").exists():
                time.sleep(0.01)
            while min(lost[True], lost[False]) < 4 or lost.total() < 16:
                assert time.monotonic() - begun < 100, f"never both in the middle and not: {lost}"
                time.sleep(chance.uniform(0, 0.03))
                _stop(writers.pid)
                copy = tmp_path / f"copy-{lost.total()}.db"
                is_in_the_middle = _as_after_a_power_cut(path, copy)
                saved = set((tmp_path / "saved").read_text().split())
                os.killpg(writers.pid, signal.SIGCONT)
                lost[is_in_the_middle] += 1
                counts = Counter(entry.request_id for entry in _everything(f"sqlite:///{copy}"))
                assert saved <= counts.keys()
                assert set(counts.values()) == {swarm.PARTS}  # no half batch
        finally:
            os.killpg(writers.pid, signal.SIGKILL)


# --- F7 -------------------------------------------------------------------------------------

# A small disk of our own where this user may make one, else a limit on how long a file may grow:
# there the system gives another error, and the rest is the same.
_ON_A_SMALL_DISK = """
    import os, resource, signal, subprocess, sys
    from pathlib import Path
    from ciwidgets.errors import StoreUnavailable
    from ciwidgets.store import Store
    from ciwidgets.store.backup import make_backup
    from tests.support.drafts import idea
    folder = Path(sys.argv[1])
    is_small = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder],
                              capture_output=True).returncode == 0
    filler = folder / "filler"
    def fill():
        if is_small:
            with filler.open("wb") as file:
                for size in (4096, 1):
                    try:
                        while True:
                            os.write(file.fileno(), bytes(size))
                    except OSError:
                        pass
        else:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (90_000, resource.RLIM_INFINITY))
    def free():
        filler.unlink(missing_ok=True)
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
    with Store(f"sqlite:///{folder}/forum.db") as store:
        kept = store.append([idea("words")])
        fill()
        said = set()
        for size in (1, 30, 300):
            many = [idea("x" * 280) for _ in range(size)]
            try:
                kept += store.append(many)
            except StoreUnavailable as error:
                said.add(str(error))
        assert said, "the disk was never full"
        assert store.since(0) == kept
        try:
            make_backup(store.backend, folder / "copy.db")
        except StoreUnavailable:
            pass
        else:
            assert not is_small
        left = {one.name for one in folder.iterdir()}
        assert not [one for one in left if one.endswith(".part")], left
        assert (folder / "copy.db").exists() == ("copy.db.sha256" in left), left
        free()
        kept += store.append([idea("room again")])
        assert store.since(0) == kept
    print("small" if is_small else "limited", *said, sep="\\n")
    """


def test_a_full_disk_loses_nothing_and_saving_goes_on_once_there_is_room(tmp_path):
    own_mounts = ["unshare", "--map-root-user", "--mount", "--propagation", "private"]
    can = subprocess.run([*own_mounts, "true"], capture_output=True, check=False).returncode == 0
    done = subprocess.run(
        [*(own_mounts if can else []), sys.executable, "-c",
         textwrap.dedent(_ON_A_SMALL_DISK), str(tmp_path)],
        env=ENVIRONMENT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stderr == ""
    how, *said = done.stdout.splitlines()
    told = "is full, so nothing was saved" if how == "small" else "reported a fault"
    assert said
    assert all(told in one for one in said), said


# --- F8 -------------------------------------------------------------------------------------


def test_a_store_that_cannot_be_used_is_named_with_the_cure_and_status_one(tmp_path):
    folder = Path("/tmp") if os.geteuid() == 0 else tmp_path  # pytest's own keeps others out
    place = folder / f"ciwidgets-faults-{os.getpid()}"
    place.mkdir(mode=0o755)
    try:
        with Store(f"sqlite:///{place}/theirs.db") as store:
            store.append([idea("words")])
        (place / "theirs.db").chmod(0o600 if os.geteuid() == 0 else 0)
        place.chmod(0o555)
        done = _run(
            """
            import os, sys
            from ciwidgets.cli import main
            import ciwidgets.enrolment, ciwidgets.opening, ciwidgets.formats.program_file
            import sqlalchemy.dialects.sqlite, ciwidgets.commands.keeping, ciwidgets.store.backup
            place = sys.argv[1]
            if os.geteuid() == 0:
                os.setgid(65534); os.setuid(65534)
            for name in ("new.db", "no/forum.db", "theirs.db", ""):
                url = f"sqlite:///{place}/{name}"
                print(main(["init", "--samples", "--store", url]), file=sys.stderr)
            """,
            place,
        )
    finally:
        place.chmod(0o755)
        for left in place.iterdir():
            left.unlink()
        place.rmdir()
    said = done.stderr.splitlines()
    assert said[1::2] == ["1"] * 4, said
    new, missing, theirs, folder_ = said[::2]
    assert f"{place}/new.db" in new
    assert "Let this user write the folder" in new
    assert f"the folder {place}/no does not exist" in missing
    assert f"{place}/theirs.db cannot be opened" in theirs
    assert "this user may read and write" in theirs
    assert f"{place} is a folder" in folder_


# --- F9 -------------------------------------------------------------------------------------


def test_a_lock_of_three_seconds_is_waited_out_and_one_of_nine_is_told(tmp_path):
    said = {}

    def save_while_locked(seconds):
        path = tmp_path / f"locked-{seconds}.db"
        with Store(f"sqlite:///{path}") as store:
            sent = idea("words")
            other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            other.execute("BEGIN EXCLUSIVE")
            timer = threading.Timer(seconds, other.close)
            timer.start()
            begun = time.monotonic()
            try:
                store.append([sent])
                said[seconds] = "", time.monotonic() - begun
            except StoreUnavailable as error:
                said[seconds] = str(error), time.monotonic() - begun
            timer.join()
            store.append([sent])  # as a page does, with the same request
            said[seconds] += (store.last_seq(),)

    threads = [threading.Thread(target=save_while_locked, args=(one,)) for one in (3, 9)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert said[3][0] == ""
    assert 2.5 < said[3][1] < 8
    assert "is being used by another program" in said[9][0]
    assert 7 < said[9][1] < 9.5
    assert said[3][2] == said[9][2] == 1


# --- F10 ------------------------------------------------------------------------------------


def test_every_way_to_open_a_store_stands_in_the_store():
    source = TOP / "src" / "ciwidgets"
    openers = re.compile(r"\b(import|from) (sqlite3|apsw|psycopg)\b|\bcreate_(async_)?engine\(")
    texts = {
        str(path.relative_to(source)): path.read_text(encoding="utf-8")
        for path in sorted(source.rglob("*.py"))
    }
    could = {name for name, text in texts.items() if openers.search(text)}
    assert {name for name in could if not name.startswith("store/")} == set()
    # The rules' own door; a look that changes nothing; and the new file a backup is copied into.
    opening = [name for name, text in texts.items() if re.search(r"\bsqlite3\.connect\(", text)]
    assert opening == ["store/backup.py", "store/checking.py", "store/sqlite.py"]
    assert not [name for name in could if re.search(r"\bfrom sqlite3\b", texts[name])]
    engines = [name for name, text in texts.items() if "create_engine(" in text]
    assert engines == ["store/postgres.py", "store/sqlite.py"]


# --- F14 ------------------------------------------------------------------------------------


def test_an_answer_lost_a_thousand_times_is_kept_once():
    with Store("sqlite://") as store:
        sent = [idea(str(number)) for number in range(100)]
        for _ in range(10):
            # Committed, and the answer lost on the way each time.
            for start in range(0, 100, 20):
                store.append(sent[start : start + 20])
        assert [text_of(entry) for entry in store.since(0)] == [str(one) for one in range(100)]


# --- F19 ------------------------------------------------------------------------------------


def _write(url, stop, saved, refused, number):
    """Save again and again, each until it is told "saved", as a page does."""
    with Store(url) as store:
        for turn in range(100_000):
            if stop.is_set():
                return
            batch = [idea(f"{number}-{turn}") for _ in range(2)]
            while True:
                try:
                    store.append(batch)
                    break
                except StoreUnavailable:
                    refused.append(number)
                    time.sleep(0.05)
            saved.extend(batch)
            time.sleep(0.01)


def _wait_for_more(saved):
    before = len(saved)
    while len(saved) < before + 40:
        time.sleep(0.01)


@pytest.mark.postgres
def test_restarting_postgresql_loses_nothing_and_keeps_nothing_twice():
    programs = postgres_programs()
    if programs is None:
        skip_or_fail("postgres", MISSING["postgres"])
    with running_postgres(programs) as server:
        url = server.new_store_url()
        Store(url).close()
        stop, saved, refused = threading.Event(), [], []
        work = (url, stop, saved, refused)
        writers = [threading.Thread(target=_write, args=(*work, one)) for one in range(10)]
        for one in writers:
            one.start()
        try:
            for how in (signal.SIGINT, signal.SIGQUIT, signal.SIGINT, signal.SIGQUIT):
                _wait_for_more(saved)
                server.restart(how)
            _wait_for_more(saved)
        finally:
            stop.set()
            for one in writers:
                one.join(30)
        found = _everything(url)
        assert refused  # else it was never away
        assert Counter(one.request_id for one in found) == Counter(one.request_id for one in saved)
        assert [one.seq for one in found] == list(range(1, len(saved) + 1))
