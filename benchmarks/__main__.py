"""Run every benchmark, or those named; a wrong name lists them all."""

from __future__ import annotations

import sys

from benchmarks import (
    batch,
    batch_growth,
    indicators,
    kernels,
    map_editor,
    maps,
    page_load,
    record_growth,
    room,
    saving,
    suppression,
    survey_statistics,
    team_maps,
)
from benchmarks.machine import machine_line

ALL = {
    "page_load": page_load.main,
    "saving": saving.main,
    "room": room.main,
    "kernels": kernels.main,
    "batch": batch.main,
    "batch_hundred": batch_growth.main,
    "survey_statistics": survey_statistics.main,
    "indicators": indicators.main,
    "suppression": suppression.main,
    "map_editor": map_editor.main,
    "team_maps": team_maps.main,
    "maps": maps.main,
    "record_growth": record_growth.main,
}

# These take long, so only who names one gets it.
ONLY_NAMED = {
    "batch_growth": batch_growth.to_a_thousand,
    "room_long": room.five_minutes,
    "room_workers": room.three_hundred,
}


def main(names: list[str]) -> int:
    """Run them in turn under one line about the machine."""
    known = {**ALL, **ONLY_NAMED}
    unknown = [name for name in names if name not in known]
    if unknown:
        print(
            f"There is no benchmark {unknown[0]!r}; there are {', '.join(known)}.", file=sys.stderr
        )
        return 2
    print(machine_line())
    for name in names or ALL:
        print()
        known[name]()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
