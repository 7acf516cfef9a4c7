"""A batch: every team's report, and one team's trouble is its own."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from ciwidgets.errors import ReportError, StoreUnavailable
from ciwidgets.reports.batch import worker
from ciwidgets.reports.batch.execute import check_parameters, run_notebook
from ciwidgets.reports.batch.files import report_name, write_whole
from ciwidgets.reports.batch.manifest import Manifest, Row
from ciwidgets.reports.batch.run import run_batch
from ciwidgets.reports.documents.html import to_html
from ciwidgets.shipped import workbooks_folder

# A batch of seven with its kernels takes its time where many tests run at once.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]

REPORT = workbooks_folder() / "reports" / "team_summary.ipynb"
# What befalls a team's notebook, by the team's id.
TROUBLE = """
import os, signal, time
if team == "corriden":
    raise KeyError("/srv/secret/path")
if team == "dunmarrow":
    os.kill(os.getpid(), signal.SIGKILL)
if team == "pellwood":
    os.kill(os.getppid(), signal.SIGKILL)
if team == "quillback":
    time.sleep(600)
"""


def small_notebook(folder: Path, trouble: str = "pass") -> Path:
    """Write the report's notebook with one cell more and most of the others left out."""
    notebook = nbformat.read(REPORT, 4)
    kept = {"parameters", "report", "heading", "our-needs-text", "our-needs"}
    notebook.cells = [cell for cell in notebook.cells if cell.id in kept]
    notebook.cells.insert(1, nbformat.v4.new_code_cell(trouble, id="trouble"))
    path = folder / "small.ipynb"
    nbformat.write(notebook, path)
    return path


@pytest.fixture(scope="module")
def troubled(sample_url, tmp_path_factory):
    """One batch in which five of seven teams meet each a different misfortune."""
    folder = tmp_path_factory.mktemp("batch")
    store = folder / "forum.db"
    store.write_bytes(Path(sample_url.removeprefix("sqlite:///")).read_bytes())
    with sqlite3.connect(store) as raw:
        raw.execute("UPDATE entries SET body = '{}' WHERE team_id = 'tamsin' AND kind = 'need'")
    raw.close()
    out = folder / "out"
    out.mkdir()
    (out / "corriden.html").write_text("an earlier report")
    teams = [
        "ambrin-falls", "corriden", "dunmarrow", "pellwood", "quillback", "tamsin", "wexmoor",
    ]  # fmt: skip
    manifest = run_batch(
        f"sqlite:///{store}",
        teams,
        out,
        jobs=2,
        notebook=small_notebook(folder, TROUBLE),
        time_limit=15,
    )
    return manifest, out, store


def test_one_teams_trouble_is_its_own(troubled):
    manifest, out, _ = troubled
    assert {row.team: row.status for row in manifest.rows} == {
        "ambrin-falls": "done",
        "corriden": "failed",
        "dunmarrow": "failed",
        "pellwood": "failed",
        "quillback": "failed",
        "tamsin": "failed",
        "wexmoor": "done",
    }
    assert not manifest.all_done
    assert sorted(path.name for path in out.glob("*.html")) == [
        "ambrin-falls.html",
        "index.html",
        "wexmoor.html",
    ]


def test_each_failure_says_in_plain_words_what_happened(troubled):
    reasons = {row.team: row.reason for row in troubled[0].rows}
    assert reasons["corriden"].startswith(
        "The notebook stopped with KeyError in its cell 'trouble'"
    )
    assert "ended before its work was done" in reasons["dunmarrow"]
    assert "ended before it was done" in reasons["pellwood"]
    assert "not done after 15 seconds" in reasons["quillback"]
    assert "cannot be read, so the store may be damaged" in reasons["tamsin"]
    assert reasons["wexmoor"] == ""


