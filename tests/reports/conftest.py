"""The made-up program in a store, once for all tests of reports."""

from __future__ import annotations

import shutil

import pytest

from ciwidgets.opening import load_sample_program
from ciwidgets.store import Store


@pytest.fixture(scope="session")
def sample_url(tmp_path_factory):
    """The address of a file with the made-up program; tests read it and leave it as it is."""
    url = f"sqlite:///{tmp_path_factory.mktemp('store') / 'forum.db'}"
    with Store(url) as store:
        load_sample_program(store)
    return url


@pytest.fixture(scope="module")
def batch_url(sample_url, tmp_path_factory):
    """A copy for the batches of a module, since a batch records what it showed."""
    path = tmp_path_factory.mktemp("batch") / "forum.db"
    shutil.copy(sample_url.removeprefix("sqlite:///"), path)
    return f"sqlite:///{path}"


@pytest.fixture(scope="session")
def sample(sample_url):
    """The made-up program's store, to read from."""
    with Store(sample_url) as store:
        yield store
