"""Local numbers as they may be shown: counts, rates, comparison, trend, and what stays hidden."""

from __future__ import annotations

import itertools
import math
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from ciwidgets.analysis.local_layout import MOST_PEERS, lay_out
from ciwidgets.analysis.local_numbers import HIDDEN, MeasureNumbers, local_numbers
from ciwidgets.analysis.local_rows import join_files
from ciwidgets.analysis.local_sums import fitting, table_of
from ciwidgets.analysis.rates import LEGACY_20, NCHS_2023, poisson_interval
from ciwidgets.analysis.suppression import (
    CMS_11,
    DISCLOSURE_RULES,
    MISSING,
    WONDER,
    Published,
    audit,
    plan,
)
from ciwidgets.model import ImportedIndicators
from tests.support.county_numbers import MEASURE, OWN, PEER, STATE, file_of, group, row


def numbers(*files, reliable=NCHS_2023, rule=WONDER, own=("Ash",)):
    return local_numbers(files, reliable, rule, own)


def only(*rows, **more) -> MeasureNumbers:
    (measure,) = numbers(file_of(*rows), **more).measures
    return measure


def by_period(measure, place=OWN):
    (found,) = [one for one in measure.layout.places if one.name == place]
    return {one.label: measure.at(found, one) for one in measure.layout.periods}


def by_group(measure, dimension="Age"):
    (found,) = [one for one in measure.layout.breakdowns if one.dimension == dimension]
    own = found.places[0]
    return {
        each.name: number
        for each, number in zip(found.groups, measure.of_group(found, own), strict=True)
    }


def test_a_rate_is_the_count_over_the_people_with_the_exact_interval():
    # 12 deaths in 54,000 people: methods.md, section 6.
    rate = by_period(only(row(12, population=54_000)))["2023"].rate
    assert (round(rate.rate, 2), round(rate.lower, 2), round(rate.upper, 2)) == (
        22.22,
        11.48,
        38.82,
    )


def test_a_small_count_has_nothing_but_the_word():
    shown = by_period(only(row(9, year=2022), row(10, year=2023)))
    assert shown["2022"] is HIDDEN
    assert {getattr(HIDDEN, name) for name in ("count", "population", "rate", "adjusted")} == {None}
    assert shown["2023"].count == 10


def test_what_the_source_hides_stays_hidden_though_a_newer_file_has_it():
    found = numbers(file_of(row(None)), file_of(row(31)))
    assert by_period(found.measures[0])["2023"] is HIDDEN
    found = numbers(file_of(row(31)), file_of(row(None)))
    assert by_period(found.measures[0])["2023"] is HIDDEN


def test_of_two_files_the_newer_counts_and_the_difference_is_counted():
    found = numbers(file_of(row(31)), file_of(row(33)))
    assert by_period(found.measures[0])["2023"].count == 33
    assert found.clashes == 1
    assert numbers(file_of(row(31)), file_of(row(31), source="again")).clashes == 0


def test_a_second_group_is_hidden_beside_a_small_one():
    # Worked in methods.md: 4, 12, 31, total 47. Hiding 4 alone would reveal 47 - 12 - 31.
    groups = by_group(only(row(47), group("young", 4), group("middle", 12), group("old", 31)))
    assert groups["young"] is HIDDEN
    assert groups["middle"] is HIDDEN
    assert groups["old"].count == 31


def test_a_hidden_year_cannot_be_had_from_years_that_are_counted_together():
    rows = [row(30, year=2021), row(40, year=2022), row(5, year=2023)]
    together = [row(75, year="2021/2023"), group("young", 75, year="2021/2023")]
    alone, beside = by_period(only(*rows)), by_period(only(*rows, *together))
    assert [one.count for one in alone.values()] == [30, 40, None]
    assert [one.count for one in beside.values()] == [None, 40, None]


