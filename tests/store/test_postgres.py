"""What is PostgreSQL's own: the order of commits, strangers, restarts."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
import traceback
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, event

from ciwidgets.errors import Conflict, StoreUnavailable
from ciwidgets.store import Store
from tests.support.drafts import edit, idea, text_of

pytestmark = pytest.mark.postgres


@pytest.fixture
def url(postgres):
    return postgres.new_store_url()


class _Pause:
    """Stops one thread just before its commit, with its entries written and not yet visible."""

    def __init__(self):
        self.reached, self.go = threading.Event(), threading.Event()

    def __call__(self, connection):
        if threading.current_thread().name == "slow":
            self.reached.set()
            assert self.go.wait(10)


# The server's default may be any level; the store names its own.
@pytest.mark.parametrize("level", ["read\\ committed", "serializable"])
def test_an_entry_never_appears_behind_one_already_seen(postgres, level):
    url = postgres.new_store_url(f"-c default_transaction_isolation={level}")
    pause = _Pause()
    event.listen(Engine, "commit", pause)
    with Store(url) as slow, Store(url) as fast, Store(url) as reader:
        first = threading.Thread(target=slow.append, args=([idea("first")],), name="slow")
        second = threading.Thread(target=fast.append, args=([idea("second")],))
        try:
            first.start()
            assert pause.reached.wait(10)
            second.start()
            second.join(0.5)
            assert second.is_alive()  # it waits its turn
            assert reader.since(0) == []
        finally:
            pause.go.set()
            first.join(10)
            second.join(10)
            event.remove(Engine, "commit", pause)
        assert [(one.seq, text_of(one)) for one in reader.since(0)] == [(1, "first"), (2, "second")]


@contextmanager
def _before(start, do):
    """Do something once, just before the first statement that begins with a word."""
    left = [do]

    def look(connection, cursor, statement, *_):
        if statement.startswith(start) and left:
            left.pop()(connection.connection.dbapi_connection)

    event.listen(Engine, "before_cursor_execute", look)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", look)
    assert not left


def test_who_writes_past_the_lock_is_met_with_a_conflict_all_the_same(url):
    with Store(url) as store:
        [first] = store.append([idea("first")])
        sneak = _sneaking(url, "revision = 2, seq = 2, request_id = 'sneaked'")
        with _before("INSERT", sneak), pytest.raises(Conflict) as caught:
            store.append([edit(first, "mine")])
        assert caught.value.theirs.revision == 2
        assert store.last_seq() == 2


def test_who_takes_the_number_past_the_lock_only_costs_a_second_try(url):
    with Store(url) as store:
        store.append([idea("first")])
        sneak = _sneaking(url, "record_id = 'sneaked', seq = 2, request_id = 'sneaked'")
        with _before("INSERT", sneak):
            [mine] = store.append([idea("mine")])
        assert mine.seq == 3
        assert [one.seq for one in store.since(0)] == [1, 2, 3]


def _sneaking(url, changes):
    """A program that copies the newest row with changes, without waiting its turn."""

    def sneak(_):
        names = "seq record_id kind schema team_id author_id occasion revision body created_at "
        names += "request_id ordinal retracted lookup"
        new = dict(change.split(" = ") for change in changes.split(", "))
        values = ", ".join(new.get(name, name) for name in names.split())
        engine = create_engine(url)
        with engine.begin() as connection:
            connection.exec_driver_sql(
                f"INSERT INTO entries ({', '.join(names.split())}) SELECT {values} FROM entries "
                "ORDER BY seq DESC LIMIT 1"
            )
        engine.dispose()

    return sneak


def test_a_connection_cut_before_the_commit_saves_nothing_and_sending_again_works(postgres, url):
    sent = [idea("one"), idea("two", request_id="r2")]

    def cut(raw):
        postgres.run(f"SELECT pg_terminate_backend({raw.info.backend_pid})")
        time.sleep(0.2)

    with Store(url) as store:
        with _before("INSERT", cut), pytest.raises(StoreUnavailable, match="does not answer"):
            store.append(sent)
        assert store.last_seq() == 0
        assert [one.seq for one in store.append(sent)] == [1, 2]


def test_a_connection_cut_while_nobody_used_it_is_replaced(postgres, url):
    with Store(url) as store:
        [saved] = store.append([idea("words")])
        postgres.run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        assert store.since(0) == [saved]
        assert [one.seq for one in store.append([idea("more")])] == [2]


def test_a_writer_that_hangs_does_not_hold_the_others_for_ever(postgres):
    url = postgres.new_store_url("-c lock_timeout=300ms")  # the operator's own options win
    pause = _Pause()
    with Store(url) as slow, Store(url) as other:
        event.listen(Engine, "commit", pause)
        hanging = threading.Thread(target=slow.append, args=([idea("first")],), name="slow")
        try:
            hanging.start()
            assert pause.reached.wait(10)
            with pytest.raises(StoreUnavailable, match="is being used by another program"):
                other.append([idea("second")])
            assert other.last_seq() == 0
        finally:
            pause.go.set()
            hanging.join(10)
            event.remove(Engine, "commit", pause)
        assert [one.seq for one in other.append([idea("second")])] == [2]


def test_a_commit_is_on_the_disk_even_where_the_server_is_set_up_for_speed(postgres, url):
    told = []

    def look(connection):
        told.append(connection.exec_driver_sql("SHOW synchronous_commit").scalar())

    postgres.run("ALTER ROLE ciwidgets SET synchronous_commit = off")
    event.listen(Engine, "commit", look)
    try:
        with Store(url) as store:
            store.append([idea("words")])
    finally:
        event.remove(Engine, "commit", look)
        postgres.run("ALTER ROLE ciwidgets RESET synchronous_commit")
    assert set(told) == {"on"}


def test_a_read_only_database_can_be_read_and_not_written(postgres):
    url = postgres.new_store_url()
    with Store(url) as store:
        [saved] = store.append([idea("words")])
    with Store(f"{url}%20-c%20default_transaction_read_only%3Don") as store:
        assert store.since(0) == [saved]
        with pytest.raises(StoreUnavailable, match="can be read but not written, so nothing was"):
            store.append([idea("more")])


def test_a_database_that_does_not_answer_says_what_to_check(postgres):
    wrong = (
        "postgresql+psycopg://ciwidgets:some-password@127.0.0.1:1/forum",
        postgres.url(password="some-password"),
        postgres.url(database="no_such_database"),
    )
    reasons = ("refused", "password authentication failed", "does not exist")
    for url, reason in zip(wrong, reasons, strict=True):
        with pytest.raises(StoreUnavailable, match=rf"Check that .* It says: .*{reason}") as caught:
            Store(url)
        shown = "".join(traceback.format_exception(caught.value))
        assert "some-password" not in shown
        assert postgres.password not in shown


def test_a_full_house_says_which_setting_to_raise(postgres):
    postgres.run(f"CREATE ROLE crowd LOGIN PASSWORD '{postgres.password}' CONNECTION LIMIT 0")
    with pytest.raises(StoreUnavailable, match=r"free connection .*It says: too many connections"):
        Store(postgres.url(user="crowd"))


def test_a_user_who_may_not_make_tables_is_told_the_cure(postgres):
    postgres.run(f"CREATE ROLE guest LOGIN PASSWORD '{postgres.password}'")
    postgres.run("CREATE SCHEMA guests")
    postgres.run("GRANT USAGE ON SCHEMA guests TO guest")
    with pytest.raises(StoreUnavailable, match="Make the user the owner of the database"):
        Store(postgres.url("-c search_path=guests", user="guest"))


def test_another_programs_database_is_refused(postgres, url):
    schema = url.rpartition("%3D")[2]
    postgres.run(f"CREATE TABLE {schema}.bookmarks (title TEXT)")
    with pytest.raises(StoreUnavailable, match=r"it holds other tables \(bookmarks\)"):
        Store(url)


_FORK = """
import os, sys
from ciwidgets.store import Store
from tests.support.drafts import idea

with Store(sys.argv[1]) as store:
    store.append([idea("before")])
    child = os.fork()
    store.append([idea("child" if child == 0 else "parent") for _ in range(20)])
    if child == 0:
        os._exit(0)
    print(os.waitpid(child, 0)[1], [entry.seq for entry in store.since(0)] == list(range(1, 42)))
"""


def test_a_forked_child_takes_a_connection_of_its_own(url):
    done = subprocess.run(
        [sys.executable, "-c", _FORK, url],
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(Path.cwd()), *sys.path])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("0 True\n", "")
