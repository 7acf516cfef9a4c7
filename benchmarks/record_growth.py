"""A workbook's state, and the news since the last forum, as a record grows to 200,000 entries."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks.machine import spread
from ciwidgets.enrolment import load_program
from ciwidgets.formats.program_file import read_program
from ciwidgets.model import KINDS, Draft, Person, Role
from ciwidgets.results.naming.names import Names
from ciwidgets.results.naming.team_record import TeamRecord
from ciwidgets.results.story.since import since_last_forum
from ciwidgets.results.story.since_words import SinceWords
from ciwidgets.shipped import samples_folder, workbooks_folder
from ciwidgets.store import Store
from ciwidgets.visit import visit as visiting
from ciwidgets.visit.identity import Identity
from ciwidgets.visit.visit import Visit
from ciwidgets.workbook import read_workbooks

SIZES = (20_000, 200_000)
TEAM, OCCASION = "pellwood", "forum-3"
STATE_BOUND, SINCE_BOUND = 0.3, 0.1
# What a person has once, or what makes a result for good, is not told again.
_ONCE = {"person", "step_state", "forecast"}


def main(runs: int = 5) -> None:
    """Print the kernel time of each workbook and of the news, for both sizes."""
    print("Ten teams, two years: kernel time from joining until every widget has its state")
    for size in SIZES:
        with tempfile.TemporaryDirectory() as name:
            url = f"sqlite:///{Path(name) / 'growth.db'}"
            with Store(url) as store:
                total, team = fill(store, size)
                print(f"  {total:,} entries, {team:,} of them the team's")
                books = [one.name for one in read_workbooks(workbooks_folder())]
                for book in ("start", *books):
                    times = [open_workbook(store, book) for _ in range(runs)]
                    bound = f", bound {STATE_BOUND:g} s" if size == SIZES[0] else ""
                    print(f"    {book:18} {spread(times)}{bound}")
                learned, read = names_known(store)
                print(f"    {'whom it names':18} {spread(learned)}, a text {spread(read)}")
                times = [news(store) for _ in range(runs)]
                bound = f", bound {SINCE_BOUND:g} s" if size == SIZES[0] else ""
                print(f"    {'since last forum':18} {spread(times)}{bound}")


def fill(store: Store, size: int) -> tuple[int, int]:
    """Fill a store from the made-up year, its records told again and again; return the counts."""
    program = read_program(samples_folder() / "program.toml")
    load_program(store, program)
    lines = (samples_folder() / "year.jsonl").read_text(encoding="utf-8").splitlines()[1:]
    said = [json.loads(line) for line in lines]
    once = sum(one["kind"] in _ONCE for one in said)
    times = max(1, round((size - once) / (len(said) - once)))
    revisions: dict[str, int] = {}
    batch: list[Draft] = []
    for draft in _drafts(said, times, revisions):
        batch.append(draft)
        if len(batch) == 2_000:
            store.append(batch)
            batch = []
    store.append(batch)
    every = store.last_seq()
    return every, sum(1 for _ in _of_the_team(store))


def _drafts(said: list[dict[str, Any]], times: int, revisions: dict[str, int]) -> Iterator[Draft]:
    """Yield every line, and then what people changed since: mostly the same records again."""
    for entry in said:
        body = KINDS[entry["kind"]].model_validate_json(json.dumps(entry["body"]))
        for again in range(1 if entry["kind"] in _ONCE else times):
            # Each fourth time it is something new, as lists grow; else a change of what is there.
            fresh = f".{again // 4}" if entry["kind"] not in _ONCE and again % 4 == 0 else ""
            record_id = entry["record_id"] + (fresh if again else "")
            base = revisions.get(record_id, 0)
            revisions[record_id] = base + 1
            yield Draft(
                record_id=record_id, body=body, request_id=f"{record_id} {base}",
                team_id=entry["team_id"], author_id=entry["author_id"],
                occasion=entry["occasion"], base_revision=base,
                retracted=entry.get("retracted", False),
            )  # fmt: skip


def open_workbook(store: Store, workbook: str) -> float:
    """Return the seconds of processor time a workbook needs once somebody has joined."""
    with patch.object(visiting, "display", lambda _widget: None):
        visit = Visit(workbook, store=store, is_live=False)
        for source in _calls(workbook):
            exec(source, {"visit": visit, **_settings(workbook)})  # noqa: S102  # our own notebook
    return _seconds(lambda: visit.become(somebody(store)))


def news(store: Store) -> float:
    """Return the seconds the news since the last forum take, on a page that is open."""
    visit = Visit("monthly_checkin", store=store, is_live=False)
    visit.become(somebody(store))
    words = visit.kernel_words_for("since_then")
    today = datetime.now(UTC).date()

    def told() -> None:
        said = SinceWords(visit.record, visit.program, words, today)
        found = since_last_forum(visit.record, visit.program, TEAM, OCCASION)
        said.summary(found)
        list(said.groups(found))

    return _seconds(told)


def somebody(store: Store) -> Identity:
    """Return the team's project manager."""
    managers = (
        one for one in store.current(Person, team_id=TEAM) if one.body.role is Role.PROJECT_MANAGER
    )
    person = next(managers)
    return Identity(
        person.record_id, Role.PROJECT_MANAGER, TEAM, OCCASION, person.body.sector, person.body.name
    )


def names_known(store: Store, runs: int = 5) -> tuple[list[float], list[float]]:
    """Return the seconds to learn whom a team names, and to read one text of 280 letters."""
    record = TeamRecord(store, TEAM, for_a_report=True)
    names = record.names  # what the entries say is read once, whoever asks
    text = "We met with Flora and talked about the van, and whoever drove it came. " * 4
    learned = [_seconds(lambda: Names(record, TEAM)) for _ in range(runs)]
    read = [_seconds(lambda: [names.masked(text[:280], "public") for _ in range(100)]) / 100
            for _ in range(runs)]  # fmt: skip
    return learned, read


def _of_the_team(store: Store) -> Iterator[object]:
    seq = 0
    while batch := store.kept_since(seq, team_id=TEAM):
        seq = batch[-1].seq
        yield from batch


def _cells(workbook: str) -> Iterator[tuple[str, list[str]]]:
    notebook = json.loads((workbooks_folder() / f"{workbook}.ipynb").read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            yield "".join(cell["source"]), cell["metadata"].get("tags", [])


def _calls(workbook: str) -> list[str]:
    return [source for source, _ in _cells(workbook) if source.startswith("visit.")]


def _settings(workbook: str) -> dict[str, Any]:
    settings: dict[str, Any] = {}
    for source, tags in _cells(workbook):
        if "parameters" in tags:
            exec(source, settings)  # noqa: S102  # our own notebook
    return settings


def _seconds(act: Callable[[], object]) -> float:
    began = time.process_time()
    act()
    return time.process_time() - began