def test_a_group_of_two_kinds_is_guarded_with_the_groups_it_adds_up_to():
    both = [
        group(f"{sex} · {age}", count, "Sex · Age")
        for (sex, age), count in {
            ("women", "young"): 3, ("women", "old"): 20, ("men", "young"): 15, ("men", "old"): 30,
        }.items()
    ]  # fmt: skip
    by_sex = [group("women", 23, "Sex"), group("men", 45, "Sex")]
    by_age = [group("young", 18), group("old", 50)]
    groups = by_group(only(row(68), *by_sex, *by_age, *both), "Sex · Age")
    assert [one.count for one in groups.values()] == [None, None, None, None]


def test_groups_that_do_not_fit_their_total_are_hidden_together():
    found = numbers(file_of(row(40), group("young", 5), group("middle", 30), group("old", 20)))
    assert set(by_group(found.measures[0]).values()) == {HIDDEN}
    assert found.odd == ((MEASURE, "Age"),)
    assert by_period(found.measures[0])["2023"].count == 40
    found = numbers(file_of(row(40), group("young", 25), group("parents", 30)))
    assert [one.count for one in by_group(found.measures[0]).values()] == [25, 30]
    assert found.odd == ()


def test_where_no_safe_plan_is_found_that_measure_is_hidden_and_the_others_are_not(monkeypatch):
    def no_plan_for_deaths(table, rule, known):
        if any(key[0] == MEASURE for key in table.counts):
            raise ValueError("the sums contradict each other")
        return plan(table, rule, known)

    monkeypatch.setattr("ciwidgets.analysis.safe_plans.plan", no_plan_for_deaths)
    found = numbers(file_of(row(60), group("young", 20), row(77, measure="Visits")))
    deaths, visits = found.measures
    assert found.contrary == (MEASURE,)
    assert set(deaths.numbers.values()) == {HIDDEN}
    assert by_period(visits)["2023"].count == 77
    assert found.audit.passes


def test_numbers_beyond_all_reason_have_no_trend():
    counts = ((0, 3), (0, 3), (0, 3), (3_000, 100_000), (3_000, 3))
    years = zip(range(2019, 2024), counts, strict=True)
    rows = [row(count, year=year, population=people) for year, (count, people) in years]
    said = only(*rows, rule=CMS_11).reading.trend
    assert said is not None
    assert said.words == "too little to say"


def test_the_rest_of_a_small_state_is_guarded_too():
    shown = only(row(90), row(14, PEER), row(109, STATE, population=900_000))
    counts = [by_period(shown, one)["2023"].count for one in (OWN, PEER, STATE)]
    assert None in counts  # 109 - 90 - 14 leaves 5 for the rest of the state


def test_a_zero_is_shown_by_a_rule_that_shows_it_and_has_no_rate():
    number = by_period(only(row(0), rule=CMS_11))["2023"]
    assert (number.state, number.count, number.rate) == ("too_few", 0, None)


def test_by_the_older_rule_an_uncertain_rate_is_shown_and_marked():
    marked, fine = by_period(only(row(19, year=2022), row(20), reliable=LEGACY_20)).values()
    assert (marked.state, marked.mark) == ("shown", "unstable")
    assert fine.mark == ""


def test_without_people_there_are_counts_and_no_rates_and_no_trend():
    rows = [row(count, year=year, population=None) for year, count in ((2021, 40), (2022, 50))]
    measure = only(*rows)
    assert not measure.has_rates
    assert [one.state for one in by_period(measure).values()] == ["count_only"] * 2
    assert measure.reading.trend is None
    assert measure.reading.beside == ()


def test_a_county_is_set_beside_the_rest_of_its_state():
    # 60 in 100,000 against 140 in 900,000: the county is a third of the state's deaths.
    reading = only(row(60), row(200, STATE, population=1_000_000)).reading
    (beside,) = reading.beside
    assert beside.is_rest
    assert beside.comparison.words == "higher than"
    assert beside.comparison.ratio == pytest.approx((60 / 100_000) / (140 / 900_000))


def test_a_hidden_number_is_compared_with_nothing():
    assert only(row(5), row(200, STATE, population=1_000_000)).reading is None
    reading = only(row(60), row(5, PEER)).reading
    assert reading.beside == ()


