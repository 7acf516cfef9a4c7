"""What a page needs besides its prose: the built files, the words, the addresses."""

from __future__ import annotations

import json
import os
import re
import time
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import Any, NamedTuple

from jupyter_server.utils import url_path_join
from tornado.web import StaticFileHandler

import ciwidgets
from ciwidgets.enrolment import current_program
from ciwidgets.errors import CiwidgetsError
from ciwidgets.model.program_texts import in_spanish
from ciwidgets.store import Store
from ciwidgets.words import catalogue, section
from ciwidgets.words.prose import languages

BUILT = Path(ciwidgets.__file__).parent / "static" / "page"
STATIC_PATH = "ciwidgets/static/"
_WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
_WIDGET = "application/vnd.ciwidgets.widget+json"
_ANCHOR = re.compile(r'<a class="anchor-link"[^>]*>[^<]*</a>')
# The program's name and lines may be edited while the server runs; once a while is often enough.
_PROGRAM_SECONDS = 20.0
# Where the store did not answer, or holds no program yet.
_AGAIN_SECONDS = 2.0


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
        self.others = {
            one: catalogue(one)["page"]["language_name"] for one in languages() if one != language
        }
        self._prose: dict[str, str] = {}
        self._program = _ProgramLines()
        self._speaking = {language: self}

    def speaking(self, language: str) -> Page:
        """Return the same in another language; what was read and rendered is shared."""
        if language not in self._speaking:
            other = Page(language)
            other._prose, other._program = self._prose, self._program
            other._speaking = self._speaking
            self._speaking[language] = other
        return self._speaking[language]

    def __deepcopy__(self, memo: dict[int, Any]) -> Page:
        """Stay one object where traitlets copies its configuration."""
        return self

    @property
    def program_name(self) -> str:
        """The program's name, or nothing before one is loaded."""
        return self._program.read().said(self.language).name

    @property
    def records(self) -> str:
        """The program's line on public records."""
        return self._program.read().said(self.language).records

    @property
    def program_language(self) -> str:
        """The language of a page nobody has chosen one for."""
        return self._program.read().language

    def title_of(self, nb: Any) -> str:
        """Return the first heading of a notebook."""
        for cell in nb.cells:
            if cell.cell_type == "markdown" and cell.source.startswith("# "):
                return str(cell.source.splitlines()[0][2:])
        return self.program_name

    def known(self, source: str) -> str:
        """Return what a cell's markdown was rendered to for an earlier page; "" at first."""
        return self._prose.get(source, "")

    def prose(self, source: str, html: str) -> str:
        """Return rendered markdown without the pilcrow links that only authors want, and keep it.

        What is kept is the workbooks' own prose, so there is an end to it.
        """
        self._prose[source] = _ANCHOR.sub("", html)
        return self._prose[source]

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


class _Said(NamedTuple):
    """What every page shows of the program."""

    name: str = ""
    records: str = ""


class _Lines(NamedTuple):
    """What is shown of the program in each language, and which one where nobody has chosen."""

    english: _Said = _Said()
    spanish: _Said = _Said()
    language: str = "en"

    def said(self, language: str) -> _Said:
        """Return what a page in a language shows."""
        return self.spanish if language == "es" else self.english


class _ProgramLines:
    """Reads the program's lines once in a while, aside: a busy store must not hold up a page."""

    def __init__(self) -> None:
        self._lines = _Lines()
        self._is_first = True
        self._read_again_at = float("-inf")
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="program")

    def read(self) -> _Lines:
        """Return what was read last."""
        now = time.monotonic()
        if now > self._read_again_at:
            self._read_again_at = now + _PROGRAM_SECONDS
            reading = self._reader.submit(_program_lines)
            reading.add_done_callback(self._take)
            if self._is_first:
                self._is_first = False
                wait([reading], timeout=2)  # the first page after the start
        return self._lines

    def _take(self, reading: Future[_Lines | None]) -> None:
        found = reading.result()
        if found is None:
            # A busy moment must not take the program's name and language from the pages.
            self._read_again_at = time.monotonic() + _AGAIN_SECONDS
        else:
            self._lines = found


def _program_lines() -> _Lines | None:
    if "CIWIDGETS_STORE" not in os.environ:
        return _Lines()
    try:
        with Store.from_environment() as store:
            program = current_program(store)
    except CiwidgetsError:
        return None  # the page itself says what is wrong, in its own words
    as_written = _Said(program.name, program.records)
    in_other_words = _Said(*(in_spanish(program, one) or one for one in as_written))
    return _Lines(as_written, in_other_words, program.language)


def _script_json(value: Any) -> str:
    return json.dumps(value).replace("<", "\\u003c")


def put_first_in_jupyter_path(folder: Path) -> None:
    """Let Jupyter find our templates before any others, here and in the kernels."""
    before = os.environ.get("JUPYTER_PATH", "")
    if str(folder) not in before.split(os.pathsep):
        os.environ["JUPYTER_PATH"] = os.pathsep.join(filter(None, [str(folder), before]))