def test_the_notebook_of_a_failed_team_is_kept_for_staff(troubled):
    _, out, _ = troubled
    kept = nbformat.read(out / "failed" / "corriden.ipynb", 4)
    errors = [
        output for cell in kept.cells for output in cell.get("outputs", [])
        if output.output_type == "error"
    ]  # fmt: skip
    assert errors[0].ename == "KeyError"
    assert (out / "failed" / "dunmarrow.ipynb").exists()


def test_an_earlier_report_does_not_pass_for_this_runs(troubled):
    _, out, _ = troubled
    assert not (out / "corriden.html").exists()
    assert (out / "failed" / "earlier-corriden.html").read_text() == "an earlier report"


def test_the_manifest_tells_what_stands_in_the_folder(troubled):
    manifest, out, _ = troubled
    told = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert [row["team"] for row in told["rows"]] == [row.team for row in manifest.rows]
    for row in told["rows"]:
        assert set(row) == {"team", "name", "status", "seconds", "reason", "file", "sha256"}
        if row["status"] == "done":
            assert hashlib.sha256((out / row["file"]).read_bytes()).hexdigest() == row["sha256"]
            assert row["seconds"] > 0


def test_the_index_links_what_is_there_and_says_what_is_not(troubled):
    _, out, _ = troubled
    page = (out / "index.html").read_text(encoding="utf-8")
    assert "2 of 7 reports are ready" in page
    assert '<a href="ambrin-falls.html">Ambrin Falls</a>' in page
    assert "corriden.html" not in page
    assert "Not made." in page


def test_nothing_that_may_be_published_holds_an_address_or_a_path(troubled):
    _, out, store = troubled
    for file in out.iterdir():
        if file.is_file():
            text = file.read_text(encoding="utf-8")
            for secret in (
                "sqlite:",
                str(store),
                str(store.parent),
                "/srv/secret",
                str(Path.home()),
                "/tmp/",
            ):
                assert secret not in text, (file.name, secret)


def test_no_unfinished_file_is_left_behind(troubled):
    _, out, _ = troubled
    assert [path for path in out.rglob("*") if path.name.startswith(".")] == []


