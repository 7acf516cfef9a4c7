"""What a page needs besides its prose: the built files, the words, the addresses."""

from __future__ import annotations

import json
import os
import re
import time
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import Any

from jupyter_server.utils import url_path_join
from tornado.web import StaticFileHandler

import ciwidgets
from ciwidgets.enrolment import current_program
from ciwidgets.errors import CiwidgetsError
from ciwidgets.store import Store
from ciwidgets.words import catalogue, section

BUILT = Path(ciwidgets.__file__).parent / "static" / "page"
STATIC_PATH = "ciwidgets/static/"
_WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
_WIDGET = "application/vnd.ciwidgets.widget+json"
_ANCHOR = re.compile(r'<a class="anchor-link"[^>]*>[^<]*</a>')
# The program's name and lines may be edited while the server runs; once a while is often enough.
_PROGRAM_SECONDS = 20.0


class BuiltFiles(StaticFileHandler):
    """Built files under names that hold a hash: a phone fetches each one once."""

    def set_extra_headers(self, path: str) -> None:
        """Let the browser keep what can never change."""
        del path
        self.set_header("Cache-Control", "public, max-age=31536000, immutable")
        self.set_header("X-Content-Type-Options", "nosniff")


class Page:
    """What the template knows besides the notebook, as ``resources.ciwidgets``."""

    def __init__(self, language: str = "en") -> None:
        """Read the built files' manifest and the catalogue in a language."""
        self.language = language
        self.static_path = STATIC_PATH
        self.manifest: dict[str, Any] = json.loads((BUILT / "manifest.json").read_text("utf-8"))
        self.texts = section("page", language)
        self.host_words = _script_json(catalogue(language)["host"])
        self.common_words = catalogue(language)["common"]
        self._program = ("", "")
        self._read_at = float("-inf")
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="program")

    def __deepcopy__(self, memo: dict[int, Any]) -> Page:
        """Stay one object where traitlets copies its configuration."""
        return self

    @property
    def program_name(self) -> str:
        """The program's name, or nothing before one is loaded."""
        return self._read_program()[0]

    @property
    def records(self) -> str:
        """The program's line on public records."""
        return self._read_program()[1]

    def title_of(self, nb: Any) -> str:
        """Return the first heading of a notebook."""
        for cell in nb.cells:
            if cell.cell_type == "markdown" and cell.source.startswith("# "):
                return str(cell.source.splitlines()[0][2:])
        return self.program_name

    def prose(self, html: str) -> str:
        """Return rendered markdown without the pilcrow links that only authors want."""
        return _ANCHOR.sub("", html)

    def config(self, base_url: str, kernel_id: str) -> str:
        """Return the page's own configuration as JSON that is safe inside a script element."""
        config = {
            "base_url": base_url,
            "kernel_url": url_path_join(base_url, "api/kernels", kernel_id),
            "shutdown_url": url_path_join(base_url, "voila/api/shutdown", kernel_id),
            "static_url": url_path_join(base_url, STATIC_PATH),
            "modules": self.manifest["modules"],
            "common_words": self.common_words,
        }
        return _script_json(config)

    def mount(self, cell: Any, output: Any) -> str:
        """Return which widget stands in which cell's place, with the state it begins with.

        What every widget is given of words stands once, in the page's configuration.
        """
        model_id = output.data[_WIDGET_VIEW]["model_id"]
        told = output.data[_WIDGET]
        state = told["state"]
        common = self.common_words.items()
        words = {key: text for key, text in state["words"].items() if (key, text) not in common}
        return _script_json(
            {"cell": cell.id, "model_id": model_id, **told, "state": {**state, "words": words}}
        )

    def _read_program(self) -> tuple[str, str]:
        """Return what was read last; a busy store must not hold up every page."""
        now = time.monotonic()
        if now - self._read_at > _PROGRAM_SECONDS:
            self._read_at = now
            reading = self._reader.submit(_program_lines)
            reading.add_done_callback(self._take_program)
            if not self._program[0]:
                wait([reading], timeout=2)  # the first page after the start
        return self._program

    def _take_program(self, reading: Future[tuple[str, str]]) -> None:
        self._program = reading.result()


def _program_lines() -> tuple[str, str]:
    if "CIWIDGETS_STORE" not in os.environ:
        return "", ""
    try:
        with Store.from_environment() as store:
            program = current_program(store)
    except CiwidgetsError:
        return "", ""  # the page itself says what is wrong, in its own words
    return program.name, program.records


def _script_json(value: Any) -> str:
    return json.dumps(value).replace("<", "\\u003c")


def put_first_in_jupyter_path(folder: Path) -> None:
    """Let Jupyter find our templates before any others, here and in the kernels."""
    before = os.environ.get("JUPYTER_PATH", "")
    if str(folder) not in before.split(os.pathsep):
        os.environ["JUPYTER_PATH"] = os.pathsep.join(filter(None, [str(folder), before]))
