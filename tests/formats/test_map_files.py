"""Maps of every format people have, with what real files of each do wrong."""

import json

import pytest

from ciwidgets.errors import FileRefused
from ciwidgets.formats.maps import map_drafts, read_maps
from tests.formats.conftest import xlsx
from tests.formats.map_files import labels, links, mmp, only, read, xls

CHAIN = (("1", "Rain", (("7", "0.5"),)), ("7", "Mud", (("1", "-0.25"),)))


# --- Mental Modeler -------------------------------------------------------------------------


@pytest.mark.parametrize("root", ["mentalmodeler ", "mentalModeler", "MentalModeler"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf", b"\n  "])
def test_both_ages_of_the_xml_are_read_with_or_without_a_mark(root, mark):
    one = only(mark + mmp(CHAIN, root=root).encode(), "any.name")
    assert links(one) == {("Rain", "Mud"): 0.5, ("Mud", "Rain"): -0.25}
    assert [word.id for word in one.words] == ["1", "7"]


def test_letters_are_read_as_the_program_itself_converts_them():
    letters = ["H+", "M+", "L+", "L-", "M-", "H-"]
    words = [(str(n), f"w{n}", [(str(n + 1), one)]) for n, one in enumerate(letters)]
    one = only(mmp([*words, ("6", "w6", ())]))
    assert [link.weight for link in one.links] == [1, 0.62, 0.25, -0.25, -0.62, -1]
    assert "6 links have letters" in one.warnings[0]


@pytest.mark.parametrize(
    ("influence", "weight", "said"),
    [
        ("<![CDATA[0.95]]>>", 0.95, "something behind its number"),
        ("NaN", 0, "NaN"),
        ("", 0, "no strength"),
        ("undefined", 0, "no strength"),
        ("strong", 0, "could not be read"),
        ("1e999", 0, "could not be read"),
        ("\u22120,4", -0.4, ""),
        ("0", 0, ""),
    ],
)
def test_what_stands_where_a_strength_should_be_keeps_its_link(influence, weight, said):
    one = only(mmp([("a", "Rain", (("b", influence),)), ("b", "Mud", ())]))
    assert links(one) == {("Rain", "Mud"): weight}
    assert said in "".join(one.warnings)
    assert bool(said) is bool(one.warnings)
    assert one.summary()["stored_links"] == 1
    assert one.summary()["nonzero_links"] == bool(weight)


def test_names_are_never_keys():
    one = only(
        mmp(
            [
                ("1", "Same", (("3", "0.1"),)),
                ("2", "Same", (("4", "0.2"),)),
                ("3", "", (("1", "0.3"),)),
                ("4", "", (("2", "0.4"), ("9", "1"), ("2", "0.5"))),
            ]
        )
    )
    assert labels(one) == ["Same", "Same", "(no name)", "(no name)"]
    assert [(link.source, link.target, link.weight) for link in one.links] == [
        ("1", "3", 0.1),
        ("2", "4", 0.2),
        ("3", "1", 0.3),
        ("4", "2", 0.5),
    ]
    said = "\n".join(one.warnings)
    assert "same name" in said
    assert "2 words have no name" in said
    assert "not in the file" in said
    assert "twice" in said


def test_ids_that_are_none_or_twice_there_get_others():
    one = only(mmp([("", "A", (("x y", "1"),)), ("x y", "B", ()), ("n", "C", ()), ("n", "D", ())]))
    assert links(one) == {("A", "B"): 1}
    assert len({word.id for word in one.words}) == 4


SCENARIOS = """<scenarios ><scenario ><name >Wet</name><concepts >
<concept ><selected >True</selected><influence >H-</influence><id >1</id></concept>
<concept ><selected >true</selected><influence ></influence><id >7</id></concept>
<concept ><selected >False</selected><influence >0</influence><id >7</id></concept>
<concept ><selected >true</selected><influence >2</influence><id >99</id></concept>
</concepts></scenario></scenarios>"""


def test_a_scenario_keeps_what_is_held_and_what_is_looked_at():
    one = only(mmp(CHAIN, more=SCENARIOS))
    (wet,) = one.scenarios
    assert wet.name == "Wet"
    assert [(push.word_id, push.to) for push in wet.pushes] == [("1", -1.0)]
    assert wet.selected == ["1", "7"]


def test_json_says_the_same_with_texts_or_numbers():
    words = [
        {
            "id": "1",
            "name": "Rain\n and  hail",
            "notes": "n",
            "units": "mm",
            "group": "2",
            "x": "1.5",
            "y": 2,
            "preferredState": "-1",
            "relationships": [{"id": 2, "influence": "-0.55", "confidence": "1", "notes": "why"}],
        },
        {"id": 2, "name": "Mud"},
    ]
    raw = {"info": {"name": "Wet"}, "concepts": words, "groupNames": {"0": "", "2": "Weather"}}
    one = only("\ufeff" + json.dumps(raw), "map.mmp")
    assert (one.title, one.group_names) == ("Wet", {"2": "Weather"})
    rain = one.words[0]
    assert (rain.label, rain.notes, rain.units, rain.group) == ("Rain and hail", "n", "mm", 2)
    assert (rain.x, rain.y, rain.wanted) == (1.5, 2, -1)
    (link,) = one.links
    assert (link.weight, link.confidence, link.notes) == (-0.55, 1, "why")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<?xml version='1.0'?><ecoModeler><concepts/></ecoModeler>", "EcoModeler"),
        (mmp(CHAIN).encode()[:300], "breaks off"),
        (mmp(()).encode(), "without a single word"),
        (b"<!doctype html><html></html>", "web page"),
        (b"<html><p>log in</p></html>", "web page"),
        (b'<!DOCTYPE a [<!ENTITY b "bbbb">]><mentalmodeler>&b;</mentalmodeler>', "DOCTYPE"),
        (b'<!DOCTYPE a SYSTEM "http://example.org/a.dtd"><mentalmodeler/>', "DOCTYPE"),
        (b"<a>" * 700_000, "more than 600,000 marks"),
        (b"<mentalmodeler>" + b"<concepts><concept>" * 5_000, "breaks off"),
        (
            b"<mentalmodeler>"
            + b"<concepts><concept>" * 5_000
            + b"</concept></concepts>" * 5_000
            + b"</mentalmodeler>",
            "nested deeper",
        ),
        (b"[" * 100_000, "nested deeper"),
        (b'{"info": ', "damaged in line 1"),
        (b'{"features": []}', "neither Mental Modeler's"),
        (b"", "empty"),
        (b"PK\x03\x04xl/workbook broken", "damaged Excel workbook"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600 + b"x", "damaged Excel workbook"),
        (b"%PDF-1.7", "PDF"),
    ],
)
def test_what_is_no_map_is_refused_by_its_name(data, said):
    with pytest.raises(FileRefused, match=said) as refused:
        read(data, "bad.mmp")
    assert "bad.mmp" in str(refused.value)


