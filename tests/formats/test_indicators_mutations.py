"""A damaged file of local numbers ends as rows that hold together or as a refusal."""

import contextlib
import time

from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from ciwidgets.errors import FileRefused
from ciwidgets.formats import indicator_drafts, indicator_places, read_indicators
from tests.formats.indicator_files import PLAIN, VSRR, wonder
from tests.formats.test_survey_mutations import damaged, edits

SEEDS = [
    wonder().encode(),
    wonder(delimiter=",").encode("utf-16"),
    VSRR.encode(),
    b"\xef\xbb\xbf" + PLAIN.encode(),
    PLAIN.replace(",", ";").encode("cp1252"),
]
HEADS = [
    "",
    "Notes\tCounty\tCounty Code\tDeaths\n",
    "place,period,count\n",
    "State,Year,Month,Indicator,Data Value\n",
]
pieces = st.lists(
    st.sampled_from(
        [*',;"\n\t=* é10\x00', "\r\n", "---", "Notes", "County", "County Code", "Year", "Deaths",
         "place", "period", "count", "State", "Month", "Indicator", "Data Value", "Suppressed",
         "Dataset: ", "Total", "2015", "x" * 300]
    ),
    max_size=60,
).map("".join)  # fmt: skip


def ends_well(data):
    """Read the bytes, and check that what comes out holds together."""
    began = time.perf_counter()
    with contextlib.suppress(FileRefused):
        file = read_indicators(data, name="damaged.csv")
        assert len(indicator_drafts(file, team_id="t", occasion="o")) == 1
        assert file.summary()["rows"] == len(file.indicators.rows) > 0
        assert file.text()
        assert all(
            (row.count is None) == (row.status not in ("shown", "unreliable"))
            or row.status == "unreliable"
            for row in file.indicators.rows
        )
    with contextlib.suppress(FileRefused):
        indicator_places(data, name="damaged.csv")
    assert time.perf_counter() - began < 5


@settings(deadline=None, max_examples=300)
@for_all(st.sampled_from(SEEDS), edits)
def test_a_damaged_file_is_read_or_refused(data, changes):
    ends_well(damaged(data, changes))


@settings(deadline=None, max_examples=200)
@for_all(pieces, st.sampled_from(HEADS))
def test_any_heap_of_pieces_is_read_or_refused(text, head):
    ends_well((head + text).encode())


@settings(deadline=None, max_examples=100)
@for_all(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data):
    ends_well(data)
