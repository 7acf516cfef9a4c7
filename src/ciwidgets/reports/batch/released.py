"""What batches of reports showed of local numbers, as the record keeps it."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from ciwidgets.analysis.joint_plan import Total
from ciwidgets.analysis.local_rows import EVERYONE
from ciwidgets.model import Draft, Release, ReleasedTotal, record_id_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ciwidgets.analysis.joint_plan import JointPlan
    from ciwidgets.analysis.joint_table import TeamNumbers
    from ciwidgets.analysis.local_rows import Key
    from ciwidgets.model import Entry
    from ciwidgets.store import Store


def cells_released(entries: Iterable[Entry[Release]]) -> dict[str, set[Key]]:
    """Return by team the keys that reports showed so far."""
    found: defaultdict[str, set[Key]] = defaultdict(set)
    for entry in entries:
        for measure, places in entry.body.cells.items():
            for place, periods in places.items():
                for period, groups in periods.items():
                    found[entry.team_id] |= {(measure, place, period, one) for one in groups}
    return found


def totals_released(
    entries: Iterable[Entry[Release]], names: Sequence[Mapping[str, str]]
) -> list[Total]:
    """Return the totals that summaries showed so far, by what their places are called now."""
    now = {before: place for own in names for before, place in own.items()}
    return [
        Total(
            frozenset(
                (one.measure, now.get(place, place), one.period, EVERYONE) for place in one.places
            ),
            one.count,
        )
        for entry in entries
        for one in entry.body.totals
    ]


def newest_inputs(entries: Iterable[Entry[Release]]) -> str:
    """Return the digest of what the newest release was planned from, empty where there is none."""
    told = [entry.body.inputs for entry in entries if entry.body.inputs]
    return told[-1] if told else ""


def programs_releases(entries: Iterable[Entry[Release]]) -> int:
    """Return how many batches recorded something: each has one entry of the whole program."""
    return sum(not entry.team_id for entry in entries)


def numbers_digest(teams: Iterable[TeamNumbers], rule: str) -> str:
    """Return a digest of everything the teams' own plans show and hide."""
    told = [
        (
            one.team,
            sorted(one.now.shown.items()),
            sorted(key for layout in one.now.layouts for key in layout.cells()),
        )
        for one in teams
    ]
    return hashlib.sha256(json.dumps([rule, told]).encode()).hexdigest()


def news_of(
    teams: Sequence[TeamNumbers],
    hidden: Mapping[str, Sequence[Key]],
    plan: JointPlan,
    earlier: Sequence[Total],
    inputs: str,
) -> dict[str, Any]:
    """Return what no batch before showed: cells by team, and totals; empty where nothing is new."""
    cells = {
        one.team: sorted(one.now.shown.keys() - set(hidden[one.team]) - one.released)
        for one in teams
    }
    before = {one.key for one in earlier}
    totals = [
        {
            "measure": min(one.parts)[0],
            "period": min(one.parts)[2],
            "places": sorted(key[1] for key in one.parts),
            "count": one.count,
        }
        for one in plan.totals
        if one.key not in before
    ]
    told = {team: keys for team, keys in cells.items() if keys}
    return {"cells": told, "totals": totals, "inputs": inputs} if told or totals else {}


def record_release(store: Store, news: Mapping[str, Any]) -> int:
    """Keep what a batch is about to show for the first time; return how many entries that took.

    Before its first report is written: what is shown and not known to have been would be lost.
    The program's entry is named by how many there were when the batch was planned, so of two that
    were planned at once only one is kept.

    Raises:
        Conflict: another batch recorded something else since this one was planned.
        StoreError: when the store cannot be written.
    """
    if not news:
        return 0
    drafts = [
        _of_a_team(team, Release(cells=_told(keys)), news["inputs"])
        for team, keys in news["cells"].items()
    ]
    totals = [ReleasedTotal(**one) for one in news["totals"]]
    body = Release(totals=totals, inputs=news["inputs"])
    record_id = record_id_for("release", "batch", str(news["after"]))
    request = record_id_for("release", record_id, *(one.record_id for one in drafts), _hash(body))
    return len(store.append([*drafts, Draft(record_id, body, request)]))


def _of_a_team(team: str, body: Release, inputs: str) -> Draft:
    record_id = record_id_for("release", team, inputs, _hash(body))
    return Draft(record_id, body, request_id=record_id, team_id=team)


def _hash(body: Release) -> str:
    return hashlib.sha256(body.model_dump_json().encode()).hexdigest()


def _told(keys: Iterable[Sequence[str]]) -> dict[str, dict[str, dict[str, list[str]]]]:
    found: dict[str, dict[str, dict[str, list[str]]]] = {}
    for measure, place, period, group in keys:
        found.setdefault(measure, {}).setdefault(place, {}).setdefault(period, []).append(group)
    return found
