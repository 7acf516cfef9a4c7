"""A report's notebook as text to run, and the parameters it has."""

from __future__ import annotations

import ast
import json
import re
from typing import TYPE_CHECKING, Any

from ciwidgets.errors import WrongRequest
from ciwidgets.lookup import meant

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_NAME = re.compile(r"^[a-z_]{1,40}$")
_TAG = "parameters"
_MAKES = {
    "TeamSummary": "team_summary",
    "CohortSummary": "cohort_summary",
    "Baseline": "baseline",
    "Digest": "digest",
}


def read_source(path: Path) -> str:
    """Return a notebook's text without what it put out when somebody ran it last.

    Raises:
        WrongRequest: for a file that is not there or is no notebook.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        is_notebook = found["nbformat"] == 4 and isinstance(found["cells"], list)
    except OSError as error:
        raise WrongRequest(f"The notebook {path.name} cannot be read: {error.strerror}.") from error
    except (ValueError, KeyError, TypeError):
        raise WrongRequest(
            f"{path.name} is no notebook. Name a copy of one of the reports, a file that ends in "
            ".ipynb."
        ) from None
    if not is_notebook:
        raise WrongRequest(
            f"{path.name} is no notebook of today's form. Open it in JupyterLab and save it again."
        )
    for cell in found["cells"]:
        if cell.get("cell_type") == "code":
            cell["outputs"], cell["execution_count"] = [], None
    return json.dumps(found, ensure_ascii=False, sort_keys=True)


def report_of(notebook: str) -> str:
    """Return which report a notebook is a copy of, by the one it makes; else the team summary."""
    code = "\n".join(
        _text(cell["source"])
        for cell in json.loads(notebook)["cells"]
        if cell.get("cell_type") == "code"
    )
    found = [kind for name, kind in _MAKES.items() if re.search(rf"\b{name}\(", code)]
    return found[0] if len(found) == 1 else _MAKES["TeamSummary"]


def parameters_of(notebook: str, name: str) -> dict[str, str]:
    """Return the parameters of a notebook with the names of their types, empty where unknown.

    Raises:
        WrongRequest: when the cell that has them cannot be read.
    """
    cells = json.loads(notebook)["cells"]
    marked = [cell for cell in cells if _TAG in cell.get("metadata", {}).get("tags", [])]
    source = _text(marked[0]["source"]) if marked else ""
    try:
        lines = ast.parse(source).body
    except SyntaxError as error:
        raise WrongRequest(
            f"The cell with the parameters of {name} cannot be read: line {error.lineno} is not "
            'Python. Write one parameter a line, such as team: str = "".'
        ) from error
    found: dict[str, str] = {}
    for line in lines:
        if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name):
            found[line.target.id] = ast.unparse(line.annotation)
        elif isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name):
            found[line.targets[0].id] = _type_of(line.value)
    return found


def check_parameters(notebook: str, name: str, parameters: Mapping[str, object]) -> None:
    """Refuse parameters the notebook does not have; papermill would run their names as code.

    Raises:
        WrongRequest: for a name that is not the notebook's, or a value of another type.
    """
    known = parameters_of(notebook, name)
    for given, value in parameters.items():
        if given not in known or not _NAME.match(given):
            raise WrongRequest(
                f"{name} has no parameter {given[:60]!r}; it has "
                f"{', '.join(known) or 'none'}.{meant(given, known)}"
            )
        expected = known[given]
        if expected and expected != type(value).__name__:
            raise WrongRequest(
                f"The parameter {given!r} of {name} takes a {expected}, "
                f"and {value!r} is a {type(value).__name__}."
            )


def typed_value(notebook: str, name: str, parameter: str, text: str) -> object:
    """Return what somebody typed as the parameter's own kind of value.

    Raises:
        WrongRequest: when it is no such value.
    """
    wanted = parameters_of(notebook, name).get(parameter, "")
    try:
        if wanted == "bool":
            return {"true": True, "yes": True, "false": False, "no": False}[text.lower()]
        return {"int": int, "float": float}.get(wanted, str)(text)
    except (ValueError, KeyError):
        raise WrongRequest(
            f"The parameter {parameter!r} of {name} takes a {wanted}, and {text[:60]!r} is none."
        ) from None


def _type_of(value: ast.expr) -> str:
    try:
        return type(ast.literal_eval(value)).__name__
    except ValueError:
        return ""


def _text(source: Any) -> str:
    return source if isinstance(source, str) else "".join(source)
