"""What has not changed is not made again, and what has is: each thing a report is made from."""

from __future__ import annotations

import hashlib
import json
import signal
import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import BrokenExecutor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ciwidgets.enrolment import current_program
from ciwidgets.errors import ReportError, WrongRequest
from ciwidgets.model import Draft, JoinCode, Need, new_id
from ciwidgets.reports.batch import fingerprint, run
from ciwidgets.reports.batch.files import only_run
from ciwidgets.reports.batch.job import Job, Outcome
from ciwidgets.reports.batch.jobs import Asked, jobs_for
from ciwidgets.reports.batch.pool import Workers, outcomes
from ciwidgets.reports.batch.releasing import plan_and_release
from ciwidgets.reports.batch.run import run_batch
from ciwidgets.reports.wording import day
from ciwidgets.store import Store
from tests.support.batches import Told, said, small_notebook

TEAMS = ("ambrin-falls", "tamsin", "wexmoor")


@pytest.fixture(scope="module")
def planned(sample_url, tmp_path_factory):
    """A store in which a batch was planned, and the plan."""
    folder = tmp_path_factory.mktemp("planned")
    store = folder / "forum.db"
    store.write_bytes(Path(sample_url.removeprefix("sqlite:///")).read_bytes())
    told = Told()
    run_batch(f"sqlite:///{store}", Asked(teams=["tamsin"]), folder / "out", workers=told.workers())
    return store, folder / "out" / ".made" / "plan.json"


@pytest.fixture
def url(planned, tmp_path):
    """A store of this test's own; the plan of the last batch lies where the next looks for it."""
    store, plan = tmp_path / "forum.db", tmp_path / "out" / ".made" / "plan.json"
    plan.parent.mkdir(parents=True)
    for path, own in zip(planned, (store, plan), strict=True):
        own.write_bytes(path.read_bytes())
    return f"sqlite:///{store}"


@pytest.fixture
def again(url, tmp_path):
    """Runs the batch of three teams, and says which reports were made."""

    def run_it(make=said, *, force=False, teams=TEAMS, **asked):
        told = Told(make)
        run_batch(url, Asked(teams=teams, **asked), tmp_path / "out",
                  workers=told.workers(), force=force)  # fmt: skip
        return told.made

    return run_it


def rows(folder):
    told = json.loads((folder / "out" / "manifest.json").read_text(encoding="utf-8"))
    return {row["id"]: row for row in told["rows"]}


def a_need(url, team="tamsin"):
    with Store(url) as store:
        body = Need(step="needs_assessment/our-needs", text="One more", rank=9)
        store.append([Draft(new_id(), body, new_id(), team, "", "forum-1")])


def test_what_has_not_changed_is_not_made_again(again, tmp_path):
    assert again() == list(TEAMS)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").glob("tamsin.*")}
    assert again() == []
    assert {row["status"] for row in rows(tmp_path).values()} == {"unchanged"}
    assert {path: path.stat().st_mtime_ns for path in before} == before
    for row in rows(tmp_path).values():
        assert [one["format"] for one in row["files"]] == ["html", "pdf", "docx"]
        for one in row["files"]:
            content = (tmp_path / "out" / one["file"]).read_bytes()
            assert hashlib.sha256(content).hexdigest() == one["sha256"]


def test_force_makes_everything_again(again):
    again()
    assert again(force=True) == list(TEAMS)


def test_an_entry_of_a_team_makes_its_report_again_and_no_other(again, url):
    again()
    a_need(url)
    assert again() == ["tamsin"]


def test_an_entry_that_was_changed_in_its_place_is_seen(again, url):
    again()
    with sqlite3.connect(url.removeprefix("sqlite:///")) as raw:
        raw.execute("UPDATE entries SET body = '{}' WHERE team_id = 'tamsin' AND kind = 'need'")
    raw.close()
    assert again() == ["tamsin"]


def test_what_concerns_the_whole_program_makes_all_again(again, url):
    again()
    with Store(url) as store:
        program = current_program(store)
        entry = store.get("program")
        body = program.model_copy(update={"name": "Another name"})
        store.append([Draft("program", body, new_id(), "", "staff", base_revision=entry.revision)])
    assert again() == list(TEAMS)


def test_a_code_opens_doors_and_changes_no_report(again, url):
    again()
    with Store(url) as store:
        entry = store.current(JoinCode, team_id="tamsin")[0]
        body = entry.body.model_copy(update={"is_open": not entry.body.is_open})
        store.append(
            [Draft(entry.record_id, body, new_id(), "tamsin", "staff", entry.occasion,
                   base_revision=entry.revision)]
        )  # fmt: skip
    assert again() == []