def test_the_newest_shown_number_is_read_and_newer_hidden_ones_are_named():
    rows = [row(count, year=year) for year, count in ((2020, 22), (2021, 30), (2022, 4))]
    reading = only(*rows, row(None, year=2023, status="missing")).reading
    assert reading.when.label == "2021"
    assert [(when.label, one.state) for when, one in reading.after] == [
        ("2022", "hidden"),
        ("2023", "missing"),
    ]


def test_a_trend_is_made_of_the_years_that_are_shown():
    years = {2017: 20, 2018: 30, 2019: 45, 2020: 3, 2021: 100, 2022: 150}
    trend = only(*(row(count, year=year) for year, count in years.items())).reading.trend
    assert (trend.words, trend.periods, trend.left_out) == ("rising", 5, 1)
    assert trend.ratio == pytest.approx(1.5, abs=0.03)


def test_a_states_own_number_is_no_witness_against_itself():
    measure = only(row(60, STATE), row(900, "United States", place_kind="nation"), own=(STATE,))
    assert [(one.name, one.role) for one in measure.layout.places] == [
        (STATE, "own"),
        ("United States", "holder"),
    ]


def test_the_teams_own_place_is_the_one_of_its_name():
    rows = [row(60, PEER), row(50), row(70, "Oak County"), row(2_000, STATE, population=10**7)]
    measure = only(*rows, own=("Oak County", ""))
    assert [(one.name, one.role) for one in measure.layout.places][:2] == [
        ("Oak County", "own"),
        (STATE, "holder"),
    ]


WASHINGTONS = [
    row(500, "Washington County, AL", place_code="01129"),
    row(33, "Washington County, ME", place_code="23029"),
]


def own_place(rows, *names):
    places = only(*rows, own=names).layout.places
    return next((one.name for one in places if one.role == "own"), None)


@pytest.mark.parametrize("name", ["Washington County, ME", "washington, me", "Washington, Maine"])
def test_the_county_of_that_name_in_another_state_is_not_the_teams(name):
    assert own_place(WASHINGTONS, "Downeast", name) == "Washington County, ME"
    assert own_place([*WASHINGTONS[:1], row(70)], "Downeast", name) is None


def test_a_bare_name_is_enough_where_only_one_place_has_it():
    assert own_place(WASHINGTONS, "Washington County") is None
    assert own_place([*WASHINGTONS[1:], row(70)], "Washington") == "Washington County, ME"
    assert own_place([row(60), row(70, PEER)], "Ash County, NC") == OWN


def test_a_place_that_the_teams_description_names_is_its_own():
    told = "A mill town on a river in Elm County, far from Ashby"
    assert own_place([row(60), row(70, PEER), row(900, STATE)], "Elm Falls", told) == PEER


def test_where_no_place_has_the_teams_name_none_is_taken_for_its_own():
    assert own_place([row(60), row(70, PEER)], "Oak County") is None
    assert only(row(60), row(70, PEER), own=("Oak County",)).reading is None
    assert own_place([row(60)], "Oak County") == OWN


def test_a_county_of_another_state_is_a_neighbour_and_lies_in_none_of_ours():
    rows = [
        row(60, "Ash County, NC", place_code="37001"),
        row(90, "Elm County, VA", place_code="51001"),
        row(100, "North Carolina", place_code="37", place_kind="state", population=10**6),
        row(95, "Virginia", place_code="51", place_kind="state", population=10**6),
    ]
    measure = only(*rows)
    roles = {one.name: one.role for one in measure.layout.places}
    assert roles["North Carolina"] == "holder"
    assert roles["Virginia"] == roles["Elm County, VA"] == "peer"
    # 95 - 90 would be small, but the state's own places are not guarded as parts of ours.
    assert by_period(measure, "Virginia")["2023"].count == 95


def test_groups_are_those_of_the_newest_period_and_the_longest_that_ends_with_it():
    rows = [row(30, year=2022), row(40), row(90, year="2021/2023")]
    rows += [group("young", 12, year=one) for one in (2022, 2023, "2021/2023")]
    (breakdown,) = only(*rows).layout.breakdowns
    assert breakdown.period.label == "2021–2023"


def test_only_so_many_neighbours_are_shown_and_the_rest_is_counted():
    rows = [row(50), *(row(40, f"Place {n}", place_kind="county") for n in range(MOST_PEERS + 3))]
    layout = only(*rows).layout
    assert len(layout.places) == MOST_PEERS + 1
    assert layout.left_out == 3


