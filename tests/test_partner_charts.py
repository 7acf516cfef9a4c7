"""Pictures of who is at the table: in words too, with every number, whatever people wrote."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciwidgets.analysis.partners import LADDER, STATES, SectorCoverage, SectorState
from ciwidgets.charts.partners import (
    LEVEL_NAMES,
    STATE_NAMES,
    ladder_chart,
    sectors_chart,
)
from ciwidgets.errors import ReportError
from ciwidgets.model import Partner
from ciwidgets.words import catalogue


def partner(name="Clinic", now="networking", then="cooperating"):
    return Partner(step="n/t", name=name, sectors=["a"], level_now=now, level_wanted=then)


def coverage(*states, name="A list"):
    sectors = tuple(SectorState(str(i), f"Sector {i}", "", "", one) for i, one in enumerate(states))
    return SectorCoverage("x", name, sectors)


def words_in(svg):
    return [
        "".join(one.itertext()) for one in ET.fromstring(svg).iter() if one.tag.endswith("}text")
    ]


def test_the_ladder_is_told_in_sentences_and_every_partner_stands_in_the_table():
    figure = ladder_chart(
        [
            partner("Library", "coordinating", "coordinating"),
            partner("Clinic"),
            partner("Fire", "collaborating", "networking"),
        ]
    )
    assert figure.alt == (
        "Where 3 partners stand on five steps, now and wanted. More is wanted of 1: “Clinic” (from "
        "networking to cooperating). Less is wanted of 1: “Fire” (from collaborating to "
        "networking). 1 is to stay as now."
    )
    assert figure.data.rows == (
        ("Clinic", "Networking", "Cooperating", "more"),
        ("Fire", "Collaborating", "Networking", "less"),
        ("Library", "Coordinating", "Coordinating", "the same"),
    )
    assert "not a better one" in figure.data.caption
    assert "Clinic – wanted: more" in words_in(figure.svg)


def test_a_long_list_is_drawn_in_part_and_said_to_be():
    figure = ladder_chart([partner(f"Partner {number}") for number in range(40)])
    assert "15 are drawn; the table has them all." in figure.alt
    assert len(figure.data.rows) == 40
    assert sum("wanted: more" in line for line in words_in(figure.svg)) == 15


def test_sectors_are_counted_by_state_list_by_list():
    own = coverage("covered", "covered", "nobody", name="")
    figure = sectors_chart([own, coverage("perhaps", "in_mind")])
    assert figure.data.rows == (
        ("Our program's list", 2, 0, 0, 1, 3),
        ("A list", 0, 1, 1, 0, 2),
    )
    assert "Our program's list: 2 of 3 sectors at the table, 1 with nobody yet." in figure.alt


@pytest.mark.parametrize(
    ("draw", "nothing"), [(ladder_chart, []), (sectors_chart, []), (sectors_chart, [coverage()])]
)
def test_nothing_to_draw_is_said_instead_of_drawn(draw, nothing):
    with pytest.raises(ReportError, match="to draw"):
        draw(nothing)


def test_steps_and_states_have_the_names_people_saw_on_the_page():
    words = catalogue()["partners"]
    assert {one: words[f"level_{one}"] for one in LADDER} == LEVEL_NAMES
    assert {one: words[f"state_{one}"] for one in STATES} == STATE_NAMES


@given(
    st.text(min_size=1, max_size=80).filter(lambda one: one.strip() and one.isprintable()),
    st.sampled_from(LADDER),
    st.sampled_from(LADDER),
)
def test_whatever_a_partner_is_called_the_picture_is_sound(name, now, then):
    figure = ladder_chart([partner(name, now, then)])
    ET.fromstring(figure.svg)
    assert figure.svg == ladder_chart([partner(name, now, then)]).svg
