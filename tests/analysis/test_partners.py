"""Who is at the table: what is counted, in which order, and never as a score."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciwidgets.analysis.partners import (
    LADDER,
    STATES,
    outreach,
    people_at_table,
    sector_coverage,
    wanted,
)
from ciwidgets.analysis.sector_lists import Listing, Place, listings
from ciwidgets.model import Occasion, Partner, Program, Scale, Sector, Team
from ciwidgets.model.sector_lists import sector_file, sectors_at_door

TODAY = date(2026, 7, 16)
SECTORS = ("law", "faith", "media")
OWN = Listing("", "", tuple(Place(one, one.title(), "", one, frozenset({one})) for one in SECTORS))


def partner(name="Hope Church", sectors=("faith",), now="networking", then="networking", **fields):
    body = {"level_now": now, "level_wanted": then, **fields}
    return Partner(step="needs/table", name=name, sectors=list(sectors), **body)


def program(sector_list="safe", sectors=None):
    return Program(
        name="Made up",
        support="-",
        records="-",
        sector_list=sector_list,
        sectors=sectors_at_door(sector_list) if sectors is None else sectors,
        occasions=[Occasion(id="one", name="One", date=TODAY)],
        teams=[Team(id="ash", name="Ash")],
        scales=[Scale(id="three", labels=["No", "Partly", "Yes"])],
    )


partners = st.lists(
    st.builds(
        partner,
        name=st.text("abcä ", min_size=1).filter(str.strip),
        sectors=st.lists(st.sampled_from(SECTORS), min_size=1, max_size=3, unique=True),
        now=st.sampled_from(LADDER),
        then=st.sampled_from(LADDER),
        people=st.integers(0, 1000),
        reach_by=st.none() | st.dates(),
    ),
    max_size=12,
)


def enumerate_ids(found):
    return [(str(number), one) for number, one in enumerate(found)]


def states(found, listing=OWN):
    return {one.id: one.state for one in sector_coverage(found, listing).sectors}


def state_on(list_id, program_, *found):
    listing = next(one for one in listings(program_) if one.id == list_id)
    return states(found, listing)


def test_one_active_partner_covers_each_sector_it_sits_in():
    judge = partner("The court", ("law", "media"))
    assert states([judge]) == {"law": "covered", "faith": "nobody", "media": "covered"}


def test_who_is_named_but_not_at_the_table_is_in_mind_and_does_not_cover():
    found = sector_coverage([partner(now="none", then="networking")], OWN)
    assert (found.count("covered"), found.count("in_mind"), found.count("nobody")) == (0, 1, 2)
    assert found.sectors[1].partners == ("Hope Church",)


def test_people_count_once_however_many_sectors_their_partner_sits_in():
    court = partner("The court", SECTORS, people=4)
    shelter = partner("A shelter", now="none", people=9)
    assert people_at_table([court, shelter]) == 4


@pytest.mark.parametrize(
    ("now", "then", "way"),
    [
        ("none", "networking", "more"),
        ("networking", "collaborating", "more"),
        ("cooperating", "cooperating", "same"),
        ("none", "none", "same"),
        ("collaborating", "networking", "less"),
        ("coordinating", "cooperating", "more"),  # in Himmelman's order, not in Frey's
    ],
)
def test_the_gap_is_a_direction(now, then, way):
    assert wanted(partner(now=now, then=then)) == way


def test_the_soonest_day_comes_first_and_no_day_last():
    plan = outreach(
        {
            "a": partner("Clinic", then="cooperating"),
            "b": partner("Library", then="cooperating", reach_by=date(2026, 9, 1)),
            "c": partner("School", then="cooperating", reach_by=date(2026, 7, 1)),
            "d": partner("Jail", then="cooperating", reach_by=TODAY),
            "e": partner("Happy as it is"),
            "f": partner("Less of it", now="cooperating", reach_by=date(2026, 1, 1)),
        },
        TODAY,
    )
    assert [(one.name, one.is_past) for one in plan] == [
        ("School", True),
        ("Jail", False),
        ("Library", False),
        ("Clinic", False),
    ]


@given(partners, st.randoms(use_true_random=False))
def test_the_order_of_partners_changes_no_count(found, random):
    other = list(found)
    random.shuffle(other)
    assert states(found) == states(other)
    assert people_at_table(found) == people_at_table(other)
    plans = [
        [(one.name, one.by) for one in outreach(dict(enumerate_ids(each)), TODAY)]
        for each in (found, other)
    ]
    assert plans[0] == plans[1]


@given(partners)
def test_every_sector_is_in_one_state_and_names_who_put_it_there(found):
    result = sector_coverage(found, OWN)
    assert [one.id for one in result.sectors] == list(SECTORS)
    assert sum(result.count(state) for state in STATES) == len(SECTORS)
    for one in result.sectors:
        assert bool(one.partners) == (one.state != "nobody")
        assert set(one.partners) <= {each.name for each in found if one.id in each.sectors}


@given(partners, st.sampled_from(SECTORS))
def test_one_more_sector_of_a_partner_takes_nothing_away_and_adds_nobody(found, sector):
    more = [one.model_copy(update={"sectors": sorted({*one.sectors, sector})}) for one in found]
    before, after = sector_coverage(found, OWN), sector_coverage(more, OWN)
    assert after.count("covered") >= before.count("covered")
    assert people_at_table(more) == people_at_table(found)


@given(partners)
def test_the_plan_holds_those_wanted_for_more_in_the_order_of_their_days(found):
    by_id = dict(enumerate_ids(found))
    plan = outreach(by_id, TODAY)
    assert {one.id for one in plan} == {i for i, one in by_id.items() if wanted(one) == "more"}
    days = [one.by for one in plan]
    assert days == sorted(days, key=lambda day: day or date.max)
    assert all(one.is_past == (one.by is not None and one.by < TODAY) for one in plan)


# --- lists beside each other ------------------------------------------------------------------


def test_the_programs_own_list_comes_first_then_each_that_says_something_else():
    assert [one.id for one in listings(program())] == ["", "safe", "dfc", "moha"]
    assert [one.id for one in listings(program("dfc"))] == ["", "safe", "moha"]


def test_a_sector_that_meets_one_on_another_list_stands_there_by_itself():
    sheriff = partner("Sheriff", ("law_enforcement",))
    for list_id in ("dfc", "moha", "safe"):
        assert state_on(list_id, program(), sheriff)["law_enforcement"] == "covered"


def test_a_sector_that_meets_several_on_another_list_perhaps_stands_there():
    church = partner("Hope Church", ("community",))
    found = state_on("dfc", program(), church)
    assert {one for one, state in found.items() if state == "perhaps"} == {
        "youth", "parents", "youth_serving", "faith", "civic",
    }  # fmt: skip
    assert "covered" not in found.values()


def test_a_tick_settles_where_a_partner_stands():
    church = partner("Hope Church", ("community", "dfc-faith"))
    assert state_on("dfc", program(), church)["faith"] == "covered"
    assert state_on("", program(), church)["community"] == "covered"
    not_yet = partner("Hope Church", ("community", "dfc-faith"), now="none")
    assert state_on("dfc", program(), not_yet)["faith"] == "in_mind"


def test_residents_at_the_door_are_not_taken_for_lived_experience():
    neighbors = partner("Neighbors", ("residents",))
    assert state_on("safe", program(), neighbors)["lived_experience"] == "perhaps"
    placed = partner("Families", ("residents", "safe-lived_experience"))
    assert state_on("safe", program(), placed)["lived_experience"] == "covered"


def test_a_sector_no_other_list_has_is_covered_by_a_tick_only():
    assert state_on("dfc", program(), partner("Radio", ("business",)))["media"] == "nobody"
    assert state_on("dfc", program(), partner("Radio", ("dfc-media",)))["media"] == "covered"


def test_sectors_of_a_programs_own_making_are_on_no_other_list_until_ticked():
    own = program(sectors=[Sector(id="faith", name="Faith"), Sector(id="docks", name="The docks")])
    found = state_on("dfc", own, partner(sectors=("faith",)))
    assert set(found.values()) == {"nobody"}
    assert state_on("dfc", own, partner(sectors=("faith", "dfc-faith")))["faith"] == "covered"


@pytest.mark.parametrize("base", sorted(sector_file().lists))
def test_a_tick_is_asked_for_wherever_a_place_does_not_follow(base):
    for listing in listings(program(base)):
        ticks = [place.tick for place in listing.places if place.tick]
        assert len(ticks) == len(set(ticks))
        for place in listing.places:
            assert place.certain
            assert place.certain.isdisjoint(place.perhaps)
            assert place.tick == "" or place.tick in place.certain
            # What may stand here can be settled by hand.
            assert place.tick or not place.perhaps
            Partner(step="needs/table", name="A name", sectors=sorted(place.certain))
