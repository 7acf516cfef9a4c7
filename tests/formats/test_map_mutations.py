"""A damaged file of maps ends as maps or as a refusal, never as anything else, and soon."""

import contextlib
import json
import time

from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from ciwidgets.errors import FileRefused
from ciwidgets.formats.maps import map_drafts, read_maps_bytes
from tests.formats.conftest import xlsx
from tests.formats.map_files import mmp, xls
from tests.formats.test_map_files import CHAIN, GRAPH, KUMU, SCENARIOS
from tests.formats.test_survey_mutations import damaged, edits

RAW = {
    "info": {"name": "Wet"},
    "concepts": [{"id": "1", "name": "A", "relationships": [{"id": "1", "influence": "0.5"}]}],
    "scenarios": [{"name": "s", "concepts": [{"id": "1", "selected": "True", "influence": 1}]}],
}
BACKUP = {
    "elements": [{"_id": "e1", "attributes": {"label": "A"}}],
    "connections": [{"_id": "c", "from": "e1", "to": "e1", "attributes": {}}],
}
ROWS = [[None, "A", "B"], ["A", None, "0.51"], ["B", -1, None]]
SEEDS = [
    mmp(CHAIN, more=SCENARIOS).encode(),
    GRAPH.format(default="directed").encode(),
    json.dumps(RAW).encode(),
    json.dumps(BACKUP).encode(),
    "\n".join(",".join(row) for row in KUMU).encode(),
    b";A;B\nA;;0,5\nB;-0,25;\n",
    b"User_ID,From,To,Weight\nu1,A,B,3\nu2,B,A,1\n",
    b"(1, 2, 0.4),\n(2, 1, -1)",
    b'{1:"A", 2:"B"}',
    mmp(CHAIN).encode("utf-16"),
]
BOOKS = [xlsx(ROWS, "P1", P2=ROWS), xls(P1=ROWS, P2=ROWS)]
PIECES = [*"\n\t;,|\"'<>{}[]()=-+01.5aAé", "\r\n", "]]>", "<![CDATA[", "From,To,Weight", '"a":']
PIECES += ["Label,Type", '"concepts"', '"elements"', "<concept>", "</concept>", "NaN", "H+", "=A1"]
PIECES += ["\ufeff", "\x00", "<graphml>", "<graph>", "<node id='a'/>", ",A,B\nA,,1\nB,,\n", "1e999"]
pieces = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def ends_well(data, name="damaged.mmp"):
    """Read the bytes, and check that what comes out can be kept."""
    start = time.perf_counter()
    with contextlib.suppress(FileRefused):
        file = read_maps_bytes(name, data)
        assert file.summary()
        assert file.text()
        batch = map_drafts(file, team_id="t", occasion="o")
        assert len({draft.record_id for draft in batch}) == len(file.maps) > 0
        assert all(abs(link.weight) <= 1 for draft in batch for link in draft.body.links)
    assert time.perf_counter() - start < 5


quick = settings(deadline=None, max_examples=250)


@quick
@for_all(st.sampled_from(SEEDS), edits)
def test_a_damaged_file_is_read_or_refused(data, changes):
    ends_well(damaged(data, changes))


@settings(quick, max_examples=80)
@for_all(st.sampled_from(BOOKS), edits)
def test_a_damaged_workbook_is_read_or_refused(data, changes):
    ends_well(damaged(data, changes))


@quick
@for_all(pieces, st.sampled_from(["", "<mentalmodeler>", "[", "{", "From,To,Type\n", ",A,B\n"]))
def test_any_heap_of_pieces_is_read_or_refused(text, start):
    ends_well((start + text).encode())


@quick
@for_all(st.binary(max_size=300), st.sampled_from([b"", b"<", b"{", b"\xd0\xcf\x11\xe0", b"PK"]))
def test_any_bytes_are_read_or_refused(data, start):
    ends_well(start + data)


def test_a_big_file_of_nothing_ends_soon():
    words = ",".join(f"w{n}" for n in range(3_900))
    ends_well((f",{words}\n" + "\n".join(f"w{n}," for n in range(90_000))).encode())
    ends_well(b"(1, 2, 0.4),\n" * 400_000)
    ends_well(b"1,2,0.5\n" * 90_000)
    ends_well(b"User_ID,From,To,Weight\n" + b"".join(b"u%d,A,B,1\n" % n for n in range(80_000)))
    ends_well(b'{"elements": [' + b'{"label":"a"},' * 300_000 + b'{"label":"a"}]}')
    ends_well(b"(" * 5_000_000)
    ends_well(b"<" + b"a" * 9_000_000)