def test_a_file_called_emp_is_refused_by_its_name_unless_it_is_a_map_after_all():
    with pytest.raises(FileRefused, match="of EcoModeler"):
        read('{"concepts": [{"id": "1", "name": "Owl"}]}', "owls.emp")
    assert labels(only(mmp(CHAIN), "owls.emp")) == ["Rain", "Mud"]


def test_accents_in_the_wrong_encoding_are_read_and_said():
    data = mmp([("1", "Säge", ()), ("2", "B", ())]).encode("cp1252")
    file = read(data)
    assert labels(file.maps[0]) == ["Säge", "B"]
    assert "not UTF-8" in file.warnings[0]


def test_more_words_than_are_kept_are_refused():
    with pytest.raises(FileRefused, match="more than 400 words"):
        read(mmp([(str(n), f"w{n}", ()) for n in range(401)]))


# --- matrices -------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize(
    "text",
    [
        ",Rain,Mud\nRain,,0.5\nMud,-0.25,\n",
        ";Rain;Mud\r\nRain;;0,5\r\nMud;-0,25;\r\n",
        "\tRain\tMud\rRain\t\t0.5\rMud\t-0.25\t\r",
        'sep=;\n"";"Rain";"Mud"\n"Rain";;"0.5"\n"Mud";"-.25"\n',
        'x,Rain,Mud\nRain,0,"0,5"\nMud,-0.25,0\n\n,,\n',
        "Rain,Mud\n,0.5\n-0.25,\n",
        ",Mud,Rain\nRain,0.5,\nMud,,-0.25\n",
    ],
)
def test_a_matrix_is_read_row_to_column_whatever_divides_it(text, mark):
    one = only(mark + text)
    assert links(one) == {("Rain", "Mud"): 0.5, ("Mud", "Rain"): -0.25}


def test_a_zero_is_a_drawn_link_only_where_others_are_left_blank():
    assert links(only(",A,B,C\nA,,0,1\nB,,,\nC,,,\n")) == {("A", "B"): 0, ("A", "C"): 1}
    assert links(only(",A,B,C\nA,,0,1\nB,0,,0\nC,0,0,\n")) == {("A", "C"): 1}


