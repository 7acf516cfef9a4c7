"""A thousand random tables are planned, printed and attacked; nothing hidden is ever pinned down.

Every table comes from people that are counted, so all sums in it hold. The attacker shares no code
with the audit.
"""

import random

import pytest

from ciwidgets.analysis.suppression import (
    DISCLOSURE_RULES,
    MISSING,
    SUPPRESSED,
    WONDER,
    Published,
    Sum,
    Table,
    audit,
    plan,
    sums_over,
)
from tests.analysis.attacker import NothingFits, Tired, pinned

RULES = tuple(DISCLOSURE_RULES.values())
SIZES = (0, 0, 1, 2, 3, 5, 8, 9, 10, 11, 12, 14, 18, 25, 40, 75)


def crossed(rng, *dimensions):
    """Return random counts of everything by everything, with an "all" in each dimension."""
    leaves = {(): 0}
    for labels in dimensions:
        leaves = {(*key, label): 0 for key in leaves for label in labels}
    leaves = dict.fromkeys(leaves, 0) | {key: rng.choice(SIZES) for key in leaves}
    for place in range(len(dimensions)):
        sums = {}
        for key, count in leaves.items():
            whole = (*key[:place], "all", *key[place + 1 :])
            sums[whole] = sums.get(whole, 0) + count
        leaves |= sums
    return leaves


def table_of(rng, counts, dimensions):
    """Return a table of some of the counts: totals left out, cells hidden at source or missing."""
    kept = dict(counts)
    for key in counts:
        if "all" in key and rng.random() < 0.1:
            del kept[key]
    cells = {}
    for key, count in kept.items():
        at_source = count < 10 and rng.random() < 0.25
        missing = not at_source and count == 0 and "all" not in key and rng.random() < 0.1
        cells[key] = SUPPRESSED if at_source else MISSING if missing else count
    sums = [one for place in range(dimensions) for one in sums_over(cells, place, "all")]
    return Table(cells, sums)


def one_table(rng):
    places = [f"county {n}" for n in range(rng.randint(1, 4))]
    groups = [f"group {n}" for n in range(rng.randint(2, 3))]
    counts = crossed(rng, places, groups)
    return counts, table_of(rng, counts, 2)


def three_dimensions(rng):
    counts = crossed(rng, ["county 0", "county 1"], ["women", "men"], ["2022", "2023"])
    return counts, table_of(rng, counts, 3)


def two_tables_with_the_same_totals(rng):
    """Deaths by place and sex in one table, by place and age in the other; places the same."""
    places = [f"county {n}" for n in range(rng.randint(2, 3))]
    everybody = crossed(rng, places, ["women", "men"], ["young", "old"])
    by_sex = {key: count for key, count in everybody.items() if key[2] == "all"}
    by_age = {key: count for key, count in everybody.items() if key[1] == "all"}
    one, other = table_of(rng, by_sex, 3), table_of(rng, by_age, 3)
    # A cell that either table hides at its source is hidden.
    cells = dict(one.counts)
    for key, count in other.counts.items():
        if cells.get(key, MISSING) is MISSING or count is SUPPRESSED:
            cells[key] = count
    return everybody, Table(cells, list(dict.fromkeys([*one.sums, *other.sums])))


def all_and_a_part_of_them(rng):
    """One table counts everybody and one only the adults: what lies between is never printed."""
    places = [f"county {n}" for n in range(rng.randint(2, 3))]
    adults = crossed(rng, places)
    children = crossed(rng, places)
    cells = {("adults", *key): count for key, count in adults.items()}
    cells |= {("everybody", *key): count + children[key] for key, count in adults.items()}
    sums = [
        *sums_over(cells, 1, "all"),
        *(
            Sum(("everybody", *key), frozenset({("adults", *key)}), covers_all=False)
            for key in adults
        ),
    ]
    return cells, Table(cells, sums)


MAKERS = (one_table, one_table, two_tables_with_the_same_totals, all_and_a_part_of_them)


def made_up(seed):
    """Return a random rule, the true counts and a table of them; each twentieth is a cube."""
    rng = random.Random(seed)
    maker = MAKERS[seed % len(MAKERS)] if seed % 20 else three_dimensions
    return rng.choice(RULES), *maker(rng)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(10))
def test_no_attacker_pins_a_hidden_count_in_a_thousand_tables(part):
    given_up = attacked = 0
    for number in range(100):
        seed = 1000 * part + number
        rule, truth, table = made_up(seed)
        made = plan(table, rule)
        shown = made.published.shown
        assert all(shown[key] == truth[key] for key in shown), f"seed {seed}: a false number"
        assert not any(rule.hides(count) for count in shown.values()), f"seed {seed}"
        try:
            assert pinned(made.published, rule) == [], f"seed {seed}"
            attacked += len(made.published.hidden)
        except Tired:
            given_up += 1
    assert given_up <= 2, "the attacker gave up too often to prove anything"
    assert attacked > 300, "too little was hidden to prove anything"


def test_the_attacker_finds_what_a_careless_table_gives_away():
    counts = {("a",): 4, ("b",): 12, ("c",): 31, ("all",): 47}
    sums = sums_over(counts, 0, "all")
    shown = {key: count for key, count in counts.items() if key != ("a",)}
    careless = Published(shown, frozenset({("a",)}), sums)
    assert pinned(careless, WONDER) == [(("cell", ("a",)), 4, 4)]


def test_the_audit_and_the_attacker_agree_on_careless_tables():
    failed = 0
    for seed in range(150):
        rule, _, table = made_up(seed)
        rng = random.Random(seed)
        known = {key: n for key, n in table.counts.items() if isinstance(n, int)}
        hidden = frozenset(key for key, n in known.items() if rule.hides(n) or rng.random() < 0.1)
        hidden |= {key for key, n in table.counts.items() if n is SUPPRESSED}
        missing = frozenset(key for key, n in table.counts.items() if n is MISSING)
        shown = {key: n for key, n in known.items() if key not in hidden}
        careless = Published(shown, hidden, table.sums, missing)
        found = audit(careless, rule, exact=seed % 2 == 0)
        try:
            expected = {(one[1], one[0] == "rest") for one, _, _ in pinned(careless, rule)}
        except (Tired, NothingFits):
            continue
        assert {(one.key, one.of_rest) for one in found.exposed} == expected, f"seed {seed}"
        failed += bool(expected)
    assert failed > 50
