"""The folder of a batch: what is not ours stays, and a disk that is full halves no file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ciwidgets.errors import ReportError
from ciwidgets.reports.batch import made
from ciwidgets.reports.batch.files import only_run
from ciwidgets.reports.batch.job import Job, Outcome
from ciwidgets.reports.batch.made import Folder
from tests.support.batches import said

TAMSIN = Job("tamsin", "team_summary", "Tamsin", "tamsin", ("html", "pdf"))
PAGE = Job("public/tamsin", "public_page", "Tamsin", "tamsin", ("html", "cards"))


@pytest.fixture
def folder(tmp_path):
    """The folder of a batch that was run before."""
    found = Folder(tmp_path, "2031-01-02")
    with only_run(found.lock):
        found.settle(TAMSIN, "x", said(TAMSIN))
    return found


@pytest.fixture
def disk(monkeypatch):
    """A disk that has no room for a file whose name holds one of the parts in this list."""
    real, too_big = os.fdopen, []

    def fdopen(descriptor, *words):
        file = real(descriptor, *words)
        if any(part in str(Path(f"/proc/self/fd/{descriptor}").readlink()) for part in too_big):
            file.write(b"half")
            file.close()
            raise OSError(28, "No space left on device")
        return file

    monkeypatch.setattr(os, "fdopen", fdopen)
    return too_big


def files_in(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".made" not in path.parts
    }


def none_public(folder):
    return folder.settle(PAGE, "y", Outcome(PAGE.id, 0.1))


def fails(folder):
    outcome = Outcome("tamsin", 1.0, reason="It could not be.", notebook=b"{}")
    return folder.settle(TAMSIN, "x", outcome)


def test_only_unfinished_files_of_our_own_are_cleaned_up(folder, tmp_path):
    # A date has eight digits as well, and a folder may be called anything.
    (tmp_path / ".forum-backup.20261122").write_text("not ours")
    (tmp_path / ".photos.20261122").mkdir()
    (tmp_path / ".ci-folder.0a1b2c3d.tmp").mkdir()
    (tmp_path / ".ci-tamsin.pdf.0a1b2c3d.tmp").write_text("half")
    folder.clean_up()
    left = {path.name for path in tmp_path.glob(".*")}
    assert left == {
        ".made",
        ".forum-backup.20261122",
        ".photos.20261122",
        ".ci-folder.0a1b2c3d.tmp",
    }


def test_a_page_somebody_made_by_hand_stays_where_a_team_has_none(folder, tmp_path):
    by_hand = tmp_path / "public" / "tamsin.html"
    by_hand.parent.mkdir()
    by_hand.write_text("a page faculty wrote")
    row = none_public(folder)
    assert (row.status, row.files) == ("done", ())
    assert by_hand.read_text() == "a page faculty wrote"
    assert folder.unchanged(PAGE, "y")


def test_a_page_of_ours_goes_when_there_is_nothing_for_it_any_more(folder, tmp_path):
    folder.settle(PAGE, "x", said(PAGE))
    assert len(list((tmp_path / "public").iterdir())) == 2
    none_public(folder)
    assert list((tmp_path / "public").iterdir()) == []


def test_a_page_of_ours_goes_also_when_the_run_that_wrote_it_was_killed(
    folder, tmp_path, monkeypatch
):
    def killed(self, job, *_more):
        path = tmp_path / f"{job.id}.html"
        path.parent.mkdir()
        path.write_bytes(said(job).files["html"])
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(made.Folder, "_put", killed)
        with pytest.raises(KeyboardInterrupt):
            folder.settle(PAGE, "x", said(PAGE))
    assert (tmp_path / "public" / "tamsin.html").exists()
    none_public(folder)
    assert not (tmp_path / "public" / "tamsin.html").exists()


def test_what_was_put_aside_and_is_not_ours_stays_aside(folder, tmp_path):
    (tmp_path / "tamsin.html").write_text("changed by hand")
    fails(folder)
    assert set(files_in(tmp_path)) == {
        "failed/earlier-tamsin.html", "failed/earlier-tamsin.pdf", "failed/tamsin.ipynb",
    }  # fmt: skip
    fails(folder)  # twice, so that the note tells of none of them
    folder.settle(TAMSIN, "x", said(TAMSIN))
    assert files_in(tmp_path) == {
        "tamsin.html": b"tamsin html",
        "tamsin.pdf": b"tamsin pdf",
        "failed/earlier-tamsin.html": b"changed by hand",
    }


def test_a_link_laid_where_the_lock_is_empties_nothing(tmp_path):
    victim, lock = tmp_path / "victim.txt", tmp_path / "out" / ".made" / "lock"
    victim.write_text("precious")
    lock.parent.mkdir(parents=True)
    lock.symlink_to(victim)
    run = only_run(lock)
    with pytest.raises(ReportError, match="cannot be written"):
        run.__enter__()
    assert victim.read_text() == "precious"


def test_a_format_the_disk_has_no_room_for_takes_no_other_along(folder, tmp_path, disk):
    disk.append("tamsin.pdf")
    row = folder.settle(TAMSIN, "y", Outcome("tamsin", 1.0, {"html": b"new", "pdf": b"new"}))
    assert row.status == "partly"
    assert {one.format: one.reason for one in row.files} == {
        "html": "",
        "pdf": "It could not be written: No space left on device. See that its disk has room, "
        "then run again.",
    }
    assert files_in(tmp_path) == {
        "tamsin.html": b"new", "failed/earlier-tamsin.pdf": b"tamsin pdf",
    }  # fmt: skip
    disk.clear()
    assert folder.unchanged(TAMSIN, "y") is None
    assert folder.settle(TAMSIN, "y", said(TAMSIN)).status == "done"
    assert set(files_in(tmp_path)) == {"tamsin.html", "tamsin.pdf"}


@pytest.mark.parametrize("full", ["tamsin", "tamsin.json", "/"])
def test_a_disk_that_is_full_ends_no_batch_and_leaves_no_half_file(folder, tmp_path, disk, full):
    disk.append(full)
    row = folder.settle(TAMSIN, "y", said(TAMSIN))
    assert row.status == ("done" if full == "tamsin.json" else "failed")
    assert "No space left on device" in row.reason or row.status == "done"
    assert b"half" not in files_in(tmp_path).values()
    assert b"" not in files_in(tmp_path).values()
    assert not list(tmp_path.rglob(".ci-*"))
    assert fails(folder).status == "failed"
    disk.clear()
    assert folder.unchanged(TAMSIN, "y") is None
    assert folder.settle(TAMSIN, "y", said(TAMSIN)).status == "done"
