"""A report's cells and nothing else, in one process that has made reports before.

Run as a program with the ids of teams; it prints their seconds of processor time as JSON. The first
ten are made once before, so that what they import and keep is at hand.
"""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from ciwidgets.enrolment import current_program
from ciwidgets.reports.batch.plan import plan_batch
from ciwidgets.results.withheld import WITHHELD_VARIABLE
from ciwidgets.shipped import workbooks_folder
from ciwidgets.store import URL_VARIABLE, Store

_WARM_UPS = 10


def seconds_of_cells(url: str, teams: Sequence[str]) -> list[float]:
    """Return each report's own processor time, its cells told the batch's plan as in a batch."""
    with Store(url) as store, tempfile.TemporaryDirectory() as folder:
        plan = Path(folder) / "withheld.json"
        found = plan_batch(store, current_program(store), "")
        plan.write_text(found.for_faculty(), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.warm_cells", *teams],
            env={**os.environ, URL_VARIABLE: url, WITHHELD_VARIABLE: str(plan)},
            check=True,
            capture_output=True,
            text=True,
        )
    seconds: list[float] = json.loads(done.stdout.splitlines()[-1])
    return seconds


def main(teams: Sequence[str]) -> None:
    """Run the cells of each team's summary and print what each took."""
    notebook = workbooks_folder() / "reports" / "team_summary.ipynb"
    cells = [
        ast.parse("".join(cell["source"]))
        for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        if cell["cell_type"] == "code" and "parameters" not in cell["metadata"].get("tags", [])
    ]
    for team in teams[:_WARM_UPS]:
        run_cells(cells, team)
    took = []
    for team in teams:
        began = time.process_time()
        run_cells(cells, team)
        took.append(time.process_time() - began)
    print(json.dumps(took))


def run_cells(cells: Sequence[ast.Module], team: str) -> None:
    """Run each cell and make what it shows, as a kernel does that nobody has to be told of."""
    known = {"team": team, "as_of": ""}
    for cell in cells:
        *before, last = cell.body
        exec(compile(ast.Module(before, []), "<cell>", "exec"), known)  # noqa: S102 # our notebook
        if isinstance(last, ast.Expr):
            shown = eval(compile(ast.Expression(last.value), "<cell>", "eval"), known)  # noqa: S307
            json.dumps(shown._repr_mimebundle_())  # as IPython calls it
        else:
            exec(compile(ast.Module([last], []), "<cell>", "exec"), known)  # noqa: S102


if __name__ == "__main__":
    main(sys.argv[1:])
