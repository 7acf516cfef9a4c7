"""Many processes on one store, some of them killed in the middle of their work."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from ciwidgets.store import Store
from tests.support import swarm
from tests.support.drafts import idea

_TOP = Path(swarm.__file__).parents[2]


def _start(mode, url, folder, *numbers):
    # Started as a program: a process with pytest's threads should not fork.
    return subprocess.Popen(
        [sys.executable, swarm.__file__, mode, url, str(folder), *map(str, numbers)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(_TOP), *sys.path])},
        stderr=subprocess.PIPE,
        text=True,
    )


def _finish(process):
    _, said = process.communicate(timeout=90)
    assert (process.returncode, said) == (0, "")


def _lines(path):
    return path.read_text().split() if path.exists() else []


def _stored(url):
    with Store(url) as store:
        found, seq = [], 0
        while more := store.since(seq):
            found += more
            seq = more[-1].seq
    return found


def test_thirty_processes_at_once_lose_nothing(shared_url, tmp_path):
    # The store does not exist yet: thirty processes also race to make it.
    swarming = _start("append", shared_url, tmp_path, 30, 3)
    with Store(shared_url) as store:
        seen = []
        while True:
            is_over = swarming.poll() is not None
            more = store.since(seen[-1].seq if seen else 0)
            seen += more
            if is_over and not more:
                break
            time.sleep(0.02)
    _finish(swarming)
    saved = _lines(tmp_path / "saved")
    assert len(set(saved)) == len(saved) == 90
    assert Counter(entry.request_id for entry in _stored(shared_url)) == dict.fromkeys(
        saved, swarm.PARTS
    )
    # Somebody who asked all the time was given every entry once, in order.
    assert [entry.seq for entry in seen] == list(range(1, 90 * swarm.PARTS + 1))


def test_the_same_draft_from_fifty_processes_is_stored_once(shared_url, tmp_path):
    _finish(_start("same", shared_url, tmp_path, 50))
    assert _lines(tmp_path / "saved") == ["the-one-request"] * 50
    assert [entry.ordinal for entry in _stored(shared_url)] == list(range(swarm.PARTS))


def test_killing_writers_fifty_times_loses_nothing_acknowledged(shared_url, tmp_path):
    Store(shared_url).close()
    _finish(_start("kill", shared_url, tmp_path, 4, 50))
    tried, saved = _lines(tmp_path / "tried"), set(_lines(tmp_path / "saved"))
    unanswered = set(tried) - saved
    assert len(saved) >= 50
    assert unanswered  # else nobody was killed at work, and this shows nothing
    counts = Counter(entry.request_id for entry in _stored(shared_url))
    assert saved <= counts.keys() <= set(tried)
    assert set(counts.values()) == {swarm.PARTS}  # no half batch
    # Whoever had no answer sends again, and everything is there exactly once.
    with Store(shared_url) as store:
        for request_id in unanswered:
            store.append(swarm.batch(request_id))
    after = _stored(shared_url)
    assert Counter(entry.request_id for entry in after) == dict.fromkeys(tried, swarm.PARTS)
    assert [entry.seq for entry in after] == list(range(1, len(tried) * swarm.PARTS + 1))
    if shared_url.startswith("sqlite"):
        with closing(sqlite3.connect(tmp_path / "forum.db")) as file:
            assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@pytest.mark.parametrize("lost", range(3))
def test_an_answer_lost_on_the_way_is_given_again(shared_url, lost):
    with Store(shared_url) as store:
        sent = [idea(str(number)) for number in range(3)]
        for draft in sent[: lost + 1]:
            store.append([draft])  # committed, and the answer never arrives
    with Store(shared_url) as store:
        answers = [store.append([draft])[0] for draft in sent]
        assert [entry.seq for entry in answers] == [1, 2, 3]
        assert store.since(0) == answers
