"""The code the template has read: imported once for all its kernels, and watched for change."""

from __future__ import annotations

import gc
import importlib
import os
import sys
import sysconfig
from contextlib import suppress
from pathlib import Path
from typing import Any

from ciwidgets.serving.kernel_child import INLINE
from ciwidgets.serving.kernel_memory import note_modules


def load(modules: list[str]) -> str:
    """Import modules, and what they say they offer; return what went wrong in words, if anything.

    A package may import a name of its ``__all__`` only when it is used, as ours does.
    """
    gc.disable()
    os.environ["MPLBACKEND"] = INLINE  # as a kernel sets it before anybody imports matplotlib
    try:
        for name in modules:
            module = importlib.import_module(name)
            for offered in getattr(module, "__all__", ()):
                # What fails here fails again, and is told, where somebody uses it.
                with suppress(Exception):
                    getattr(module, offered)
    except Exception as error:  # noqa: BLE001  # told to whoever wants a kernel, who starts it alone
        return f"its template process could not import {name} ({error})"
    finally:
        # What is here stays here, and a collection that walks over it would copy it to each kernel.
        gc.collect()
        gc.freeze()
        gc.enable()
    # It takes hold of the shell when it is imported, and here there is none.
    parent: Any = sys.modules.get("matplotlib_inline")
    if sys.modules.pop("matplotlib_inline.backend_inline", None):
        del parent.backend_inline
    note_modules()
    return ""


def changeable_files() -> dict[str, int]:
    """Return the files of a checkout among the imported, with the time of their last change."""
    installed = tuple({*sysconfig.get_paths().values(), sys.prefix, sys.base_prefix})
    files = (getattr(module, "__file__", None) for module in list(sys.modules.values()))
    paths = [path for path in files if isinstance(path, str) and path]
    return {path: changed_at(path) for path in paths if not path.startswith(installed)}


def changed_at(path: str) -> int:
    """Return the time of a file's last change, 0 for one that is not there."""
    try:
        return Path(path).stat().st_mtime_ns
    except (OSError, ValueError):
        return 0
