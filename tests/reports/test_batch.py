"""A batch: every team's report in every format, and one team's trouble is its own."""

from __future__ import annotations

import io
import json
import os
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from unittest.mock import Mock

import nbformat
import pypdf
import pytest
from nbformat.v4 import new_notebook

from ciwidgets.errors import ReportError, StoreUnavailable
from ciwidgets.reports.batch import worker
from ciwidgets.reports.batch.execute import NotebookError, run_notebook
from ciwidgets.reports.batch.files import report_stem, write_whole
from ciwidgets.reports.batch.job import Job
from ciwidgets.reports.batch.jobs import Asked
from ciwidgets.reports.batch.manifest import Manifest, Row
from ciwidgets.reports.batch.run import run_batch
from ciwidgets.reports.batch.sources import check_parameters, read_source
from ciwidgets.reports.blocks import TableBlock
from ciwidgets.reports.documents.formats import FORMATS, Format
from ciwidgets.reports.documents.html import to_html
from ciwidgets.reports.documents.notebook import to_notebook
from ciwidgets.reports.documents.places import without_places
from ciwidgets.serving.kernels import template
from tests.support.batches import REPORT, small_notebook

# A batch of seven with its kernels takes its time where many tests run at once.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]

EVERY = tuple(FORMATS)
LIMIT = 6  # seconds; a kernel that is forked begins at once
# What befalls a team's notebook, by the team's id. The processes that make the reports are children
# of one that is, as the kernels' template, a child of the batch's own.
TROUBLE = """
import os, signal, time
from pathlib import Path

def above(pid):
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])

if team == "corriden":
    raise KeyError("/srv/secret/path")
if team == "dunmarrow":
    os.kill(os.getpid(), signal.SIGKILL)
if team == "pellwood":
    batch = above(os.getppid())
    for worker in [one.name for one in Path("/proc").iterdir() if one.name.isdecimal()]:
        try:
            server = above(worker)
            is_server = b"forkserver" in Path(f"/proc/{server}/cmdline").read_bytes()
            if is_server and above(server) == batch:
                os.kill(int(worker), signal.SIGKILL)
        except OSError:
            pass
if team == "quillback":
    time.sleep(600)
"""
FAILED = {"corriden", "dunmarrow", "pellwood", "quillback", "tamsin"}
WELL = ["ambrin-falls", "wexmoor"]


@pytest.fixture(scope="module")
def environment():
    """What processes must have whose kernels come from the one template of this module."""
    with template() as found:
        yield found


@pytest.fixture(scope="module")
def kernels(environment):
    """Lends that template to a batch."""
    return lambda: nullcontext(environment)


