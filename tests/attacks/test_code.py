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
    """Return our modules with their path."""
    paths = sorted(SOURCE.rglob("*.py"))
    return [
        (str(one.relative_to(SOURCE)), ast.parse(one.read_text(encoding="utf-8"))) for one in paths
    ]


@cache
def said_in(tree: ast.Module) -> tuple[list[str], list[tuple[str, ast.Call]]]:
    """Return the modules that a module imports, and its calls by their whole names."""
    imported: list[str] = []
    meant: dict[str, str] = {}
    calls: list[ast.Call] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imported += [one.name for one in node.names]
            meant |= {one.asname: one.name for one in node.names if one.asname}
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            imported += [module, *(one.name for one in node.names)]
            meant |= {one.asname or one.name: f"{module}.{one.name}" for one in node.names}
        elif isinstance(node, ast.Call):
            calls.append(node)
    return imported, [(whole_name(one.func, meant), one) for one in calls]


def whole_name(node: ast.expr, meant: dict[str, str]) -> str:
    """Return what is called, ``numpy.load`` for ``np.load`` too; only dots for what has no name."""
    if isinstance(node, ast.Name):
        return meant.get(node.id, node.id)
    inside = whole_name(node.value, meant) if isinstance(node, ast.Attribute) else ""
    return f"{inside}.{node.attr}" if isinstance(node, ast.Attribute) else ""


def dangers(tree: ast.Module) -> Iterator[str]:
    """Yield what a module does that runs data."""
    imported, calls = said_in(tree)
    yield from (one for one in imported if one.partition(".")[0] in RUN_WHAT_THEY_READ)
    for called, node in calls:
        if called in RUNNING or called in CALLS:
            yield called
        for keyword in node.keywords:
            if keyword.arg in KEYWORDS:
                told = ast.unparse(keyword.value)
                if told == str(KEYWORDS[keyword.arg]):
                    yield f"{called}({keyword.arg}={told})"


def test_nothing_that_comes_in_is_run_or_unpickled() -> None:
    found = {name: found for name, tree in modules() if (found := list(dangers(tree)))}
    assert found == {}


@pytest.mark.parametrize(
    "code",
    ["import pickle", "from joblib import load", "eval(x)", "yaml.load(x)", "np = 1; os.system(x)",
     "f(allow_pickle=True)", "run(x, shell=True)", "import marshal as m", "pandas.read_pickle(x)",
     "import numpy as np; np.load(x)", "from os import system as s; s(x)",
     "def f():\n from yaml import load\n load(x)"],
)  # fmt: skip
def test_each_of_those_would_be_seen(code: str) -> None:
    assert list(dangers(ast.parse(code)))


def test_words_for_the_database_are_never_put_together_from_what_people_typed() -> None:
    """SQL as text is written down whole: no f-string, no ``%``, no ``+`` reaches ``text()``."""
    looked_at = 0
    for name, tree in modules():
        for called, node in said_in(tree)[1]:
            if called == "sqlalchemy.text" or called.endswith(".exec_driver_sql"):
                looked_at += 1
                made = [one for one in node.args if isinstance(one, ast.JoinedStr | ast.BinOp)]
                assert made == [], (name, ast.unparse(node))
    assert looked_at > 2


def test_whatever_writes_csv_or_workbooks_makes_formulas_safe() -> None:
    writes = {"csv.writer", "csv.DictWriter"}
    writers = set()
    for name, tree in modules():
        calls = {called for called, _ in said_in(tree)[1]}
        makes_books = "openpyxl.Workbook" in calls
        if calls & writes or makes_books or {one.rpartition(".")[2] for one in calls} & {
            "to_csv", "to_excel",
        }:  # fmt: skip
            writers.add(name)
            assert "safe_cell" in (SOURCE / name).read_text(encoding="utf-8"), name
    assert writers == {"formats/safe_cells.py", "reports/documents/tables.py"}


def test_the_linter_looks_for_the_rest() -> None:
    """Ruff's rules on security (S) are on, and what is let through says why."""
    project = tomllib.loads((SOURCE.parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    chosen = project["tool"]["ruff"]["lint"]["select"]
    assert "ALL" in chosen or "S" in chosen
