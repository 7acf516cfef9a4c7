"""What of a page is written when, and what a page hears while its kernel is at work."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from ciwidgets.serving.page import stream

PROSE = "<!doctype html><p>Prose</p><!--flush-->\n"
MOUNT = '<script type="application/json" class="ci-mount">{}</script>\n'
END = '<script type="application/json" id="ci-whole">{}</script></body></html>'
# What Voila yields every other second in which the template has nothing to say.
NOTHING_YET = "<script>window.voila_heartbeat()</script>\n"


class Handler:
    """Yields the pieces of a page, and notes what reaches the browser at a time."""

    def __init__(self, *pieces: str) -> None:
        self.pieces = pieces
        self.written = ""
        self.flushed: list[str] = []

    async def get_generator(self, path: str) -> AsyncIterator[str]:
        """Yield what Voila would."""
        assert path == "start.ipynb"
        for one in self.pieces:
            yield one

    def write(self, text: str) -> None:
        """Take in."""
        self.written += text

    async def flush(self) -> None:
        """Send."""
        self.flushed.append(self.written)
        self.written = ""


def page(*pieces: str, is_alive: bool = True) -> tuple[bool, list[str]]:
    """Stream a page; return whether it came to its end, and what was sent at a time."""

    async def lives() -> bool:
        return is_alive

    handler: Any = Handler(*pieces)
    is_whole = asyncio.run(stream(handler, "start.ipynb", lives))
    return is_whole, [*handler.flushed, handler.written]


def test_prose_is_sent_at_once_and_each_widget_as_it_is_ready() -> None:
    assert page(PROSE, MOUNT, MOUNT, END) == (True, [PROSE, MOUNT, MOUNT, END])


def test_a_page_that_has_begun_hears_that_the_server_is_still_at_work() -> None:
    is_whole, sent = page(NOTHING_YET, PROSE, NOTHING_YET, NOTHING_YET, MOUNT, END)
    assert is_whole
    # Nothing comes before the document's own first line, and no script that is not ours.
    assert sent == [PROSE, "<!--still here-->\n", "<!--still here-->\n", MOUNT, END]


def test_a_page_whose_kernel_has_died_ends_with_a_word_that_says_so() -> None:
    is_whole, sent = page(PROSE, NOTHING_YET, MOUNT, END, is_alive=False)
    assert not is_whole
    assert sent[0] == PROSE
    assert sent[1].startswith('<script type="application/json" class="ci-failed">')
    assert "ci-whole" not in "".join(sent)
