"""Maps in motion: worked and published numbers, exact cycles, and many maps as each alone."""

from itertools import pairwise

import numpy as np
import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ciwidgets.analysis.maps import inference
from ciwidgets.analysis.maps.inference import Dynamics, run, settles_surely, trajectory
from tests.analysis.map_cases import (
    EIGHT,
    FREE,
    TURNING,
    WETLAND,
    maps,
    printed,
    real_file,
    real_map,
    weights_of,
)

MODIFIED = Dynamics("modified_kosko")
FINE = Dynamics("modified_kosko", tolerance=1e-12)
EIGHT_START = [1, 1, 0, 0, 0, 0, 0, 0]
EIGHT_SIXTH = [0.725885, 0.790706, 0.769451, 0.812473, 0.819294, 0.839901, 0.909940, 0.955774]

smooth = st.one_of(
    st.builds(
        Dynamics,
        st.sampled_from(["kosko", "modified_kosko"]),
        st.sampled_from(["sigmoid", "tanh"]),
        st.sampled_from([0.5, 1.0, 2.0]),
        most_steps=st.just(12),
    ),
    st.builds(Dynamics, st.just("rescaled"), most_steps=st.just(12)),
)
stepped = st.builds(
    Dynamics,
    st.sampled_from(["kosko", "modified_kosko"]),
    st.sampled_from(["bivalent", "trivalent"]),
)


@st.composite
def batches(draw, states):
    """Draw several maps of one size, starts for each, and pushes."""
    words, count, scenarios = draw(
        st.tuples(st.integers(1, 4), st.integers(1, 4), st.integers(1, 3))
    )
    some = [draw(maps(words=(words, words))) for _ in range(count)]
    row = st.lists(states, min_size=words, max_size=words)
    starts = draw(st.lists(row, min_size=scenarios, max_size=scenarios))
    pushed = st.lists(st.sampled_from([FREE, FREE, 0.0, 1.0, -1.0]), min_size=words, max_size=words)
    pushes = draw(st.lists(pushed, min_size=scenarios, max_size=scenarios))
    return np.array(some), np.array(starts), np.array(pushes)


def by_hand(weights, start, push, dynamics):
    """Return every state of one run in plain Python, as methods books write the rules."""

    def squash(x):
        return {
            "sigmoid": lambda: 1 / (1 + np.exp(-dynamics.steepness * x)),
            "tanh": lambda: np.tanh(dynamics.steepness * x),
            "bivalent": lambda: float(x > 0),
            "trivalent": lambda: float(np.sign(x)),
        }[dynamics.squashing]()

    states = [[float(value) for value in start]]
    for _ in range(dynamics.most_steps):
        was = states[-1]
        if dynamics.rule == "rescaled":
            was = [2 * value - 1 for value in was]
        own = 0.0 if dynamics.rule == "kosko" else 1.0
        following = []
        for word, held in enumerate(push):
            told = sum(was[cause] * weights[cause][word] for cause in range(len(was)))
            following.append(squash(own * was[word] + told) if np.isnan(held) else float(held))
        states.append(following)
        if dynamics.squashing in ("bivalent", "trivalent") and following in states[:-1]:
            break
    return states


# --- worked and published numbers -----------------------------------------------------------


def test_the_eight_concepts_have_their_worked_numbers():
    path = trajectory(EIGHT, EIGHT_START, MODIFIED, steps=6)
    first = [0.750260, 0.731059, 0.645656, 0.710950, 0.5, 0.5, 0.549834, 0.785835]
    assert path[0] == pytest.approx(EIGHT_START)
    assert path[1] == pytest.approx(first, abs=5e-7)
    assert path[6] == pytest.approx(EIGHT_SIXTH, abs=5e-7)
    coarse = run(EIGHT, EIGHT_START, None, Dynamics("modified_kosko", tolerance=0.001))
    assert (coarse.steps.item(), coarse.outcome.item()) == (6, "settled")
    assert coarse.states[0, 0] == pytest.approx(EIGHT_SIXTH, abs=5e-7)
    fixed = [0.725808, 0.790725, 0.769391, 0.812390, 0.819324, 0.839859, 0.909976, 0.955787]
    assert run(EIGHT, EIGHT_START, None, FINE).states[0, 0] == pytest.approx(fixed, abs=5e-7)


