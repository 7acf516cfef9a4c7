"""What a process that forks kernels has at hand, none of its kernels has to import again."""

from __future__ import annotations

import os
import subprocess
import sys

# Runs a team's summary as a kernel does, after the import, and says what that still brought in.
MADE_AFTERWARDS = """
import ciwidgets.reports.warm, json, sys
from pathlib import Path
import jinja2
from ciwidgets.shipped import workbooks_folder
def refuse(*_args, **_more):
    raise AssertionError("a template is compiled again")
jinja2.Environment.compile = refuse
cells = json.loads((workbooks_folder() / "reports" / "team_summary.ipynb").read_text())["cells"]
before, known, shown = set(sys.modules), {"team": "tamsin", "as_of": ""}, 0
for cell in cells:
    if cell["cell_type"] != "code" or "parameters" in cell["metadata"].get("tags", []):
        continue
    *first, last = "".join(cell["source"]).splitlines()
    exec("\\n".join(first), known)
    try:
        value = eval(last, known)
    except SyntaxError:
        exec(last, known)
    else:
        shown += bool(value._repr_mimebundle_())
print([one for one in set(sys.modules) - before if one.startswith(("ciwidgets", "scipy", "sqlal"))])
print(shown)
"""


def test_a_kernel_forked_after_it_imports_no_more_of_ours_and_compiles_no_template():
    done = subprocess.run(
        [sys.executable, "-c", MADE_AFTERWARDS],
        capture_output=True,
        text=True,
        check=True,
        env={
            **{name: value for name, value in os.environ.items() if name != "CIWIDGETS_STORE"},
            "PYTHONPATH": os.pathsep.join(sys.path),
        },
    )
    imported, shown = done.stdout.splitlines()
    # The sample is read into a store in memory, which a kernel of a batch never does.
    left = {one for one in eval(imported) if not one.startswith("ciwidgets.formats")}
    assert left == set()
    assert int(shown) > 20
