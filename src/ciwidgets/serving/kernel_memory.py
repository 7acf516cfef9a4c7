"""What keeps a forked kernel small: it shares the template's memory, page by page, until it writes.

Even to look at an object is to write, since Python counts who looks. So a kernel must not walk over
everything there is, and what it makes anew must not go into gaps among what is old.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

import ipykernel.ipkernel
import IPython.core.shellapp

# Python's allocator keeps small blocks, by sixteens, in pools of 16 KiB behind a header of 48.
_STEP, _LARGEST_BLOCK, _POOL, _HEADER = 16, 512, 16384, 48
_OBJECT_SIZES = {16: object, 32: float}
_EMPTY_BYTES = sys.getsizeof(b"")
_MOST_GAPS = 100_000
# The sizes with which the gaps in the system's own heap are filled, from the largest.
_CHUNKS = tuple(2**power for power in range(16, 4, -1))
_held: list[object] = []
_files: list[str] = []
_names: set[str] = set()
_counted = 0


class _Heap(ctypes.Structure):
    """What glibc says of its heap, in bytes: ``struct mallinfo2``."""

    _fields_ = tuple(
        (name, ctypes.c_size_t)
        for name in (
            *("arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks"),
            *("uordblks", "fordblks", "keepcost"),
        )
    )


class _SystemWithoutModules:
    """The module ``sys`` for somebody who would look at every module there is."""

    modules: dict[str, Any]

    def __init__(self) -> None:
        vars(self)["modules"] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(sys, name)

    def __setattr__(self, name: str, value: object) -> None:
        setattr(sys, name, value)


def leave_no_gaps() -> None:
    """Take, in the template, every free block among its objects; kernels then use new memory."""
    for size in range(_STEP, _LARGEST_BLOCK + 1, _STEP):
        _fill_pools(size)
    libc = ctypes.CDLL(None)
    if hasattr(libc, "mallinfo2") and hasattr(libc, "malloc_trim"):
        _fill_heap(libc)


def note_modules() -> None:
    """Note, in the template, what a kernel would otherwise look up among all modules."""
    global _counted  # noqa: PLW0603  # one process, one state
    _files[:] = _files_of(list(sys.modules.values()))
    _names.update(sys.modules)
    _counted = len(sys.modules)


@contextmanager
def modules_as_noted(app: Any) -> Iterator[None]:
    """Let a kernel's application begin; the modules it would look at are those that were noted.

    A debugger skips the files of these, and ``%reset -f aggressive`` keeps them.
    """
    walkers = (vars(ipykernel.ipkernel), vars(IPython.core.shellapp))
    for each in walkers:
        each["sys"] = _SystemWithoutModules()
    try:
        yield
    finally:
        for each in walkers:
            each["sys"] = sys
    newer = list(islice(reversed(sys.modules), max(0, len(sys.modules) - _counted)))
    _files.extend(_files_of([sys.modules[name] for name in newer]))
    _names.update(newer)
    app.kernel._kernel_modules = _files  # noqa: SLF001  # there is no other way to tell it
    if debugger := getattr(app.kernel, "debugger", None):
        debugger.kernel_modules = _files
    app.shell._sys_modules_keys = _names  # noqa: SLF001


def _files_of(modules: list[Any]) -> list[str]:
    return [each.__file__ for each in modules if getattr(each, "__file__", None)]


def _fill_pools(size: int) -> None:
    """Hold objects of a size until two come one after the other from the start of a new pool."""
    make = _OBJECT_SIZES.get(size) or (lambda: bytes(size - _EMPTY_BYTES))
    before = 0
    for _ in range(_MOST_GAPS):
        one = make()
        _held.append(one)
        if before % _POOL == _HEADER and id(one) == before + size:
            return
        before = id(one)


def _fill_heap(libc: Any) -> None:
    libc.mallinfo2.restype = _Heap
    libc.malloc.argtypes, libc.malloc.restype = [ctypes.c_size_t], ctypes.c_void_p
    libc.malloc_trim(ctypes.c_size_t(0))
    for size in _CHUNKS:
        for _ in range(_MOST_GAPS):
            before = libc.mallinfo2()
            libc.malloc(size)  # for good
            after = libc.mallinfo2()
            if (after.arena, after.keepcost) != (before.arena, before.keepcost):
                break  # it came from the end of the heap: there is no gap for it
