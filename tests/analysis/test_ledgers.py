"""Two ledgers that never run into each other, to the cent."""

from hypothesis import given
from hypothesis import strategies as st

from ciwidgets.analysis.ledgers import LEDGERS, Line, by_activity, ledgers

LINES = st.lists(
    st.builds(
        Line,
        ledger=st.sampled_from(LEDGERS),
        sort=st.sampled_from(["received", "planned", "spent"]),
        amount=st.integers(0, 10**12),
        activity_id=st.sampled_from(["", "a", "b", "gone"]),
    ),
    max_size=30,
)


def test_what_is_left_and_what_is_free():
    post, funds = ledgers(
        [
            Line("project_manager", "received", 1_000_000),
            Line("project_manager", "spent", 250_050),
            Line("implementation", "received", 500),
            Line("implementation", "planned", 400),
            Line("implementation", "spent", 200),
        ]
    )
    assert (post.left, post.free) == (749_950, 749_950)
    assert (funds.left, funds.free) == (300, -100)


def test_an_activity_that_cost_more_than_was_said_is_told_from_one_that_nobody_priced():
    lines = [Line("implementation", "spent", 150, "a"), Line("implementation", "spent", 150, "b")]
    a, b = by_activity(lines, {"a": 100, "b": None, "c": None})
    assert a.is_over
    assert not b.is_over


@given(LINES)
def test_no_cent_moves_from_one_ledger_to_the_other(lines):
    for ledger in ledgers(lines):
        own = [one for one in lines if one.ledger == ledger.name]
        assert ledgers(own)[LEDGERS.index(ledger.name)] == ledger
        assert ledger.received + ledger.planned + ledger.spent == sum(one.amount for one in own)


@given(LINES)
def test_what_stands_against_activities_is_what_the_lines_say(lines):
    found = {one.activity_id: one for one in by_activity(lines, {"a": 1, "b": 1})}
    for name, one in found.items():
        own = [line for line in lines if line.activity_id == name]
        assert one.spent == sum(line.amount for line in own if line.sort == "spent")
        assert one.planned == sum(line.amount for line in own if line.sort == "planned")
