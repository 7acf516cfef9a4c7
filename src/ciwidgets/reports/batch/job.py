"""What goes to a process that makes a report, and what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

PUBLIC = "public_page"


@dataclass(frozen=True, slots=True)
class Job:
    """One report to be made; everything but the store's address, which no argument carries.

    ``id`` is where it lies in the folder, without a file's ending: ``tamsin``, or
    ``faculty/baseline``. ``team`` is empty where it tells of all. ``notebook`` is its text, since
    another machine has no such file; ``withheld`` is what the batch's plan hides in this report.
    ``program`` and ``made_with`` go to other machines: the digest of the program in the batch's own
    store and the hash of its code, so that none makes a report from another store or by other code.
    """

    id: str
    kind: str
    name: str
    team: str
    formats: tuple[str, ...]
    notebook: str = ""
    parameters: Mapping[str, object] = field(default_factory=dict)
    time_limit: float = 120.0
    withheld: str = ""
    program: str = ""
    made_with: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a job: files by format, or a reason in plain words with the notebook so far.

    ``reasons`` are those of single formats, where the others could be written. ``looked_for`` is
    how many hidden numbers were looked for in the finished report, None if it was not read, and
    ``found`` how many stood there. ``error`` is the name of what a cell raised.
    """

    id: str
    seconds: float
    files: Mapping[str, bytes] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    notebook: bytes = b""
    looked_for: int | None = None
    found: int = 0
    error: str = ""