@pytest.mark.parametrize(
    ("rule", "steady"),
    [
        ("kosko", [0.5481291, 0.6004012, 0.5814756, 0.620872, 0.6279569, 0.6653852, 0.7617789]),
        ("rescaled", [0.4998427, 0.4985174, 0.4989474, 0.4984212, 0.4980938, 0.4885541, 0.4855651]),
    ],
)
def test_the_other_rules_reach_what_the_r_package_inference_prints(rule, steady):
    found = run(EIGHT, EIGHT_START, None, Dynamics(rule, tolerance=0.001))
    # It is the fifth digit in which programs that stop alike still differ.
    assert found.states[0, 0, :7] == pytest.approx(steady, abs=5e-5)


def test_an_intervention_moves_the_eight_concepts_to_their_worked_numbers():
    weights = np.zeros((9, 9))
    weights[:8, :8], weights[8, :2] = EIGHT, (-0.3, 0.5)
    start = [
        *run(EIGHT, EIGHT_START, None, Dynamics("modified_kosko", tolerance=0.001)).states[0, 0]
    ]
    path = trajectory(weights, [*start, 1], MODIFIED, steps=5, push=[FREE] * 8 + [1])
    fifth = [0.644651, 0.870060, 0.758786, 0.798947, 0.817735, 0.838350, 0.911004, 0.954652, 1]
    assert path[5] == pytest.approx(fifth, abs=5e-7)


def test_a_published_process_control_map_settles_where_its_authors_say():
    # Stylios and Groumpos (2000).
    links = {
        (1, 0): 0.36, (2, 0): 0.45, (3, 0): -0.90, (0, 1): -0.4, (4, 1): 0.6, (0, 2): -0.25,
        (4, 3): 0.3, (0, 4): 0.3,
    }  # fmt: skip
    found = run(weights_of(5, links), [0.400, 0.707, 0.612, 0.717, 0.300], None, MODIFIED)
    assert found.states[0, 0] == pytest.approx([0.625, 0.708, 0.612, 0.717, 0.711], abs=5e-4)


def test_the_wetland_map_rests_where_mental_modeler_and_fcmapper_say():
    assert run(WETLAND).states[0, 0] == pytest.approx(
        [0.5037, 0.5813, 0.4255, 0.6898, 0.5], abs=5e-5
    )
    assert run(WETLAND, dynamics=MODIFIED).states[0, 0] == pytest.approx(
        [0.6662, 0.7749, 0.5345, 0.8748, 0.6590], abs=5e-5
    )


@pytest.mark.parametrize("name", ["mm_fish_wetland_ozesmi", "northsea_SNS", "northsea_Skagerrak"])
def test_fcmapper_prints_the_same_scenarios_to_every_digit(realcases, name):
    rows = printed(realcases, f"FCMapper_scenario_clampTopOutdegree1_{name}.csv")
    weights = real_map(realcases, name)
    pushes = np.full((2, len(rows)), FREE)
    pushes[1, [row["Concept"] == row["clamped"] for row in rows]] = 1
    found = run(weights, 1.0, pushes, FINE)
    assert (found.outcome == "settled").all()
    for scenario, column in enumerate(("Scenario_1", "Scenario_2")):
        theirs = [float(row[column]) for row in rows]
        assert found.states[0, scenario] == pytest.approx(theirs, abs=1e-11), column


