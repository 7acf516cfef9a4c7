"""What a forked kernel prints, shows and draws is what an ordinary one does, cell for cell."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from traitlets.config import Config

from ciwidgets.opening import load_sample_program
from ciwidgets.serving.forking import TEMPLATE_VARIABLE
from ciwidgets.shipped import jupyter_data_folder, workbooks_folder
from ciwidgets.store import Store
from tests.support.kernels import PROMPT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")

# Lessons and pages of a few cells are run one after the other in one kernel: an ordinary kernel's
# start would take most of their time.
SHORT = ("start", "paper_entry", "facilitator", "projector", "breakout", "confidentiality")


def shipped() -> dict[str, list[Path]]:
    """Return every shipped notebook, those that go together under one name."""
    found: dict[str, list[Path]] = {}
    for path in sorted(workbooks_folder().rglob("*.ipynb")):
        folder = path.parent.name
        name = folder if folder == "training" else "short" if path.stem in SHORT else path.stem
        found.setdefault(name, []).append(path)
    return found


BOOKS = shipped()
# A widget's model, an object's place in memory and a process: in no two kernels the same.
BY_CHANCE = re.compile(r"\b[0-9a-f]{32}\b|\b0x[0-9a-f]+|(?<=ipykernel_)\d+")
DRAWS = (
    "import matplotlib.pyplot as plt\nplt.get_backend(), plt.isinteractive()",
    "plt.plot([1, 2, 3])",
    "figure = plt.figure(figsize=(2, 1)); figure.add_subplot().bar([1, 2], [3, 4])\nfigure",
    "%config InlineBackend.figure_formats = ['svg']\nplt.rcParams['svg.hashsalt'] = 'same'",
    "_ = plt.scatter([1], [1])",
    "from matplotlib.figure import Figure\nFigure()",
    "%matplotlib inline\nplt.subplots();",
    "import pandas\npandas.DataFrame({'a': [1.5, None]})",
    "import os, sys, warnings\nos.system('exit 3'), sys.path[1:], __name__, sys.argv[1]",
    "print(sorted(globals()))\nwarnings.warn('careful', stacklevel=1)",
    "print('to err', file=sys.stderr)\nprint(sorted(name for name in os.environ))",
    "input('Name? ')",
    "from IPython.display import clear_output, display, HTML\ndisplay(HTML('<b>b</b>'))",
    "%%bash\necho of a shell",
    "x = 1\ndef f(): return x / 0\nf()",
)
MODULES_BEFORE = "import sys\nbefore = set(sys.modules)"
MODULES_SINCE = "print('sys', *sorted(set(sys.modules) - before))"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the sample program, to be copied."""
    path = tmp_path_factory.mktemp("store") / "forum.db"
    with Store(f"sqlite:///{path}") as store:
        load_sample_program(store)
    return path


@pytest.fixture(autouse=True)
def ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTER_PATH", str(jupyter_data_folder()))
    monkeypatch.delenv(TEMPLATE_VARIABLE, raising=False)


async def outputs(
    book: nbformat.NotebookNode, kernel_name: str, folder: Path, store: str, client: str
) -> list[str]:
    """What each cell left, as JSON."""
    config = Config(KernelManager={"transport": "ipc", "client_class": client})
    config.KernelManager.connection_file = str(folder / "connection.json")
    executed = nbformat.from_dict(book)
    run = NotebookClient(
        executed,
        kernel_name=kernel_name,
        config=config,
        allow_errors=True,
        store_widget_state=False,
        coalesce_streams=True,
        resources={"metadata": {"path": str(folder.parent)}},
    )
    # A picture's date, else to the microsecond.
    await run.async_execute(env={**os.environ, "CIWIDGETS_STORE": store, "SOURCE_DATE_EPOCH": "0"})
    text = [json.dumps(cell.get("outputs", []), indent=1) for cell in executed.cells]
    return [BY_CHANCE.sub("…", one.replace(str(folder), "…")) for one in text]


def both(book: nbformat.NotebookNode, folder: Path, *stores: str) -> list[list[str]]:
    """What each cell left in an ordinary kernel, and in a forked one at the same time."""
    for name in ("ordinary", "forked"):
        (folder / name).mkdir()
    return asyncio.run(_both(book, folder, *stores))


async def _both(book: nbformat.NotebookNode, folder: Path, *stores: str) -> list[list[str]]:
    ordinary = "jupyter_client.asynchronous.AsyncKernelClient"
    return await asyncio.gather(
        outputs(book, "python3", folder / "ordinary", stores[0], ordinary),
        outputs(book, "ciwidgets", folder / "forked", stores[-1], PROMPT),
    )


@pytest.mark.parametrize("name", BOOKS)
def test_shipped_notebooks_leave_what_they_leave_in_an_ordinary_kernel(
    name: str, tmp_path: Path, sample: Path
):
    copies = [shutil.copy(sample, tmp_path / copy) for copy in ("one.db", "two.db")]
    first, *others = [nbformat.read(path, 4) for path in BOOKS[name]]
    book = first
    for number, other in enumerate(others):
        book.cells += [{**cell, "id": f"{cell['id']}-{number}"} for cell in other.cells]
    book = nbformat.from_dict(book)
    ordinary, forked = both(book, tmp_path, *(f"sqlite:///{one}" for one in copies))
    assert forked == ordinary
    assert sum(len(one) for one in forked) > 5000
    assert '"error"' not in "".join(forked)


def test_figures_streams_magics_and_errors_are_the_same(tmp_path: Path):
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(one) for one in DRAWS])
    ordinary, forked = both(book, tmp_path, "")
    assert forked == ordinary
    drawn = re.findall(r'"(image/[a-z+]+)":', "".join(forked))
    assert drawn == ["image/png"] * 3 + ["image/svg+xml"] * 2


@pytest.mark.parametrize("name", ["goals.ipynb", "reports/team_summary.ipynb"])
def test_a_page_and_a_report_find_their_modules_in_memory(name: str, tmp_path: Path, sample: Path):
    book = nbformat.read(workbooks_folder() / name, 4)
    before, after = (nbformat.v4.new_code_cell(one) for one in (MODULES_BEFORE, MODULES_SINCE))
    book.cells = [before, *book.cells, after]
    (tmp_path / "forked").mkdir()
    store = f"sqlite:///{shutil.copy(sample, tmp_path)}"
    *_, last = asyncio.run(outputs(book, "ciwidgets", tmp_path / "forked", store, PROMPT))
    new = json.loads(last)[0]["text"].split()
    ours_or_large = re.compile(r"(ciwidgets|matplotlib|numpy|pandas|scipy|sqlalchemy|psycopg)\b")
    late = [one for one in new if ours_or_large.match(one)]
    assert late == [], "name them in templates/kernels/ciwidgets/kernel.json"