def test_a_changed_notebook_makes_all_again(again, tmp_path):
    again(notebook=small_notebook(tmp_path))
    assert again(notebook=small_notebook(tmp_path)) == []
    assert again(notebook=small_notebook(tmp_path, "1 + 1")) == list(TEAMS)


def test_what_a_notebook_put_out_when_somebody_ran_it_changes_nothing(again, tmp_path):
    path = small_notebook(tmp_path)
    again(notebook=path)
    found = json.loads(path.read_text())
    cell = next(cell for cell in found["cells"] if cell["cell_type"] == "code")
    cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "seen"}]
    cell["execution_count"] = 7
    path.write_text(json.dumps(found))
    assert again(notebook=path) == []


def test_another_moment_makes_all_again(again):
    again()
    assert again(as_of="forum-1") == list(TEAMS)


def test_the_next_day_counts_where_the_text_depends_on_it_and_only_there(again, monkeypatch):
    again()
    again(as_of="forum-1", teams=("tamsin",))
    monkeypatch.setattr(run, "_today", lambda: "2031-01-02")
    assert again(as_of="forum-1", teams=("tamsin",)) == []
    assert again() == list(TEAMS)


def test_other_code_templates_or_libraries_make_all_again(again, monkeypatch):
    again()
    monkeypatch.setattr(fingerprint, "made_with", lambda: "another version")
    assert again() == list(TEAMS)


def test_the_hash_of_our_own_sources_sees_every_one_of_them(monkeypatch, tmp_path):
    for name in ("code", "templates/ciwidgets", "workbooks", "code/static"):
        (tmp_path / name).mkdir(parents=True, exist_ok=True)
        (tmp_path / name / "one.toml").write_text("1")
    monkeypatch.setattr(fingerprint, "PACKAGE", tmp_path / "code")
    monkeypatch.setattr(fingerprint, "template_folder", lambda: tmp_path / "templates")
    monkeypatch.setattr(fingerprint, "workbooks_folder", lambda: tmp_path / "workbooks")
    seen = {fingerprint.made_with.__wrapped__()}
    for name in ("code", "templates/ciwidgets", "workbooks"):
        (tmp_path / name / "one.toml").write_text("2")
        seen.add(fingerprint.made_with.__wrapped__())
    monkeypatch.setattr(fingerprint, "versions", lambda: {"numpy": "99"})
    seen.add(fingerprint.made_with.__wrapped__())
    assert len(seen) == 5
    (tmp_path / "code" / "static" / "one.toml").write_text("a page's own")
    assert fingerprint.made_with.__wrapped__() in seen


@pytest.mark.parametrize("what", ["changed", "gone"])
def test_a_file_that_is_not_as_it_was_written_is_written_again(again, tmp_path, what):
    again()
    file = tmp_path / "out" / "tamsin.pdf"
    file.unlink() if what == "gone" else file.write_bytes(b"half a f")
    assert again() == ["tamsin"]
    assert file.read_bytes() == b"tamsin pdf"


def test_a_note_that_cannot_be_read_is_no_note(again, tmp_path):
    again()
    for text in ("{", "[]", '{"made_from": 1}', ""):
        (tmp_path / "out" / ".made" / "notes" / "tamsin.json").write_text(text)
        assert again() == ["tamsin"]


def test_a_format_more_is_made_beside_those_that_are_there(again, tmp_path):
    again(formats=("html",))
    assert again(formats=("html", "xlsx")) == list(TEAMS)
    assert again(formats=("xlsx",)) == []
    assert [one["format"] for one in rows(tmp_path)["tamsin"]["files"]] == ["html", "xlsx"]


def test_files_of_another_state_of_things_do_not_stay_beside_the_new(again, url, tmp_path):
    again(formats=("html", "csv"))
    a_need(url)
    assert again(formats=("html",)) == ["tamsin"]
    assert not (tmp_path / "out" / "tamsin-tables.zip").exists()
    assert (tmp_path / "out" / "wexmoor-tables.zip").exists()


