"""The workbooks before a room: our Voila application, and the same pages inside Jupyter Server.

Law: imports ``store`` and what it stands on, never ``visit``: the pages' kernels import that.
"""

from __future__ import annotations

from typing import Any


def _jupyter_server_extension_points() -> list[dict[str, Any]]:
    return [{"module": "ciwidgets.serving.extension"}]
