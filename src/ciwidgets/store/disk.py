"""Files that are there whole or not at all, also when the power goes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from ciwidgets.errors import StoreUnavailable

_AT_ONCE: Final = 1 << 20


def sync_folder(folder: Path) -> None:
    """Make sure that the names of new files in a folder outlive a power cut, where it can be."""
    try:
        opened = os.open(folder, os.O_RDONLY)
    except OSError:
        return  # not every system lets a folder be opened
    try:
        os.fsync(opened)
    except OSError:
        return
    finally:
        os.close(opened)


def new_file(path: Path) -> None:
    """Make an empty file that only this user may read, if it is not there, and keep its name.

    Raises:
        OSError: it cannot be made.
    """
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    sync_folder(path.parent)


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Lend the name of a new empty file beside a path, which takes its place once it is written.

    Only this user may read it. Where writing fails nothing is left of it.

    Raises:
        StoreUnavailable: it cannot be written; what happened is said.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        yield part
        synced(part)
        part.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise StoreUnavailable(
            f"{path} could not be written: {error.strerror or error}. Please choose another place "
            "for it, or free some space."
        ) from error
    finally:
        for left in (part, part.with_name(f"{part.name}-journal")):
            left.unlink(missing_ok=True)


def synced(path: Path) -> None:
    """Wait until what was written to a file is on the disk."""
    opened = os.open(path, os.O_RDWR)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(_AT_ONCE):
            digest.update(part)
    return digest.hexdigest()
