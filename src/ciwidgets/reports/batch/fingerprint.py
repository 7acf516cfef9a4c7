"""What a report was made from, as one hash: if it is the same, the report is the same."""

from __future__ import annotations

import hashlib
import json
import platform
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from ciwidgets.reports.look import template_folder
from ciwidgets.shipped import PACKAGE, workbooks_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from ciwidgets.reports.batch.job import Job

# Those that count, draw, run and write. Their own dependencies change with them.
_LIBRARIES = (
    "ipykernel", "ipython", "jinja2", "lxml", "matplotlib", "mistune", "nbclient", "nbconvert",
    "nbformat", "numpy", "openpyxl", "pandas", "papermill", "pydantic", "python-docx", "scipy",
    "sqlalchemy", "typst",
)  # fmt: skip
# Nothing of a page reaches a report.
_NO_PART = {"static", "__pycache__", "_shipped", "serving"}
# Codes open doors, and what a facilitator does with a room is over with it: neither says anything
# in a report. Releases follow from reports.
NO_PART_OF_A_REPORT = (
    "join_code", "release", "room_place", "timer", "announcement", "reveal", "rehearsal", "hold",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sources:
    """What all reports of a batch are made from beside their own notebooks.

    ``entries`` are the hashes of each team's entries, "" for the program's own; ``day`` is empty
    where no text depends on it.
    """

    entries: Mapping[str, str]
    day: str


def fingerprint(job: Job, sources: Sources) -> str:
    """Return the hash of everything a report depends on, but not of the formats it is asked in."""
    of_teams = [job.team, ""] if job.team else sorted(sources.entries)
    told = [
        made_with(),
        job.kind,
        job.notebook,
        job.parameters,
        {team: sources.entries.get(team, "") for team in of_teams},
        job.withheld,
        sources.day,
    ]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def versions() -> dict[str, str]:
    """Return the versions of Python and of the libraries that make reports."""
    return {"python": platform.python_version()} | dict(_versions())


def _versions() -> Iterator[tuple[str, str]]:
    for name in ("ciwidgets", *_LIBRARIES):
        try:
            yield name, version(name)
        except PackageNotFoundError:
            continue


@cache
def made_with() -> str:
    """Return the hash of our code, our templates, the workbooks and the libraries' versions."""
    told = hashlib.sha256(json.dumps(versions()).encode())
    templates = template_folder() / "ciwidgets"
    for folder in (PACKAGE, templates, workbooks_folder()):
        for path in sorted(_files(folder)):
            told.update(f"{path.relative_to(folder).as_posix()}\n".encode())
            told.update(hashlib.sha256(path.read_bytes()).digest())
    return told.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name in _NO_PART or path.name.startswith("."):
            continue
        if path.is_dir():
            yield from _files(path)
        elif path.suffix != ".pyc":
            yield path
