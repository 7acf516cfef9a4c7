"""Files put into one zip so that the same files are the same bytes, whenever and wherever."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_NO_DAY = (1980, 1, 1, 0, 0, 0)  # the first a zip can say
_UNIX = 3  # also where it is made on another system
_READABLE = 0o644 << 16


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return files as one zip, by name and in their order; no file has a time or an owner."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _NO_DAY)
            # A PNG is as small as it gets.
            is_small = name.endswith(".png")
            entry.compress_type = zipfile.ZIP_STORED if is_small else zipfile.ZIP_DEFLATED
            entry.create_system = _UNIX
            entry.external_attr = _READABLE
            archive.writestr(entry, data)
    return out.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """Return the files of a zip that this program has just made, by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
