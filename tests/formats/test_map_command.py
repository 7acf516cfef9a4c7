"""Maps through the real command: shown first, kept once, and taken out again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ciwidgets.cli import main
from ciwidgets.enrolment import load_program
from ciwidgets.formats.maps import read_maps
from ciwidgets.model import Draft, ImportedMap, StepState
from ciwidgets.store import Store
from tests.formats.map_files import links
from tests.support.room import small_program

MAP = """<?xml version="1.0"?><mentalmodeler >
<info ><name >Harbor</name><author >Ann</author></info>
<concepts >
<concept ><id >1</id><name >Rain</name><x >10</x><y >20</y><relationships >
<relationship ><id >2</id><influence ><![CDATA[0.62]]></influence></relationship>
<relationship ><id >3</id><influence >0</influence></relationship></relationships></concept>
<concept ><id >2</id><name >Mud</name></concept>
<concept ><id >3</id><name >Grain, and hay</name></concept></concepts></mentalmodeler>"""
PEOPLE = """User_ID,From,To,Weight
u1,Rain,Mud,3
u2,Rain,Mud,1
u2,Mud,Grain,2
u3,,,
"""


@pytest.fixture
def url(tmp_path: Path) -> str:
    """The address of a store with a small program."""
    address = f"sqlite:///{tmp_path / 'forum.db'}"
    with Store(address) as store:
        load_program(store, small_program())
    return address


@pytest.fixture
def harbor(tmp_path: Path) -> Path:
    """A made-up map of three words."""
    path = tmp_path / "harbor.mmp"
    path.write_text(MAP, encoding="utf-8")
    return path


def run(*words: str | Path) -> int:
    """Run the command in this process."""
    return main([str(word) for word in words])


def kept(url: str) -> list[ImportedMap]:
    """Return the maps team ash has."""
    with Store(url) as store:
        return [entry.body for entry in store.current(ImportedMap, team_id="ash")]


def test_a_dry_run_says_what_each_map_holds_and_keeps_nothing(
    url: str, harbor: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("import", "map", harbor, "--dry-run", "--json", "--store", url) == 0
    said = json.loads(capsys.readouterr().out)
    (one,) = said["maps"]
    assert (said["format"], said["counts_as"], one["title"]) == (
        "mental_modeler",
        "group",
        "Harbor",
    )
    assert (one["concepts"], one["stored_links"], one["nonzero_links"]) == (3, 2, 1)
    assert one["warnings"] == ["The author's name in the file is not kept."]
    assert kept(url) == []


def test_a_map_is_kept_once_as_a_groups_own(
    url: str, harbor: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("import", "map", harbor, "--team", "ash", "--store", url)
    assert run(*words) == 0
    assert "Kept for ash: 1 map." in capsys.readouterr().err
    for more in ((), ("--occasion", "forum-1"), ("--as", "person"), ("--title", "Other")):
        assert run(*words, *more) in (0, 1)
        assert "nothing was added" in capsys.readouterr().err
    (body,) = kept(url)
    assert (body.title, body.counts_as, body.file_name) == ("Harbor", "group", "harbor.mmp")
    assert [(one.source, one.target, one.weight) for one in body.links] == [
        ("1", "2", 0.62),
        ("1", "3", 0.0),
    ]


def test_a_map_that_was_taken_off_stays_off(
    url: str, harbor: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("import", "map", harbor, "--team", "ash", "--store", url)
    assert run(*words) == 0
    with Store(url) as store:
        (entry,) = store.current(ImportedMap)
        store.append([Draft(entry.record_id, entry.body, "off", "ash", "", "", 1, retracted=True)])
    assert run(*words) == 0
    assert "taken off again; nothing was added" in capsys.readouterr().err


def test_people_in_one_file_become_maps_that_do_not_say_whose_they_are(
    url: str, tmp_path: Path
) -> None:
    file = tmp_path / "pilot.csv"
    file.write_text(PEOPLE, encoding="utf-8")
    words = ("import", "map", file, "--team", "ash", "--sector", "law", "--store", url)
    assert run(*words, "--occasion", "forum-1") == 0
    bodies = kept(url)
    assert [(one.title, one.counts_as, one.sector) for one in bodies] == [
        ("pilot 1", "person", "law"),
        ("pilot 2", "person", "law"),
    ]
    assert [one.links[0].weight for one in bodies] == [1.0, pytest.approx(1 / 3)]
    with Store(url) as store:
        entries = store.current(ImportedMap)
    assert len({entry.author_id for entry in entries}) == 2
    assert all("u1" not in entry.body.model_dump_json() for entry in entries)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--team", "oak"), "has no team 'oak'"),
        (("--team", "ash", "--sector", "fishing"), "has no sector 'fishing'"),
        (("--team", "ash", "--occasion", "forum-9"), "has no occasion 'forum-9'"),
    ],
)
def test_what_the_program_does_not_know_is_refused(
    url: str, harbor: Path, more: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("import", "map", harbor, "--store", url, *more) == 1
    assert said in capsys.readouterr().err
    assert kept(url) == []


@pytest.mark.parametrize("kind", ["mmp", "csv", "xlsx", "kumu", "graphml"])
def test_a_map_goes_out_and_comes_back_the_same(
    url: str, harbor: Path, tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("import", "map", harbor, "--team", "ash", "--store", url) == 0
    capsys.readouterr()
    out = tmp_path / f"out.{kind}"
    words = ("export", "map", "--team", "ash", "--format", kind, "--out", out, "--store", url)
    assert run(*words) == 0
    told = capsys.readouterr()
    assert told.out.strip() == str(out)
    places_fit = kind in ("mmp", "graphml")
    assert ("Where the words were placed is not in the file." in told.err) is not places_fit
    (again,) = read_maps(out).maps
    names = {word.id: word.label for word in again.words}
    assert list(names.values()) == ["Rain", "Mud", "Grain, and hay"]
    assert [(names[one.source], names[one.target], one.weight) for one in again.links] == [
        ("Rain", "Mud", 0.62),
        ("Rain", "Grain, and hay", 0.0),
    ]


def test_without_a_name_the_file_is_called_as_the_map(
    url: str, harbor: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("import", "map", harbor, "--team", "ash", "--store", url) == 0
    monkeypatch.chdir(tmp_path)
    assert run("export", "map", "--team", "ash", "--format", "csv", "--store", url) == 0
    assert (tmp_path / "Harbor.csv").read_bytes().startswith(b"\xef\xbb\xbfHarbor,Rain,Mud")


def test_of_several_maps_one_is_named_and_a_persons_map_never_leaves(
    url: str, harbor: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "pilot.csv"
    file.write_text(PEOPLE, encoding="utf-8")
    assert run("import", "map", file, "--team", "ash", "--store", url) == 0
    words = ("export", "map", "--team", "ash", "--format", "csv", "--store", url)
    assert run(*words) == 1
    assert "no map of a group from a file" in capsys.readouterr().err
    assert run("import", "map", harbor, "--team", "ash", "--store", url) == 0
    with Store(url) as store:
        person = next(
            one.record_id for one in store.current(ImportedMap) if one.body.counts_as == "person"
        )
    assert run(*words, "--map", person) == 1
    assert "no such map" in capsys.readouterr().err


def test_the_teams_own_map_is_not_there_before_it_is_closed(
    url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("export", "map", "--team", "ash", "--format", "csv", "--map", "people")
    assert run(*words, "--store", url) == 1
    assert "no map of its own yet" in capsys.readouterr().err


def test_the_teams_own_map_goes_out_once_it_is_closed_and_five_people_drew(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "room.csv"
    rows = [f"u{number},Rain,Mud,1\n" for number in range(6)] + ["u0,Mud,Grain,1\n"]
    file.write_text("User_ID,From,To,Weight\n" + "".join(rows), encoding="utf-8")
    assert run("import", "map", file, "--team", "ash", "--store", url) == 0
    closed = StepState(step="mental_models/my-map", is_open=False)
    with Store(url) as store:
        store.append([Draft("state", closed, "close", "ash", "", "forum-2")])
    out = tmp_path / "ours.csv"
    words = ("export", "map", "--team", "ash", "--map", "people", "--format", "csv", "--out", out)
    capsys.readouterr()
    assert run(*words, "--store", url) == 0
    (one,) = read_maps(out).maps
    # A link that only one person drew is nowhere in it.
    assert links(one) == {("Rain", "Mud"): 1.0}
    assert len(one.words) == 2
    assert run(*words, "--occasion", "forum-1", "--store", url) == 1
    assert "no map of its own yet" in capsys.readouterr().err


def test_the_words_of_the_command_explain_themselves(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["import", "map"], ["export"], ["export", "map"]):
        with pytest.raises(SystemExit) as ended:
            main([*words, "--help"])
        assert ended.value.code == 0
        assert "usage: ciwidgets" in capsys.readouterr().out
