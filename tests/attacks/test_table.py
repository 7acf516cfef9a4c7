"""The table of attacks names tests that exist, for every threat there is."""

from __future__ import annotations

import re
from pathlib import Path

import tests.attacks

TESTS = Path(__file__).resolve().parents[1]
THREATS = 25


def rows() -> dict[str, list[tuple[str, str]]]:
    """Return each threat with the tests that are named for it."""
    table: dict[str, list[tuple[str, str]]] = {}
    for line in (tests.attacks.__doc__ or "").splitlines():
        if found := re.match(r"(T\d+) \S", line):
            table[found[1]] = []
        elif found := re.fullmatch(r"    ([\w./]+): (.+)", line):
            table[list(table)[-1]].append((found[1], found[2]))
    return table


def test_every_threat_has_tests_and_every_test_is_there() -> None:
    table = rows()
    assert list(table) == [f"T{number + 1}" for number in range(THREATS)]
    for threat, named in table.items():
        assert named, threat
        for file, name in named:
            path = (TESTS.parent if file.startswith("js/") else TESTS) / file
            text = path.read_text(encoding="utf-8")
            is_there = f'test("{name}"' in text if path.suffix == ".ts" else f"def {name}(" in text
            assert is_there, (threat, file, name)


def test_every_attack_here_stands_in_the_table() -> None:
    """One that no threat names would be forgotten when the threats are gone through."""
    told = (Path(tests.attacks.__file__)).read_text(encoding="utf-8")
    here = {
        name
        for file in Path(__file__).parent.glob("test_*.py")
        for name in re.findall(r"^def (test_\w+)\(", file.read_text(encoding="utf-8"), re.MULTILINE)
        if file != Path(__file__)
    }
    checks_of_checks = {
        "test_most_of_those_messages_got_past_the_door",
        "test_no_answer_to_a_guess_holds_the_guess_or_a_code",
        "test_words_for_the_database_are_never_put_together_from_what_people_typed",
        "test_the_linter_looks_for_the_rest",
    }
    assert {name for name in here if name not in told} == checks_of_checks
