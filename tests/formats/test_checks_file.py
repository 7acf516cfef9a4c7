"""The questions of lessons: those that are there are whole, and a mistake is told with its line."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from ciwidgets.errors import FileRefused
from ciwidgets.formats.checks_file import read_checks
from ciwidgets.shipped import workbooks_folder

TRAINING = workbooks_folder() / "training"
FILES = sorted((TRAINING / "checks").glob("*.toml"))
GOOD = """title = "Made up"

[[checks]]
id = "one"
question = "Which?"

[[checks.choices]]
text = "This"
verdict = "right"
reason = "Because."

[[checks.choices]]
text = "That"
verdict = "wrong"
reason = "Because not."
"""


def said(tmp_path: Path, text: str) -> str:
    """Return what a file with a mistake in it is told."""
    path = tmp_path / "odd.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FileRefused) as refused:
        read_checks(path)
    return str(refused.value)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_answer_has_its_reason_and_one_of_each_question_is_wrong(path: Path) -> None:
    found = read_checks(path)
    for one in found.checks:
        verdicts = [choice.verdict for choice in one.choices]
        assert "wrong" in verdicts, one.id
        texts = [choice.text for choice in one.choices]
        assert len(set(texts)) == len(texts), one.id
        for choice in one.choices:
            assert len(choice.reason) > 20, one.id
            assert "!" not in choice.text + choice.reason, one.id


def test_the_right_answer_does_not_always_stand_in_the_same_place() -> None:
    places = [
        next(place for place, one in enumerate(check.choices) if one.verdict == "right")
        for path in FILES
        for check in read_checks(path).checks
    ]
    assert {0, 1, 2} <= set(places)
    assert max(places.count(place) for place in set(places)) < 0.75 * len(places)


def test_the_cases_say_what_holds_and_where_it_can_be_read() -> None:
    cases = read_checks(TRAINING / "checks" / "confidentiality.toml").checks
    assert 6 <= len(cases) <= 8
    for one in cases:
        assert one.title
        assert one.story
        assert one.rule
        assert one.sources
        assert not re.search(r"\b(illegal|unlawful)\b", one.rule), "that is for counsel to say"
    everything = " ".join(f"{one.rule} {' '.join(one.sources)}" for one in cases)
    for law in ("42 CFR Part 2", "16 February 2026", "HIPAA", "FERPA", "public records", "counsel"):
        assert law in everything


def test_every_lesson_with_questions_names_a_file_that_is_there() -> None:
    named = {}
    for path in sorted(TRAINING.glob("*.ipynb")):
        source = "".join("".join(one["source"]) for one in json.loads(path.read_text())["cells"])
        found = re.search(r'checks: str = "(\w+)"', source)
        if found:
            named[path.stem] = found[1]
    assert set(named.values()) == {path.stem for path in FILES}
    assert len(named) == 8


def test_a_file_that_is_whole_is_read(tmp_path: Path) -> None:
    path = tmp_path / "good.toml"
    path.write_text(GOOD, encoding="utf-8")
    assert [one.verdict for one in read_checks(path).checks[0].choices] == ["right", "wrong"]


@pytest.mark.parametrize(
    ("was", "now", "line", "words"),
    [
        ('verdict = "wrong"', 'verdict = "no"', 14, "should be 'right', 'partly' or 'wrong'"),
        ('reason = "Because."\n', "", 7, "reason is missing here"),
        ('verdict = "right"', 'verdict = "partly"', 3, "none of its answers is right"),
        ('question = "Which?"', 'queston = "Which?"', 5, "queston is not a word of this file"),
        ('id = "one"', 'id = "One case"', 4, "small letters, digits and dashes"),
        ('question = "Which?"', "question = “Which?”", 5, "straight quotes"),
        ('question = "Which?"', "question = 5", 5, "should be text in quotes"),
    ],
)
def test_a_mistake_is_told_with_its_line(
    tmp_path: Path, was: str, now: str, line: int, words: str
) -> None:
    assert was in GOOD
    text = said(tmp_path, GOOD.replace(was, now, 1))
    assert f"line {line}: " in text
    assert words in text


def test_an_id_that_stands_twice_is_told_at_both_places(tmp_path: Path) -> None:
    second = GOOD.split("\n", 2)[2]
    text = said(tmp_path, GOOD + "\n" + second)
    assert 'line 4: the id "one" stands twice' in text
    assert 'line 18: the id "one" stands twice' in text
