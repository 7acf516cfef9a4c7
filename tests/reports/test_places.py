"""What says where a report was made is taken out of it, and nothing of what people wrote."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

import nbformat
import pytest

from ciwidgets.reports.documents.notebook import to_notebook
from ciwidgets.reports.documents.places import without_places

URL = "postgresql+psycopg://ciapp:s3cr%40t@db.example.org:5432/forum"


@pytest.fixture
def here(monkeypatch):
    """A store at an address with every part, for which this test's text is looked through."""
    monkeypatch.setenv("CIWIDGETS_STORE", URL)


@pytest.mark.parametrize("home", ["/root", "/", "/home/ann"])
def test_what_people_wrote_is_not_taken_for_a_home(monkeypatch, here, home):
    monkeypatch.setenv("HOME", home)
    text = "1/2 # need/root cause, and/or example.org/root, need/home/ann, /home/annabel"
    assert without_places(text) == text
    assert without_places(text, is_prose=True) == text


def test_a_whole_path_is_hidden_and_its_end_stays(monkeypatch):
    home = "/root"
    monkeypatch.setenv("HOME", home)
    assert without_places(f"{home}/x.py and ({home}/.venv/y)") == "~/x.py and (~/.venv/y)"
    assert without_places(f"example.org{home}/x") == f"example.org{home}/x"
    monkeypatch.setenv("HOME", "/home/ann")
    assert without_places('in "/home/ann". file:///home/ann/x') == 'in "~". file://~/x'
    assert without_places(f"{sys.prefix}/zzz") == "…/zzz"


def test_a_machine_without_a_home_is_no_trouble(monkeypatch):
    def none():
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", none)
    assert without_places("as it was") == "as it was"


@pytest.mark.parametrize("folder", ["/tmp", "/var/folders/xy", "C:\\Temp"])
def test_the_path_of_a_cell_that_ran_is_hidden_wherever_it_lay(folder):
    text = f"{folder}/ipykernel_4711/33.py:1: UserWarning: too few"
    assert without_places(text) == "…:1: UserWarning: too few"


def test_a_file_that_lay_for_a_moment_is_hidden_whole():
    assert without_places(f"({tempfile.gettempdir()}/ci-x9/work/a.csv)") == "(…)"


def test_no_part_of_the_stores_address_is_said(here):
    said = without_places(
        'connection to server at "db.example.org" (10.1.2.3), port 5432 failed: FATAL: password '
        'authentication failed for user "ciapp"\ns3cr@t s3cr%40t ciapp db.example.org 5432 '
        f"forum on db.example.org; {URL}"
    )
    for part in ("db.example", "10.1.2.3", "5432", "ciapp", "s3cr", "forum"):
        assert part not in said


def test_a_store_in_a_file_is_not_said_nor_the_folder_it_lies_in(monkeypatch, tmp_path):
    monkeypatch.setenv("CIWIDGETS_STORE", f"sqlite:///{tmp_path}/deep/forum.db")
    said = without_places(f"{tmp_path}/deep/forum.db-wal sqlite:///{tmp_path}/deep/forum.db")
    assert str(tmp_path) not in said


def test_words_that_the_address_has_too_stay_in_what_people_wrote(monkeypatch):
    url = "postgresql+psycopg://staff:hunter2@db/forum"
    monkeypatch.setenv("CIWIDGETS_STORE", url)
    cell = nbformat.v4.new_code_cell("# What staff said at the forum", id="one")
    cell.outputs = [
        nbformat.v4.new_output("display_data", data={"text/html": "<p>The staff's forum</p>"}),
        nbformat.v4.new_output("display_data", data={"text/html": 'user "staff", hunter2'}),
        nbformat.v4.new_output("stream", name="stderr", text="staff could not open forum on db"),
    ]
    told = json.loads(to_notebook(nbformat.v4.new_notebook(cells=[cell])))["cells"][0]
    assert told["source"] == "# What staff said at the forum"
    assert told["outputs"][0]["data"]["text/html"] == "<p>The staff's forum</p>"
    assert told["outputs"][1]["data"]["text/html"] == 'user "the store", the store'
    assert told["outputs"][2]["text"] == "the store could not open the store on the store"
