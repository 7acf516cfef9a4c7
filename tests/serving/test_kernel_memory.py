"""A forked kernel writes to little of what it shares, and knows what an ordinary one would."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import nbformat
import pytest
from jupyter_server.services.contents.largefilemanager import LargeFileManager

from ciwidgets.serving.checked_once import keep_notebooks
from ciwidgets.shipped import jupyter_data_folder
from tests.support.kernels import in_a_loop, kernel

# An ordinary kernel has 35 MB for itself; so had a forked one that looked at every module.
_MOST_MB = 25
_PRIVATE = """sum(
    int(line.split()[1]) for line in open("/proc/self/smaps_rollup") if line.startswith("Private")
) / 1024"""
_LOOK = """
import sys, numpy, colorsys, ipykernel.ipkernel, IPython.core.shellapp
kernel = get_ipython().kernel
walkers = (ipykernel.ipkernel, IPython.core.shellapp)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")
def test_an_idle_kernel_takes_little_memory_and_knows_the_modules_it_began_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JUPYTER_PATH", str(jupyter_data_folder()))

    async def work() -> None:
        async with kernel(tmp_path) as one:
            assert await one.value(_PRIVATE) < _MOST_MB
            await one.run(_LOOK)
            assert await one.value("numpy.__file__ in kernel.debugger.kernel_modules")
            assert await one.value("numpy.__file__ in kernel._kernel_modules")
            assert await one.value("'numpy' in get_ipython()._sys_modules_keys")
            assert not await one.value("'colorsys' in get_ipython()._sys_modules_keys")
            assert await one.value("all(each.sys is sys for each in walkers)")

    in_a_loop(work)


def test_a_notebook_that_was_read_is_each_readers_own_and_an_edit_is_seen(tmp_path: Path) -> None:
    file = tmp_path / "one.ipynb"

    def write(text: str, at: int) -> None:
        book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(text)])
        nbformat.write(book, file)
        os.utime(file, ns=(at, at))

    def read() -> str:
        book = manager.get("one.ipynb")["content"]
        source = str(book.cells[0].source)
        book.cells[0].source = "changed by a page"
        return source

    manager = LargeFileManager(root_dir=str(tmp_path))
    times: list[str] = []
    whole = manager.get
    manager.get = lambda path: times.append(path) or whole(path)
    keep_notebooks(manager)
    write("first", 10**18)
    assert [read(), read()] == ["first", "first"]
    assert len(times) == 1, "it was read once"
    write("other", 2 * 10**18)
    assert [read(), read()] == ["other", "other"]
    assert len(times) == 2
