"""What is hidden, what a reader can still tell, and that nothing gives a hidden count away."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ciwidgets.analysis.suppression import (
    CMS_11,
    DISCLOSURE_RULES,
    MISSING,
    SUPPRESSED,
    WA_DOH,
    WONDER,
    DisclosureRule,
    Published,
    Sum,
    Table,
    audit,
    disclosure_rule,
    join_published,
    plan,
    sums_over,
)

RULES = tuple(DISCLOSURE_RULES.values())
every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


def row(**counts):
    """Return a table of one row, its labels as given; "all" is the total where there is one."""
    cells = {(label,): count for label, count in counts.items()}
    return Table(cells, sums_over(cells, 0, "all"))


def shown_of(made):
    return {key[0]: count for key, count in made.published.shown.items()}


def published(hidden, table):
    """Return a table with just these cells hidden."""
    keys = frozenset((label,) for label in hidden)
    return Published(
        {key: count for key, count in table.counts.items() if key not in keys}, keys, table.sums
    )


def grid(counts):
    """Return places by groups with all totals; ``counts`` is one list a place."""
    cells = {}
    for place, own in enumerate(counts):
        for group, count in enumerate(own):
            cells[f"county {place}", f"group {group}"] = count
            for whole in (
                ("state", f"group {group}"),
                (f"county {place}", "all"),
                ("state", "all"),
            ):
                cells[whole] = cells.get(whole, 0) + count
    return cells


def table_of(cells):
    return Table(cells, [*sums_over(cells, 0, "state"), *sums_over(cells, 1, "all")])


grids = st.integers(2, 4).flatmap(
    lambda groups: st.lists(
        st.lists(st.integers(0, 60), min_size=groups, max_size=groups), min_size=1, max_size=4
    )
)


# --- the rules ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "hidden"),
    [(WONDER, range(10)), (CMS_11, range(1, 11)), (WA_DOH, range(1, 10))],
    ids=lambda one: getattr(one, "id", ""),
)
def test_each_rule_hides_its_own_counts(rule, hidden):
    assert [count for count in range(200) if rule.hides(count)] == list(hidden)
    assert rule.sentence.endswith(".")


def test_a_rule_is_found_by_its_name():
    assert [disclosure_rule(name).id for name in ("wonder", "cms11", "wa-doh")] == [
        "wonder",
        "cms11",
        "wa-doh",
    ]
    with pytest.raises(ValueError, match="no disclosure rule 'cdc'. Choose one of wonder, cms11"):
        disclosure_rule("cdc")


# --- the example of 4, 12 and 31 in 47 ------------------------------------------------------


def test_one_hidden_cell_in_a_row_is_a_subtraction_away():
    found = audit(published({"a"}, row(a=4, b=12, c=31, all=47)), CMS_11, exact=True)
    assert [(one.key, one.lower, one.upper) for one in found.findings] == [(("a",), 4, 4)]
    assert not found.passes


def test_of_two_hidden_cells_only_the_sum_is_known():
    table = row(a=4, b=12, c=31, all=47)
    found = audit(published({"a", "b"}, table), WONDER, exact=True)
    assert [(one.lower, one.upper) for one in found.findings] == [(0, 16), (0, 16)]
    assert found.passes
    # Where zeros are always shown, neither of the two can be one.
    found = audit(published({"a", "b"}, table), CMS_11, exact=True)
    assert [(one.lower, one.upper) for one in found.findings] == [(1, 15), (1, 15)]


def test_a_reader_who_knew_which_is_the_larger_would_know_more():
    # With two marks, the second known to be 10 or more, the first lies in 1 to 6.
    marked = Published(
        {("c",): 31, ("all",): 47, ("b's ten",): 10},
        frozenset({("a",), ("b",), ("b's more",)}),
        [
            Sum(("all",), frozenset({("a",), ("b",), ("c",)})),
            Sum(("b",), frozenset({("b's ten",), ("b's more",)})),
        ],
    )
    found = audit(marked, WONDER, exact=True)
    assert [one.upper for one in found.findings if one.key == ("a",)] == [6]
    assert not found.passes


@every_rule
def test_the_plan_hides_the_next_smallest_beside_the_four(rule):
    made = plan(row(a=4, b=12, c=31, all=47), rule)
    assert shown_of(made) == {"c": 31, "all": 47}


def test_a_zero_is_shown_where_the_rule_allows_it_and_hidden_where_not():
    table = row(a=4, none=0, b=12, c=31, all=47)
    assert shown_of(plan(table, CMS_11)) == {"none": 0, "c": 31, "all": 47}
    # 4 and 0 are 4 together, so the 12 goes too.
    assert shown_of(plan(table, WONDER)) == {"c": 31, "all": 47}


def test_more_is_hidden_until_the_sum_of_what_is_hidden_leaves_room():
    # 3 and 2 are 5 together, and so is each at most; 14 makes it 19.
    made = plan(row(a=3, b=2, c=14, d=60, e=70, all=149), WA_DOH)
    assert shown_of(made) == {"d": 60, "e": 70, "all": 149}


def test_a_total_is_hidden_where_its_parts_are_not_enough():
    made = plan(row(a=SUPPRESSED, none=0, all=15), CMS_11)
    assert shown_of(made) == {"none": 0}
    assert made.is_hidden(("a",))
    assert made.is_hidden(("all",))


# --- what is hidden at the source, or missing -----------------------------------------------


@every_rule
@pytest.mark.parametrize("total", [20, 47, 470])
def test_what_the_source_hid_stays_hidden_and_no_total_reveals_it(rule, total):
    made = plan(row(a=SUPPRESSED, b=total - 15, c=11, all=total), rule)
    assert made.visible(("a",)) is None
    assert made.is_hidden(("a",))
    assert audit(made.published, rule).passes
    assert len(made.published.hidden) > 1


def test_a_zero_total_of_hidden_cells_is_hidden_too():
    made = plan(row(a=SUPPRESSED, b=SUPPRESSED, all=0), CMS_11)
    assert shown_of(made) == {}


def test_a_missing_cell_is_not_marked_and_gives_no_cover():
    made = plan(row(a=4, b=MISSING, c=30, d=40, all=74), CMS_11)
    assert made.visible(("b",)) is None
    assert not made.is_hidden(("b",))
    # A reader who takes what is missing for nothing would subtract.
    assert shown_of(made) == {"d": 40, "all": 74}


# --- across tables --------------------------------------------------------------------------


def test_two_tables_that_each_pass_can_fail_together():
    one = Published(
        {("all",): 47, ("c",): 31},
        frozenset({("a",), ("b",)}),
        sums_over({("a",): 4, ("b",): 12, ("c",): 31, ("all",): 47}, 0, "all"),
    )
    other = Published(
        {("b",): 12, ("z",): 20, ("b and z",): 32},
        frozenset(),
        [Sum(("b and z",), frozenset({("b",), ("z",)}))],
    )
    assert audit(one, CMS_11).passes
    assert audit(other, CMS_11).passes
    together = audit([one, other], CMS_11, exact=True)
    assert [(found.key, found.lower, found.upper) for found in together.exposed] == [(("a",), 4, 4)]
    assert together.findings == audit(join_published([one, other]), CMS_11, exact=True).findings


def test_everybody_less_the_adults_is_a_count_of_children():
    cells = {("everybody",): 53, ("adults",): 50}
    part = [Sum(("everybody",), frozenset({("adults",)}), covers_all=False)]
    found = audit(Published(cells, frozenset(), part), CMS_11)
    assert [(one.key, one.of_rest, one.lower, one.upper) for one in found.exposed] == [
        (("everybody",), True, 3, 3)
    ]
    assert plan(Table(cells, part), CMS_11).published.shown == {("everybody",): 53}


def test_a_rest_that_is_large_enough_may_be_worked_out():
    cells = {("everybody",): 90, ("adults",): 50}
    part = [Sum(("everybody",), frozenset({("adults",)}), covers_all=False)]
    assert audit(Published(cells, frozenset(), part), CMS_11).passes
    assert plan(Table(cells, part), CMS_11).published.shown == cells


def test_tables_of_one_state_are_planned_as_one():
    by_sex = {("state", "women"): 4, ("state", "men"): 40, ("state", "all"): 44}
    by_place = {("north", "women"): 2, ("south", "women"): 2, ("state", "women"): 4}
    sums = [*sums_over(by_sex, 1, "all"), *sums_over(by_place, 0, "state")]
    together = Table(by_sex | by_place, sums)
    assert plan(together, WA_DOH).published.shown == {("state", "all"): 44}


def test_what_was_shown_before_is_not_hidden_and_something_else_is():
    table = row(a=4, b=12, c=31, all=47)
    assert shown_of(plan(table, CMS_11, {("b",)})) == {"b": 12, "all": 47}
    assert shown_of(plan(table, CMS_11, {("b",), ("c",)})) == {"b": 12, "c": 31}
    with pytest.raises(ValueError, match="cannot be kept hidden"):
        plan(table, CMS_11, {("b",), ("c",), ("all",)})


# --- the audit ------------------------------------------------------------------------------


def test_an_interval_of_protected_counts_only_fails_however_wide():
    narrow = DisclosureRule("narrow", lowest=0, highest=9, width=2, sentence="")
    assert not audit(published({"a", "b"}, row(a=4, b=5, all=9)), narrow).passes
    assert audit(published({"a", "b"}, row(a=4, b=6, all=10)), narrow).passes


def test_without_a_total_nothing_bounds_a_count():
    found = audit(Published({("b",): 12}, frozenset({("a",)})), WONDER, exact=True)
    assert [(one.lower, one.upper, one.is_exact) for one in found.findings] == [(0, None, True)]
    made = plan(row(a=4, b=12), WONDER)
    assert shown_of(made) == {"b": 12}


def test_numbers_that_cannot_be_are_exposed():
    # 20 is the total, and one of the parts is 30: whoever reads it learns that something is wrong.
    wrong = Published(
        {("all",): 20, ("b",): 30},
        frozenset({("a",)}),
        [Sum(("all",), frozenset({("a",), ("b",)}))],
    )
    assert not audit(wrong, WONDER).passes


def test_a_corner_with_halves_in_it_is_solved_in_whole_numbers():
    # Three pairs that are 1 each: halves solve it and whole numbers do not.
    pairs = [
        Sum((f"t{n}",), frozenset({(one,), (other,)}))
        for n, (one, other) in enumerate((("a", "b"), ("b", "c"), ("a", "c")))
    ]
    odd = Published(
        {("t0",): 21, ("t1",): 20, ("t2",): 20}, frozenset({("a",), ("b",), ("c",)}), pairs
    )
    assert not audit(odd, WONDER, exact=True).passes
    even = Published(
        {("t0",): 22, ("t1",): 20, ("t2",): 20}, frozenset({("a",), ("b",), ("c",)}), pairs
    )
    assert [(one.lower, one.upper) for one in audit(even, WONDER, exact=True).findings] == [
        (11, 11),
        (11, 11),
        (9, 9),
    ]


def test_an_end_that_is_half_a_person_is_the_next_whole_one():
    # Two of a, b and c are 21 at most, so all three 31.5 and whole ones 31: of 40, 9 are left.
    pairs = [
        Sum((f"t{n}",), frozenset({(one,), (other,), (f"x{n}",)}))
        for n, (one, other) in enumerate((("a", "b"), ("b", "c"), ("a", "c")))
    ]
    whole = Sum(("all",), frozenset({("a",), ("b",), ("c",), ("d",)}))
    hidden = frozenset({*pairs[0].parts, *pairs[1].parts, *pairs[2].parts, ("d",)})
    shown = {("t0",): 21, ("t1",): 21, ("t2",): 21, ("all",): 40}
    found = audit(Published(shown, hidden, [*pairs, whole]), WONDER, exact=True)
    ends = {one.key: (one.lower, one.upper) for one in found.findings}
    assert ends["d",] == (9, 40)
    assert found.passes


@given(grids, st.sampled_from(RULES))
@settings(max_examples=40, deadline=None)
def test_the_quick_audit_decides_as_the_exact_one(counts, rule):
    table = table_of(grid(counts))
    hidden = frozenset(key for key, count in table.counts.items() if rule.hides(count))
    shown = {key: count for key, count in table.counts.items() if key not in hidden}
    careless = Published(shown, hidden, table.sums)
    quick, exact = audit(careless, rule), audit(careless, rule, exact=True)
    assert [one.key for one in quick.exposed] == [one.key for one in exact.exposed]
    for one, other in zip(quick.findings, exact.findings, strict=True):
        truth = table.counts[other.key]
        assert other.is_exact
        assert other.lower <= truth
        assert other.upper is None or truth <= other.upper
        if not one.is_exposed:
            assert one.lower >= other.lower
            assert one.upper is None or other.upper is None or one.upper <= other.upper


# --- the plan -------------------------------------------------------------------------------


@given(grids, st.sampled_from(RULES), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_a_plan_passes_a_fresh_audit_and_shows_true_numbers_only(counts, rule, chance):
    cells = grid(counts)
    at_source = {key for key, count in cells.items() if count < 10 and chance.random() < 0.3}
    table = table_of({key: SUPPRESSED if key in at_source else n for key, n in cells.items()})
    made = plan(table, rule)
    assert audit(made.published, rule).passes
    assert at_source <= made.published.hidden
    assert made.published.shown.keys() | made.published.hidden == cells.keys()
    for key, count in cells.items():
        assert made.visible(key) in {None, count}
        assert made.visible(key) is None or not rule.hides(count)


@given(grids, st.sampled_from(RULES), st.integers(0, 99))
@settings(max_examples=40, deadline=None)
def test_the_order_of_rows_changes_nothing(counts, rule, seed):
    cells = grid(counts)
    mixed = list(cells.items())
    random.Random(seed).shuffle(mixed)
    table, other = table_of(cells), table_of(dict(mixed))
    sums = list(other.sums)
    random.Random(seed).shuffle(sums)
    other = Table(other.counts, sums)
    assert plan(table, rule).published.shown == plan(other, rule).published.shown
    one, two = (audit(plan(each, rule).published, rule) for each in (table, other))
    assert one == two


def test_a_large_table_is_planned_and_audited_the_same_from_any_order():
    chance = random.Random(4)
    cells = grid([[chance.choice((2, 7, 14, 30)) for _ in range(4)] for _ in range(30)])
    mixed = list(cells.items())
    chance.shuffle(mixed)
    one, other = plan(table_of(cells), WONDER), plan(table_of(dict(mixed)), WONDER)
    assert one.published.hidden == other.published.hidden
    turned = Published(
        dict(reversed(one.published.shown.items())), one.published.hidden, one.published.sums[::-1]
    )
    assert audit(turned, WONDER) == audit(one.published, WONDER)


def test_the_sum_that_gives_a_count_away_is_where_the_next_one_is_hidden():
    # The 4 is alone in its row; its column hides 15 and 16 already, where a 12 is smaller.
    cells = grid([[4, 50, 60], [15, 70, 80], [16, 90, 95], [12, 91, 96]])
    at_source = {("county 1", "group 0"), ("county 2", "group 0")}
    made = plan(
        table_of({k: SUPPRESSED if k in at_source else n for k, n in cells.items()}), WONDER
    )
    assert made.is_hidden(("county 0", "group 1"))
    assert made.visible(("county 3", "group 0")) == 12


@every_rule
def test_a_hidden_count_leaves_no_trace_in_the_plan(rule):
    # They differ in what is hidden, and in nothing shown.
    one, other = plan(row(a=4, b=12, c=31, all=47), rule), plan(row(a=5, b=11, c=31, all=47), rule)
    assert repr(one) == repr(other)


def test_counts_that_contradict_each_other_are_refused():
    with pytest.raises(ValueError, match="The count of a is -1. Give 0 or more."):
        row(a=-1)
    with pytest.raises(ValueError, match="The parts of all add up to 50, and its total is 47. Cor"):
        row(a=20, b=30, all=47)
    with pytest.raises(ValueError, match="A sum is over b, which is not in the table. Add the"):
        Table({("a",): 4, ("all",): 4}, [Sum(("all",), frozenset({("a",), ("b",)}))])
    with pytest.raises(ValueError, match="A sum is over b, which is not in the table. Add the"):
        Published({("all",): 4}, frozenset(), [Sum(("all",), frozenset({("b",)}))])


def test_parts_that_fall_short_are_taken_not_to_cover_their_total():
    cells = {("a",): 30, ("b",): 40, ("all",): 90}
    assert sums_over(cells, 0, "all") == [
        Sum(("all",), frozenset({("a",), ("b",)}), covers_all=False)
    ]
    with pytest.raises(ValueError, match="add up to 70, and its total is 90"):
        Table(cells, [Sum(("all",), frozenset({("a",), ("b",)}))])
    some = {("north", "x"): 30, ("south", "x"): 40, ("west", "x"): 9, ("region", "x"): 70}
    assert sums_over(some, 0, "region", ["north", "south"]) == [
        Sum(("region", "x"), frozenset({("north", "x"), ("south", "x")}))
    ]


def test_sums_that_cannot_hold_are_said_so():
    # The one part of a total is hidden, and the total is also said to be twice it.
    impossible = Table(
        {("a",): SUPPRESSED, ("b",): SUPPRESSED, ("all",): SUPPRESSED},
        [
            Sum(("all",), frozenset({("a",), ("b",)})),
            Sum(("b",), frozenset({("all",)})),
        ],
    )
    with pytest.raises(ValueError, match="a cannot be kept hidden: the sums it is in contradict"):
        plan(impossible, CMS_11)
