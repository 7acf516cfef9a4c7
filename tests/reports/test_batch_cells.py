"""A report's cells run without a wire to their kernel, and leave what they leave with one."""

from __future__ import annotations

import json
import re
import sys
from copy import deepcopy

import nbformat
import pytest

from ciwidgets.reports.batch.execute import NotebookError, run_notebook
from ciwidgets.serving import forked_book
from ciwidgets.serving.kernels import template
from ciwidgets.shipped import workbooks_folder
from tests.serving.test_kernel_outputs import BY_CHANCE, DRAWS

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only"),
    pytest.mark.timeout(300),
]

REPORTS = ["team_summary", "cohort_summary", "baseline", "digest"]
CELLS = (
    *(one for one in DRAWS if "sys.argv" not in one),
    "await __import__('asyncio').sleep(0.01)\n5",
    "import os\nos.system('echo from the shell')",
    "!echo from a shell",
    """
import multiprocessing
child = multiprocessing.get_context("fork").Process(target=os.write, args=(1, b"a child"))
child.start(), child.join()""",
    "from IPython.display import display\n_shown = display(1, display_id=True)\n_shown.update(2)",
    "print('gone')\nclear_output(wait=True)\nprint('here')",
    "clear_output(wait=True)",
    "'after a wish that nobody saw'",
    "1;",
    """
import threading
thread = threading.Thread(target=os.write, args=(2, b"a thread"))
thread.start()
thread.join()""",
    "raise SystemExit(3)",
    "open('mine.txt', 'w').write('y'), os.listdir('.')",
    "_, __, In[1]",
    "this is no Python",
    "%nothing_of_that_name",
    "%%time_is_up\n1",
    "",
    "chr(0xd800)",
    "float('nan'), b'\\xff'",
)
NO_WIRE = "import threading\nsorted(one.name for one in threading.enumerate() if one.daemon)"


@pytest.fixture(scope="module")
def environment():
    with template() as found:
        yield found


@pytest.fixture(autouse=True)
def here(environment, sample_url, monkeypatch):
    for name, value in {**environment, "SOURCE_DATE_EPOCH": "0"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("CIWIDGETS_STORE", sample_url)


def book(*cells: str, tags: tuple[str, ...] = ()) -> str:
    parameters = nbformat.v4.new_code_cell("team: str = ''", metadata={"tags": ["parameters"]})
    others = [nbformat.v4.new_code_cell(one, metadata={"tags": [*tags]}) for one in cells]
    spec = {"kernelspec": {"name": "python3", "display_name": "Python", "language": "python"}}
    return nbformat.writes(nbformat.v4.new_notebook(cells=[parameters, *others], metadata=spec))


def executed(notebook: str, **options):
    try:
        return run_notebook(notebook, {}, **options)
    except NotebookError as error:
        return error.notebook


def left(notebook) -> list[str]:
    """What each cell left, as text."""
    cells = [(cell.get("outputs"), cell.get("execution_count")) for cell in notebook.cells]
    told = [BY_CHANCE.sub("…", json.dumps(one, sort_keys=True)) for one in cells]
    return [re.sub(r"/tmp/[^'\" ]*", "…", one) for one in told]


def with_a_wire(notebook: str, monkeypatch, **options):
    with monkeypatch.context() as patch:
        patch.setattr(forked_book, "run_cells", lambda *_: None)
        return executed(notebook, **options)


def test_whatever_a_cell_does_it_leaves_the_same(monkeypatch):
    notebook = book(*CELLS, tags=("raises-exception",))
    ours = executed(notebook)
    ordinary = with_a_wire(notebook, monkeypatch)
    assert left(ours) == left(ordinary)
    assert ours.metadata.language_info == ordinary.metadata.language_info
    assert sum(len(cell.outputs) for cell in ours.cells if cell.cell_type == "code") > 30


@pytest.mark.parametrize("name", REPORTS)
def test_a_shipped_report_is_the_same(name, monkeypatch):
    notebook = (workbooks_folder() / "reports" / f"{name}.ipynb").read_text(encoding="utf-8")
    ours = executed(notebook)
    assert left(ours) == left(with_a_wire(notebook, monkeypatch))
    assert sum(len(one) for one in left(ours)) > 5000


def test_its_kernel_has_no_threads_for_a_wire(monkeypatch):
    threads = executed(book(NO_WIRE)).cells[-1].outputs[0].data["text/plain"]
    assert "IOPub" not in threads
    assert (
        "IOPub" in with_a_wire(book(NO_WIRE), monkeypatch).cells[-1].outputs[0].data["text/plain"]
    )


def test_a_widget_has_somebody_to_talk_to():
    cells = executed(book("import ipywidgets", "ipywidgets.IntSlider(3)", NO_WIRE)).cells
    assert "application/vnd.jupyter.widget-view+json" in cells[-2].outputs[0].data
    assert "IOPub" in cells[-1].outputs[0].data["text/plain"]


@pytest.mark.parametrize("code", [0, 1, forked_book.NEEDS_CLIENT])
def test_a_kernel_that_goes_in_the_middle_is_told_of_and_what_it_left_is_kept(code):
    with pytest.raises(NotebookError, match="ended before its work was done") as error:
        run_notebook(book("print('before')", f"import os\nos._exit({code})", "1"), {})
    assert [len(cell.outputs) for cell in error.value.notebook.cells][-3:] == [1, 0, 0]


def test_a_cell_that_takes_too_long_ends_its_kernel(tmp_path):
    asleep = f"import os, time\nopen('{tmp_path}/pid', 'w').write(str(os.getpid()))\ntime.sleep(60)"
    with pytest.raises(NotebookError, match="not done after 2 seconds") as error:
        run_notebook(book("1", asleep), {}, time_limit=2)
    assert error.value.notebook.cells[-2].outputs[0].data["text/plain"] == "1"


def test_a_notebook_that_was_run_before_begins_anew():
    notebook = book("print(team)", "len(In)")
    first = deepcopy(run_notebook(notebook, {"team": "tamsin"}))
    second = run_notebook(notebook, {"team": "veyland"})
    assert "tamsin" in first.cells[-2].outputs[0].text
    assert second.cells[-2].outputs[0].text == "veyland\n"
    assert len(second.cells) == len(first.cells)
