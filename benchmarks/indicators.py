"""A 50 MB WONDER file: one county and its state read line by line, beside pandas reading it all."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.machine import spread

_BYTES = 50_000_000
_HEADINGS = '"Notes"\t"County"\t"County Code"\t"Year"\t"Year Code"\tDeaths\tPopulation\tCrude Rate'
_FOOTER = '"---"\r\n"Dataset: Multiple Cause of Death, 1999-2020"\r\n"Query Parameters:"\r\n'
_OURS = """
from ciwidgets.formats import read_indicators
file = read_indicators({path!r}, places=["Made-up County 7, AL"])
rows = len(file.indicators.rows)
"""
# Only what a first line of a notebook would do: no footer, no words in the count's place.
_PANDAS = """
import pandas
rows = len(pandas.read_csv({path!r}, sep="\\t", dtype=str))
"""
# The time after start-up, and the most memory the process ever held: of its own, since what
# getrusage says can be its parent's.
_MEASURED = """
import time
{imports}
began = time.perf_counter()
{work}
took = time.perf_counter() - began
held = next(line for line in open("/proc/self/status") if line.startswith("VmHWM:"))
print(took, int(held.split()[1]) / 1024, rows)
"""


def main(runs: int = 3) -> None:
    """Print time and memory of both, alternating, and the ratios of the medians."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "made_up_wonder.txt"
        lines = _write(path)
        ours, theirs = [], []
        for _ in range(runs):
            ours.append(_run("import ciwidgets.formats", _OURS, path))
            theirs.append(_run("import pandas", _PANDAS, path))
    print(f"a WONDER file of {_BYTES / 1e6:.0f} MB, {lines:,} rows")
    for who, runs_of in (("ciwidgets", ours), ("pandas   ", theirs)):
        seconds = spread([one[0] for one in runs_of])
        memory = spread([one[1] for one in runs_of], "MB at most")
        print(f"  {who} {seconds}, {memory}, {runs_of[0][2]:,.0f} rows kept")
    times, memories = (
        statistics.median(one[i] for one in theirs) / statistics.median(one[i] for one in ours)
        for i in (0, 1)
    )
    print("            (pandas keeps every row as text, and the lines of the footer as rows)")
    print(f"  ratio     {times:.2f} of pandas' speed, {memories:.1f} times less memory")


def _write(path: Path) -> int:
    lines = written = 0
    with path.open("w", encoding="ascii", newline="") as file:
        written += file.write(f"{_HEADINGS}\r\n")
        while written < _BYTES:
            county, year = lines % 3_000, 1999 + lines // 3_000
            deaths = "Suppressed" if lines % 3 else str(10 + lines % 90)
            written += file.write(
                f'\t"Made-up County {county}, AL"\t"{county + 1_001:05}"\t"{year}"\t"{year}"\t'
                f"{deaths}\t{20_000 + county}\t{'Suppressed' if lines % 3 else 'Unreliable'}\r\n"
            )
            lines += 1
        file.write(_FOOTER)
    return lines


def _run(imports: str, work: str, path: Path) -> tuple[float, ...]:
    code = _MEASURED.format(imports=imports, work=work.format(path=str(path)))
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return tuple(float(one) for one in done.stdout.split())
