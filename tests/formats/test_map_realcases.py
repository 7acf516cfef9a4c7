"""Maps nobody in this project drew, with the counts their own exports show."""

from pathlib import Path

import numpy as np
import pytest

from ciwidgets.errors import FileRefused
from ciwidgets.formats.maps import read_maps
from tests.formats.map_files import labels, links

REAL = Path(__file__).parents[3] / "shared" / "realcases"
MAPS = REAL / "mental_modeler"

pytestmark = pytest.mark.skipif(
    not REAL.is_dir(), reason="the real files (../shared/realcases) are not here"
)


def first(path):
    return read_maps(path).maps[0]


@pytest.mark.parametrize(
    ("name", "concepts", "stored", "nonzero"),
    [
        ("erikjsolsen__Skagerrak_190418.mmp", 36, 199, 199),
        ("erikjsolsen__Skagerrak_190418.csv", 36, 199, 199),
        ("erikjsolsen__Skagerrak_190418.xls", 36, 199, 199),
        ("erikjsolsen__Skagerrak_190418.xlsx", 36, 199, 199),
        ("erikjsolsen__ns22022018.mmp", 26, 100, 97),
        ("erikjsolsen__SouthNS_dutch.csv", 22, 100, 97),
        ("erikjsolsen__SouthNS_dutch.xlsx", 26, 100, 97),
        ("mentalmodeler__fish_wetland_ozesmi.mmp", 5, 12, 11),
        ("mentalmodeler__fish_wetland_ozesmi.json", 5, 12, 11),
        ("mentalmodeler__fish_wetland.mmp", 5, 11, 11),
        ("mentalmodeler__fire_model_js.mmp", 24, 41, 40),
        ("mentalmodeler__public_health.mmp", 7, 10, 10),
        ("mentalmodeler__test001_canonical.mmp", 6, 7, 7),
        ("mentalmodeler__simple_js.mmp", 3, 1, 1),
    ],
)
def test_each_map_has_the_links_its_own_exports_show(name, concepts, stored, nonzero):
    said = first(MAPS / name).summary()
    found = (said["concepts"], said["stored_links"], said["nonzero_links"])
    assert found == (concepts, stored, nonzero)


def test_the_map_and_its_matrix_say_the_same():
    drawn = first(MAPS / "erikjsolsen__Skagerrak_190418.mmp")
    table = first(MAPS / "erikjsolsen__Skagerrak_190418.xlsx")
    assert links(drawn) == links(table)
    assert links(first(MAPS / "mentalmodeler__fish_wetland_ozesmi.mmp")) == links(
        first(MAPS / "mentalmodeler__fish_wetland_ozesmi.json")
    )


def test_the_sister_program_is_refused_by_its_name():
    with pytest.raises(FileRefused, match="ecomodeler.emp is a file of EcoModeler"):
        read_maps(MAPS / "mentalmodeler__ecomodeler.emp")


def test_m_tool_has_a_map_for_each_user_who_drew_one():
    file = read_maps(REAL / "matrices" / "mtool_export.csv")
    assert (file.counts_as, len(file.maps)) == ("person", 53)
    assert "3 of 56 people drew no link" in file.warnings[0]


def test_the_bus_workbook_has_its_26_arrows_and_the_words_in_full():
    one = first(REAL / "matrices" / "overijsselse_vecht.xlsx")
    assert len(one.links) == 26
    assert labels(one)[0] == "change to new business models"


def test_the_edge_tuples_find_their_words():
    one = first(REAL / "matrices" / "oosoba__clot-fcm.csv")
    assert (len(one.words), len(one.links)) == (12, 18)
    assert links(one)["aspi", "cox"] == -0.6


@pytest.mark.parametrize(
    ("name", "stored", "nonzero"),
    [
        ("jouyoku__kumu-cid-tfrd-gta.csv", 78, 59),
        ("jouyoku__data.xlsx", 79, 60),
        ("jouyoku__connections.json", 85, 66),
    ],
)
def test_a_kumu_map_has_its_signed_links_and_keeps_the_others_without(name, stored, nonzero):
    one = first(REAL / "kumu" / name)
    assert (len(one.links), sum(link.weight != 0 for link in one.links)) == (stored, nonzero)
    assert "neither a sign" in one.warnings[0]


@pytest.mark.parametrize("name", ["jouyoku__final.json", "jouyoku__loops.json"])
def test_lists_of_loops_are_no_maps(name):
    with pytest.raises(FileRefused, match=name):
        read_maps(REAL / "kumu" / name)


def matrix(one):
    place = {word.id: number for number, word in enumerate(one.words)}
    weights = np.zeros((len(place), len(place)))
    for link in one.links:
        weights[place[link.source], place[link.target]] = link.weight
    return place, weights


def test_mental_modelers_own_scenario_gives_mental_modelers_numbers():
    from ciwidgets.analysis.maps.scenarios import what_moves

    one = first(MAPS / "mentalmodeler__fish_wetland.mmp")
    place, weights = matrix(one)
    (fish_die,) = one.scenarios
    assert [(push.word_id, push.to) for push in fish_die.pushes] == [("1", -1.0)]
    pushes = np.full(len(place), np.nan)
    for push in fish_die.pushes:
        pushes[place[push.word_id]] = push.to
    change = what_moves(weights, pushes).change[0, 0]
    # By the rule written down: all start at 1, what is held is put back after every step.
    expected = by_hand(weights, pushes) - by_hand(weights, np.full(len(place), np.nan))
    assert change == pytest.approx(expected, abs=1e-4)
    livelihood = place["7"]
    assert change[livelihood] < -0.2


def by_hand(weights, pushes):
    state = np.ones(len(pushes))
    for _ in range(200):
        state = 1 / (1 + np.exp(-(state @ weights)))
        state = np.where(np.isnan(pushes), state, pushes)
    return state


# The changes of methods.md T5, worked out there for Ozesmi's wetland map.
@pytest.mark.parametrize(
    ("word", "to", "expected"),
    [
        ("Laws", 1, {"Amount of Wetland": 0.03, "Fish population": 0.08, "Pollution": -0.06}),
        ("Amount of Wetland", 1, {"Fish population": 0.12, "Pollution": -0.01, "Livelihood": 0.1}),
        ("Pollution", -1, {"Amount of Wetland": 0.07, "Fish population": 0.28}),
    ],
)
def test_the_wetland_map_moves_as_it_was_worked_out(word, to, expected):
    from ciwidgets.analysis.maps.scenarios import as_shown, what_moves

    one = first(MAPS / "mentalmodeler__fish_wetland_ozesmi.mmp")
    place, weights = matrix(one)
    number = {each.label: place[each.id] for each in one.words}
    pushes = np.full(len(place), np.nan)
    pushes[number[word]] = to
    change = as_shown(what_moves(weights, pushes).change[0, 0])
    assert {name: change[number[name]] for name in expected} == pytest.approx(expected)
