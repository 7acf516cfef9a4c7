"""A hundred teams in three formats, the same again unchanged, and how that grows to a thousand."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.batch import reports, store_of
from benchmarks.machine import spread

FORMATS = "html,pdf,docx"
AGAIN_SECONDS = 2


def main() -> None:
    """Print it for a hundred teams."""
    _print_sizes(100)


def to_a_thousand() -> None:
    """Print it for ten, a hundred and a thousand teams: an hour or so, so only when asked for."""
    _print_sizes(10, 100, 1000)


def _print_sizes(*sizes: int) -> None:
    print(f"Team summaries in {FORMATS}")
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            url, teams = store_of(folder, size)
            made = reports(url, teams, folder / "out", FORMATS, is_memory_watched=True)
            kept = [
                reports(url, teams, folder / "out", FORMATS, again=True).seconds for _ in range(3)
            ]
            files = [file for file in (folder / "out").iterdir() if file.stem in set(teams)]
            print(
                f"  {size} teams: {made.seconds / size:.2f} s and {made.processor / size:.2f} s of "
                f"the processors each, {made.memory / 2**20:.0f} MiB at most, {len(files)} files"
            )
            bound = f", bound {AGAIN_SECONDS} s" if size == sizes[0] == 100 else ""
            print(f"    unchanged, again {spread(kept)}{bound}")
