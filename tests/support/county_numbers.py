"""Made-up files of local numbers for tests."""

from __future__ import annotations

import hashlib
from typing import Any

from ciwidgets.model import ImportedIndicators
from ciwidgets.model.indicators import IndicatorRow

MEASURE = "Deaths by overdose"
OWN, STATE, PEER = "Ash County", "The made-up state", "Elm County"


def row(
    count: int | None,
    place: str = OWN,
    year: int | str = 2023,
    population: int | None = 100_000,
    **more: Any,
) -> IndicatorRow:
    """Return one number; None is one its source hides. A year may be several, "2021/2023"."""
    kinds = {OWN: "county", STATE: "state", PEER: "county"}
    code = str(year)
    fields: dict[str, Any] = {
        "measure": MEASURE,
        "place": place,
        "place_kind": kinds.get(place, "county"),
        "period": code.replace("/", "–"),
        "period_code": code,
        "period_kind": "years" if "/" in code else "year",
        "count": count,
        "status": "shown" if count is not None else "suppressed",
        "population": population,
        "population_status": "shown" if population is not None else "missing",
    }
    return IndicatorRow.model_validate(fields | more)


def group(name: str, count: int | None, dimension: str = "Age", **more: Any) -> IndicatorRow:
    """Return one number of a group."""
    return row(count, dimension=dimension, group=name, **more)


def file_of(*rows: IndicatorRow, source: str = "Made up") -> ImportedIndicators:
    """Return a file of these numbers."""
    told = "".join(one.model_dump_json() for one in rows)
    return ImportedIndicators(
        title="numbers",
        format="plain",
        file_sha256=hashlib.sha256(told.encode()).hexdigest(),
        source=source,
        measures=list(dict.fromkeys(one.measure for one in rows)),
        rows=list(rows),
    )