def test_the_forty_five_published_steps_of_the_overijsselse_vecht_come_out(realcases):
    path = real_file(realcases, "matrices", "overijsselse_vecht.xlsx")
    rows = list(openpyxl.load_workbook(path, data_only=True).active.values)
    top = next(at for at, row in enumerate(rows) if row[1] == "Names")
    words = sum(isinstance(row[0], int) for row in rows)
    weights = [row[5 : 5 + words] for row in rows[top + 1 : top + 1 + words]]
    # Below, the start vector and one row a step.
    first = next(at for at, row in enumerate(rows) if row[1] == "start vector")
    published = np.array([row[2 : 2 + words] for row in rows[first : first + 46]], dtype=float)
    assert rows[first + 45][1] == "loop45"
    found = trajectory(weights, published[0], Dynamics(squashing="linear"), steps=45)
    assert np.abs(found - published).max() < 1e-9


# --- ends -----------------------------------------------------------------------------------


def test_a_map_that_turns_for_ever_is_a_cycle_of_four_and_never_hangs():
    found = run(TURNING, 1.0, None, Dynamics(squashing="tanh"))
    assert (found.outcome.item(), found.cycle_length.item()) == ("cycle", 4)
    assert found.steps.item() < 200
    onward = trajectory(TURNING, found.states[0, 0], Dynamics(squashing="tanh"), steps=4)
    assert onward[4] == pytest.approx(onward[0], abs=1e-8)
    assert np.abs(onward[2] - onward[0]).max() > 0.1


def test_a_swing_that_dies_slowly_away_is_not_called_a_cycle():
    # Every other state is as good as the same, long before the swing itself is small.
    slow = Dynamics(squashing="linear", tolerance=1e-4)
    path = trajectory([[-0.999]], 0.04, slow, steps=66)
    assert abs(path[66, 0] - path[64, 0]) < 1e-4 < abs(path[66, 0] - path[65, 0])
    found = run([[-0.999]], 0.04, None, slow)
    assert (found.outcome.item(), found.cycle_length.item()) == ("settled", 0)
    assert found.steps.item() > 6000


def test_a_rhythm_that_never_repeats_is_stopped_at_the_cap():
    angle = 1.0  # A turn by one radian never comes round.
    turn = 2 * np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    found = run(turn, [1.0, 0.3], None, Dynamics(squashing="tanh", most_steps=3000))
    assert (found.outcome.item(), found.steps.item(), found.cycle_length.item()) == (
        "stopped",
        3000,
        0,
    )


def test_what_grows_beyond_all_numbers_is_stopped_there_without_a_warning():
    found = run([[3.0]], 1.0, None, Dynamics(squashing="linear"))
    assert found.outcome.item() == "stopped"
    assert found.steps.item() < 1000
    steep = run([[500.0, -500.0], [500.0, -500.0]], 1.0, None, Dynamics(steepness=10))
    assert np.isfinite(steep.states).all()


def test_a_sum_that_is_nought_but_for_rounding_flips_no_threshold():
    weights = weights_of(4, {(0, 3): 0.1, (1, 3): 0.2, (2, 3): -0.3})
    held = [1, 1, 1, FREE]
    for squashing in ("bivalent", "trivalent"):
        assert run(weights, 1.0, held, Dynamics(squashing=squashing)).states[0, 0, 3] == 0


@given(batches(st.sampled_from([0.0, 1.0, -1.0])), stepped)
def test_stepped_maps_end_exactly_where_a_plain_loop_first_repeats(batch, dynamics):
    some, starts, pushes = batch
    found = run(some, starts, pushes, dynamics)
    for m, weights in enumerate(some):
        for s, (start, push) in enumerate(zip(starts, pushes, strict=True)):
            states = by_hand(weights, start, push, dynamics)
            length = len(states) - 1 - states.index(states[-1])
            assert found.outcome[m, s] == ("settled" if length == 1 else "cycle")
            assert found.cycle_length[m, s] == (0 if length == 1 else length)
            last = found.states[m, s].tolist()
            assert last in states[states.index(states[-1]) :]
            if length == 1:
                assert found.steps[m, s] == len(states) - 1


