"""The command as staff use it, with what goes wrong in an office on a Monday."""

from __future__ import annotations

import json
import os
import shlex
import socket
import sqlite3
import subprocess
import sys
import urllib.request
import zipfile
from pathlib import Path

import pytest

from ciwidgets import cli
from ciwidgets.cli import main
from ciwidgets.enrolment import current_program, load_program
from ciwidgets.model import Draft, ImportedAnswers, ImportedIndicators, ImportedSurvey, JoinCode
from ciwidgets.shipped import samples_folder, workbooks_folder
from ciwidgets.store import Store
from tests.support.room import small_program
from tests.support.server import free_port, served

SAMPLE = samples_folder() / "program.toml"
SURVEYS = samples_folder() / "surveys"
REAL = Path(__file__).parents[2] / "shared" / "realcases"


@pytest.fixture
def url(tmp_path: Path) -> str:
    """The address of a store that is not there yet."""
    return f"sqlite:///{tmp_path / 'forum.db'}"


def run(*words: str | Path) -> int:
    """Run the command in this process."""
    return main([str(word) for word in words])


def test_every_word_of_the_command_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    for words in ([], ["init"], ["serve"], ["report"], ["codes"], ["import", "survey"], ["paper"],
                  ["demo"]):  # fmt: skip
        with pytest.raises(SystemExit) as ended:
            main([*words, "--help"])
        assert ended.value.code == 0
        assert "usage: ciwidgets" in capsys.readouterr().out