@pytest.fixture
def here(environment, sample_url, monkeypatch):
    """Lets this process run notebooks itself."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("CIWIDGETS_STORE", sample_url)


@pytest.fixture(scope="module")
def troubled(sample_url, tmp_path_factory, kernels):
    """One batch in which five of seven teams meet each a different misfortune."""
    folder = tmp_path_factory.mktemp("batch")
    store = folder / "forum.db"
    store.write_bytes(Path(sample_url.removeprefix("sqlite:///")).read_bytes())
    with sqlite3.connect(store) as raw:
        raw.execute("UPDATE entries SET body = '{}' WHERE team_id = 'tamsin' AND kind = 'need'")
    raw.close()
    out = folder / "out"
    out.mkdir()
    for suffix in (".html", ".pdf"):
        (out / f"corriden{suffix}").write_text("an earlier report")
    asked = Asked(
        # The one whose process dies first and the one that sleeps last, not both at once: what was
        # under way beside the first is tried again.
        teams=[
            "pellwood",
            "ambrin-falls",
            "corriden",
            "dunmarrow",
            "tamsin",
            "wexmoor",
            "quillback",
        ],
        formats=EVERY,
        notebook=small_notebook(folder, TROUBLE),
        time_limit=LIMIT,
    )
    manifest = run_batch(f"sqlite:///{store}", asked, out, jobs=2, kernels=kernels)
    return manifest, out, store


def test_one_teams_trouble_is_its_own(troubled):
    manifest, out, _ = troubled
    assert {row.id for row in manifest.rows if row.status == "failed"} == FAILED
    assert {row.id for row in manifest.rows if row.status == "done"} == set(WELL)
    assert not manifest.all_done
    files = {f"{team}{one.suffix}" for team in WELL for one in FORMATS.values()}
    made = {path.name for path in out.iterdir() if path.is_file()}
    assert made == {*files, "index.html", "manifest.json"}


def test_the_others_files_are_those_of_a_run_without_trouble_byte_for_byte(
    troubled, tmp_path, kernels
):
    _, out, store = troubled
    asked = Asked(teams=WELL, formats=EVERY, notebook=small_notebook(tmp_path, TROUBLE))
    manifest = run_batch(f"sqlite:///{store}", asked, tmp_path / "out", jobs=2, kernels=kernels)
    assert manifest.all_done
    for team in WELL:
        for one in FORMATS.values():
            name = f"{team}{one.suffix}"
            assert (tmp_path / "out" / name).read_bytes() == (out / name).read_bytes(), name


def test_each_failure_says_in_plain_words_what_happened(troubled):
    reasons = {row.id: row.reason for row in troubled[0].rows}
    assert reasons["corriden"] == "The notebook stopped in its cell 2."
    assert "ended before its work was done" in reasons["dunmarrow"]
    assert "ended before it was done" in reasons["pellwood"]
    assert f"not done after {LIMIT} seconds" in reasons["quillback"]
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


def test_an_earlier_report_does_not_pass_for_this_runs_in_any_format(troubled):
    _, out, _ = troubled
    for suffix in (".html", ".pdf"):
        assert not (out / f"corriden{suffix}").exists()
        earlier = out / "failed" / f"earlier-corriden{suffix}"
        assert earlier.read_text() == "an earlier report"


def test_the_manifest_tells_what_stands_in_the_folder(troubled):
    manifest, out, _ = troubled
    told = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert [row["id"] for row in told["rows"]] == [row.id for row in manifest.rows]
    for row in told["rows"]:
        if row["status"] == "done":
            assert [one["format"] for one in row["files"]] == list(FORMATS)
            assert row["seconds"] > 0
    assert told["audit"]["passes"]
    assert told["audit"]["sentence"]
    assert told["versions"]["python"].startswith("3.")


def test_the_index_links_what_is_there_and_says_what_is_not(troubled):
    _, out, _ = troubled
    page = (out / "index.html").read_text(encoding="utf-8")
    assert "Ready: 2 of 7 team reports" in page
    assert (
        '<a href="failed/corriden.ipynb">The notebook as far as it came, with what stopped it'
        in page
    )
    for one in FORMATS.values():
        assert f'<a href="ambrin-falls{one.suffix}">{one.label}' in page
    assert 'href="corriden.html"' not in page
    assert "Not made." in page


def test_nothing_that_is_written_holds_an_address_or_a_path_of_this_machine(troubled):
    _, out, store = troubled
    secrets = [
        "sqlite:", str(store.parent), store.parent.name, str(Path.home()), "/tmp/", sys.prefix,
        str(Path(worker.__file__).parents[4]), "site-packages",
    ]  # fmt: skip
    read = 0
    for file in out.rglob("*"):
        if not file.is_file():
            continue
        for name, text in everything_in(file.name, file.read_bytes()):
            read += 1
            for secret in secrets:
                assert secret not in text, (file.name, name, secret)
    assert read > 60
    # What a cell of somebody's own says stays with staff.
    published = [path.read_bytes() for path in out.iterdir() if path.suffix in {".html", ".json"}]
    assert not any(b"/srv/secret" in content for content in published)


def everything_in(name, content):
    """Yield every text in a file: the parts of archives, and the streams of a PDF unpacked."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for part in archive.namelist():
                yield from everything_in(part, archive.read(part))
        return
    yield name, content.decode("utf-8", "replace")
    if content.startswith(b"%PDF"):
        document = pypdf.PdfReader(io.BytesIO(content))
        yield "metadata", str(document.metadata)
        for number, page in enumerate(document.pages):
            yield f"page {number}", page.extract_text()
        for number in range(1, document.trailer["/Size"]):
            found = document.get_object(number)
            if isinstance(found, pypdf.generic.StreamObject):
                yield f"object {number}", found.get_data().decode("latin-1")
            else:
                yield f"object {number}", str(found)


def all_of(file):
    """Return every text in a file."""
    return "".join(text for _, text in everything_in(file.name, file.read_bytes()))


def test_no_unfinished_file_is_left_behind(troubled):
    _, out, _ = troubled
    left = {path.name for path in out.rglob(".*")}
    assert left == {".made"}


