"""A store's address: which ones are taken, and that none ever shows a password."""

from __future__ import annotations

import traceback

import pytest

from ciwidgets.errors import StoreUnavailable
from ciwidgets.store import Store
from tests.support.drafts import idea

SECRET = "hunter2-geheim"


@pytest.mark.parametrize(
    "address",
    [
        "forum.db",
        "/srv/forum.db",
        "",
        "forum db",
        "sqlite://forum.db",
        "sqlite:///forum.db?timeout=1",
        "sqlite+aiosqlite:///forum.db",
        "mysql://somebody@host/forum",
        "postgresql://somebody@host/forum",
    ],
)
def test_an_address_of_another_form_is_refused_with_the_forms_that_work(
    address, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StoreUnavailable, match=r"Write sqlite:///forum.db .*postgresql\+psycopg"):
        Store(address)
    assert list(tmp_path.iterdir()) == []


def test_a_plain_path_is_shown_back():
    with pytest.raises(StoreUnavailable, match=r"is not a URL: 'forum.db'\. Write sqlite:///"):
        Store("forum.db")


@pytest.mark.parametrize(
    "address",
    [
        f"somebody:{SECRET}@host",
        f"//somebody:{SECRET}@host/forum",
        f"postgresql://somebody:{SECRET}@host/forum",
        f"mysql://somebody:{SECRET}@host/forum?password={SECRET}",
        f"postgresql+psycopg://somebody:x@host:{SECRET}/forum",
        f"postgresql+psycopg://somebody:{SECRET}@127.0.0.1:1/forum",
        f"postgresql+psycopg://somebody@127.0.0.1:1/forum?password={SECRET}",
    ],
)
def test_no_error_shows_a_password(address, monkeypatch):
    monkeypatch.setenv("CIWIDGETS_STORE", address)
    with pytest.raises(StoreUnavailable) as caught:
        Store.from_environment()
    assert SECRET not in "".join(traceback.format_exception(caught.value))


def test_the_environment_names_the_store(tmp_path, monkeypatch):
    monkeypatch.setenv("CIWIDGETS_STORE", f"sqlite:///{tmp_path / 'named.db'}")
    with Store(f"sqlite:///{tmp_path / 'named.db'}") as store:
        kept = store.append([idea("words")])
    with Store.from_environment() as store:
        assert store.since(0) == kept


@pytest.mark.parametrize("value", [None, ""])
def test_without_a_name_the_store_is_forum_db_in_this_folder(tmp_path, value, monkeypatch):
    monkeypatch.chdir(tmp_path)
    if value is None:
        monkeypatch.delenv("CIWIDGETS_STORE", raising=False)
    else:
        monkeypatch.setenv("CIWIDGETS_STORE", value)
    Store("sqlite:///forum.db").close()
    with Store.from_environment() as store:
        assert repr(store) == f"<Store {tmp_path / 'forum.db'}>"


def test_two_stores_in_memory_know_nothing_of_each_other():
    with Store("sqlite://") as one, Store("sqlite:///:memory:") as other:
        one.append([idea("words")])
        assert (one.last_seq(), other.last_seq()) == (1, 0)