def test_an_age_adjusted_rate_is_kept_as_published_and_only_beside_a_shown_count():
    adjusted = [{"basis": "age_adjusted", "rate": 31.4}]
    rows = [row(40, rates=adjusted), row(8, year=2022, rates=adjusted)]
    shown = by_period(only(*rows))
    assert shown["2023"].adjusted.rate == 31.4
    assert shown["2022"] is HIDDEN


@st.composite
def files(draw) -> ImportedIndicators:
    """Files with places, years, years together, and groups of one or two kinds that add up."""
    small = st.integers(0, 60)
    rows, together = [], {}
    for place in (OWN, PEER):
        for year in (2021, 2022, 2023):
            cells = {
                (sex, age): draw(small) for sex in ("women", "men") for age in ("young", "old")
            }
            for cell, count in cells.items():
                together[place, cell] = together.get((place, cell), 0) + count
            rows.append(row(sum(cells.values()), place, year))
        whole = {cell: count for (of, cell), count in together.items() if of == place}
        where = {"place": place, "year": "2021/2023"}
        rows.append(row(sum(whole.values()), **where))
        for part, dimension in ((0, "Sex"), (1, "Age")):
            for name in dict.fromkeys(cell[part] for cell in whole):
                count = sum(one for cell, one in whole.items() if cell[part] == name)
                rows.append(group(name, count, dimension, **where))
        if draw(st.booleans()):
            rows += [
                group(" · ".join(cell), one, "Sex · Age", **where) for cell, one in whole.items()
            ]
    kept = [one for one in rows if draw(st.integers(0, 9))]
    hidden = [
        one.model_copy(update={"count": None, "status": "suppressed"})
        if one.count is not None and one.count < 10 and draw(st.booleans())
        else one
        for one in kept
    ]
    return file_of(*(hidden or rows))


@settings(max_examples=40, deadline=None)
@given(files(), st.sampled_from(sorted(DISCLOSURE_RULES)))
def test_nothing_hidden_can_be_worked_out_from_all_that_is_shown(file, rule_id):
    rule = DISCLOSURE_RULES[rule_id]
    found = numbers(file, rule=rule)
    assert found.audit.passes
    assert found.contrary == ()
    rows = join_files([file], ("Ash",))
    table, odd = table_of(lay_out(rows), rows, rule)
    assert odd == []
    # The plan that is shown is one that passes for the sums as they were laid out.
    assert audit(plan(table, rule).published, rule, exact=False).passes
    for measure in found.measures:
        for key, number in measure.numbers.items():
            count = table.counts[key]
            if not isinstance(count, int) or rule.hides(count):
                assert number.count is None
            if number.state == "hidden":
                assert number == HIDDEN
            if number.rate is not None:
                low, high = poisson_interval(count)
                assert number.rate.lower == pytest.approx(low * 100_000 / number.population)
                assert number.rate.upper == pytest.approx(high * 100_000 / number.population)
                assert math.isclose(number.rate.rate, count * 100_000 / number.population)


# What a reader knows who was told nothing of our sums: every person is of one sex, age and year.
PEOPLE = list(itertools.product(("women", "men"), ("young", "old"), (2021, 2022, 2023)))


def people_in(key):
    """Return the places in PEOPLE that a cell counts."""
    _, _, period, told = key
    years = {2021, 2022, 2023} if "/" in period else {int(period.removeprefix("year "))}
    names = set(told.partition(": ")[2].split(" · ")) - {""}
    return [
        place
        for place, (sex, age, year) in enumerate(PEOPLE)
        if year in years and names <= {sex, age}
    ]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 40), min_size=12, max_size=12), st.data())
