"""Maps whose numbers are known, and how a real file becomes weights without our own importers."""

import csv
import re

import numpy as np
import pytest
from hypothesis import strategies as st

FREE = np.nan

# Özesmi and Özesmi's teaching map: wetland, fish, pollution, livelihood, laws.
WETLAND = np.array(
    [
        [0, 1, -0.1, 0.8, 0],
        [0, 0, 0, 1, 0],
        [-0.2, -1, 0, -0.2, 0],
        [0, 0, 0, 0, 0],
        [0.2, 0.5, -0.5, -0.2, 0],
    ]
)
# Eight concepts, from the tests of the R package fcm (Dikopoulou and Papageorgiou).
EIGHT = np.array(
    [
        [0, 0, 0.6, 0.9, 0, 0, 0, 0.8],
        [0.1, 0, 0, 0, 0, 0, 0.2, 0.5],
        [0, 0.7, 0, 0, 0.9, 0, 0.4, 0.1],
        [0.4, 0, 0, 0, 0, 0.9, 0, 0],
        [0, 0, 0, 0, 0, -0.9, 0, 0.3],
        [-0.3, 0, 0, 0, 0, 0, 0, 0],
        [0, 0, 0, 0, 0, 0.8, 0.4, 0.9],
        [0.1, 0, 0, 0, 0, 0.1, 0.6, 0],
    ]
)
# Turns every state by a quarter, and never rests.
TURNING = np.array([[0.0, 3.0], [-3.0, 0.0]])

# Exact in binary, so that sums of them are exact too.
quarters = st.sampled_from([-1.0, -0.75, -0.5, -0.25, 0.0, 0.0, 0.0, 0.25, 0.5, 0.75, 1.0])


def weights_of(words, links):
    """Return weights from {(cause, effect): weight}."""
    weights = np.zeros((words, words))
    for (cause, effect), weight in links.items():
        weights[cause, effect] = weight
    return weights


@st.composite
def maps(draw, words=(1, 6), cell=quarters):
    """Draw the weights of one map."""
    size = draw(st.integers(*words))
    cells = draw(st.lists(cell, min_size=size * size, max_size=size * size))
    return np.array(cells).reshape(size, size)


def real_file(realcases, folder, name):
    """Return the path of a real file, or skip and say so."""
    path = realcases / folder / name
    if not path.is_file():
        pytest.skip(f"the real file {name} is not on this machine")
    return path


def printed(realcases, name):
    """Return the rows another program printed."""
    with real_file(realcases, "expected", name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def real_map(realcases, name):
    """Return a map of the real files by the name FCMapper's results have for it."""
    if name == "mm_fish_wetland_ozesmi":
        return WETLAND
    if name == "mm_public_health":
        return _from_xml(real_file(realcases, "mental_modeler", "mentalmodeler__public_health.mmp"))
    file = {"northsea_SNS": "SouthNS_dutch", "northsea_Skagerrak": "Skagerrak_190418"}[name]
    return _from_csv(real_file(realcases, "mental_modeler", f"erikjsolsen__{file}.csv"))


def _from_csv(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    words = len([label for label in rows[0][1:] if label])
    return np.array([[float(cell or 0) for cell in row[1 : words + 1]] for row in rows[1:]])


def _from_xml(path):
    # What comes after the concepts are scenarios, which name them again.
    text = path.read_text(encoding="utf-8").partition("</concepts>")[0]
    words = re.findall(r"<concept >.*?</concept>", text, re.DOTALL)
    ids = [re.search(r"<id ><!\[CDATA\[(.*?)\]\]>", word)[1] for word in words]
    links = {}
    for cause, word in enumerate(words):
        for link in re.findall(r"<relationship >.*?</relationship>", word, re.DOTALL):
            effect = re.search(r"<id ><!\[CDATA\[(.*?)\]\]>", link)[1]
            weight = re.search(r"<influence ><!\[CDATA\[(.*?)\]\]>", link)[1]
            links[cause, ids.index(effect)] = float(weight)
    return weights_of(len(words), links)
