"""The made-up measures: judged by what they say, and turned."""

from __future__ import annotations

from pathlib import Path

from ciwidgets.enrolment import load_program, load_samples
from ciwidgets.formats.program_file import read_program
from ciwidgets.results.plans.measures import measure_curves
from ciwidgets.store import Store

SAMPLES = Path(__file__).parent.parent / "data" / "samples"


def test_a_made_up_curve_is_judged_by_what_its_measure_says() -> None:
    program = read_program(SAMPLES / "program.toml")
    with Store("sqlite://") as store:
        load_program(store, program)
        load_samples(store, SAMPLES / "year.jsonl")
        curves = [one for team in program.teams for one in measure_curves(store, team.id)]
    assert curves
    for one in curves:
        assert one.forecast is not None
        assert one.forecast.body.direction == one.measure.body.direction
        assert one.curve.edited == ()
        assert one.curve.terms.least == 0
        assert one.curve.terms.most == (100 if one.measure.body.unit == "%" else None)
        assert one.curve.verdict == "turned"