def test_a_blank_column_name_does_not_shift_what_follows():
    one = only(",A,,C\nA,,0.1,0.2\n,,,0.3\nC,0.4,,\n")
    assert labels(one) == ["A", "(no name)", "C"]
    assert links(one) == {
        ("A", "(no name)"): 0.1,
        ("A", "C"): 0.2,
        ("(no name)", "C"): 0.3,
        ("C", "A"): 0.4,
    }
    assert labels(only(",A,,C\nA,,0.1,0.2\nB,,,0.3\nC,0.4,,\n")) == ["A", "B", "C"]


def test_words_of_one_name_stay_apart_by_their_place():
    one = only(",A,A,B\nA,,,1\nA,0.5,,\nB,,-1,\n")
    assert [(link.source, link.target, link.weight) for link in one.links] == [
        ("w1", "w3", 1),
        ("w2", "w1", 0.5),
        ("w3", "w2", -1),
    ]


def test_rows_that_are_fewer_or_in_another_order_are_matched_by_name():
    one = only(",A,B,C\nC,1,,\nA,,0.5,\n")
    assert links(one) == {("C", "A"): 1, ("A", "B"): 0.5}
    fewer = only("concept,A,B,C\nA,,1,-1\nB,,,\n")
    assert links(fewer) == {("A", "B"): 1, ("A", "C"): -1}
    assert links(only(",A,B\nA,,1\nB,,\nC,0.5,\n")) == {("A", "B"): 1, ("C", "A"): 0.5}
    nameless = only(",A,,C\nA,,0.1,0.2\nC,,0.3,\n")
    assert links(nameless) == {
        ("A", "(no name)"): 0.1,
        ("A", "C"): 0.2,
        ("C", "(no name)"): 0.3,
    }


def test_a_row_called_nearly_as_its_column_is_said():
    one = only(",A,B,C,D,Fishery\nA,,1,,,\nB,,,,,\nC,,,,,\nD,,,,,\nFisheries,,0.5,,,\n")
    assert links(one)["Fishery", "B"] == 0.5
    assert "“Fisheries” and “Fishery”" in one.warnings[0]


def test_titles_totals_and_full_names_around_a_matrix_are_told_from_it():
    rows = [
        ["Our map of the harbor", "", "", "", ""],
        ["Names", "", "C1", "C2", "sum"],
        ["Rain", "C1", "", "0.5", "0.5"],
        ["Mud", "C2", "-1", "", "-1"],
        ["in", "", "-1", "0.5", ""],
    ]
    one = only("\n".join(",".join(row) for row in rows))
    assert labels(one) == ["Rain", "Mud"]
    assert links(one) == {("Rain", "Mud"): 0.5, ("Mud", "Rain"): -1}
    assert "“sum”" in one.warnings[0]


def test_a_cell_that_is_no_strength_is_refused_with_its_place():
    with pytest.raises(FileRefused, match="from “A” to “B” of map.csv holds “often”"):
        read(",A,B\nA,,often\nB,,\n")


@pytest.mark.parametrize("as_book", [xlsx, lambda rows: xls(Data=rows)])
def test_workbooks_hold_numbers_as_numbers_or_as_text(as_book):
    book = as_book([[None, "Rain", "Mud"], ["Rain", None, "0.51"], ["Mud", -0.27, "  "]])
    assert links(only(book)) == {("Rain", "Mud"): 0.51, ("Mud", "Rain"): -0.27}


def sheet(weight):
    return [["P", "Rain", "Mud"], ["Rain", None, weight], ["Mud", None, None]]


def test_a_sheet_for_each_person_is_a_map_for_each_person():
    book = xlsx(sheet(1), "P1", P3=sheet(0.5), P12=sheet(-1), Codes=[["a", "b"], ["c", "d"]])
    file = read(book, "pilot.xlsx")
    assert file.counts_as == "person"
    assert [one.title for one in file.maps] == ["P1", "P3", "P12"]
    assert [one.links[0].weight for one in file.maps] == [1, 0.5, -1]
    assert "“Codes”" in file.warnings[0]
    drafts = map_drafts(file, team_id="ash")
    assert [draft.body.title for draft in drafts] == ["pilot 1", "pilot 2", "pilot 3"]


def test_two_sheets_of_unlike_names_are_a_groups_maps_until_said_otherwise():
    file = read(xls(Original=sheet(1), Changed=sheet(1)), "maps.xls")
    assert (file.counts_as, len(file.maps)) == ("group", 2)
    assert "each is taken for a group's own" in file.warnings[0]
    titles = [draft.body.title for draft in map_drafts(file, team_id="ash", title="Ours")]
    assert titles == ["Ours: Original", "Ours: Changed"]


