"""What the figures were measured on, and how several runs become one figure."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path


def machine_line() -> str:
    """Return one line that says where the figures come from."""
    names = ("voila", "papermill", "nbconvert", "anywidget", "jupyter_client", "ipykernel")
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    return (
        f"{os.cpu_count()} cores, {_memory()}, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}; {versions}"
    )


def spread(values: Sequence[float], unit: str = "s") -> str:
    """Return a median with its range, as the figures are quoted."""
    ordered = sorted(values)
    return (
        f"{statistics.median(ordered):.3g} {unit} "
        f"({ordered[0]:.3g} to {ordered[-1]:.3g}, n={len(ordered)})"
    )


def _memory() -> str:
    try:
        line = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()[0]
    except OSError:
        return "memory unknown"
    return f"{int(line.split()[1]) / 1024**2:.0f} GiB"
