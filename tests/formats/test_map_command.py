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
from tests.formats.conftest import google, xlsx
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
    for dry in ((), ("--dry-run",)):
        assert run("import", "map", harbor, "--store", url, *more, *dry) == 2
        told = capsys.readouterr()
        assert said in told.err
        assert told.out == ""
    assert kept(url) == []


def test_without_a_team_nothing_is_shown_as_if_it_were_kept(
    url: str, harbor: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("import", "map", harbor, "--store", url) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "No team was named. Add --team with one of ash" in told.err
    elsewhere = tmp_path / "nowhere.db"
    assert run("import", "map", harbor, "--dry-run", "--store", f"sqlite:///{elsewhere}") == 0
    assert "say with --team whose it is" in capsys.readouterr().err
    assert not elsewhere.exists()


SURVEY = google(
    ["We talk.", "We plan.", "We meet."],
    [("Neither", "Agree", "Disagree"), ("Agree", "Neither", "Agree"), ("Disagree", "Agree", "No")]
    * 4,
)  # fmt: skip
CODES = "id,a,b,c,d\n" + "".join(
    f"{n},{n % 2},{(n + 1) % 2},{n % 3 % 2},{n // 2 % 2}\n" for n in range(24)
)


@pytest.mark.parametrize("text", [SURVEY, CODES], ids=["in words", "in numbers"])
def test_a_survey_is_no_map_and_is_said_to_be_answers(
    tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "answers.csv"
    file.write_text(text, encoding="utf-8", newline="")
    assert run("import", "map", file, "--dry-run") == 1
    told = capsys.readouterr().err
    assert "looks like a table of answers" in told
    assert "“ciwidgets import survey”" in told


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.mmp", b"", "empty.mmp is empty. Please export the map again."),
        ("forum.db", b"SQLite format 3\0", "forum.db is a database, not a file of maps."),
        ("map.png", b"\x89PNG\r\n", "map.png is a picture, not a file of maps."),
        ("maps.zip", b"PK\x03\x04maps", "Please unpack it and bring the file of the map"),
        ("map.bin", bytes(range(1, 32)) * 40, "Mental Modeler (.mmp)"),
    ],
)
def test_another_file_is_refused_in_words_for_maps(
    tmp_path: Path, name: str, data: bytes, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    assert run("import", "map", file, "--dry-run") == 1
    told = capsys.readouterr().err
    assert said in told
    assert "answers" not in told
    assert "as CSV" not in told


def test_a_folder_is_refused_in_words_for_maps(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("import", "map", tmp_path, "--dry-run") == 1
    told = capsys.readouterr().err
    assert "is not a file but a folder. Please give the file of the map itself." in told


def test_a_map_under_another_title_is_said_to_be_here_and_to_count_as_it_did(
    url: str, harbor: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("import", "map", harbor, "--team", "ash", "--store", url)
    assert run(*words, "--title", "Ours") == 0
    capsys.readouterr()
    assert run(*words) == 0
    told = capsys.readouterr().err
    assert "This map is here already, as “Ours”; nothing was added, and its title stays." in told
    assert "bring the file once more on the page" in told
    assert run(*words, "--as", "person") == 1
    assert "taken for a group's own; nothing was added" in capsys.readouterr().err
    file = tmp_path / "pilot.csv"
    file.write_text(PEOPLE, encoding="utf-8")
    words = ("import", "map", file, "--team", "ash", "--store", url)
    assert run(*words, "--title", "Room") == 0
    capsys.readouterr()
    assert run(*words) == 0
    assert "These maps are here already, as “Room 1” and “Room 2”" in capsys.readouterr().err
    assert len(kept(url)) == 3


def test_what_happens_next_is_said_once_maps_are_kept(
    url: str, harbor: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("import", "map", harbor, "--team", "ash", "--store", url) == 0
    told = capsys.readouterr().err
    assert "It stands beside the team's map on the page and in the report." in told
    file = tmp_path / "pilot.csv"
    file.write_text(PEOPLE, encoding="utf-8")
    words = ("import", "map", file, "--team", "ash", "--occasion", "forum-1", "--store", url)
    assert run(*words) == 0
    told = capsys.readouterr().err
    assert "They count with the team's maps once the step “My map”" in told
    assert "is closed at the occasion forum-1" in told


def test_one_thing_is_one_and_what_holds_for_all_maps_is_said_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "pilot.csv"
    file.write_text(PEOPLE, encoding="utf-8")
    assert run("import", "map", file, "--dry-run") == 0
    told = capsys.readouterr().out
    assert told.count("Strengths in this file go up to 3") == 1
    assert "2 words, 1 link, with a strength\n" in told
    assert "3 words, 2 links, 2 of them with a strength\n" in told


def test_each_column_and_row_that_was_left_out_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "map.csv"
    file.write_text(
        ",Rain,Mud,Sum,Sum\nRain,,1,1,1\nMud,,,0,0\n,,,,\nMean,0,1,,\n", encoding="utf-8"
    )
    assert run("import", "map", file, "--dry-run") == 0
    told = capsys.readouterr().out
    assert (
        "3 other columns or rows were left out: the column “Sum”, the column “Sum”, the row “Mean”."
    ) in told


def test_one_sheet_alone_is_brought_and_is_the_same_map_as_in_the_whole(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def sheet(cell: object) -> list[list[object]]:
        return [[None, "Rain", "Mud"], ["Rain", None, cell], ["Mud", None, None]]

    file = tmp_path / "two.xlsx"
    file.write_bytes(xlsx(sheet(0.5), "Before", After=sheet(-1), Draft=sheet("often")))
    words = ("import", "map", file, "--team", "ash", "--store", url)
    assert run(*words) == 1
    assert "holds “often”" in capsys.readouterr().err
    assert run(*words, "--sheet", "later") == 1
    assert "Its sheets are “Before”, “After”, “Draft”." in capsys.readouterr().err
    for name in ("after", "Before", "After"):
        assert run(*words, "--sheet", name) == 0
    assert "nothing was added" in capsys.readouterr().err
    assert {one.title: one.links[0].weight for one in kept(url)} == {"After": -1.0, "Before": 0.5}


def test_the_whole_after_a_sheet_of_it_adds_nothing_twice(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [[None, "Rain", "Mud"], ["Rain", None, 1], ["Mud", None, None]]
    file = tmp_path / "two.xlsx"
    file.write_bytes(xlsx(rows, "Before", After=rows))
    words = ("import", "map", file, "--team", "ash", "--store", url)
    assert run(*words, "--sheet", "After") == 0
    assert run(*words) == 1
    told = capsys.readouterr().err
    assert "1 of the 2 maps of two.xlsx came in before, as “After”; nothing was added." in told
    assert len(kept(url)) == 1


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
