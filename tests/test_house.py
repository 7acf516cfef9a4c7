"""The house's own rules, each of which a person could break without noticing."""

from __future__ import annotations

import ast
import importlib
import json
import pkgutil
import re
import sys
import tomllib
from importlib.metadata import distributions, packages_distributions
from itertools import pairwise
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet

import ciwidgets

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONSTRAINTS = [
    line
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
NOT_OURS = {
    ".git", ".venv", ".hypothesis", "node_modules", "static", "static.new", "out", "dist", "build",
}  # fmt: skip
# Written in pieces, so that this file does not hold what it looks for.
REGISTRIES = [".".join(parts) for parts in (
    ("registry", "npmjs", "org"),
    ("pypi", "org"),
    ("files", "pythonhosted", "org"),
    ("deb", "debian", "org"),
)]  # fmt: skip
ELSEWHERE = re.compile(r"cdn\.|cdnjs|jsdelivr|unpkg|fonts\.g(oogleapis|static)", re.IGNORECASE)


def our_files(*folders, suffixes=None):
    """The files that are written by hand, below some folders or everywhere."""
    for top in [ROOT / folder for folder in folders] or [ROOT]:
        for path in sorted(top.rglob("*")):
            parts = path.relative_to(ROOT).parts
            is_ours = not any(part in NOT_OURS or part.endswith("cache__") for part in parts)
            is_ours = is_ours and not any(part.endswith("_cache") for part in parts)
            if is_ours and path.is_file() and (suffixes is None or path.suffix in suffixes):
                yield path


def text_of(path):
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def said_in(files, pattern):
    """The files in which a pattern stands, for a message that names them."""
    found = re.compile(pattern) if isinstance(pattern, str) else pattern
    return [str(path.relative_to(ROOT)) for path in files if found.search(text_of(path))]


def name_of(requirement):
    """The package a requirement asks for, as the index spells it."""
    return re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", requirement)[0]).lower()


# --- the environment ------------------------------------------------------------------------


def test_constraints_are_names_and_versions_and_nothing_else():
    assert [line for line in CONSTRAINTS if not re.fullmatch(r"[\w.-]+==[\w.!+-]+", line)] == []


def test_all_that_is_asked_for_is_pinned():
    pinned = {name_of(line) for line in CONSTRAINTS}
    project = PROJECT["project"]
    asked = [
        *project["dependencies"],
        *project["optional-dependencies"]["test"],
        *PROJECT["build-system"]["requires"],
        "pip",
    ]
    assert {name_of(one) for one in asked} - pinned == set()


def test_every_pin_runs_on_the_oldest_python_that_is_promised():
    oldest = f"{PROJECT['project']['requires-python'].removeprefix('>=')}.0"
    needed = {
        f"{one.name} {one.version}": one.metadata["Requires-Python"]
        for one in distributions()
        if f"{one.name}=={one.version}" in CONSTRAINTS
    }
    assert len(needed) > 100
    too_new = [
        name
        for name, pythons in needed.items()
        if pythons and not SpecifierSet(pythons).contains(oldest)
    ]
    assert too_new == []


def test_all_that_the_code_imports_is_asked_for():
    extras = PROJECT["project"]["optional-dependencies"]
    listed = [*PROJECT["project"]["dependencies"], *extras["dask"]]
    asked = {name_of(one) for one in listed}
    homes = packages_distributions()
    for path in our_files("src", suffixes={".py"}):
        for node in ast.walk(ast.parse(text_of(path))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [node.module]
            for top in {name.partition(".")[0] for name in names} - {"ciwidgets"}:
                homes_of_top = {name_of(home) for home in homes.get(top, [])}
                assert top in sys.stdlib_module_names or homes_of_top & asked, f"{path}: {top}"


def test_the_front_ends_lock_names_versions_and_hashes_and_no_address():
    lock = json.loads(text_of(ROOT / "js" / "package-lock.json"))
    packages = {name: one for name, one in lock["packages"].items() if name}
    assert packages
    assert [name for name, one in packages.items() if "resolved" in one] == []
    assert [name for name, one in packages.items() if "integrity" not in one] == []


def test_no_file_names_a_registry_or_a_place_on_one_machine():
    places = [*REGISTRIES, f"{ROOT}/", f"{Path.home()}/"]
    assert said_in(our_files(), "|".join(map(re.escape, places))) == []


def test_the_version_is_the_same_wherever_it_stands():
    page = json.loads(text_of(ROOT / "js" / "package.json"))
    assert PROJECT["project"]["version"] == ciwidgets.__version__ == page["version"]


# --- the words of the house -----------------------------------------------------------------


def test_make_knows_its_words():
    makefile = text_of(ROOT / "Makefile")
    for word in ("setup", "check", "test", "demo", "reports", "bench"):
        assert re.search(rf"^{word}:", makefile, re.MULTILINE), word
        assert re.search(rf"^#   make {word} ", makefile, re.MULTILINE), word


def test_continuous_integration_calls_make_test_and_nothing_else():
    script = ROOT / ".ci" / "run"
    lines = [line for line in text_of(script).splitlines() if line and not line.startswith("#")]
    assert len(lines) == 1
    assert re.search(r"CIWIDGETS_TEST_REQUIRE=browser,postgres .*\bmake\b.* test$", lines[0])
    assert script.stat().st_mode & 0o111


# --- the code -------------------------------------------------------------------------------


def test_every_public_name_exists():
    names = [ciwidgets.__name__]
    names += [one.name for one in pkgutil.walk_packages(ciwidgets.__path__, "ciwidgets.")]
    for name in names:
        module = importlib.import_module(name)
        missing = [one for one in getattr(module, "__all__", []) if not hasattr(module, one)]
        assert missing == [], name


def test_no_module_is_longer_than_three_hundred_lines():
    files = [
        *our_files("src", suffixes={".py"}),
        *(p for p in our_files("js/src", suffixes={".ts", ".tsx"}) if ".test." not in p.name),
    ]
    assert [str(path) for path in files if len(text_of(path).splitlines()) > 300] == []


def test_every_package_states_its_law():
    inits = (ROOT / "src" / "ciwidgets").glob("*/__init__.py")
    assert [str(path) for path in inits if "Law: " not in text_of(path)] == []


def test_pages_put_what_people_wrote_on_the_screen_as_text_only():
    files = (path for path in our_files("js/src") if ".test." not in path.name)
    markup = r"innerHTML|outerHTML|dangerouslySetInnerHTML|insertAdjacentHTML|document\.write"
    assert said_in(files, markup) == []


def test_nothing_is_fetched_from_elsewhere_at_run_time():
    assert said_in(our_files("src", "js/src", "templates", "workbooks"), ELSEWHERE) == []


def test_built_pages_ask_no_other_machine_for_anything():
    built = list((ROOT / "src" / "ciwidgets" / "static").rglob("*.[jc]s*"))
    assert built, "The pages are not built: run `make setup`."
    # The names of markup languages look like addresses, and nobody asks for them.
    address = re.compile(r"https?://(?!www\.w3\.org/)[\w.-]+|@import|url\((?!['\"]?(data:|#))")
    assert said_in((path for path in built if path.suffix in {".js", ".css"}), address) == []


# --- a workbook (style.md) ------------------------------------------------------------------

NOTEBOOKS = sorted((ROOT / "workbooks").rglob("*.ipynb"))
# A notebook that takes no setting has no cell for them.
WITHOUT_PARAMETERS = {"facilitator", "paper_entry", "projector", "start"}
ROLES = {
    "parameters",
    "hide",
    "new-page",
    "solution",
    "step",
    "hint",
    "on-screen",
    "between-forums",
    "show",
    "always",
    "end",
}
each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def cells_of(path, kind=None):
    cells = json.loads(text_of(path))["cells"]
    return [cell for cell in cells if kind is None or cell["cell_type"] == kind]


def source_of(cell):
    return "".join(cell["source"])


def tags_of(cell):
    return set(cell["metadata"].get("tags", []))


def code_of(path):
    return ast.parse("\n".join(source_of(cell) for cell in cells_of(path, "code")))


def test_the_first_workbooks_are_there():
    assert {"start", "needs_assessment"} <= {path.stem for path in NOTEBOOKS}


@each_notebook
def test_a_notebook_opens_with_its_title_its_purpose_who_runs_it_and_how_long_it_takes(path):
    first, *rest = cells_of(path)
    lines = [line for line in source_of(first).splitlines() if line.strip()]
    assert first["cell_type"] == "markdown"
    assert re.match(r"# \S", lines[0])
    assert re.match(r"[^.?!]+\.", lines[1]), "its purpose, in a sentence"
    opening = source_of(first)
    for cell in rest:
        if cell["cell_type"] == "code":
            break
        opening += source_of(cell)
    assert re.search(r"\b(minute|second)s?\b", opening), "how long it takes"
    assert re.search(r"facilitator|project manager|staff", opening, re.IGNORECASE), "who runs it"


@each_notebook
def test_a_notebooks_settings_are_one_cell_of_typed_and_commented_assignments(path):
    cells = [cell for cell in cells_of(path, "code") if "parameters" in tags_of(cell)]
    if path.stem in WITHOUT_PARAMETERS:
        assert cells == []
        return
    assert len(cells) == 1
    lines = source_of(cells[0]).splitlines()
    for statement in ast.parse("\n".join(lines)).body:
        assert isinstance(statement, ast.AnnAssign), ast.unparse(statement)
        assert statement.value is not None
        around = lines[max(0, statement.lineno - 2) : statement.end_lineno]
        assert any("#" in line for line in around), ast.unparse(statement)


@each_notebook
def test_a_notebook_imports_ciwidgets_as_ci_and_nothing_else(path):
    imports = [
        ast.unparse(node)
        for node in ast.walk(code_of(path))
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert imports == ["import ciwidgets as ci"]


@each_notebook
def test_prose_and_code_take_turns_and_a_cell_of_code_is_one_to_ten_lines(path):
    cells = cells_of(path)
    # The settings, the visit and the head of the page follow one another; then turns are taken.
    kinds = [cell["cell_type"] for cell in cells]
    body = kinds[kinds.index("markdown", kinds.index("code")) :]
    assert ("code", "code") not in pairwise(body)
    for cell in cells_of(path, "code"):
        lines = [line for line in source_of(cell).splitlines() if line.strip()]
        assert 1 <= len(lines) <= 10, cell["id"]


@each_notebook
def test_a_notebook_ends_in_prose(path):
    last = cells_of(path)[-1]
    assert last["cell_type"] == "markdown"
    assert source_of(last).strip().endswith((".", ")", "*"))


@each_notebook
def test_a_notebook_is_kept_without_outputs_and_counts(path):
    for cell in cells_of(path, "code"):
        assert cell["outputs"] == [], cell["id"]
        assert cell["execution_count"] is None, cell["id"]


@each_notebook
def test_a_notebook_defines_nothing_installs_nothing_and_knows_no_place_and_no_sql(path):
    tree = code_of(path)
    definitions = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda
    assert not [node for node in ast.walk(tree) if isinstance(node, definitions)]
    code = "\n".join(source_of(cell) for cell in cells_of(path, "code"))
    assert not re.search(r"^\s*[%!]|\bpip\b", code, re.MULTILINE)
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    for text in (text for text in texts if isinstance(text, str)):
        assert not re.match(r"(/|~|[A-Za-z]:[\\/]|file:)", text), text
        assert not re.search(r"\b(SELECT\b.+\bFROM|INSERT INTO|UPDATE\b.+\bSET)\b", text), text


@each_notebook
def test_cell_ids_are_words_and_tags_are_roles(path):
    ids = [cell["id"] for cell in cells_of(path)]
    assert [one for one in ids if not re.fullmatch(r"[a-z]+(-[a-z]+)*", one)] == []
    assert len(set(ids)) == len(ids)
    assert {tag for cell in cells_of(path) for tag in tags_of(cell)} <= ROLES


@each_notebook
def test_a_notebook_names_its_kernel_so_that_it_runs_anywhere(path):
    assert json.loads(text_of(path))["metadata"]["kernelspec"]["name"] == "python3"


@each_notebook
def test_prose_can_be_changed_and_no_step_moves(path, tmp_path):
    from ciwidgets.workbook import read_workbook

    notebook = json.loads(text_of(path))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            marks = re.match(r"#*", source_of(cell))[0]
            cell["source"] = f"{marks} Anders\n\nGanz anders, *und kürzer*.".lstrip()
    changed = tmp_path / path.name
    changed.write_text(json.dumps(notebook), encoding="utf-8")

    before, after = read_workbook(path), read_workbook(changed)
    assert [(one.id, one.exercises) for one in after.steps] == [
        (one.id, one.exercises) for one in before.steps
    ]