def test_a_formula_in_a_matrix_is_refused_and_beside_it_is_not():
    rows = [[None, "A", "B", "sum"], ["A", None, 1, "=SUM(B2:C2)"], ["B", None, None, 0]]
    assert links(only(xlsx(rows))) == {("A", "B"): 1}
    rows[1][2] = "=1/2"
    with pytest.raises(FileRefused, match="holds a formula"):
        read(xlsx(rows))


def test_a_table_that_a_browser_saved_as_a_workbook_is_read():
    page = (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>td{}</style></head>'
        "<body><table><tr><td></td><td>Rain &amp; hail</td><td>Mud</td></tr>"
        "<tr><td>Rain &amp; hail</td><td></td><td>0.5</td></tr><tr><td>Mud<td>-1<td></table></html>"
    )
    one = only(page, "map.xls")
    assert links(one) == {("Rain & hail", "Mud"): 0.5, ("Mud", "Rain & hail"): -1}
    with pytest.raises(FileRefused, match="not a map known here"):
        read("<html><table><tr><td>log in</table></html>", "map.xls")


def test_a_workbook_whose_bytes_were_replaced_is_refused_as_damaged():
    book = xlsx(sheet(1)).decode("utf-8", "replace").encode()
    with pytest.raises(FileRefused, match="book.xlsx is a damaged Excel workbook"):
        read(book, "book.xlsx")


# --- links one a row ------------------------------------------------------------------------


def test_m_tool_is_one_map_a_person_and_the_weights_come_down_to_one():
    file = read(
        "User_ID,Type,From,To,Weight,X,Y\n"
        "u1,m,Rain,Mud,3,,\nu1,m,Mud,Hay,2,,\nu2,m,Rain,Mud,1,,\nu2,m,Rain,Mud,2,,\nu3,,,,,,\n"
    )
    assert (file.format, file.counts_as, len(file.maps)) == ("m_tool", "person", 2)
    assert [len(one.links) for one in file.maps] == [2, 1]
    assert "1 of 3 people drew no link" in file.warnings[0]
    assert "divided" in file.warnings[-1]
    weights = [[link.weight for link in one.body.links] for one in map_drafts(file, team_id="a")]
    assert weights == [[1, pytest.approx(2 / 3)], [pytest.approx(2 / 3)]]


def test_edge_tuples_take_their_words_from_the_list_beside_them(tmp_path):
    (tmp_path / "clot-fcm.csv").write_text("(1, 2, 0.4),\n(2, 10, -1)\n")
    (tmp_path / "clot-verts.csv").write_text('{1:"Rain", 2:"Mud", 10:"Hay", 11:"Sun"}')
    (one,) = read_maps(tmp_path / "clot-fcm.csv").maps
    assert labels(one) == ["Rain", "Mud", "Hay", "Sun"]
    assert links(one) == {("Rain", "Mud"): 0.4, ("Mud", "Hay"): -1}
    (tmp_path / "words.txt").write_text("{1: 'A', 2: 'B', 10: 'C'}")
    (one,) = read_maps(tmp_path / "clot-fcm.csv", words=tmp_path / "words.txt").maps
    assert labels(one) == ["A", "B", "C"]
    alone = only("(1, 2, 0.4),\n(2, 10, -1)\n")
    assert labels(alone) == ["1", "2", "10"]
    assert "--words" in alone.warnings[0]
    with pytest.raises(FileRefused, match="without links"):
        read_maps(tmp_path / "clot-verts.csv")


@pytest.mark.parametrize("sign", ["\t", ",", ";"])
def test_three_columns_of_numbers_are_links_too(sign):
    text = "\n".join(sign.join(row) for row in (("1", "2", "0.4"), ("2", "1", "-1")))
    assert links(only(text)) == {("1", "2"): 0.4, ("2", "1"): -1}
    assert links(only(f"i{sign}j{sign}w\n{text}")) == {("1", "2"): 0.4, ("2", "1"): -1}


def test_any_table_of_from_and_to_is_a_map():
    one = only("source;target;weight\nRain;Mud;0,5\nMud;Hay;-1\n;Hay;1\n")
    assert links(one) == {("Rain", "Mud"): 0.5, ("Mud", "Hay"): -1}
    assert "only one end were left out: 1" in one.warnings[0]


# --- Kumu -----------------------------------------------------------------------------------

