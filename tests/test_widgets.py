"""What must stand twice, in Python and in TypeScript, is compared here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ciwidgets import widgets
from ciwidgets.widgets import PageWidget

FRONT_END = Path(__file__).parents[1] / "js" / "src"
# What anywidget and ipywidgets sync for themselves, whatever the widget.
FOREIGN = {
    "_dom_classes",
    "_esm",
    "_css",
    "_anywidget_id",
    "_model_module",
    "_model_module_version",
    "_model_name",
    "_view_count",
    "_view_module",
    "_view_module_version",
    "_view_name",
    "layout",
    "tabbable",
    "tooltip",
}
WIDGETS = [getattr(widgets, name) for name in widgets.__all__ if getattr(widgets, name).stem]


def fields(text: str, interface: str) -> set[str]:
    """Return the field names of a TypeScript interface, with those it extends."""
    found = re.search(rf"interface {interface}(?: extends (\w+))? \{{(.*?)\n\}}", text, re.DOTALL)
    assert found is not None, f"no interface {interface}"
    own = set(re.findall(r"^  (?:readonly )?(\w+)\??:", found.group(2), re.MULTILINE))
    shared = (FRONT_END / "shared" / "afm.ts").read_text(encoding="utf-8")
    return own | (fields(shared, found.group(1)) if found.group(1) else set())


@pytest.mark.parametrize("widget", WIDGETS, ids=lambda widget: widget.stem)
def test_the_traits_of_python_and_the_state_of_typescript_are_the_same(
    widget: type[PageWidget],
) -> None:
    places = [
        FRONT_END / "widgets" / f"{widget.stem}.tsx",
        FRONT_END / "widgets" / widget.stem / "state.ts",
    ]
    text = "\n".join(path.read_text(encoding="utf-8") for path in places if path.exists())
    interface = re.search(r"interface (\w*State) extends (?:PageState|ExerciseState)", text)
    assert interface is not None
    synced = set(widget.class_trait_names(sync=True)) - FOREIGN
    assert fields(text, interface.group(1)) == synced


def test_a_misspelt_trait_is_an_error() -> None:
    with pytest.raises(TypeError, match="has no 'titel'"):
        widgets.RatingWidget(titel="How we see it")


def test_outside_our_pages_a_widget_carries_its_own_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VOILA_REQUEST_URL", raising=False)
    alone = widgets.DotVoteWidget()
    assert "export" in alone._esm
    assert ".ci-dot-vote" in alone._css
    monkeypatch.setenv("CIWIDGETS_PAGE_LOADS_CODE", "1")
    monkeypatch.setenv("VOILA_REQUEST_URL", "http://127.0.0.1/needs_assessment")
    on_a_page = widgets.DotVoteWidget()
    assert (on_a_page._esm, on_a_page._css) == ("", "")
