"""A workbook's steps as paper needs them: prose and exercises in the order of the notebook."""

from __future__ import annotations

import ast
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

_NOT_ON_PAPER = {"hint", "end", "hide", "on-screen"}


@dataclass(frozen=True, slots=True)
class Part:
    """Some prose, and the exercise after it as its cell calls it; ``name`` is empty without one."""

    prose: str
    name: str = ""
    asked: dict[str, Any] = field(default_factory=dict)


def parts_by_step(path: Path) -> dict[str, list[Part]]:
    """Return the parts of each step, by the step's id."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    found: dict[str, list[Part]] = {}
    step, prose, parameters = "", "", {}
    for cell in cells:
        tags = set(cell.get("metadata", {}).get("tags", []))
        source = "".join(cell["source"])
        if "parameters" in tags:
            parameters = _parameters(source)
        if cell["cell_type"] == "markdown" and tags & {"step", "end"}:
            step, prose = (cell["id"] if "step" in tags else ""), ""
        if cell["cell_type"] == "markdown" and step and not tags & _NOT_ON_PAPER:
            prose = f"{prose}\n\n{source}".strip()
        name = cell.get("metadata", {}).get("ciwidgets", {}).get("exercise", "")
        if step and name:
            found.setdefault(step, []).append(Part(prose, name, _asked(source, parameters)))
            prose = ""
    return found


def _parameters(source: str) -> dict[str, Any]:
    """Return the values of a workbook's parameters cell: words and numbers, nothing is run."""
    found = {}
    for line in ast.parse(source).body:
        if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name) and line.value:
            found[line.target.id] = _value(line.value, {})
    return found


def _asked(source: str, parameters: dict[str, Any]) -> dict[str, Any]:
    """Return what a cell says of its exercise by name, such as ``prompt`` or ``brief``."""
    calls = (one for one in ast.walk(ast.parse(source)) if isinstance(one, ast.Call))
    return {
        one.arg: _value(one.value, parameters)
        for call in calls
        for one in call.keywords
        if one.arg is not None
    }


def _value(node: ast.expr, parameters: dict[str, Any]) -> Any:
    if isinstance(node, ast.Name):
        return parameters.get(node.id)
    return node.value if isinstance(node, ast.Constant) else None
