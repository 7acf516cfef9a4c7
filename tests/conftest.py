"""What every test may ask for, and what the run says at its end."""

from __future__ import annotations

import os
import signal

import pytest
from hypothesis import settings

from tests.support.browser import browser, pages_end_with_their_test
from tests.support.requirements import MISSING, label
from tests.support.room import room

__all__ = ["browser", "pages_end_with_their_test", "room"]

# How long an example takes says more of who else is on the machine than of the code.
settings.register_profile("any machine", deadline=None)
# What lands is decided by the same examples each time; who works here meets new ones.
settings.register_profile("integration", deadline=None, derandomize=True)
settings.load_profile("integration" if "CIWIDGETS_TEST_REQUIRE" in os.environ else "any machine")

# A run in the background has Ctrl-C ignored, and so would have all that it starts; tests press it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# A file of these takes up to a minute, much of which waits for a page, a kernel or an installation.
LONG = ("binder", "forum", "faults", "lab", "serving")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long, so that two who share the files end at about the same time."""
    items.sort(key=lambda item: item.path.parent.name not in LONG)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say plainly how many tests did not run for want of a browser or a database."""
    reasons = [str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])]
    for piece, sentence in MISSING.items():
        count = sum(label(piece) in reason for reason in reasons)
        if count:
            terminalreporter.write_line(f"Skipped for want of {piece}: {count} tests. {sentence}")
