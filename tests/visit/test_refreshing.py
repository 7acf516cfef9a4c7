"""A page shows the whole record, though it shows anew only what something new has changed."""

from __future__ import annotations

import json
import secrets
from typing import Any

import pytest

from ciwidgets.enrolment import codes, load_program, load_samples
from ciwidgets.formats.program_file import read_program
from ciwidgets.model import Draft, Entry, JoinCode, Program, Role
from ciwidgets.shipped import samples_folder, workbooks_folder
from ciwidgets.store import Store
from ciwidgets.visit import Visit

TEAM = "pellwood"


# The kinds each workbook has to have met in the year for the test to tell anything.
KINDS = {
    "needs_assessment": {"rating", "theme", "need", "resource", "partner", "scores", "idea"},
    "mental_models": {"own_map", "shared_word", "what_if", "lever", "lesson", "change_of_mind"},
    "goals": {"goal", "goal_review", "measure", "reading", "forecast", "activity", "ledger_line"},
    "wins": {"win", "thanks", "name_consent", "goal", "measure"},
    "monthly_checkin": {"meeting", "next_step", "activity", "reading", "governance", "rating"},
}


def every_exercise(store: Store, workbook: str) -> Visit:
    """Return a visit on which the workbook's own cells have been run."""
    visit = Visit(workbook, store=store, is_live=False)
    notebook = json.loads((workbooks_folder() / f"{workbook}.ipynb").read_text("utf-8"))
    names: dict[str, Any] = {"visit": visit}
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "code" and "ci.Visit" not in source:
            exec(source, names)  # our own notebook
    return visit


def come_in(visit: Visit, store: Store) -> None:
    """Join the team as a participant of the occasion going on."""
    code = next(
        one.code
        for one in codes(store)
        if one.team_id == TEAM and one.role is Role.PARTICIPANT and one.occasion_id == "forum-3"
    )
    message = {"type": "join", "request_id": secrets.token_urlsafe(18), "code": code}
    reply = visit.receive(visit.parts[0], {**message, "sector": "business", "name": ""})
    assert reply["type"] == "joined", reply


def shown(visit: Visit) -> list[dict[str, Any]]:
    """Return all that stands on the page's widgets, part by part."""
    return [
        {
            name: value
            for name, value in part.widget.trait_values().items()
            if name in part.widget.keys and name not in ("_esm", "layout")
        }
        for part in visit.parts
    ]


def draft_of(entry: Entry[Any]) -> Draft:
    """Return an entry as it was handed in."""
    return Draft(
        entry.record_id,
        entry.body,
        entry.request_id,
        entry.team_id,
        entry.author_id,
        entry.occasion,
        base_revision=entry.revision - 1,
        ordinal=entry.ordinal,
        retracted=entry.retracted,
    )


@pytest.mark.parametrize("workbook", KINDS)
def test_after_each_entry_of_a_year_the_page_is_as_if_opened_anew(
    workbook: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CIWIDGETS_PAGE_LOADS_CODE", "1")
    monkeypatch.setenv("VOILA_REQUEST_URL", f"http://127.0.0.1:8866/{workbook}")
    program = read_program(samples_folder() / "program.toml")
    with Store("sqlite://") as told, Store("sqlite://") as store:
        load_program(told, program)
        load_samples(told, samples_folder() / "year.jsonl")
        load_program(store, program)
        visit = every_exercise(store, workbook)
        come_in(visit, store)
        seen: set[str] = set()
        for number, entry in enumerate(told.since(0, team_id=TEAM, limit=5_000)):
            if isinstance(entry.body, JoinCode | Program):
                continue
            store.append([draft_of(entry)])
            visit.look_again()
            # Each kind's first times, then every seventh: a whole page takes its while.
            if entry.kind in seen and number % 7:
                continue
            seen.add(entry.kind)
            # Another page of the same person, with nothing kept in mind from before.
            anew = every_exercise(store, workbook)
            anew.become(visit.identity)
            assert shown(visit) == shown(anew), entry.kind
        assert KINDS[workbook] <= seen