def test_the_whole_report_is_made_from_the_shipped_notebook(sample_url, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    out = tmp_path / "out"
    manifest = run_batch(sample_url, ["ambrin-falls", "no-such-team"], out, as_of="forum-1", jobs=2)
    page = (out / "ambrin-falls.html").read_text(encoding="utf-8")
    assert "as things stood at the end of Forum 1" in page
    assert page.count("<figure>") == 8
    assert page.count("<h1") == 1
    assert "hide" not in [row.reason for row in manifest.rows]
    assert manifest.rows[1].reason.startswith("The program has no team 'no-such-team'")
    assert manifest.summary().splitlines()[0] == "1 of 2 reports are ready."
    # Kernels work in a folder of their own, so nothing is strewn about where staff ran it.
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out"]


def test_papermills_own_command_runs_the_notebook(sample_url, tmp_path):
    executed = tmp_path / "executed.ipynb"
    subprocess.run(
        [sys.executable, "-m", "papermill", str(REPORT), str(executed), "-p", "team", "tamsin",
         "--no-progress-bar"],
        check=True,
        capture_output=True,
        env=os.environ | {"CIWIDGETS_STORE": sample_url},
        cwd=tmp_path,
    )  # fmt: skip
    page = to_html(nbformat.read(executed, 4))
    assert "<title>Tamsin" in page


def test_a_parameter_the_notebook_does_not_have_is_refused_before_anything_runs(tmp_path):
    notebook = small_notebook(tmp_path)
    with pytest.raises(ReportError, match=r"no parameter 'taem'.*Did you mean 'team'"):
        check_parameters(notebook, {"taem": "ash"})
    marker = tmp_path / "ran"
    code = f"team=open({str(marker)!r}, 'w')"
    with pytest.raises(ReportError, match="no parameter"):
        run_notebook(notebook, {code: "x"})
    assert not marker.exists()


def test_a_parameter_of_another_type_is_refused(tmp_path):
    with pytest.raises(ReportError, match=r"'team' of small.ipynb takes a str, and 3 is a int"):
        check_parameters(small_notebook(tmp_path), {"team": 3})


def test_a_parameters_value_is_data_and_never_code(tmp_path, sample_url, monkeypatch):
    monkeypatch.setenv("CIWIDGETS_STORE", sample_url)
    marker = tmp_path / "ran"
    value = f"x'; open({str(marker)!r}, 'w'); '"
    with pytest.raises(ReportError):
        run_notebook(small_notebook(tmp_path), {"team": value})
    assert not marker.exists()


@pytest.mark.parametrize(
    "team", ["../../etc/cron.d/x", "/abs/x", "", ".", "a/b", "A", "ash\x00", "é", "a" * 41, "x.y"]
)
def test_what_is_no_id_never_becomes_a_files_name(team):
    with pytest.raises(ReportError, match="no id of a team"):
        report_name(team)


def test_names_that_mean_something_else_are_given_another():
    names = [report_name(one) for one in ("con", "nul", "com1", "index", "ash")]
    assert names == [
        "team-con.html",
        "team-nul.html",
        "team-com1.html",
        "team-index.html",
        "ash.html",
    ]


def test_a_file_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    path = tmp_path / "one.html"
    write_whole(path, "first")

    def full(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ReportError, match=r"one.html could not be written: No space left"):
        write_whole(path, "second")
    assert path.read_text() == "first"
    assert [one.name for one in tmp_path.iterdir()] == ["one.html"]


def test_an_occasion_the_program_does_not_have_stops_the_batch_before_it_begins(
    sample_url, tmp_path
):
    with pytest.raises(ReportError, match=r"no occasion 'forum1'.*Did you mean 'forum-1'"):
        run_batch(sample_url, ["tamsin"], tmp_path / "out", as_of="forum1")
    assert not (tmp_path / "out").exists()


def test_a_store_in_memory_cannot_be_reported_on(tmp_path):
    with pytest.raises(ReportError, match="in memory cannot be read by other processes"):
        run_batch("sqlite://", ["tamsin"], tmp_path)


def test_a_store_that_is_not_there_is_said_at_once(tmp_path):
    with pytest.raises(StoreUnavailable):
        run_batch(f"sqlite:///{tmp_path}/no/such/forum.db", ["tamsin"], tmp_path)


def test_ctrl_c_leaves_whole_files_and_an_index_that_says_so(sample_url, tmp_path, monkeypatch):
    from ciwidgets.reports.batch import run as batch

    def interrupted(_wanted, _url, _workers):
        yield worker.Outcome("ambrin-falls", 1.0, html="<p>whole</p>")
        raise KeyboardInterrupt

    monkeypatch.setattr(batch, "_outcomes", interrupted)
    with pytest.raises(KeyboardInterrupt):
        run_batch(sample_url, ["ambrin-falls", "tamsin"], tmp_path)
    rows = json.loads((tmp_path / "manifest.json").read_text())["rows"]
    assert [row["status"] for row in rows] == ["done", "failed"]
    assert rows[1]["reason"] == "The run was stopped before this report was made."
    assert (tmp_path / "ambrin-falls.html").read_text() == "<p>whole</p>"


def test_a_reason_never_holds_the_stores_address(monkeypatch):
    url = "postgresql+psycopg://staff:hunter2@db.example.org/forum"
    monkeypatch.setenv("CIWIDGETS_STORE", url)
    said = worker.without_address(f"{url} did not answer; db at staff:hunter2@db.example.org/forum")
    assert "hunter2" not in said
    assert "example.org" not in said


def test_the_summary_of_a_batch_is_for_people():
    row = Row("elm", "Elm", "failed", 1.0, "The store is damaged.")
    manifest = Manifest("P", made_up=False, as_of="", made_on="2026-01-01", rows=(row,))
    assert manifest.summary() == "0 of 1 report is ready.\n  elm: The store is damaged."
