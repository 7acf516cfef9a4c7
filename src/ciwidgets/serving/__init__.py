"""The workbooks before a room: our Voila application, and the same pages inside Jupyter Server.

Law: imports ``store``, ``enrolment``, ``words`` and ``shipped``, never ``visit``, which only the
pages' kernels import.
"""

from __future__ import annotations

from typing import Any


def _jupyter_server_extension_points() -> list[dict[str, Any]]:
    return [{"module": "ciwidgets.serving.extension"}]
