"""A process makes a report only from the batch's own store and by its own code."""

from __future__ import annotations

import pytest

from ciwidgets.errors import StoreUnavailable
from ciwidgets.opening import load_sample_program
from ciwidgets.reports.batch import fitness, run, worker
from ciwidgets.reports.batch.execute import NotebookError
from ciwidgets.reports.batch.fingerprint import made_with
from ciwidgets.reports.batch.fitness import program_digest
from ciwidgets.reports.batch.job import Job
from ciwidgets.reports.batch.jobs import Asked
from ciwidgets.store import Store
from tests.support.batches import Told, said


@pytest.fixture
def no_notebook(monkeypatch):
    """Fails if a notebook is run."""

    def run_it(*_words, **_more):
        pytest.fail("A notebook was run.")

    monkeypatch.setattr(worker, "run_notebook", run_it)


def digest_of(url):
    with Store(url) as store:
        return program_digest(store)


@pytest.mark.parametrize("kind", ["digest", "public_page"])
def test_a_worker_without_a_store_never_tells_of_the_made_up_sample(monkeypatch, no_notebook, kind):
    monkeypatch.delenv("CIWIDGETS_STORE", raising=False)
    outcome = worker.make_report(Job("x", kind, "X", "tamsin", ("html",), "{}"))
    assert outcome.files == {}
    assert "started without CIWIDGETS_STORE" in outcome.reason


def test_what_nobody_foresaw_in_a_report_is_one_row_and_tells_no_more_than_its_kind(monkeypatch):
    def surprise(_job):
        raise RuntimeError("/made/up/place")

    monkeypatch.setattr(worker, "check_fit", surprise)
    outcome = worker.make_report(Job("x", "digest", "X", "", ("html",), "{}"))
    assert (outcome.files, outcome.error) == ({}, "RuntimeError")
    assert outcome.reason == "The report could not be made of its notebook."
    assert "made/up" not in repr(outcome)


def test_a_worker_with_other_code_refuses(monkeypatch, sample_url, no_notebook):
    monkeypatch.setenv("CIWIDGETS_STORE", sample_url)
    job = Job("x", "digest", "X", "", ("html",), "{}", made_with="that of a newer version")
    outcome = worker.make_report(job)
    assert outcome.files == {}
    assert "another version of ciwidgets" in outcome.reason


def test_a_worker_with_another_store_refuses(monkeypatch, sample_url, tmp_path, no_notebook):
    other = f"sqlite:///{tmp_path}/other.db"
    with Store(other) as store:
        load_sample_program(store)
    monkeypatch.setenv("CIWIDGETS_STORE", other)
    job = Job("x", "digest", "X", "", ("html",), "{}", program=digest_of(sample_url))
    outcome = worker.make_report(job)
    assert outcome.files == {}
    assert "reads another store" in outcome.reason


def test_a_worker_with_this_store_and_this_code_is_let_in(monkeypatch, sample_url):
    monkeypatch.setenv("CIWIDGETS_STORE", sample_url)
    job = Job("x", "digest", "X", "", (), program=digest_of(sample_url), made_with=made_with())
    fitness.check_fit(job)


def test_other_machines_are_told_which_store_and_which_code(sample_url, tmp_path):
    jobs = []

    def make(job):
        jobs.append(job)
        return said(job)

    url = f"sqlite:///{tmp_path}/forum.db"
    with Store(url) as store:
        load_sample_program(store)
    run.run_batch(url, Asked(teams=["tamsin"]), tmp_path / "out", workers=Told(make).workers())
    assert [(job.program, job.made_with) for job in jobs] == [(digest_of(url), made_with())]


@pytest.mark.parametrize("where", ["in the worker", "in the notebook"])
def test_what_a_store_that_does_not_answer_says_of_itself_is_not_passed_on(
    monkeypatch, sample_url, where
):
    told = "The database forum on db.example.org does not answer. It says: no pg_hba.conf entry"
    monkeypatch.setenv("CIWIDGETS_STORE", sample_url)

    def away(*_words, **_more):
        if where == "in the worker":
            raise StoreUnavailable(told)
        error = NotebookError("The notebook stopped.", None)
        error.error_name, error.error_text = "StoreUnavailable", told
        raise error

    monkeypatch.setattr(worker, "run_notebook", away)
    outcome = worker.make_report(Job("x", "digest", "X", "", ("html",), "{}"))
    assert outcome.reason.startswith("The store could not be used: it does not answer")
    assert "example" not in outcome.reason
    assert "pg_hba" not in outcome.reason
