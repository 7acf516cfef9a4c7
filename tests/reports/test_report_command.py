"""``ciwidgets report`` as staff type it, and what is left when it is stopped in the middle."""

from __future__ import annotations

import hashlib
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from ciwidgets.cli import main
from ciwidgets.enrolment import current_program
from ciwidgets.reports.batch import pool
from ciwidgets.reports.batch.jobs import Asked, jobs_for
from ciwidgets.reports.batch.run import run_batch
from ciwidgets.shipped import workbooks_folder
from tests.support.batches import Told, small_notebook

MANY = ("ambrin-falls", "corriden", "dunmarrow", "pellwood", "tamsin")
DIGEST = workbooks_folder() / "reports" / "digest.ipynb"
SLOW = "import time; time.sleep(0.3)"


def run(*words):
    return main(["report", *map(str, words)])


@pytest.fixture
def told(monkeypatch):
    """The command with reports that nothing real is made for."""
    found = Told()

    def with_told(*arguments, **options):
        return run_batch(*arguments, **{**options, "workers": found.workers()})

    monkeypatch.setattr("ciwidgets.reports.batch.run.run_batch", with_told)
    return found


def test_all_makes_every_teams_report_and_faculty_s(batch_url, tmp_path, told, capsys):
    out = tmp_path / "out"
    assert run("--all", "--out", out, "--store", batch_url, "--formats", "HTML, docx") == 0
    assert (out / "tamsin.html").exists()
    assert (out / "tamsin.docx").exists()
    assert not (out / "tamsin.pdf").exists()
    for name in ("cohort_summary", "baseline", "digest"):
        assert (out / "faculty" / f"{name}.html").exists()
    assert (out / "public" / "tamsin.html").exists()
    said = capsys.readouterr().out
    first, *_ = said.splitlines()
    assert first == (
        "Ready: 10 team reports, 3 documents for faculty, 10 pages for the public day."
    )
    assert "as before" not in said
    assert f"See {out / 'index.html'}." in said
    assert run("--all", "--out", out, "--store", batch_url, "--formats", "html,docx") == 0
    said = capsys.readouterr().out
    assert "Nothing had to be made: all is as before." in said
    file = out / "wexmoor.html"
    file.unlink()
    assert run("--all", "--out", out, "--store", batch_url, "--formats", "html,docx") == 0
    assert "Made now: Wexmoor County; 22 as before." in capsys.readouterr().out
    page = (out / "index.html").read_text(encoding="utf-8")
    assert "<bdi>Wexmoor County</bdi> <small>made now</small>" in page
    assert page.count("<small>made now</small>") == 1


def test_a_team_alone_is_made_alone(batch_url, tmp_path, told):
    out = tmp_path / "out"
    assert run("--team", "tamsin", "--team", "wexmoor", "--out", out, "--store", batch_url) == 0
    assert told.made == ["tamsin", "wexmoor"]
    assert run("--team", "tamsin", "--out", out, "--store", batch_url, "--force") == 0
    assert told.made == ["tamsin", "wexmoor", "tamsin"]


def test_a_line_a_report_can_be_had(batch_url, tmp_path, told, capsys):
    run("--team", "tamsin", "--out", tmp_path / "out", "--store", batch_url, "--log")
    said = capsys.readouterr().out
    assert "tamsin: begun\ntamsin: done after 0.1 s.\n" in said


def test_a_parameter_of_a_copy_is_given_as_its_own_kind(batch_url, tmp_path, monkeypatch):
    seen = []

    def keep(_url, asked, *_arguments, **_options):
        seen.append(asked)
        raise KeyboardInterrupt

    monkeypatch.setattr("ciwidgets.reports.batch.run.run_batch", keep)
    copy = small_notebook(tmp_path)
    words = ["--notebook", copy, "-p", "top", "3", "--time-limit", "30", "--as-of", "forum-1"]
    assert run("--team", "tamsin", "--out", tmp_path, "--store", batch_url, *words) == 130
    (asked,) = seen
    assert (asked.notebook, asked.parameters) == (copy, {"top": "3"})
    assert (asked.time_limit, asked.as_of, asked.teams) == (30.0, "forum-1", ["tamsin"])


