"""What a server and its kernels take of the machine, read from /proc."""

from __future__ import annotations

import os
from pathlib import Path


def family(pid: int) -> list[tuple[int, int]]:
    """Return a process and those below it, each with how many it has itself started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    below = [one for child in children for one in family(int(child))]
    return [(pid, len(children)), *below]


def private_mb(pid: int) -> tuple[float, float]:
    """Return the private memory of the kernels, and of the server and its template."""
    kernels = others = 0.0
    for one, children in family(pid):
        try:
            lines = Path(f"/proc/{one}/smaps_rollup").read_text(encoding="ascii").splitlines()
        except OSError:
            continue
        private = sum(int(line.split()[1]) for line in lines if line.startswith("Private")) / 1024
        if children or one == pid:
            others += private
        else:
            kernels += private
    return kernels, others


def processor_seconds(pid: int) -> float:
    """Return the processor time a process and those below it have taken, those that live."""
    ticks = 0
    for one, _ in family(pid):
        try:
            fields = Path(f"/proc/{one}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
        except OSError:
            continue
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def available_gib() -> float:
    """Return how much memory the machine still has."""
    lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    said = next(line for line in lines if line.startswith("MemAvailable"))
    return int(said.split()[1]) / 1024**2