def test_a_format_that_fails_takes_no_other_along_and_is_tried_again(again, tmp_path):
    again()

    def without_pdf(job):
        return Outcome(job.id, 1.0, {"html": b"h", "docx": b"d"}, {"pdf": "It would not be set."})

    again(without_pdf, force=True, teams=("tamsin",))
    row = rows(tmp_path)["tamsin"]
    assert row["status"] == "partly"
    assert {one["format"]: one["reason"] for one in row["files"]} == {
        "html": "", "pdf": "It would not be set.", "docx": "",
    }  # fmt: skip
    out = tmp_path / "out"
    assert (out / "tamsin.html").read_bytes() == b"h"
    assert not (out / "tamsin.pdf").exists()
    assert (out / "failed" / "earlier-tamsin.pdf").read_bytes() == b"tamsin pdf"
    page = (out / "index.html").read_text()
    assert "It would not be set." in page
    assert 'was put aside: <a href="failed/earlier-tamsin.pdf">' in page
    assert again(teams=("tamsin",)) == ["tamsin"]
    assert (out / "tamsin.pdf").read_bytes() == b"tamsin pdf"
    assert list((out / "failed").iterdir()) == []


def test_a_report_that_failed_is_tried_again_and_nothing_of_the_failure_stays(again, tmp_path):
    again()

    def fails(job):
        return Outcome(job.id, 1.0, reason="It could not be.", notebook=b"{}", error="KeyError")

    again(fails, force=True, teams=("tamsin",))
    out = tmp_path / "out"
    kept = sorted(path.name for path in (out / "failed").iterdir())
    assert kept == [
        "earlier-tamsin.docx", "earlier-tamsin.html", "earlier-tamsin.pdf", "tamsin.ipynb",
    ]  # fmt: skip
    assert list(out.glob("tamsin*")) == []
    row = rows(tmp_path)["tamsin"]
    assert row["notebook"] == "failed/tamsin.ipynb"
    earlier = ["failed/earlier-tamsin.html", "failed/earlier-tamsin.pdf",
               "failed/earlier-tamsin.docx"]  # fmt: skip
    assert [one["file"] for one in row["earlier"]] == earlier
    today = datetime.now(UTC).astimezone().date()
    assert row["earlier_on"] == today.isoformat()
    page = (out / "index.html").read_text(encoding="utf-8")
    assert f"What was made on {day(today)} was put aside: <a href=" in page
    assert "The notebook as far as it came, with what stopped it" in page
    for name in (*earlier, "failed/tamsin.ipynb"):
        assert f'<a href="{name}">' in page
    # It is not forgotten when another team's is made, and nobody is told that it is there.
    again(teams=("wexmoor",))
    row = rows(tmp_path)["tamsin"]
    assert (row["status"], row["notebook"]) == ("missing", "failed/tamsin.ipynb")
    page = (out / "index.html").read_text(encoding="utf-8")
    assert "An earlier run could not make it." in page
    assert f'<a href="{earlier[0]}">' in page
    assert again() == ["tamsin"]
    assert "put aside" not in (out / "index.html").read_text(encoding="utf-8")
    assert list((out / "failed").iterdir()) == []


def test_a_page_for_the_public_goes_when_there_is_no_win_for_it_any_more(url, tmp_path):
    def none_public(job):
        return Outcome(job.id, 0.1) if job.kind == "public_page" else said(job)

    out = tmp_path / "out"
    everything = Told()
    run_batch(url, Asked(), out, workers=everything.workers())
    assert (out / "public" / "tamsin.html").exists()
    assert (out / "public" / "tamsin.cards.html").exists()
    run_batch(url, Asked(), out, workers=Told(none_public).workers(), force=True)
    assert list((out / "public").iterdir()) == []
    assert not any("public" in row for row in rows(tmp_path))
    page = (out / "index.html").read_text(encoding="utf-8")
    assert "Ready: 10 team reports, 3 documents for faculty<" in page
    assert "A team that has marked no win for the public has no page for the public day." in page
    once_more = Told(none_public)
    run_batch(url, Asked(), out, workers=once_more.workers())
    assert once_more.made == []


def test_ctrl_c_leaves_whole_files_and_an_index_that_says_so(again, tmp_path):
    def stopped(job):
        if job.id == "tamsin":
            raise KeyboardInterrupt
        return said(job)

    with pytest.raises(KeyboardInterrupt):
        again(stopped)
    found = rows(tmp_path)
    assert found["tamsin"]["reason"] == "The run was stopped before this report was made."
    ready = [name for name, row in found.items() if row["status"] == "done"]
    assert again() == [name for name in TEAMS if name not in ready]


