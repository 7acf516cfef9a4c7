"""Runs axe-core on a page; nothing of any level may be found."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "js" / "node_modules" / "axe-core" / "axe.min.js"


def violations(page: Page) -> list[str]:
    """Return what axe finds on a page, one line a rule with the elements it found."""
    # Evaluated rather than added as a script: the page's own policy lets no other script in.
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = page.evaluate("async () => (await axe.run()).violations")
    return [
        f"{one['id']} ({one['impact']}): {', '.join(node['html'][:120] for node in one['nodes'])}"
        for one in found
    ]