def test_a_reader_who_adds_up_people_finds_no_hidden_number(counts, data):
    """Rows may be left out, so that totals and corners are there which nothing prints."""
    tables = [("", [""]), ("Sex", ["women", "men"]), ("Age", ["young", "old"])]
    tables.append(("Sex · Age", ["women · young", "women · old", "men · young", "men · old"]))
    asked = [("year 2021", ""), ("year 2022", ""), ("year 2023", "")]
    asked += [
        ("years 2021/2023", f"{kind}: {name}" if kind else "")
        for kind, names in tables
        for name in names
    ]
    rows = []
    for period, told in data.draw(st.lists(st.sampled_from(asked), min_size=3, unique=True)):
        count = sum(counts[place] for place in people_in((MEASURE, OWN, period, told)))
        kind, _, name = told.partition(": ")
        rows.append(row(count, year=period.partition(" ")[2], dimension=kind, group=name))
    (measure,) = numbers(file_of(*rows)).measures
    cells = measure.numbers.items()
    known = [(people_in(key), one.count) for key, one in cells if one.count is not None]
    for key, one in cells:
        if one.state == "hidden":
            low, high = (_end(people_in(key), known, sign) for sign in (1, -1))
            assert high - low > 10 - 1e-6, key
            assert high > 9, key


def _end(asked, known, sign):
    """Return the least (or, with a minus, the most) that some people can be."""

    def vector(places):
        return [float(place in places) for place in range(len(PEOPLE))]

    found = linprog(
        [sign * one for one in vector(asked)],
        A_eq=[vector(places) for places, _ in known] or None,
        b_eq=[count for _, count in known] or None,
        bounds=(0, None),
    )
    return sign * found.fun if found.status == 0 else math.inf


@st.composite
def files_that_came_one_by_one(draw):
    """Files of a county, then of its state, of another year or of the same again, that add up."""
    small = st.sampled_from((2, 5, 7, 8, 12, 15, 20, 30, 60))
    own = {(year, sex): draw(small) for year in (2022, 2023) for sex in ("a", "b", "c")}
    more = {key: draw(st.sampled_from((2, 7, 15, 40, 100))) for key in own}

    def told(year, place=OWN, *, by_sex=True):
        years = (2022, 2023) if year == "2022/2023" else (year,)
        of_year = dict.fromkeys(("a", "b", "c"), 0)
        for when, sex in ((when, sex) for when in years for sex in of_year):
            of_year[sex] += own[when, sex] + (more[when, sex] if place == STATE else 0)
        where = {"place": place, "year": year}
        rows = [row(sum(of_year.values()), **where)]
        return rows + [group(sex, n, "Sex", **where) for sex, n in of_year.items() if by_sex]

    kinds = {
        "county": told(2023),
        "groups": told(2023)[1:],
        "total": told(2023, by_sex=False),
        "state": told(2023, STATE),
        "year before": told(2022),
        "years": told("2022/2023", by_sex=draw(st.booleans())),
    }
    order = draw(st.lists(st.sampled_from(sorted(kinds)), min_size=2, max_size=4, unique=True))
    return [file_of(*kinds[one]) for one in order]


def seen_on(pages, rule):
    """Return all that the pages showed and hid, as one, and the keys that files have."""
    seen, counts, true, sums, brought = {}, {}, {}, {}, set()
    for files in pages:
        found = numbers(*files, rule=rule)
        assert found.audit.passes
        cells = [one for measure in found.measures for one in measure.numbers.items()]
        seen |= {key: one.count for key, one in cells if one.count is not None}
        rows = join_files(files, ("Ash",))
        table, _ = table_of(lay_out(rows), rows, rule)
        brought |= rows.rows.keys()
        counts |= table.counts
        true |= {key: one for key, one in table.counts.items() if isinstance(one, int)}
        true |= {key: one.count for key, one in rows.rows.items() if one.count is not None}
        sums |= dict.fromkeys(table.sums)
    missing = frozenset(key for key, one in counts.items() if one is MISSING) - seen.keys()
    hidden = frozenset(counts.keys() - seen.keys() - missing)
    # An earlier page knew one year of two, and took it for both; nobody does who has seen the rest.
    whole = [
        one
        for one in sums
        if not any(one.total == more.total and one.parts < more.parts for more in sums)
    ]
    held = (fitting(one, {**counts, **true}) for one in whole)
    return Published(seen, hidden, [one for one in held if one is not None], missing), brought