KUMU = [
    ["From", "To", "Label", "Type", "Tags"],
    ["Rain", "Mud  and\nsoil", "A1", "+", "a|b"],
    ["Mud and soil", "Hay", "", "-", ""],
    ["Hay", "Rain", "", "+-", ""],
    ["Rain", "Hay", "", "--", ""],
    ["Hay", "Mud and soil", "", "Flow", ""],
]
SIGNED = {
    ("Rain", "Mud and soil"): 1,
    ("Mud and soil", "Hay"): -1,
    ("Hay", "Rain"): -1,
    ("Rain", "Hay"): 1,
    ("Hay", "Mud and soil"): 0,
}


def test_kumus_workbook_joins_its_two_sheets():
    elements = [["Label", "Type", "Description"], ["Sun", "", "warm"], ["Rain", "Stock", ""]]
    loops = [["Label", "Type"], ["Mud on the road", "R"]]
    book = xlsx(elements, "Elements", Connections=KUMU, Loops=loops, **{"Old (ignore)": KUMU})
    file = read(book)
    (one,) = file.maps
    assert file.format == "kumu"
    assert labels(one) == ["Sun", "Rain", "Mud and soil", "Hay"]
    assert one.words[0].notes == "warm"
    assert links(one) == SIGNED
    assert "“Hay” to “Mud and soil”" in one.warnings[0]
    with pytest.raises(FileRefused, match="words, but no links"):
        read("Label,Type\nRain,Stock\n")


def test_kumus_blueprint_names_its_ends_by_label():
    links_of = [dict(zip(("from", "to", "label", "type"), row, strict=False)) for row in KUMU[1:]]
    links_of.append({"from": "Sun", "to": "Rain", "type": "+", "direction": "mutual"})
    one = only(json.dumps({"elements": [{"label": "Rain"}], "connections": links_of}))
    assert links(one) == SIGNED | {("Sun", "Rain"): 1, ("Rain", "Sun"): 1}


def test_kumus_backup_names_its_ends_by_id():
    elements = [
        {"_id": "elem-1", "attributes": {"label": "Same", "element type": "Stock"}},
        {"_id": "elem-2", "attributes": {"label": "Same"}},
    ]
    ends = {"from": "elem-1", "to": "elem-2"}
    connections = [
        {"_id": "c1", **ends, "direction": "directed", "attributes": {"connection type": "--"}},
        {"_id": "c2", "from": "elem-2", "to": "elem-1", "direction": "undirected", "delayed": True,
         "attributes": {"connection type": "-"}},
        {"_id": "c3", "from": "elem-2", "to": "gone", "attributes": {}},
    ]  # fmt: skip
    raw = {"elements": elements, "connections": connections, "loops": [{"attributes": {}}]}
    one = only(json.dumps(raw), "kumu-project.json")
    assert [(link.source, link.target, link.weight) for link in one.links] == [
        ("elem-2", "elem-1", -1),
        ("elem-1", "elem-2", -1),
    ]
    said = "\n".join(one.warnings)
    for word in ("loops", "delayed", "direction", "not in the file", "twice"):
        assert word in said


# --- GraphML --------------------------------------------------------------------------------

GRAPH = """<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="d0" for="node" attr.name="label" attr.type="string"/>
<key id="d1" for="edge" attr.name="Weight" attr.type="double"><default>0.25</default></key>
<graph edgedefault="{default}">
<node id="n1"><data key="d0">Rain &amp; hail</data></node><node id="n2"/>
<node id="n3"><data key="y"><y:Shape xmlns:y="http://www.yworks.com/xml/graphml">
<y:NodeLabel>Hay</y:NodeLabel></y:Shape></data></node>
<edge source="n1" target="n2"><data key="d1">-0.5</data></edge>
<edge source="n2" target="n3"/><edge source="n3" target="n9"/>
</graph></graphml>"""


def test_graphml_has_labels_defaults_and_directions():
    one = only(GRAPH.format(default="directed"))
    assert links(one) == {("Rain & hail", "n2"): -0.5, ("n2", "Hay"): 0.25}
    assert "not in the file" in one.warnings[0]
    both = only(GRAPH.format(default="undirected"))
    assert links(both) == links(one) | {("n2", "Rain & hail"): -0.5, ("Hay", "n2"): 0.25}


# --- what is kept ---------------------------------------------------------------------------


def test_the_same_file_makes_the_same_records_and_another_team_others():
    file = read(mmp(CHAIN), "harbor.mmp")
    (first,) = map_drafts(file, team_id="ash")
    assert map_drafts(file, team_id="ash") == [first]
    (other,) = map_drafts(file, team_id="elm")
    assert first.record_id != other.record_id
    (person,) = map_drafts(file, team_id="ash", counts_as="person", sector="law")
    assert (person.body.counts_as, person.body.sector) == ("person", "law")
    assert (first.author_id, bool(person.author_id)) == ("", True)