def test_the_demo_makes_web_pages_and_says_how_to_have_the_other_formats(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[list[str]] = []

    def note(words: list[str]) -> int:
        asked.append(words)
        return 0

    monkeypatch.setattr(cli, "main", note)
    assert run("demo", "--no-serve", "--out", tmp_path / "an out") == 0
    (words,) = asked
    assert "--formats" not in words
    said = capsys.readouterr().out.splitlines()[-1]
    program, *again = shlex.split(said.split(": ")[1])
    assert (program, again) == ("ciwidgets", [*words, "--formats", "all"])


def test_a_program_loads_and_loads_again_with_the_same_codes(
    url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("init", SAMPLE, "--store", url) == 0
    with Store(url) as store:
        before = {entry.record_id: entry.body.code for entry in store.current(JoinCode)}
    assert run("init", SAMPLE, "--store", url) == 0
    with Store(url) as store:
        assert {e.record_id: e.body.code for e in store.current(JoinCode)} == before
    assert "The program was kept." in capsys.readouterr().out
    assert run("codes", "--store", url) == 0
    table = capsys.readouterr().out
    assert "Facilitator's code: " in table
    # The other commands name a team by its id.
    assert "Ambrin Falls      ambrin-falls" in table


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        ("name = 'x", "line 1"),
        (SAMPLE.read_text(encoding="utf-8").replace('id = "corriden"', 'id = "ambrin-falls"'),
         "ambrin-falls"),
    ],
    ids=["empty", "broken", "two teams of one id"],
)  # fmt: skip
def test_a_mistake_in_the_program_is_one_clear_message_and_loads_nothing(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    path = tmp_path / "program.toml"
    path.write_text(text, encoding="utf-8")
    assert run("init", path, "--store", url) == 1
    error = capsys.readouterr().err
    assert said in error
    assert "Traceback" not in error
    with Store(url) as store, pytest.raises(Exception, match="no program yet"):
        current_program(store)


def test_a_survey_is_shown_before_it_is_kept_and_kept_once(
    url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run("init", SAMPLE, "--store", url)
    file = SURVEYS / "google_forms.csv"
    capsys.readouterr()
    assert run("import", "survey", file, "--dry-run", "--json") == 0
    understood = json.loads(capsys.readouterr().out)
    assert understood["format"] == "google_forms"
    assert understood["people"] == len(file.read_text(encoding="utf-8").splitlines()) - 1
    words = ("import", "survey", file, "--team", "tamsin", "--store", url)
    assert run(*words) == 0
    assert run(*words) == 0
    assert "brought in before" in capsys.readouterr().err
    with Store(url) as store:
        kept = store.current(ImportedAnswers, team_id="tamsin")
    assert len(kept) == understood["people"]


NUMBERS = "measure,place,period,count,population\nDeaths,Ash County,2023,12,40000\n"


@pytest.mark.parametrize("kind", ["survey", "indicators"])
def test_one_file_is_kept_once_whatever_occasion_it_is_brought_for(
    url: str, tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run("init", SAMPLE, "--store", url)
    file = SURVEYS / "google_forms.csv"
    if kind == "indicators":
        file = tmp_path / "deaths.csv"
        file.write_text(NUMBERS, encoding="utf-8")
    with Store(url) as store:
        first, second = (one.id for one in current_program(store).occasions[:2])
    words = ("import", kind, file, "--team", "tamsin", "--store", url)
    assert run(*words, "--occasion", first, "--title", "Ours") == 0
    with Store(url) as store:
        seq = store.last_seq()
    for more in ((), ("--occasion", second), ("--occasion", second, "--title", "Theirs")):
        capsys.readouterr()
        assert run(*words, *more) == 0
        said = capsys.readouterr().err
        assert f"brought in before as “Ours” for the occasion {first}; nothing was added" in said
    with Store(url) as store:
        assert store.last_seq() == seq
        body = ImportedSurvey if kind == "survey" else ImportedIndicators
        (entry,) = store.current(body)
        again = Draft(entry.record_id, entry.body, "off", "tamsin", "", first, 1, retracted=True)
        store.append([again])
    assert run(*words, "--occasion", first) == 0
    assert "taken off again; nothing was added" in capsys.readouterr().err


def test_an_occasion_there_is_not_is_refused_with_the_nearest(
    url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run("init", SAMPLE, "--store", url)
    with Store(url) as store:
        known = current_program(store).occasions[0].id
        seq = store.last_seq()
    words = ("import", "survey", SURVEYS / "google_forms.csv", "--team", "tamsin")
    assert run(*words, "--occasion", f"{known}x", "--store", url) == 2
    said = capsys.readouterr().err
    assert f"has no occasion '{known}x'. Did you mean '{known}'?" in said
    with Store(url) as store:
        assert store.last_seq() == seq


def test_the_command_knows_the_programs_own_scales_as_the_page_does(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Store(url) as store:
        load_program(store, small_program())
    file = tmp_path / "talk.csv"
    answers = ("No", "Rather no", "Partly", "Rather yes", "Yes", "Rather yes")
    rows = [f"{one},{other}" for one, other in zip(answers, ("Bus", "Car") * 3, strict=True)]
    file.write_text("We talk.,How did you come?\n" + "\n".join(rows), encoding="utf-8")
    words = ("import", "survey", file, "--format", "plain", "--map", "auto", "--store", url)
    capsys.readouterr()
    assert run(*words, "--dry-run", "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert list(said["mapping"].values()) == [{"survey": "pulse", "statement": "talk"}]


def test_a_workbook_of_excel_named_csv_is_refused_with_the_cure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "answers.csv"
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("[Content_Types].xml", "<Types/>")
        book.writestr("xl/workbook.xml", "<workbook/>")
    assert run("import", "survey", path, "--dry-run") == 1
    error = capsys.readouterr().err
    assert "Excel" in error
    assert "CSV" in error


def test_answers_for_no_team_name_the_teams_there_are(
    url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run("init", SAMPLE, "--store", url)
    file = SURVEYS / "google_forms.csv"
    capsys.readouterr()
    for dry in ((), ("--dry-run",)):
        words = ("import", "survey", file, "--team", "nowhere", "--store", url)
        assert run(*words, *dry) == 2
        told = capsys.readouterr()
        assert "tamsin" in told.err
        assert told.out == ""


def test_a_survey_that_is_here_under_another_title_alarms_nobody(
    url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run("init", SAMPLE, "--store", url)
    words = ("import", "survey", SURVEYS / "google_forms.csv", "--team", "tamsin", "--store", url)
    assert run(*words, "--title", "Ours") == 0
    capsys.readouterr()
    assert run(*words) == 0
    told = capsys.readouterr().err
    assert "brought in before as “Ours”; nothing was added, and its title stays." in told


def test_serving_a_store_without_a_program_says_how_to_load_one(
    url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("serve", "--port", str(free_port()), "--store", url) == 1
    assert "ciwidgets init" in capsys.readouterr().err


def test_a_store_that_cannot_be_used_is_said_in_a_sentence(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "rubbish.db").write_bytes(b"not a database at all" * 100)
    assert run("codes", "--store", f"sqlite:///{tmp_path / 'rubbish.db'}") == 1
    assert run("codes", "--store", f"sqlite:///{tmp_path / 'missing' / 'forum.db'}") == 1
    assert run("codes", "--store", "forum.db") == 1
    run("init", SAMPLE, "--store", url)
    with sqlite3.connect(tmp_path / "forum.db") as file:
        file.execute("BEGIN EXCLUSIVE")
        command = [sys.executable, "-m", "ciwidgets.cli", "init", str(SAMPLE), "--store", url]
        locked = subprocess.run(
            command, capture_output=True, text=True, check=False, env={**os.environ}, timeout=60
        )
        file.rollback()
    file.close()
    assert locked.returncode == 1
    errors = capsys.readouterr().err + locked.stderr
    assert "Traceback" not in errors
    assert run("codes", "--store", url) == 0


def test_words_that_read_make_no_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CIWIDGETS_STORE", raising=False)
    for words in (
        ("codes",),
        ("paper", "--out", "o"),
        ("public", "--team", "tamsin", "--out", "o"),
        ("export", "map", "--team", "tamsin", "--format", "csv"),
        ("export", "record", "--team", "tamsin", "--out", "o"),
        ("export", "calendar", "--team", "tamsin", "--out", "o.ics"),
    ):
        assert run(*words) == 1, words
        assert "There is no store forum.db here." in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_public_address_that_is_none_is_refused(
    url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run("init", SAMPLE, "--store", url)
    port = str(free_port())
    assert run("serve", "--port", port, "--store", url, "--public-url", "forum dot example") == 1
    assert "--public-url" in capsys.readouterr().err


def test_the_steps_print_on_paper(url: str, tmp_path: Path) -> None:
    run("init", SAMPLE, "--store", url)
    assert run("paper", "--out", tmp_path / "paper", "--store", url) == 0
    (page,) = (tmp_path / "paper").glob("*.html")
    text = page.read_text(encoding="utf-8")
    assert "How we see it" in text
    assert "<script" not in text


def test_a_teams_own_sheets_bear_its_name(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("init", SAMPLE, "--store", url)
    assert run("paper", "--team", "tamsin", "--out", tmp_path, "--store", url) == 0
    text = (tmp_path / "needs_assessment-paper-tamsin.html").read_text(encoding="utf-8")
    assert 'Team</span> <strong dir="auto">Tamsin' in text
    assert run("paper", "--team", "nobody", "--out", tmp_path, "--store", url) == 2
    assert "no team 'nobody'" in capsys.readouterr().err


def test_every_workbook_prints_on_paper_at_once(url: str, tmp_path: Path) -> None:
    run("init", SAMPLE, "--store", url)
    assert run("paper", "--all", "--out", tmp_path / "paper", "--store", url) == 0
    assert {page.name for page in (tmp_path / "paper").glob("*.html")} == {
        f"{name}-paper.html"
        for name in (
            "needs_assessment",
            "mental_models",
            "goals",
            "wins",
            "monthly_checkin",
            "confidentiality",
        )
    }


@pytest.mark.parametrize(
    ("name", "people"),
    [("avinashkz__ds_language_google_forms.csv", 85), ("ropensci__sample.csv", 1)],
)
def test_real_files_give_reports_with_the_right_counts(
    url: str, tmp_path: Path, name: str, people: int
) -> None:
    file = REAL / "surveys" / name
    if not file.exists():
        pytest.skip("The folder of real files is not beside this checkout.")
    run("init", SAMPLE, "--store", url)
    assert run("import", "survey", file, "--team", "tamsin", "--store", url) == 0
    out = tmp_path / "reports"
    assert run("report", "--team", "tamsin", "--out", out, "--store", url) == 0
    text = (out / "tamsin.html").read_text(encoding="utf-8")
    assert f"{people} {'person' if people == 1 else 'people'} answered it" in text
    if people == 85:
        # Which language people prefer: counted by hand in the file.
        assert ">55<" in text
        assert ">30<" in text


def test_a_store_named_by_a_path_from_here_is_the_one_the_pages_write_to(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "ciwidgets.cli", "init", str(SAMPLE)]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    with (
        served("sqlite:///forum.db", tmp_path) as server,
        urllib.request.urlopen(f"{server.url}start", timeout=60) as answer,
    ):
        page = answer.read().decode()
    assert 'class="ci-failed"' not in page
    assert 'class="ci-mount"' in page
    assert not (workbooks_folder() / "forum.db").exists()


def test_a_port_that_is_taken_is_said_before_anything_else(
    url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run("init", SAMPLE, "--store", url)
    capsys.readouterr()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert run("serve", "--store", url, "--port", str(port)) == 1
    said = capsys.readouterr()
    assert f"port {port}" in said.err
    assert "The workbooks are at" not in said.out
