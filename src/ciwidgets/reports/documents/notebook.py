"""An executed notebook to hand on: what it says and how, nothing of where and when it ran."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

from ciwidgets.reports.documents.places import without_places

if TYPE_CHECKING:
    from nbformat import NotebookNode

# What Papermill, nbclient and JupyterLab note of a run.
_OF_THE_RUN = ("papermill", "execution", "ExecuteTime", "widgets", "signature")


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


def _without_the_run(metadata: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in metadata.items() if name not in _OF_THE_RUN}


def _told(value: Any, *, is_prose: bool = True) -> Any:
    if isinstance(value, str):
        return without_places(value, is_prose=is_prose)
    if isinstance(value, dict):
        # What a program or the machine says is nobody's prose.
        is_prose = is_prose and value.get("output_type") not in {"stream", "error"}
        return {name: _told(one, is_prose=is_prose) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_told(one, is_prose=is_prose) for one in value]
    return value
