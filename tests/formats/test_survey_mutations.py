"""A damaged file ends as a survey or as a refusal, never as anything else."""

import contextlib
import time

from hypothesis import HealthCheck, settings
from hypothesis import given as for_all
from hypothesis import strategies as st

from ciwidgets.errors import FileRefused
from ciwidgets.formats import READERS, read_survey, survey_drafts
from tests.formats.conftest import google, qualtrics, xlsx

SEEDS = [
    google(
        ["Good?", "What helps? [Now]", "Your e-mail", "Why, then?", "How many?"],
        [
            ["Yes", "Bus, Food (warm, fresh)", "ann@example.org", 'a "quoted"\nline', "3"],
            ["No", "Bus", "bo@example.org", "=1+1; x", "4"],
            ["Don't know", "Food (warm, fresh)", "", "ünder", "1,5"],
        ],
    ).encode(),
    qualtrics(
        [
            ("Q1", "It works.", "QID1"),
            ("Q3_1", "What helps? - Bus", ("QID3", "1")),
            ("Q3_2", "What helps? - Food", ("QID3", "2")),
            ("Q3_2_TEXT", "What helps? - Other - Text", "QID3_2_TEXT"),
        ],
        [["Agree", "1", "", ""], ["Disagree", "", "1", "own words"], ["Agree", "1", "1", ""]],
        status={2: "Survey Preview"},
    ).encode(),
    (
        b"\xef\xbb\xbfV1,V2,V6,V7,V8,Q1,\n"
        b"ResponseID,ResponseSet,IPAddress,Status,StartDate,Good?,\n"
        b"R_madeUp000001,Default,192.0.2.7,0,2026-03-04 10:00:00,2,\n"
    ),
    google(["Good?"], [["Yes"], ["No"]], ";").encode("utf-16"),
    (
        b"Respondent ID,Collector ID,Start Date,What helps?,,Why?\n,,,Bus,Other (please specify),"
        b"Open-Ended Response\n114,4,03/04/2026,Bus,,x\n115,4,03/04/2026,,own,\n"
    ),
    (
        b'\xef\xbb\xbf"id";"submitdate";"lastpage";"Q1[SQ001]";"Q1[SQ002]";"Q1[other]"\r\n'
        b'"1";"2026-03-04 10:00:00";"2";"Y";"";"own"\r\n"2";"";"1";"";"Y";""\r\n\r\n'
    ),
    (b"Helps you?;;;Why?\nBus;Food;Other;Words\nJa;Nein;;a\nNein;Ja;own;b\n"),
    (
        b"id,redcap_event_name,redcap_repeat_instance,age,helps___1,helps___2,a_complete\n"
        b"1,start,,34,1,0,2\n1,end,1,,0,0,0\n2,start,,51,0,1,2\n"
    ),
    (
        b"start,g/helps,g/helps/bus,g/helps/food,_id,_uuid,_submission_time\n"
        b"2026-03-04,bus,1,0,1,u1,2026-03-04\n2026-03-04,bus food,1,1,2,u2,2026-03-04\n"
    ),
    (
        b"ID,Start time,Completion time,Email,Name,What helps?\n"
        b"1,3/4/26 10:00,3/4/26 10:01,a@example.org,Ann,Bus;Food;\n"
        b"2,3/4/26 10:00,3/4/26 10:01,b@example.org,Bo,Bus;\n"
    ),
    (
        b"participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,7\n"
        b"0,1,0,2,1,1,1,-1\n4,0,0,1,0,1,-1,\n"
    ),
    b"Person ID,Do you feel heard here?,Is there a bus?\n1,Yes,No\n2,No,No\n",
]
WORKBOOK = xlsx([["Timestamp", "Good?", "Why?"], ["3/4/2026 10:00:00", "Yes", "=no"]] * 2)

edits = st.lists(
    st.tuples(
        st.sampled_from(["flip", "cut", "drop", "double", "insert"]),
        st.integers(0, 5000),
        st.binary(min_size=1, max_size=6),
    ),
    max_size=6,
)
pieces = st.lists(
    st.sampled_from(
        [
            *',;"\n\t{[]( é10\u2028\ufeff',
            "\r\n",
            '{"ImportId":"QID1"}',
            "Timestamp",
            "StartDate",
            "Respondent ID,Collector ID",
            "id,submitdate,lastpage",
            "a_complete,b___1,b___2",
            "_uuid,_submission_time",
            "ID,Start time,Completion time",
            "participant,n-votes,0,1",
            "Ja,Nein",
            "Is it?",
            "ResponseId",
            "ResponseSet",
            "V1",
            "V2",
            "3/4/2026 10:00:00",
            "Q1_1",
            "Yes",
            "No",
            "-99",
            "x" * 300,
        ]
    ),
    max_size=60,
).map("".join)


def damaged(data, changes):
    """Return the bytes after each change."""
    for what, where, piece in changes:
        at = where % (len(data) + 1)
        if what == "flip":
            data = data[:at] + piece + data[at + len(piece) :]
        elif what == "cut":
            data = data[:at]
        elif what == "drop":
            data = data[:at] + data[at + len(piece) * 3 :]
        elif what == "double":
            data = data[:at] + data[at : at + 40] + data[at:]
        else:
            data = data[:at] + piece + data[at:]
    return data


def ends_well(path, data, **options):
    """Read the bytes, and check that what comes out holds together."""
    path.write_bytes(data)
    start = time.perf_counter()
    with contextlib.suppress(FileRefused):
        file = read_survey(path, **options)
        ids = {one.id for one in file.survey.questions}
        assert file.survey.people == len(file.answers) > 0
        assert all(set(person) <= ids for person in file.answers)
        assert len(survey_drafts(file, team_id="t", occasion="o")) == len(file.answers) + 1
        assert file.summary()
        assert file.text()
    assert time.perf_counter() - start < 5


shared_folder = settings(
    deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@shared_folder
@for_all(st.sampled_from(SEEDS), edits)
def test_a_damaged_file_is_read_or_refused(tmp_path, data, changes):
    ends_well(tmp_path / "damaged.csv", damaged(data, changes))


@shared_folder
@for_all(pieces, st.sampled_from(["", "Timestamp,", "StartDate,ResponseId,", "_uuid,_id,"]))
def test_any_heap_of_pieces_is_read_or_refused(tmp_path, text, start):
    ends_well(tmp_path / "heap.csv", (start + text).encode())


@settings(shared_folder, max_examples=60)
@for_all(pieces, st.sampled_from([reader.name for reader in READERS]))
def test_any_heap_is_read_or_refused_in_a_format_it_does_not_show(tmp_path, text, name):
    ends_well(tmp_path / "heap.csv", ("a,b,c\n1,2,3\n" + text).encode(), format=name)


@settings(shared_folder, max_examples=60)
@for_all(edits)
def test_a_damaged_workbook_is_read_or_refused(tmp_path, changes):
    ends_well(tmp_path / "damaged.xlsx", damaged(WORKBOOK, changes))


@shared_folder
@for_all(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(tmp_path, data):
    ends_well(tmp_path / "bytes.csv", data)