@pytest.mark.parametrize(
    ("kind", "changed"), [("baseline", "faculty/baseline"), ("team_summary", "tamsin")]
)
def test_a_copy_of_any_report_stands_for_that_report_alone(sample, tmp_path, kind, changed):
    copy = tmp_path / "ours.ipynb"
    shipped = (workbooks_folder() / "reports" / f"{kind}.ipynb").read_text(encoding="utf-8")
    copy.write_text(shipped.replace("## What is missing", "## What we lack"), encoding="utf-8")
    copy.write_text(copy.read_text(encoding="utf-8").replace("## Our needs", "## We need"))
    jobs = {job.id: job for job in jobs_for(Asked(notebook=copy), current_program(sample))}
    ours = {one for one, job in jobs.items() if re.search("What we lack|We need", job.notebook)}
    assert changed in ours
    assert all(jobs[one].kind == kind for one in ours)
    assert jobs["faculty/digest"].parameters == {"as_of": ""}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["public", "--team", "nowhere"], "The program has no team 'nowhere'."),
        (["paper", "--workbook", "nope"], "There is no workbook 'nope'"),
        (["paper", "--team", "nowhere"], "There is no team 'nowhere'"),
    ],
)
def test_what_there_is_not_ends_with_two_whichever_the_word(
    batch_url, tmp_path, capsys, words, said
):
    assert main([*words, "--out", str(tmp_path / "out"), "--store", batch_url]) == 2
    assert said in capsys.readouterr().err


def test_nothing_slow_is_loaded_before_ctrl_c_is_answered():
    slow = "import ciwidgets.cli, sys; print({'sqlalchemy', 'pydantic'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", slow], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_what_a_batch_begins_hears_nothing_of_ctrl_c():
    before = signal.getsignal(signal.SIGINT)
    with pool._unasked():
        seen = subprocess.run(
            [sys.executable, "-c", "import os, signal; os.kill(os.getpid(), signal.SIGINT)"],
            check=False,
        )
    assert seen.returncode == 0
    assert signal.getsignal(signal.SIGINT) is before


def test_who_stops_a_run_is_told_how_much_is_made(batch_url, tmp_path, monkeypatch, capsys):
    finished: list[str] = []

    def stopped(_url, _asked, _out, *, progress, **_options):
        progress.made.extend(finished)
        raise KeyboardInterrupt

    monkeypatch.setattr("ciwidgets.reports.batch.run.run_batch", stopped)
    for one, said in (
        ([], "Stopped before a report was made."),
        (["tamsin"], "Stopped. 1 report was made and kept;"),
    ):
        finished[:] = one
        assert run("--all", "--out", tmp_path / "out", "--store", batch_url) == 130
        assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--all", "--formats", "pfd"], "'pfd' is no format. Did you mean 'pdf'?"),
        (["--all", "--formats", "word"], "'word' is no format. Did you mean 'docx'?"),
        (["--all", "--formats", "odt"], "'odt' is no format. There are html, pdf"),
        (["--all", "--formats", ","], "Name one or more of html, pdf"),
        (["--all", "--jobs", "-1"], "'-1' is no number of reports"),
        (["--all", "--time-limit", "0"], "'0' is no number of seconds"),
        (["--all", "--team", "tamsin"], "do not go together"),
        ([], "also needs --all or --team"),
    ],
)
def test_wrong_usage_ends_with_two_and_says_what_was_meant(tmp_path, capsys, words, said):
    with pytest.raises(SystemExit) as ended:
        run(*words, "--out", tmp_path / "out")
    assert ended.value.code == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--team", "tamsen"], "Did you mean 'tamsin'?"),
        (["--team", "nowhere"], "no team 'nowhere'. Its teams are "),
        (["--all", "--as-of", "forum1"], "Did you mean 'forum-1'?"),
        (["--all", "--as-of", "2026-04-16"], "Did you mean 'forum-2'?"),
        (["--all", "--notebook", __file__], "test_report_command.py is no notebook. Name a copy"),
        (["--team", "tamsin", "--notebook", DIGEST], "digest.ipynb tells of all teams at once."),
        (["--all", "--notebook", DIGEST, "-p", "team", "x"], "name teams with --team"),
        (["--all", "-p", "taem", "x"], "Did you mean 'team'?"),
        (["--all", "--notebook", "nowhere.ipynb"], "nowhere.ipynb cannot be read"),
        (["--all", "--dask", "tcp://127.0.0.1:9"], "Keep the store in PostgreSQL"),
    ],
)
def test_what_there_is_not_ends_with_two_as_well(batch_url, tmp_path, capsys, words, said):
    assert run(*words, "--out", tmp_path / "out", "--store", batch_url) == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.rglob("*.html")) == []