def test_ctrl_c_is_answered_while_a_report_is_tried_again_alone():
    stopped, broken = threading.Event(), Future()
    broken.set_exception(BrokenExecutor("died"))
    executors = []

    class OfOne(ThreadPoolExecutor):
        def __init__(self):
            super().__init__(1)
            executors.append(self)

        def submit(self, *_):
            # The first dies; the last is the one in which its report is tried again.
            return broken if len(executors) < 3 else super().submit(interrupted)

    def interrupted():
        signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
        return stopped.wait(20)

    with pytest.raises(KeyboardInterrupt):
        list(
            outcomes([Job("a", "k", "A", "a", ())], Workers(OfOne, 1, stopped.set), lambda _: None)
        )
    assert stopped.is_set()


def test_the_index_has_the_hour_at_which_it_was_put_together(again, tmp_path, monkeypatch):
    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2026, 11, 22, 21, 40).astimezone(tz)

    monkeypatch.setattr(run, "datetime", Clock)
    again()
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert "Put together on November 22, 2026, 9:40 pm" in page


def test_a_process_that_dies_without_a_word_is_its_own_reports_trouble(again, tmp_path):
    class KilledWorker(Exception):
        pass

    def dies(job):
        if job.id == "tamsin":
            raise KilledWorker
        return said(job)

    again(dies)
    assert {name: row["status"] for name, row in rows(tmp_path).items()} == {
        "ambrin-falls": "done", "tamsin": "failed", "wexmoor": "done",
    }  # fmt: skip
    assert "ended before it was done" in rows(tmp_path)["tamsin"]["reason"]


def test_a_machine_that_went_away_is_said_and_the_rest_goes_on(again, tmp_path, monkeypatch):
    def lost(_executor, _fn, job):
        future = Future()
        if job.id == "tamsin":
            future.cancel()
            future.set_running_or_notify_cancel()
        else:
            future.set_result(said(job))
        return future

    monkeypatch.setattr("tests.support.batches._Executor.submit", lost)
    again()
    assert "could not be reached any more" in rows(tmp_path)["tamsin"]["reason"]
    assert rows(tmp_path)["wexmoor"]["status"] == "done"


def test_what_a_killed_run_left_unfinished_goes_with_the_next(again, tmp_path):
    again()
    out = tmp_path / "out"
    names = ("tamsin.pdf", "public/x.html", ".made/notes/a.json")
    for name in (f"{Path(one).parent}/.ci-{Path(one).name}.0a1b2c3d.tmp" for one in names):
        (out / name).parent.mkdir(exist_ok=True)
        (out / name).write_text("half")
    (out / ".keep").write_text("not ours")
    again()
    left = [path.name for path in out.rglob(".*") if path.is_file()]
    assert left == [".keep"]


def test_two_runs_at_once_do_not_write_into_one_folder(again, tmp_path):
    with (
        only_run(tmp_path / "out" / ".made" / "lock"),
        pytest.raises(ReportError, match="Another run is writing"),
    ):
        again()
    assert again() == list(TEAMS)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"teams": ["tamsen"]}, r"no team 'tamsen'\. Did you mean 'tamsin'\?"),
        ({"as_of": "forum1"}, r"no occasion 'forum1'\. Did you mean 'forum-1'\?"),
        ({"parameters": {"taem": "x"}}, r"no parameter 'taem'.*Did you mean 'team'\?"),
        ({"parameters": {"team": "x"}}, "name teams with --team"),
        ({"notebook": Path("nowhere.ipynb")}, "nowhere.ipynb cannot be read: No such file"),
    ],
)
def test_what_there_is_not_is_said_before_anything_is_made(url, tmp_path, asked, words):
    told = Told()
    with pytest.raises(WrongRequest, match=words):
        run_batch(url, Asked(**asked), tmp_path / "new", workers=told.workers())
    assert told.made == []
    assert not (tmp_path / "new").exists()


def test_reports_of_an_earlier_day_leave_out_the_pages_for_the_public(url, tmp_path):
    told = Told()
    run_batch(url, Asked(as_of="forum-1"), tmp_path / "out", workers=told.workers())
    assert "faculty/digest" in told.made
    assert not [name for name in told.made if name.startswith("public/")]
    index = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert "Pages for the public day tell of now, so they are not in here." in index


