"""What is the same for every page is read and checked once: the notebooks as they lie in a folder.

Jupyter reads, checks and signs a notebook each time it is asked for, and checks each output of a
cell by the notebook's schema. Ours come from our own kernels and go into our own template.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import nbbase

_Kept = tuple[tuple[int, int], dict[str, Any], str]


def keep_notebooks(manager: Any) -> None:
    """Let a contents manager give a notebook it has read before, as long as its file is the same.

    Each caller has a notebook of its own, which it may change.
    """
    manager.get = _keeping(manager.get, Path(manager.root_dir))


def leave_outputs_unchecked() -> None:
    """Take the outputs of our kernels for what they are, in this process."""
    vars(nbbase)["validate"] = _leave


def _leave(_node: object, _ref: str | None = None) -> None:
    """Check nothing."""


def _keeping(get: Callable[..., dict[str, Any]], folder: Path) -> Callable[..., dict[str, Any]]:
    kept: dict[str, _Kept] = {}

    def get_kept(path: str, *more: Any, **options: Any) -> dict[str, Any]:
        if more or options or not path.endswith(".ipynb"):
            return get(path, *more, **options)
        file = (folder / path).stat()
        is_now = (file.st_mtime_ns, file.st_size)
        if path not in kept or kept[path][0] != is_now:
            model = get(path)
            kept[path] = (is_now, model, json.dumps(model["content"]))
        _, model, text = kept[path]
        return {**model, "content": nbformat.from_dict(json.loads(text))}

    return get_kept
