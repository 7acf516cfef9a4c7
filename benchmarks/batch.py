"""Ten team summaries by one command and by a plain loop, and what one costs beyond its cells."""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import cost
from benchmarks.machine import spread
from benchmarks.many_teams import fill
from benchmarks.warm_cells import seconds_of_cells
from ciwidgets.shipped import jupyter_data_folder, workbooks_folder
from ciwidgets.store import URL_VARIABLE, Store

TIMES_SOONER, BEYOND_SECONDS = 8, 0.3
_MANY = 100


def main(runs: int = 3) -> None:
    """Print both, alternating; then what a hundred reports cost beyond their cells."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url, teams = store_of(folder, 10)
        ours, loop = [], []
        for _ in range(runs):
            ours.append(reports(url, teams, folder / "ours").seconds)
            loop.append(_plain_loop(url, folder / "stock", teams))
        sooner = statistics.median(loop) / statistics.median(ours)
        print(f"{len(teams)} team summaries in HTML")
        print(f"  ciwidgets report {spread(ours)}")
        print(f"  plain loop       {spread(loop)} (papermill and jupyter nbconvert, team by team)")
        print(f"  ratio            {sooner:.1f} times sooner (bound {TIMES_SOONER})")
        print(f"  the same text    {_how_many_equal(folder, teams)} of {len(teams)}")
    with tempfile.TemporaryDirectory() as name:
        _beyond_the_cells(Path(name), runs)


def store_of(folder: Path, count: int) -> tuple[str, list[str]]:
    """Make a store of so many teams in a folder; return its address and their ids."""
    url = f"sqlite:///{folder / 'bench.db'}"
    with Store(url) as store:
        return url, fill(store, count)


def reports(
    url: str,
    teams: list[str],
    out: Path,
    formats: str = "html",
    *,
    again: bool = False,
    is_memory_watched: bool = False,
) -> cost.Cost:
    """Run the command over these teams, from nothing or ``again``; say what it took."""
    if not again:
        shutil.rmtree(out, ignore_errors=True)
    which = [word for team in teams for word in ("--team", team)]
    command = [sys.executable, "-m", "ciwidgets.cli", "report", *which, "--formats", formats]
    return cost.run(
        [*command, "--out", str(out), "--store", url], is_memory_watched=is_memory_watched
    )


def _plain_loop(url: str, out: Path, teams: list[str]) -> float:
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    notebook = workbooks_folder() / "reports" / "team_summary.ipynb"
    paths = [str(jupyter_data_folder()), *filter(None, [os.environ.get("JUPYTER_PATH")])]
    environment = {URL_VARIABLE: url, "JUPYTER_PATH": os.pathsep.join(paths)}
    began = time.perf_counter()
    for team in teams:
        executed = out / f"{team}.ipynb"
        # The kernel that comes with Jupyter, as anybody's loop has it.
        run = ["papermill", str(notebook), str(executed), "-k", "python3", "-p", "team", team]
        export = ["nbconvert", "--to", "html", "--template", "ciwidgets", str(executed)]
        for words in (run, export):
            cost.run([sys.executable, "-m", *words], environment)
    return time.perf_counter() - began


def _how_many_equal(folder: Path, teams: list[str]) -> int:
    pairs = [(folder / "ours" / f"{one}.html", folder / "stock" / f"{one}.html") for one in teams]
    return sum(
        ours.read_text(encoding="utf-8").strip() == stock.read_text(encoding="utf-8").strip()
        for ours, stock in pairs
    )


def _beyond_the_cells(folder: Path, runs: int) -> None:
    """Print what a report of a batch takes of the processors beyond what its cells take."""
    url, teams = store_of(folder, _MANY)
    beyond, more = [], []
    for _ in range(runs):
        own = seconds_of_cells(url, teams)
        many = reports(url, teams, folder / "out").processor
        few = reports(url, teams[:10], folder / "out").processor
        beyond.append((many - sum(own)) / len(teams))
        more.append((many - few - sum(own[10:])) / (len(teams) - 10))
    print(
        f"Processor time of a report beyond its cells, {_MANY} in HTML (bound {BEYOND_SECONDS} s)"
    )
    print(f"  its cells in a warm process   {spread(own)}")
    print(f"  all the rest, a report's part {spread(beyond)}")
    print(f"  one report more               {spread(more)}")