@given(batches(st.floats(-1, 1)), smooth)
def test_smooth_maps_go_the_way_a_plain_loop_goes(batch, dynamics):
    some, starts, pushes = batch
    found = run(some, starts, pushes, dynamics)
    for m, weights in enumerate(some):
        for s, (start, push) in enumerate(zip(starts, pushes, strict=True)):
            states = by_hand(weights, start, push, dynamics)
            steps = found.steps[m, s]
            assert found.states[m, s] == pytest.approx(states[steps], abs=1e-9)
            moved = [np.abs(np.subtract(*pair)).max() for pair in pairwise(states)]
            # To within rounding, the first step that moves no more than the tolerance.
            assert all(move > dynamics.tolerance * (1 - 1e-9) for move in moved[: steps - 1])
            settled = moved[steps - 1] <= dynamics.tolerance * (1 + 1e-9)
            assert settled or found.outcome[m, s] == "stopped"
            path = trajectory(weights, start, dynamics, 12, push)
            assert path == pytest.approx(np.array(states), abs=1e-9)


# --- many at once ---------------------------------------------------------------------------


def some_of_each(seed, count, words):
    """Return maps of which some settle at once, some late, some cycle and some do neither."""
    chance = np.random.default_rng(seed)
    some = chance.uniform(-1, 1, (count, words, words)) * chance.uniform(0, 1.5, (count, 1, 1))
    some[::5] = 0
    some[::7, :2, :2], some[::7, :, 2:], some[::7, 2:] = TURNING, 0, 0
    return some, chance.uniform(-1, 1, (6, words))


@pytest.mark.parametrize("seed", range(3))
def test_many_maps_at_once_end_as_each_alone_does(seed):
    some, starts = some_of_each(seed, 30, 4)
    dynamics = Dynamics(squashing="tanh", most_steps=400)
    together = run(some, starts, None, dynamics)
    assert {"settled", "cycle", "stopped"} <= set(together.outcome.ravel())
    for m, weights in enumerate(some):
        for s, start in enumerate(starts):
            alone = run(weights, start, None, dynamics)
            assert together.outcome[m, s] == alone.outcome.item()
            assert together.cycle_length[m, s] == alone.cycle_length.item()
            assert together.steps[m, s] == alone.steps.item()
            assert together.states[m, s] == pytest.approx(alone.states[0, 0], abs=1e-6)


def test_more_maps_than_are_moved_at_once_are_all_moved(monkeypatch):
    some, starts = some_of_each(5, 40, 4)
    pushes = np.full((6, 4), FREE)
    pushes[2, 1] = pushes[4, 0] = 1
    dynamics = Dynamics(squashing="tanh", most_steps=150)
    whole = run(some, starts, pushes, dynamics)
    monkeypatch.setattr(inference, "_AT_ONCE", 7 * 6 * 4)
    parts = run(some, starts, pushes, dynamics)
    assert (whole.outcome == parts.outcome).all()
    assert (whole.steps == parts.steps).all()
    assert parts.states == pytest.approx(whole.states, abs=1e-9)


@given(batches(st.floats(0, 1)), st.randoms(use_true_random=False))
def test_the_order_of_the_words_changes_nothing_but_the_order(batch, chance):
    some, starts, pushes = batch
    order = list(range(some.shape[1]))
    chance.shuffle(order)
    mixed = some[:, order][:, :, order]
    before = run(some, starts, pushes).states
    assert run(mixed, starts[:, order], pushes[:, order]).states == pytest.approx(
        before[:, :, order], abs=1e-4
    )


