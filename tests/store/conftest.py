"""Stores to test: in memory, in a file, in PostgreSQL."""

from __future__ import annotations

import pytest

from ciwidgets.store import Store
from tests.support.postgres import running_postgres
from tests.support.requirements import MISSING, postgres_programs, skip_or_fail


@pytest.fixture(scope="session")
def postgres():
    """A PostgreSQL server of the tests' own."""
    programs = postgres_programs()
    if programs is None:
        skip_or_fail("postgres", MISSING["postgres"])
    with running_postgres(programs) as server:
        yield server


def _url(kind, request, tmp_path):
    if kind == "memory":
        return "sqlite://"
    if kind == "file":
        return f"sqlite:///{tmp_path / 'forum.db'}"
    return request.getfixturevalue("postgres").new_store_url()


_POSTGRES = pytest.param("postgres", marks=pytest.mark.postgres)


@pytest.fixture(params=["memory", "file", _POSTGRES])
def store(request, tmp_path):
    """An empty store of each kind."""
    with Store(_url(request.param, request, tmp_path)) as opened:
        yield opened


@pytest.fixture(params=["file", _POSTGRES])
def shared_url(request, tmp_path):
    """The URL of an empty store that several processes may open."""
    return _url(request.param, request, tmp_path)


@pytest.fixture
def file_url(tmp_path):
    """The URL of a store in a new file."""
    return f"sqlite:///{tmp_path / 'forum.db'}"