def test_what_was_looked_for_in_finished_reports_is_in_the_sentence_of_the_audit(url, tmp_path):
    def read(job):
        found = 1 if job.id == "tamsin" else 0
        reason = "It shows what this batch hides." if found else ""
        files = {} if found else said(job).files
        return Outcome(job.id, 0.1, files, reason=reason, looked_for=3, found=found)

    def batch(teams):
        return run_batch(
            url, Asked(teams=teams), tmp_path / "out", workers=Told(read).workers()
        ).audit

    told = batch(["ambrin-falls", "wexmoor"])
    assert told["passes"]
    assert told["plain"].startswith("We checked that nobody can work out a hidden local number")
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert "<h3>Local numbers that are hidden</h3>" in page
    assert page.index(told["plain"]) < page.index("<small>The plan is for all teams’ reports")
    assert (told["read"], told["looked_for"], told["found"]) == (2, 6, 0)
    words = "The finished reports (2) were read, and 6 hidden numbers looked for: none stands there"
    assert words in told["sentence"]
    assert batch(["ambrin-falls", "wexmoor"]) == told  # though nothing was made again
    told = batch(TEAMS)
    assert not told["passes"]
    assert told["plain"].startswith("A report showed a local number that is hidden.")
    assert "9 hidden numbers looked for. 1 stood there; what showed them" in told["sentence"]
    assert list((tmp_path / "out").glob("tamsin*")) == []


def test_a_team_made_again_alone_leaves_the_others_in_the_index(again, url, tmp_path, monkeypatch):
    everything = Told()
    run_batch(url, Asked(), tmp_path / "out", workers=everything.workers())
    a_need(url)
    assert again(teams=("tamsin",)) == ["tamsin"]
    found = rows(tmp_path)
    assert len(found) == 23
    assert [name for name, row in found.items() if row["status"] == "done"] == ["tamsin"]
    # The cohort's documents tell of every team, so they are of another state of things now.
    outdated = {name for name, row in found.items() if row["status"] == "outdated"}
    assert outdated >= {"faculty/cohort_summary", "faculty/baseline"}
    assert {row["status"] for name, row in found.items() if name not in outdated} == {
        "done", "earlier",
    }  # fmt: skip
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert "Ready: 1 team report<" in page
    assert page.count("<small>made now</small>") == 1
    assert '<a href="wexmoor.html">' in page
    assert "From the run of" in page
    assert "has changed" in page
    (tmp_path / "out" / "wexmoor.pdf").unlink()
    monkeypatch.setattr(run, "_today", lambda: "2031-01-02")
    again(teams=("corriden",))
    found = rows(tmp_path)
    assert found["tamsin"]["status"] == "outdated"
    assert "wexmoor" not in found


def test_faculty_s_documents_may_take_longer_the_more_teams_there_are(url):
    with Store(url) as store:
        program = current_program(store)
    asked = Asked(time_limit=100)
    limits = {job.id: job.time_limit for job in jobs_for(asked, program)}
    assert limits["tamsin"] == 100
    assert limits["faculty/cohort_summary"] == 103
    team = program.teams[0]
    many = [team.model_copy(update={"id": f"team-{one}"}) for one in range(1000)]
    jobs = jobs_for(asked, program.model_copy(update={"teams": many}))
    assert {job.time_limit for job in jobs if job.kind == "cohort_summary"} == {400}


def test_what_makes_reports_gets_ready_while_the_batch_is_planned(url, tmp_path, monkeypatch):
    order = []

    @contextmanager
    def kernels():
        order.append("kernels")
        yield {"FROM": "them"}

    @contextmanager
    def processes(_url, _count, environment):
        order.append(environment["FROM"])
        with Told().workers() as found:
            yield found

    def plan(*words):
        order.append("plan")
        return plan_and_release(*words)

    monkeypatch.setattr(run, "begin_early", lambda: order.append("workers"))
    monkeypatch.setattr(run, "processes", processes)
    monkeypatch.setattr(run, "plan_and_release", plan)
    (tmp_path / "out" / ".made" / "plan.json").unlink()
    asked = Asked(teams=["tamsin"])
    assert run_batch(url, asked, tmp_path / "out", kernels=kernels).all_done
    assert order == ["workers", "kernels", "plan", "them"]
    run_batch(url, asked, tmp_path / "out", kernels=kernels)
    assert len(order) == 4  # nothing to do, so nothing was begun


def test_what_no_notebook_is_checked_by_is_not_built_before_a_batch():
    names = "import ciwidgets.reports.batch._preload, sys; print('lark' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", names], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "False"
