"""The manner every widget shares: state goes to the page, messages come from it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, ClassVar

import anywidget
import ipywidgets
import traitlets

BUILT = Path(__file__).parent.parent / "static"
# Both are set in a kernel whose page loads widget code by address: our server sets the first,
# Voila the second for the kernels it starts. Anywhere else the widget carries its code itself.
PAGE_LOADS_CODE = ("CIWIDGETS_PAGE_LOADS_CODE", "VOILA_REQUEST_URL")
# What a display says beside the widget's model, so that a page can fetch its code at once.
MIME = "application/vnd.ciwidgets.widget+json"


# What anywidget and ipywidgets sync for themselves; our pages have no use for it.
_FOREIGN = frozenset(ipywidgets.DOMWidget.class_trait_names(sync=True)) | {"_esm", "_css"}


class PageWidget(anywidget.AnyWidget):
    """A widget whose state only the kernel writes.

    ``stem`` names its files: ``<stem>.py`` here, ``<stem>.tsx`` and ``<stem>.css`` in the front
    end. ``words`` carries the catalogue's section of that name, so the page holds no text itself.
    """

    stem: ClassVar[str] = ""
    _is_shown = False

    # Empty on our own pages, which load code and style by address.
    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)
    module = traitlets.Unicode().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)

    def __init__(self, **traits: Any) -> None:
        """Build the widget; a misspelt trait is an error.

        Raises:
            TypeError: for a keyword that is no trait of this widget.
        """
        unknown = sorted(set(traits) - set(self.trait_names()))
        if unknown:
            raise TypeError(f"{type(self).__name__} has no {unknown[0]!r}")
        if not all(name in os.environ for name in PAGE_LOADS_CODE):
            traits["_esm"] = (BUILT / f"{self.stem}.js").read_text(encoding="utf-8")
            traits["_css"] = (BUILT / "lab.css").read_text(encoding="utf-8")
        super().__init__(module=self.stem, **traits)

    def send_state(self, key: Any = None) -> None:
        """Send what has changed, once shown: the first state goes with the display."""
        if self._is_shown:
            super().send_state(key)

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Take no state from a page: what it may say, it says in messages."""

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        if not self._is_shown:
            self._is_shown = True
            if self._esm:  # JupyterLab has what the widget was built with, and nothing since
                self.send_state([name for name in self.keys if name not in _FOREIGN])
        bundle = super()._repr_mimebundle_(**kwargs)
        if bundle is None:
            return None
        data, *rest = bundle if isinstance(bundle, tuple) else (bundle,)
        # Cells run before anybody is here, so this is the state nobody's page begins with.
        state = {name: self.get_state(name)[name] for name in self.keys if name not in _FOREIGN}
        return ({**data, MIME: {"module": self.stem, "state": state}}, *rest)


class ExerciseWidget(PageWidget):
    """A widget that belongs to one step of a workbook.

    ``phase`` is ``waiting`` until somebody has joined, then ``open`` or ``closed``; ``may`` lists
    what this person may do here; ``people`` counts who has come, ``answered`` who of them answered
    (or, where the team answers as one, how many answers it has).
    """

    step = traitlets.Unicode().tag(sync=True)
    person = traitlets.Unicode().tag(sync=True)
    phase = traitlets.Unicode("waiting").tag(sync=True)
    may = traitlets.List(traitlets.Unicode()).tag(sync=True)
    answered = traitlets.Int().tag(sync=True)
    people = traitlets.Int().tag(sync=True)