def test_a_faculty_member_changes_the_words_and_drops_a_section_and_every_format_follows(
    batch_url, tmp_path, monkeypatch, kernels
):
    monkeypatch.chdir(tmp_path)
    kinds = ("html", "pdf", "docx", "ipynb")
    copy = nbformat.read(REPORT, 4)
    kept = {"parameters", "report", "heading", "our-needs-text", "our-needs", "how-we-see-it-text"}
    copy.cells = [cell for cell in copy.cells if cell.id in kept]
    for cell in copy.cells:
        if cell.id == "our-needs-text":
            cell.source = "## What we take on\n\nSaid by a faculty member."
        if cell.id == "how-we-see-it-text":
            cell.source = "## A section to drop"
    without = nbformat.from_dict(copy)
    without.cells = [cell for cell in copy.cells if not cell.id.startswith("how-we-see-it")]
    told = {}
    for name, notebook in (("with", copy), ("without", without)):
        path = tmp_path / f"{name}.ipynb"
        nbformat.write(notebook, path)
        asked = Asked(teams=["tamsin"], formats=kinds, notebook=path, as_of="forum-1")
        out = tmp_path / name
        assert run_batch(batch_url, asked, out, kernels=kernels).all_done
        told[name] = {kind: all_of(out / f"tamsin{FORMATS[kind].suffix}") for kind in kinds}
    for kind in kinds:
        assert "Said by a faculty member" in told["with"][kind], kind
        assert "A section to drop" in told["with"][kind], kind
        assert "A section to drop" not in told["without"][kind], kind
    assert "as things stood at the end of Forum 1" in told["with"]["html"]
    # Kernels work in a folder of their own, so nothing is strewn about where staff ran it.
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["with", "with.ipynb", "without", "without.ipynb"]


def test_a_format_whose_writer_breaks_takes_no_other_along(sample_url, tmp_path, monkeypatch, here):
    def broken(_notebook, _document):
        raise RuntimeError(f"{sample_url} in the words of a library")

    def refused(_notebook, _document):
        raise ReportError(f"The table of {sample_url} is too wide.")

    formats = {
        **FORMATS,
        "pdf": Format(".pdf", "PDF", broken),
        "docx": Format(".docx", "", refused),
    }
    monkeypatch.setattr(worker, "FORMATS", formats)
    source = read_source(small_notebook(tmp_path))
    made = {"team": "tamsin", "as_of": ""}
    job = Job("tamsin", "team_summary", "Tamsin", "tamsin", ("html", "pdf", "docx"), source, made)
    outcome = worker.make_report(job)
    assert list(outcome.files) == ["html"]
    assert outcome.reasons == {
        "pdf": "This format could not be written (RuntimeError).",
        "docx": "The table of the store is too wide.",
    }
    assert outcome.reason == ""


def test_a_report_in_which_a_hidden_number_stands_is_kept_nowhere(tmp_path, monkeypatch):
    columns = ("Place", "Period", "Count")
    table = TableBlock("Deaths", columns, (("Ash", "2023", "3"), ("Ash", "2022", "withheld")))
    monkeypatch.setenv("CIWIDGETS_STORE", "sqlite:///forum.db")
    monkeypatch.setattr(worker, "run_notebook", lambda *_words, **_more: new_notebook())
    monkeypatch.setattr(worker, "read_document", lambda _notebook: Mock(parts=[table]))
    cells = {"ash": [["Deaths", "Ash", "2023", ""], ["Deaths", "Ash", "2022", ""]]}
    withheld = json.dumps({"cells": cells})
    job = Job("ash", "team_summary", "Ash", "ash", ("html", "ipynb"), "{}", withheld=withheld)
    outcome = worker.make_report(job)
    assert (outcome.looked_for, outcome.found) == (2, 1)
    assert outcome.reason.startswith("It shows what this batch hides: Deaths · Ash · 2023. So it")
    assert (outcome.files, outcome.notebook) == ({}, b"")
    monkeypatch.setattr(
        worker, "FORMATS", {"html": Format(".html", "Page", lambda _notebook, _document: b"page")}
    )
    other = json.dumps({"cells": {"ash": [["Deaths", "Ash", "2022", ""]]}})
    outcome = worker.make_report(replace(job, formats=("html",), withheld=other))
    assert (outcome.files, outcome.looked_for, outcome.found) == ({"html": b"page"}, 1, 0)


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
    notebook = read_source(small_notebook(tmp_path))
    with pytest.raises(ReportError, match=r"no parameter 'taem'.*Did you mean 'team'"):
        check_parameters(notebook, "small.ipynb", {"taem": "ash"})
    marker = tmp_path / "ran"
    code = f"team=open({str(marker)!r}, 'w')"
    with pytest.raises(ReportError, match="no parameter"):
        run_notebook(notebook, {code: "x"})
    assert not marker.exists()


def test_a_parameter_of_another_type_is_refused(tmp_path):
    notebook = read_source(small_notebook(tmp_path))
    with pytest.raises(ReportError, match=r"'team' of small.ipynb takes a str, and 3 is a int"):
        check_parameters(notebook, "small.ipynb", {"team": 3})


