"""An executed notebook to hand on: what it says and how, nothing of where and when it ran."""

from __future__ import annotations

import copy
import json
import os
import re
import sys
import sysconfig
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ciwidgets.shipped import PACKAGE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbformat import NotebookNode

STORE_VARIABLE = "CIWIDGETS_STORE"
# What Papermill, nbclient and JupyterLab note of a run.
_OF_THE_RUN = ("papermill", "execution", "ExecuteTime", "widgets", "signature")
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def to_notebook(notebook: NotebookNode) -> bytes:
    """Return an executed notebook as a file, the same bytes for the same cells and outputs.

    Hidden cells stay. Times, paths, the store's address and the tags of a run are not in it.
    """
    kept: dict[str, Any] = copy.deepcopy(dict(notebook))
    kept["metadata"] = _without_the_run(kept["metadata"])
    for place, cell in enumerate(kept["cells"]):
        cell["metadata"] = _without_the_run(cell["metadata"])
        if "injected-parameters" in cell["metadata"].get("tags", []):
            cell["id"] = f"injected-parameters-{place}"  # Papermill draws one at random
    text = json.dumps(_told(kept), ensure_ascii=False, indent=1, sort_keys=True)
    return f"{text}\n".encode()


def without_places(text: str) -> str:
    """Return a text in which no place of this machine is named, and no part of the address."""
    text = _COLOURS.sub("", text)
    for part, instead in _places(os.environ.get(STORE_VARIABLE, "")):
        text = text.replace(part, instead)
    return text


@cache
def _places(url: str) -> tuple[tuple[str, str], ...]:
    parts = dict.fromkeys(_of_this_machine(), "…") | {str(Path.home()): "~"}
    parts |= dict.fromkeys(_of_the_address(url), "the store")
    # The longest first: one may lie within another.
    return tuple(sorted(parts.items(), key=lambda one: len(one[0]), reverse=True))


def _of_this_machine() -> Iterator[str]:
    found = [PACKAGE.parent, Path(sys.prefix), Path(sys.base_prefix)]
    found += [PACKAGE.parent.parent, *map(Path, sysconfig.get_paths().values())]
    # A folder such as /usr could be a word of somebody's sentence.
    yield from (str(one) for one in found if len(one.parts) > 2)
    yield f"{tempfile.gettempdir()}{os.sep}"


def _of_the_address(url: str) -> Iterator[str]:
    place = url.partition("://")[2]
    if not place:
        return
    yield from (url, place)
    if url.startswith("sqlite:"):
        path = Path(f"/{place.lstrip('/')}")
        yield from (str(path), place.lstrip("/"))
        if len(path.parts) > 3:
            yield str(path.parent)
        return
    account, _, rest = place.partition("?")[0].rpartition("@")
    found = (account, account.partition(":")[2], rest, rest.partition("/")[0])
    yield from (one for one in found if len(one) > 3)


def _without_the_run(metadata: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in metadata.items() if name not in _OF_THE_RUN}


def _told(value: Any) -> Any:
    if isinstance(value, str):
        return without_places(value)
    if isinstance(value, dict):
        return {name: _told(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_told(one) for one in value]
    return value
