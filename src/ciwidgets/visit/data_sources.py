"""A team's list of data: what exists, who holds it, what is missing."""

from __future__ import annotations

from typing import ClassVar

from ciwidgets.model import Body, DataSource
from ciwidgets.visit.messages import DropRecord, Message, SaveDataSource
from ciwidgets.visit.presence import Presence, Shows
from ciwidgets.visit.records import RecordsExercise
from ciwidgets.widgets import DataSourcesWidget


class DataSourcesExercise(RecordsExercise[DataSourcesWidget, DataSource]):
    """Data the whole team lists together."""

    kind: ClassVar[type[Body]] = DataSource
    forms: ClassVar[dict[str, type[Message]]] = {"save": SaveDataSource, "drop": DropRecord}
    shows: ClassVar[Shows] = frozenset({DataSource})

    def __init__(self, visit: Presence, step: str) -> None:
        """List the data of a step."""
        super().__init__(visit, step, DataSourcesWidget(words=visit.words_for("data_sources")))

    def show(self) -> None:
        """Show the list."""
        self.widget.sources = [self.as_shown(entry) for entry in self.records()]

    def clear(self) -> None:
        """Show no data."""
        self.widget.sources = []
