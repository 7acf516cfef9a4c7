"""What every widget is given of words stands once in a page, and each widget has them all."""

from __future__ import annotations

import json
from types import SimpleNamespace

from ciwidgets.serving.assets import Page
from ciwidgets.words import section

VIEW = "application/vnd.jupyter.widget-view+json"
WIDGET = "application/vnd.ciwidgets.widget+json"


def test_a_mount_leaves_out_what_the_page_tells_once_and_nothing_is_lost() -> None:
    page = Page()
    for stem in ("rating", "need_choice", "join_strip"):
        told = {"module": stem, "state": {"step": "book/step", "words": section(stem)}}
        output = SimpleNamespace(data={VIEW: {"model_id": "m1"}, WIDGET: told})
        mount = json.loads(page.mount(SimpleNamespace(id="cell"), output))
        assert "saved" not in mount["state"]["words"]
        common = json.loads(page.config("/", "k1"))["common_words"]
        assert common | mount["state"]["words"] == section(stem)
        assert mount["state"]["step"] == "book/step"
