"""What our own code never does, since what comes in is data and is never run."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import ciwidgets

SOURCE = Path(ciwidgets.__file__).parent
# Reading data with these runs what stands in it.
RUN_WHAT_THEY_READ = {"pickle", "cPickle", "dill", "cloudpickle", "joblib", "shelve", "marshal",
                      "jsonpickle"}  # fmt: skip
RUNNING = {"eval", "exec", "__import__"}
# A name of a module's function, and why it would run or fetch what somebody wrote.
CALLS = {
    "os.system", "os.popen", "yaml.load", "yaml.unsafe_load", "pandas.read_pickle",
    "pandas.read_html", "pandas.eval", "numpy.load", "numpy.loads", "subprocess.getoutput",
    "tempfile.mktemp",
}  # fmt: skip
# What lets a library do the same.
KEYWORDS = {"allow_pickle": True, "shell": True, "resolve_entities": True, "verify": False}


@cache
def modules() -> list[tuple[str, ast.Module]]:
    """Return our modules, by their path."""
    paths = sorted(SOURCE.rglob("*.py"))
    return [
        (str(one.relative_to(SOURCE)), ast.parse(one.read_text(encoding="utf-8"))) for one in paths
    ]


def dangers(tree: ast.Module) -> Iterator[str]:
    """Yield what a module does that runs data."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            module = node.module or "" if isinstance(node, ast.ImportFrom) else ""
            names = [module, *(one.name for one in node.names)]
            yield from (one for one in names if one.partition(".")[0] in RUN_WHAT_THEY_READ)
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if called in RUNNING or called in CALLS:
                yield called
            for keyword in node.keywords:
                told = ast.unparse(keyword.value)
                if keyword.arg in KEYWORDS and told == str(KEYWORDS[keyword.arg]):
                    yield f"{called}({keyword.arg}={told})"


def test_nothing_that_comes_in_is_run_or_unpickled() -> None:
    found = {name: found for name, tree in modules() if (found := list(dangers(tree)))}
    assert found == {}


@pytest.mark.parametrize(
    "code",
    ["import pickle", "from joblib import load", "eval(x)", "yaml.load(x)", "np = 1; os.system(x)",
     "f(allow_pickle=True)", "run(x, shell=True)", "import marshal as m", "pandas.read_pickle(x)"],
)  # fmt: skip
def test_each_of_those_would_be_seen(code: str) -> None:
    assert list(dangers(ast.parse(code)))


def test_words_for_the_database_are_never_put_together_from_what_people_typed() -> None:
    """SQL as text is written down whole: no f-string, no ``%``, no ``+`` reaches ``text()``."""
    for name, tree in modules():
        for node in ast.walk(tree):
            is_text = isinstance(node, ast.Call) and ast.unparse(node.func) in {
                "text", "sqlalchemy.text", "sa.text", "exec_driver_sql",
            }  # fmt: skip
            if is_text and isinstance(node, ast.Call) and name.startswith("store/"):
                made = [one for one in node.args if isinstance(one, ast.JoinedStr | ast.BinOp)]
                assert made == [], (name, ast.unparse(node))


def test_whatever_writes_csv_or_workbooks_makes_formulas_safe() -> None:
    writes = {"csv.writer", "csv.DictWriter"}
    writers = set()
    for name, tree in modules():
        calls = {ast.unparse(one.func) for one in ast.walk(tree) if isinstance(one, ast.Call)}
        source = (SOURCE / name).read_text(encoding="utf-8")
        makes_books = "openpyxl import Workbook" in source and "Workbook" in calls
        if calls & writes or makes_books or {one.rpartition(".")[2] for one in calls} & {
            "to_csv", "to_excel",
        }:  # fmt: skip
            writers.add(name)
            assert "safe_cell" in source, name
    assert writers == {"formats/safe_cells.py", "reports/documents/tables.py"}


def test_the_linter_looks_for_the_rest() -> None:
    """Ruff's rules on security (S) are on, and what is let through says why."""
    project = tomllib.loads((SOURCE.parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    chosen = project["tool"]["ruff"]["lint"]["select"]
    assert "ALL" in chosen or "S" in chosen