@given(batches(st.floats(-1, 1)), st.one_of(smooth, stepped))
def test_what_is_pushed_is_held_and_the_rest_stays_in_bounds(batch, dynamics):
    some, starts, pushes = batch
    found = run(some, starts, pushes, dynamics)
    held = np.broadcast_to(~np.isnan(pushes), found.states.shape)
    assert (found.states[held] == np.broadcast_to(pushes, found.states.shape)[held]).all()
    low = 0 if dynamics.squashing in ("sigmoid", "bivalent") else -1
    assert ((found.states[~held] >= low) & (found.states[~held] <= 1)).all()
    assert (found.steps >= 1).all()
    assert (found.steps <= dynamics.most_steps).all()
    assert ((found.cycle_length > 1) == (found.outcome == "cycle")).all()


@example(
    np.array([[-0.75, -1.0, -0.75], [-1.0, 0.0, -1.0], [-0.5, -0.75, 0.0]]), "kosko", 0.5, "tanh"
)
@given(
    maps(words=(1, 5)),
    st.sampled_from(["kosko", "modified_kosko", "rescaled"]),
    st.sampled_from([0.25, 0.5, 1.0]),
    st.sampled_from(["sigmoid", "tanh"]),
)
@settings(max_examples=200)
def test_where_a_map_surely_settles_all_starts_end_in_one_place(
    weights, rule, steepness, squashing
):
    squashing = "sigmoid" if rule == "rescaled" else squashing
    dynamics = Dynamics(rule, squashing, steepness, tolerance=1e-11)
    if not settles_surely(weights, dynamics):
        return
    chance = np.random.default_rng(0)
    found = run(weights, chance.uniform(-1, 1, (5, len(weights))), None, dynamics)
    assert (found.outcome == "settled").all()
    assert np.ptp(found.states, axis=1).max() < 1e-6


def test_the_bound_is_that_of_each_rule():
    half = np.array([[0.0, 1.9], [1.9, 0.0]])
    assert settles_surely(half, Dynamics())
    assert settles_surely(half, MODIFIED)
    assert not settles_surely(half, Dynamics("rescaled"))
    assert not settles_surely(half, Dynamics(steepness=3))
    assert not settles_surely(half, Dynamics(squashing="tanh"))
    assert not settles_surely(np.zeros((2, 2)), Dynamics(squashing="bivalent"))
    assert not settles_surely([half, 3 * half], Dynamics())


# --- the door -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (
            {"rule": "rescaled", "squashing": "tanh"},
            "rescaled rule goes with the sigmoid, and 'tanh'",
        ),
        ({"rule": "mean"}, "There is no rule 'mean'. Take one of kosko, modified_kosko, rescaled."),
        ({"squashing": "relu"}, "There is no squashing 'relu'"),
        ({"steepness": 0}, "The steepness is 0. Give a number above 0."),
        ({"tolerance": FREE}, "The tolerance is nan. Give a number above 0."),
        ({"most_steps": 0}, "At most 0 steps are none"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(wrong, said):
    with pytest.raises(ValueError, match=said):
        Dynamics(**wrong)


@pytest.mark.parametrize(
    ("starts", "pushes", "said"),
    [
        ([1, 1, 1], None, r"starts \(3,\) or the pushes \(\) do not fit 1 maps of 2 words"),
        (1.0, [[1, 1, 1]], r"pushes \(1, 3\) do not fit"),
        (np.ones((2, 1, 2)), None, r"do not fit 1 maps"),
        (FREE, None, r"A state is no finite number"),
        (1.0, [np.inf, FREE], r"A state is no finite number"),
    ],
)
def test_starts_and_pushes_that_do_not_fit_are_refused(starts, pushes, said):
    with pytest.raises(ValueError, match=said):
        run(TURNING, starts, pushes)


def test_a_path_has_one_start():
    with pytest.raises(ValueError, match="There are 2 starts. Give one."):
        trajectory(TURNING, [[1, 1], [0, 0]])


def test_no_maps_and_no_words_have_no_runs():
    assert run(np.zeros((0, 3, 3))).states.shape == (0, 1, 3)
    assert run(np.zeros((2, 0, 0))).outcome.tolist() == [["settled"], ["settled"]]