def test_a_failing_cell_is_named_by_the_heading_above_it(tmp_path, here):
    path = small_notebook(tmp_path)
    notebook = nbformat.read(path, 4)
    added = [
        nbformat.v4.new_markdown_cell("## Since the last forum\n\nSome words."),
        nbformat.v4.new_code_cell("{}['one']"),
    ]
    at = len(notebook.cells)
    notebook.cells += added
    nbformat.write(notebook, path)
    with pytest.raises(NotebookError) as raised:
        run_notebook(read_source(path), {"team": "tamsin"})
    assert str(raised.value) == (
        f"The notebook stopped after the heading “Since the last forum” (cell {at + 2})."
    )
    assert raised.value.error_name == "KeyError"


def test_a_parameters_value_is_data_and_never_code(tmp_path, here):
    marker = tmp_path / "ran"
    value = f"x'; open({str(marker)!r}, 'w'); '"
    with pytest.raises(ReportError):
        run_notebook(read_source(small_notebook(tmp_path)), {"team": value})
    assert not marker.exists()


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"nbformat": 3, "cells": []}', "\x00"])
def test_a_file_that_is_no_notebook_is_said(tmp_path, text):
    path = tmp_path / "notes.ipynb"
    path.write_text(text)
    with pytest.raises(ReportError, match="notes.ipynb is no notebook"):
        read_source(path)


def test_an_executed_notebook_says_nothing_of_where_and_when_it_ran(monkeypatch):
    monkeypatch.setenv("CIWIDGETS_STORE", "postgresql+psycopg://staff:hunter2@db.example.org/forum")
    cell = nbformat.v4.new_code_cell("1", id="one", metadata={
        "tags": ["hide"], "papermill": {"start_time": "now"}, "execution": {"iopub": "now"},
    })  # fmt: skip
    cell.outputs = [nbformat.v4.new_output("stream", text=f"{Path.home()}/x hunter2 {sys.prefix}")]
    notebook = nbformat.v4.new_notebook(cells=[cell], metadata={"papermill": {"input_path": "/x"}})
    written = to_notebook(notebook)
    found = json.loads(written)
    assert found["metadata"] == {}
    assert found["cells"][0]["metadata"] == {"tags": ["hide"]}
    assert found["cells"][0]["outputs"][0]["text"] == "~/x the store …"
    nbformat.validate(nbformat.reads(written.decode(), 4))
    assert notebook.metadata.papermill.input_path == "/x"


@pytest.mark.parametrize(
    "team", ["../../etc/cron.d/x", "/abs/x", "", ".", "a/b", "A", "ash\x00", "é", "a" * 41, "x.y"]
)
def test_what_is_no_id_never_becomes_a_files_name(team):
    with pytest.raises(ReportError, match="no id of a team"):
        report_stem(team)


def test_names_that_mean_something_else_are_given_another():
    names = [report_stem(one) for one in ("con", "nul", "com1", "index", "ash")]
    assert names == ["team-con", "team-nul", "team-com1", "team-index", "ash"]


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


def test_a_store_in_memory_cannot_be_reported_on(tmp_path):
    with pytest.raises(ReportError, match="in memory cannot be read by other processes"):
        run_batch("sqlite://", Asked(teams=["tamsin"]), tmp_path)


def test_a_store_that_is_not_there_is_said_at_once(tmp_path):
    with pytest.raises(StoreUnavailable):
        run_batch(f"sqlite:///{tmp_path}/no/such/forum.db", Asked(teams=["tamsin"]), tmp_path)


def test_a_reason_never_holds_the_stores_address(monkeypatch):
    url = "postgresql+psycopg://staff:hunter2@db.example.org/forum"
    monkeypatch.setenv("CIWIDGETS_STORE", url)
    said = without_places(f"{url} did not answer; db at staff:hunter2@db.example.org/forum")
    assert "hunter2" not in said
    assert "example.org" not in said


def test_the_summary_of_a_batch_is_for_people():
    failed = Row("elm", "team_summary", "Elm", "failed", 1.0, "The store is damaged.", team="elm",
                 error="KeyError", notebook="failed/elm.ipynb")  # fmt: skip
    as_before = Row("ash", "team_summary", "Ash", "unchanged", 0.0, team="ash")
    audit = {"sentence": "None can be narrowed down."}
    rows = (failed, as_before)
    manifest = Manifest("P", made_up=False, as_of="", made_on="2026-01-01", rows=rows, audit=audit,
                        versions={})  # fmt: skip
    assert manifest.summary().splitlines() == [
        "Ready: 1 of 2 team reports.",
        "  elm: The store is damaged. See failed/elm.ipynb (KeyError).",
        "Nothing had to be made: all is as before.",
        "None can be narrowed down.",
    ]
