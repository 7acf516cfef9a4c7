"""What a page may say of a record is what the record holds: no field is lost on its way."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import pytest

from ciwidgets import visit
from ciwidgets.visit.messages import SaveMapQuestion, SaveRecord
from ciwidgets.visit.records import RecordsExercise

# What is said in a form is kept in other words: facts by their ids, a word by its label.
SAID_OTHERWISE = {
    "SaveNeed": ({"fact_ids"}, {"evidence"}),
    "SaveTheme": ({"fact_ids", "items"}, {"evidence", "item_ids"}),
    "SaveLever": (set(), {"label"}),
    # Which team tells, and where something was heard, no page says.
    "SaveTried": (set(), {"from_team"}),
    "SaveBorrowed": (set(), {"from_team", "heard_in"}),
}


def lists() -> Iterator[type[RecordsExercise]]:  # type: ignore[type-arg]
    """Yield every kind of list a page can have."""
    for module in pkgutil.walk_packages(visit.__path__, "ciwidgets.visit."):
        importlib.import_module(module.name)
    waiting = [RecordsExercise]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            waiting.append(kind)
            if hasattr(kind, "forms"):
                yield kind


LISTS = {kind.__name__: kind for kind in lists()}


@pytest.mark.parametrize("name", sorted(LISTS))
def test_a_form_has_the_fields_of_what_it_becomes(name: str) -> None:
    form, body = LISTS[name].forms["save"], LISTS[name].kind
    said, kept = SAID_OTHERWISE.get(form.__name__, (set(), set()))
    mine = {one: form.model_fields[one] for one in form.model_fields}
    mine = {one: mine[one] for one in mine.keys() - SaveRecord.model_fields.keys() - said}
    fields = {one: body.model_fields[one] for one in body.model_fields.keys() - {"step"} - kept}
    assert mine.keys() == fields.keys()
    for one, field in (
        (one, field) for one, field in fields.items() if not mine[one].is_required()
    ):
        assert mine[one].get_default(call_default_factory=True) == field.get_default(
            call_default_factory=True
        ), one


def test_every_form_of_a_record_is_looked_at() -> None:
    waiting, forms = [SaveRecord], set()
    while waiting:
        for form in waiting.pop().__subclasses__():
            waiting.append(form)
            forms.add(form)
    # The question of a map is no list; it has one form and one field.
    assert forms == {kind.forms.get("save") for kind in LISTS.values()} | {SaveMapQuestion}
