"""The documents' commands work, each word and option they name exists, and none is left untold."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ciwidgets.cli import _parser
from tests.docs.blocks import DOCS, documents
from tests.docs.shell import run_document

# A command as it is written: the word, its kind where it has one, and what follows on the line.
_COMMAND = re.compile(r"ciwidgets ([a-z]+)((?:[ \t]+[^\s`|#;>)]+)*)")
_OPTION = re.compile(r"(?<![\w-])(--?[a-z][a-z-]*)")
# Words of other programs that are named beside ours.
OTHERS = {
    "--to",  # nbconvert
    "--check",  # sha256sum
    "--no-dashboard", "--nworkers", "--nthreads",  # dask
}  # fmt: skip


def words_of(parser: argparse.ArgumentParser, path: str = "") -> Iterator[tuple[str, set[str]]]:
    """Yield every word of the command, such as ``import map``, with its options."""
    options = {one for action in parser._actions for one in action.option_strings}
    yield path, options - {"-h", "--help"}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, below in action.choices.items():
                yield from words_of(below, f"{path} {name}".strip())


WORDS = dict(words_of(_parser()))


def said() -> str:
    """All documents, with a line that goes on in the next joined to it."""
    return "\n".join(one.read_text("utf-8") for one in documents()).replace("\\\n", " ")


@pytest.mark.parametrize("name", ["quick_start", "staff", "hosting"])
def test_what_a_document_says_to_type_works(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = run_document(DOCS / f"{name}.md", tmp_path, monkeypatch)
    assert len(lines) >= 4
    assert (tmp_path / "forum.db").is_file()


def test_every_command_that_is_named_exists_with_its_options() -> None:
    wrong = []
    for word, rest in _COMMAND.findall(said()):
        kind = rest.split()[0] if rest.split() else ""
        path = f"{word} {kind}" if f"{word} {kind}" in WORDS else word
        options = set(_OPTION.findall(rest))
        known = WORDS.get(path, set()) | WORDS.get(word, set()) | {"--help"}
        if path not in WORDS or not options <= known:
            wrong.append((path, sorted(options - known)))
    assert wrong == []


def test_every_option_that_is_named_is_one_of_the_command_or_of_a_program_beside_it() -> None:
    known = set().union(*WORDS.values()) | OTHERS | {"--help"}
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", said()))
    assert named - known == set()


def test_every_word_and_option_of_the_command_is_told() -> None:
    text = said()
    untold = [path for path in WORDS if path and f"ciwidgets {path}" not in text]
    options = set().union(*WORDS.values())
    named = set(_OPTION.findall(text))
    assert untold == []
    assert options - named == set()