def test_what_fails_before_anything_is_made_ends_with_one(batch_url, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert run("--all", "--out", "out", "--store", "sqlite:///nope.db") == 1
    assert "There is no store nope.db here. `ciwidgets init` makes one" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "a-file").write_text("")
    assert run("--all", "--out", "a-file/below", "--store", batch_url) == 1
    assert capsys.readouterr().err.startswith(
        "The folder a-file/below cannot be written: a file stands where a folder should be."
    )


def test_without_dask_it_is_said_how_to_get_it(tmp_path, monkeypatch):
    from ciwidgets.errors import WrongRequest
    from ciwidgets.reports.batch.elsewhere import dask_workers

    monkeypatch.setitem(sys.modules, "distributed", None)
    with (
        pytest.raises(WrongRequest, match=r"pip install 'ciwidgets\[dask\]'"),
        dask_workers("tcp://127.0.0.1:9", "postgresql+psycopg://x@y/z"),
    ):
        pass


@pytest.fixture
def stopped(batch_url, tmp_path):
    """Begins the command on a small notebook in a process group of its own."""
    notebook, own = small_notebook(tmp_path, SLOW), tmp_path / "t"
    own.mkdir()
    command = [
        sys.executable, "-m", "ciwidgets.cli", "report", "--out", str(tmp_path / "out"),
        "--store", batch_url, "--notebook", str(notebook), "--formats", "html",
        "--jobs", "2",
    ]  # fmt: skip
    for team in MANY:
        command += ["--team", team]
    # A short folder: the path of a socket may be about a hundred letters long.
    with tempfile.TemporaryDirectory(prefix="ci-t-") as temporary:
        environment = os.environ | {"TMPDIR": temporary}

        def begin(is_far_enough=lambda: list((tmp_path / "out").glob("*.html"))):
            process = subprocess.Popen(
                command, env=environment, start_new_session=True, stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
            )  # fmt: skip
            until(lambda: is_far_enough() or process.poll() is not None)
            return process

        yield begin, tmp_path / "out", Path(temporary)


def until(is_so, seconds=60, what=lambda: ""):
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, what()
        time.sleep(0.02)


def left(folder):
    return sorted(str(path) for path in folder.rglob("*"))


def whole(out):
    """Return the ids of the reports that are there, and see that each file is whole."""
    found = set()
    for note in (out / ".made" / "notes").glob("*.json"):
        for name, told in json.loads(note.read_text())["files"].items():
            content = (out / f"{note.stem}.{name}").read_bytes()
            assert hashlib.sha256(content).hexdigest() == told
        found.add(note.stem)
    for page in out.glob("*.html"):
        assert page.read_text(encoding="utf-8").rstrip().endswith("</html>")
    return found


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_a_killed_run_leaves_whole_files_and_nothing_else_and_the_next_finishes(stopped):
    begin, out, temporary = stopped
    # Once while it plans and what it needs begins, once among reports.
    for stage in (lambda: len(list(temporary.glob("*/*"))) > 1, lambda: list(out.glob("*.html"))):
        process = begin(stage)
        process.kill()
        process.communicate()
        # Its processes see that they are alone, and take what they laid down along.
        until(lambda: not left(temporary), 30, lambda: left(temporary))
    before = whole(out)
    assert len(before) < len(MANY)
    second = begin(lambda: True)
    said, _ = second.communicate(timeout=120)
    assert second.returncode == 0, said
    assert f"Ready: {len(MANY)} team reports.".encode() in said
    assert (b"as before" in said) == bool(before)
    assert len(whole(out)) == len(MANY)
    assert [path for path in out.rglob(".*") if path.name != ".made"] == []
    assert left(temporary) == []


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_ctrl_c_stops_at_once_and_the_index_says_what_is_there(stopped):
    begin, out, temporary = stopped
    process = begin()
    os.killpg(process.pid, signal.SIGINT)
    said, _ = process.communicate(timeout=30)
    assert process.returncode == 130, said
    assert re.search(r"Stopped( before a report was made\.|\. \d+ reports? w)", said.decode())
    assert b"Traceback" not in said, said.decode()
    rows = json.loads((out / "manifest.json").read_text())["rows"]
    assert {row["id"] for row in rows if row["status"] == "done"} == whole(out)
    assert {row["reason"] for row in rows if row["status"] == "failed"} == {
        "The run was stopped before this report was made."
    }
    until(lambda: not left(temporary), 30, lambda: left(temporary))
