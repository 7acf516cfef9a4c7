"""A request for public records: everything that may leave, what may not, and why, in one file."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import zipfile
from html.parser import HTMLParser

import pytest

from ciwidgets.cli import main
from ciwidgets.enrolment import codes, load_program
from ciwidgets.model import (
    KINDS,
    Device,
    Goal,
    NameConsent,
    Named,
    OwnMap,
    Partner,
    Person,
    Reflection,
    Role,
    Thanks,
    Win,
)
from ciwidgets.store import Store
from tests.support.drafts import draft, edit, idea
from tests.support.map_pages import drawn
from tests.support.room import small_program

SECRETS = ("a" * 64, "b" * 64)
PHONE, MAIL = "Call 919-555-0142", "Write to ada@example.org"


@pytest.fixture
def url(file_url):
    """A store with all that may and may not leave."""
    with Store(file_url) as store:
        load_program(store, small_program())
        who = {"team_id": "ash", "author_id": "ada"}

        def person(name, key=""):
            return Person(role=Role.PARTICIPANT, sector="law", name=name, return_code_hash=key)

        [first, *_] = store.append(
            [
                idea("Rides for all", **who),
                draft(person("Ada Quill", SECRETS[0]), record_id="ada", **who),
                draft(person("Ben Yarrow"), record_id="ben", team_id="ash", author_id="ben"),
                draft(Device(person_id="ada", token_hash=SECRETS[1]), **who),
                draft(NameConsent(audiences=["public"]), team_id="ash", author_id="ben"),
                idea(PHONE, **who, record_id="phone"),
                idea("=HYPERLINK(1) <script>alert(1)</script>", **who),
                draft(Reflection(step="a/b", exercise="e", answers={"q": "for me alone"}), **who),
                draft(OwnMap(step="a/b", **drawn(["private word", "b"], ((0, 1), (0, 0)))), **who),
                draft(Goal(step="a/b", aim="A van", owner=Named(name="Cora Dell")), **who),
                draft(Goal(step="a/b", aim="A bus", owner=Named(person_id="ben")), **who),
                draft(Win(step="a/b", title="Ada Quill and Ben Yarrow did it"), **who),
                draft(Thanks(step="a/b", win_id="w", text=MAIL), **who),
                draft(Partner(step="a/b", name="Clinic", sectors=["law"], reach_out="Dee"), **who),
            ]
        )
        store.append([edit(first, "Rides for everybody")])
    return file_url


def _export(url, path, *words):
    assert main(["export", "--records-request", "--out", str(path), "--store", url, *words]) == 0
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


def _rows(data):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def test_what_may_not_leave_is_withheld_and_listed_with_the_reason(url, tmp_path):
    files = _export(url, tmp_path / "request.zip")
    everything = b"".join(files.values()).decode()
    with Store(url) as store:
        secret = {one.code for one in codes(store)}
    assert len(secret) > 2
    hidden = (*SECRETS, *secret, PHONE, MAIL, "Ada Quill", "Cora Dell", "Dee", "for me alone",
              "private word")  # fmt: skip
    assert [one for one in hidden if one in everything] == []
    # Who said yes to everybody is named where they carry something, and in their own record.
    assert [one["name"] for one in _rows(files["entries/person.csv"])][1] == "Ben Yarrow"
    listed = {(one["kind"], one["field"], one["why"]) for one in _rows(files["withheld.csv"])}
    name, alone = "a name without a yes to everybody", "written for oneself alone"
    assert listed >= {
        ("person", "name", name),
        ("person", "return_code_hash", "a code, or what stands for one"),
        ("device", "token_hash", "a code, or what stands for one"),
        ("join_code", "code", "a code, or what stands for one"),
        ("idea", "text", "looks like a phone number"),
        ("thanks", "text", "looks like an e-mail address"),
        ("goal", "owner.name", name),
        ("win", "title", name),
        ("partner", "reach_out", name),
        ("reflection", "answers.q", alone),
        ("own_map", "words[0].label", alone),
    }
    for one in _rows(files["withheld.csv"]):
        assert one["seq"].isdigit()
        assert int(one["revision"]) >= 1


def test_as_written_names_and_texts_leave_and_codes_still_do_not(url, tmp_path):
    everything = b"".join(_export(url, tmp_path / "r.zip", "--as-written").values()).decode()
    for one in (PHONE, MAIL, "Ada Quill", "Cora Dell", "for me alone", "private word"):
        assert one in everything
    with Store(url) as store:
        for one in (*SECRETS, *(code.code for code in codes(store))):
            assert one not in everything


def test_every_version_of_every_entry_is_there_with_who_and_when(url, tmp_path):
    files = _export(url, tmp_path / "request.zip")
    with Store(url) as store:
        kept = store.since(0)
    found = {}
    for name, data in files.items():
        if name.endswith(".jsonl"):
            for line in data.decode().splitlines():
                one = json.loads(line)
                found[one["seq"]] = one
    assert sorted(found) == [one.seq for one in kept]
    for one in kept:
        said = found[one.seq]
        assert (said["record_id"], said["revision"], said["author_id"], said["team_id"]) == (
            one.record_id, one.revision, one.author_id, one.team_id,
        )  # fmt: skip
        assert said["created_at"] == one.created_at.isoformat(timespec="microseconds")
    assert [found[one.seq]["is_latest"] for one in kept if one.kind == "idea"] == [
        False, True, True, True,
    ]  # fmt: skip


def test_the_same_record_gives_the_same_bytes_and_a_list_that_fits_them(url, tmp_path):
    files = _export(url, tmp_path / "one.zip")
    _export(url, tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    listed = dict(
        reversed(line.split("  ")) for line in files.pop("manifest.sha256").decode().splitlines()
    )
    assert listed == {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}


def test_it_opens_without_this_program(url, tmp_path):
    files = _export(url, tmp_path / "request.zip")
    # No cell is a formula, and the page fetches and runs nothing.
    texts = [one["text"] for one in _rows(files["entries/idea.csv"])]
    assert "'=HYPERLINK(1) <script>alert(1)</script>" in texts
    page = files["index.html"].decode()
    assert "default-src 'none'" in page
    assert "<script" not in page
    links = []

    class Links(HTMLParser):
        def handle_starttag(self, tag, attrs):
            links.extend(value for name, value in attrs if name in ("href", "src"))

    Links().feed(page)
    assert set(links) <= set(files)
    assert {f"entries/{one['kind']}.csv" for one in _rows(files["withheld.csv"])} <= set(links)


def test_the_dictionary_explains_every_kind_and_every_column(url, tmp_path):
    files = _export(url, tmp_path / "request.zip")
    told = {(one["kind"], one["field"]) for one in _rows(files["data_dictionary.csv"])}
    for name, data in files.items():
        if kind := re.fullmatch(r"entries/(\w+)\.csv", name):
            for column in _rows(data)[0]:
                assert (kind[1], column) in told or ("every kind", column) in told, (kind, column)
            assert (kind[1], "") in told


def test_every_kind_has_a_meaning():
    assert [kind for kind, body in KINDS.items() if not body.__doc__] == []


def test_export_without_a_kind_says_what_there_is(url, capsys):
    assert main(["export", "--store", url]) == 1
    assert "--records-request with --out" in capsys.readouterr().err
