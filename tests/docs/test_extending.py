"""The page on a new exercise, applied to a copy of the program: it appears, saves, is reported."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.blocks import DOCS, ROOT, Block, apply, blocks

QUESTION = "Who may carry naloxone?"
# Runs the page's own test, then a person's page of the workbook, cell by cell, as the server does,
# then the report's cell; all in one process, since starting one takes longer than what it does.
_A_PAGE = f"""
import json, runpy
from ciwidgets.store import Store
from ciwidgets.visit.open_questions import OpenQuestionsExercise
from ciwidgets.shipped import workbook_path
from ciwidgets.workbook import read_workbook
from ciwidgets.words import section
from tests.support.room import Room

own = runpy.run_path("tests/visit/test_open_questions.py")
[test] = [one for name, one in own.items() if name.startswith("test_")]
test(Room(Store("sqlite://")))
assert section("open_questions", "en").keys() == section("open_questions", "es").keys()
room = Room(Store("sqlite:///asked.db"))
book = workbook_path("monthly_checkin")
assert read_workbook(book).steps[-1].exercises[0].name == "open_questions"
names = {{}}
for cell in json.loads(book.read_text("utf-8"))["cells"]:
    if cell["cell_type"] == "code":
        exec("".join(cell["source"]), names)
visit = names["visit"]
strip = visit.parts[0]
said = {{"type": "join", "request_id": "a" * 24, "code": room.code(), "sector": "law", "name": ""}}
assert visit.receive(strip, said)["type"] == "joined"
[part] = [one for one in visit.parts if isinstance(one, OpenQuestionsExercise)]
said = {{"type": "save", "request_id": "b" * 24, "record_id": "q-1", "base_revision": 0}}
reply = visit.receive(part, {{**said, "question": "{QUESTION}"}})
assert reply["type"] == "saved", reply
names = {{}}
for cell in json.loads(workbook_path("reports/team_summary").read_text("utf-8"))["cells"]:
    source = "".join(cell["source"]).replace('"ambrin-falls"', '"ash"')
    if cell["id"] in ("parameters", "report"):
        exec(source, names)
    elif cell["id"] == "open-questions":
        print(json.dumps(eval(source, names)._repr_mimebundle_()))
"""


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program with the page's blocks in it."""
    tree = tmp_path_factory.mktemp("extended")
    not_ours = shutil.ignore_patterns("__pycache__", "static*", "node_modules")
    for folder in ("src/ciwidgets", "workbooks", "js/src", "tests/support"):
        shutil.copytree(ROOT / folder, tree / folder, ignore=not_ours)
    for same in ("templates", "data", "js/node_modules", "js/tsconfig.json", "pyproject.toml",
                 "src/ciwidgets/static"):  # fmt: skip
        (tree / same).symlink_to(ROOT / same)
    (tree / "tests" / "visit").mkdir()
    (tree / "tests" / "visit" / "__init__.py").touch()
    for block in blocks(DOCS / "extending.md"):
        apply(block, tree)
    return tree


def run(tree: Path, *command: str) -> str:
    """Run a command of the copy's own, which must succeed; return what it printed."""
    done = subprocess.run(
        command,
        cwd=tree,
        env={
            **os.environ,
            "PYTHONPATH": f"{tree / 'src'}{os.pathsep}{tree}",
            "CIWIDGETS_STORE": "sqlite:///asked.db",
            "CIWIDGETS_PAGE_LOADS_CODE": "1",
            "VOILA_REQUEST_URL": "http://127.0.0.1:8866/monthly_checkin",
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, f"{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    return done.stdout


def test_the_exercise_appears_saves_and_is_in_the_report(tree: Path) -> None:
    assert QUESTION in run(tree, sys.executable, "-c", _A_PAGE)


def test_its_style_is_the_houses(tree: Path) -> None:
    written = [one.file for one in blocks(DOCS / "extending.md", "python")]
    for checked in (["check"], ["format", "--check"]):
        run(tree, sys.executable, "-m", "ruff", *checked, "--no-cache", *written)


def test_its_page_part_has_the_types_of_the_others(tree: Path) -> None:
    node = shutil.which("node")
    compiler = tree / "js" / "node_modules" / "typescript" / "bin" / "tsc"
    if node is None or not compiler.exists():
        pytest.skip("The front end's tools are not here: `make check` brings them.")
    own = tree / "js" / "own.json"
    own.write_text('{"extends": "./tsconfig.json", "include": ["src/widgets/open_questions.tsx"]}')
    run(tree, node, str(compiler), "--noEmit", "-p", str(own))


def test_a_block_that_has_no_place_is_named(tree: Path) -> None:
    lost = Block("diff", " nothing of the kind\n+new\n", "src/ciwidgets/model/__init__.py")
    with pytest.raises(ValueError, match="does not hold this just once"):
        apply(lost, tree)
    there = Block("python", "", lost.file)
    with pytest.raises(ValueError, match="there already"):
        apply(there, tree)