@settings(max_examples=40, deadline=None)
@given(files_that_came_one_by_one(), st.sampled_from(sorted(DISCLOSURE_RULES)))
def test_the_page_before_a_file_came_gives_nothing_away_beside_the_page_after(came, rule_id):
    rule = DISCLOSURE_RULES[rule_id]
    pages = [came[: place + 1] for place in range(len(came))]
    seen, brought = seen_on(pages, rule)
    found = audit(seen, rule, exact=True).exposed
    # A total that nobody printed, and that is not small, may be added up.
    assert [one for one in found if one.of_rest or one.key in brought] == []


def test_a_total_that_came_late_gives_away_no_group_that_was_hidden():
    women_and_men = file_of(group("Women", None, "Sex"), group("Men", 40, "Sex"))
    before, after = numbers(women_and_men), numbers(women_and_men, file_of(row(45)))
    assert [one.count for one in by_group(before.measures[0], "Sex").values()] == [None, 40]
    assert [one.count for one in by_group(after.measures[0], "Sex").values()] == [None, 40]
    assert by_period(after.measures[0])["2023"] is HIDDEN


def test_a_corrected_count_is_shown_beside_what_was_shown_before():
    first, corrected = file_of(row(50, year=2022), row(31)), file_of(row(50, year=2022), row(64))
    found = local_numbers([corrected], NCHS_2023, WONDER, ("Ash",), [[first], [corrected]])
    assert [one.count for one in by_period(found.measures[0]).values()] == [50, 64]
    assert found.contrary == found.kept_back == ()


def test_a_file_that_was_taken_off_is_still_known():
    groups, total = file_of(group("Women", None, "Sex"), group("Men", 40, "Sex")), file_of(row(45))
    pages = [[groups], [groups, total], [total]]
    found = local_numbers([total], NCHS_2023, WONDER, ("Ash",), pages)
    assert by_period(found.measures[0])["2023"] is HIDDEN


def test_files_that_were_never_alone_on_a_page_show_no_more_by_themselves():
    groups, total = file_of(group("Women", None, "Sex"), group("Men", 40, "Sex")), file_of(row(45))
    found = local_numbers([total], NCHS_2023, WONDER, ("Ash",), [[groups], [groups, total]])
    assert by_period(found.measures[0])["2023"] is HIDDEN
    found = local_numbers([groups], NCHS_2023, WONDER, ("Ash",), [[groups], [groups, total]])
    assert [one.count for one in by_group(found.measures[0], "Sex").values()] == [None, 40]


def test_a_file_may_bring_the_code_of_a_place_that_had_only_a_name():
    groups = file_of(group("Women", None, "Sex"), group("Men", 40, "Sex"))
    found = numbers(
        groups, file_of(row(45, place_code="37001"), row(30, place_code="37001", year=2022))
    )
    assert [one.count for one in by_period(found.measures[0]).values()] == [30, None]
    assert [one.count for one in by_group(found.measures[0], "Sex").values()] == [None, 40]


def test_a_file_that_cannot_be_shown_safely_beside_the_page_before_is_kept_back(monkeypatch):
    def no_plan_around(table, rule, known):
        if known:
            raise ValueError("the known counts give too much away")
        return plan(table, rule, known)

    monkeypatch.setattr("ciwidgets.analysis.safe_plans.plan", no_plan_around)
    found = numbers(file_of(row(31, year=2021)), file_of(row(40, year=2022)))
    assert [one.count for one in by_period(found.measures[0]).values()] == [31, None]
    assert found.kept_back == (MEASURE,)
    assert found.audit.passes


@settings(max_examples=20, deadline=None)
@given(files(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_decides_nothing_that_is_hidden(file, chance):
    mixed = list(file.rows)
    chance.shuffle(mixed)
    one, other = numbers(file), numbers(file.model_copy(update={"rows": mixed}))
    assert [each.numbers for each in one.measures] == [each.numbers for each in other.measures]


def test_importing_it_loads_no_numeric_library():
    asked = (
        "import sys, ciwidgets.analysis.local_numbers, ciwidgets.results.numbers; "
        "print([one for one in ('numpy', 'scipy', 'pandas', 'matplotlib') if one in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
