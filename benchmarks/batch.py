"""Ten team reports by one command, and by a plain loop of the stock commands."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.machine import spread
from ciwidgets.enrolment import current_program
from ciwidgets.opening import load_sample_program
from ciwidgets.shipped import jupyter_data_folder, workbooks_folder
from ciwidgets.store import Store


def main(runs: int = 3) -> None:
    """Print both, alternating, and the ratio of the medians."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = f"sqlite:///{folder / 'bench.db'}"
        with Store(url) as store:
            load_sample_program(store)
            teams = [team.id for team in current_program(store).teams]
        ours, loop = [], []
        for _ in range(runs):
            ours.append(_timed(lambda: _one_command(url, folder)))
            loop.append(_timed(lambda: _plain_loop(url, folder, teams)))
    print(f"{len(teams)} team reports in HTML")
    print(f"  ciwidgets report {spread(ours)}")
    print(f"  plain loop       {spread(loop)} (papermill and jupyter nbconvert, team by team)")
    print(
        f"  ratio            {statistics.median(loop) / statistics.median(ours):.1f} times sooner"
    )


def _timed(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _one_command(url: str, folder: Path) -> None:
    out = folder / "ours"
    shutil.rmtree(out, ignore_errors=True)
    subprocess.run(
        [
            sys.executable,
            "-m",
            "ciwidgets.cli",
            "report",
            "--all",
            "--out",
            str(out),
            "--store",
            url,
        ],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _plain_loop(url: str, folder: Path, teams: list[str]) -> None:
    out = folder / "stock"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    notebook = workbooks_folder() / "reports" / "team_summary.ipynb"
    environment = {
        **os.environ,
        "CIWIDGETS_STORE": url,
        "JUPYTER_PATH": str(jupyter_data_folder()),
    }
    for team in teams:
        executed = out / f"{team}.ipynb"
        for command in (
            [sys.executable, "-m", "papermill", str(notebook), str(executed), "-p", "team", team],
            [
                sys.executable,
                "-m",
                "nbconvert",
                "--to",
                "html",
                "--template",
                "ciwidgets",
                str(executed),
            ],
        ):
            subprocess.run(
                command,
                check=True,
                env=environment,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
