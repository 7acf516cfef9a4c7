"""The program file: read whole, or every mistake told with its line."""

import textwrap
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciwidgets.errors import ProgramError
from ciwidgets.formats.program_file import read_program
from ciwidgets.formats.toml_lines import TomlLines
from ciwidgets.model.sector_lists import sector_file, sectors_at_door

GOOD = """\
name = "Made-up program"
support = "A line of support."
records = "A line on records."

[[occasions]]
id = "forum-1"
name = "Forum 1"
date = 2026-01-22

[[teams]]
id = "ash"
name = "Ash County"
codes = { forum-1 = "abcd-2345" }

[[teams]]
id = "elm"
name = "Elm County"

[[scales]]
id = "agreement"
labels = ["I disagree", "In between", "I agree"]

[[surveys]]
id = "pulse"
title = "Pulse"
scale = "agreement"
statements = [
    { id = "talk", text = "We talk." },
    { id = "trust", text = "We trust." },
]
"""


@pytest.fixture
def said(tmp_path):
    """Return a function that tells what reading a text or bytes complains of."""

    def complaint(source):
        path = tmp_path / "program.toml"
        path.write_bytes(source if isinstance(source, bytes) else source.encode())
        with pytest.raises(ProgramError) as caught:
            read_program(path)
        return str(caught.value)

    return complaint


@pytest.fixture
def read(tmp_path):
    def reading(source):
        path = tmp_path / "program.toml"
        path.write_bytes(source if isinstance(source, bytes) else source.encode())
        return read_program(path)

    return reading


def line_of(source, words):
    """Return the number of the line that holds these words."""
    return source[: source.index(words)].count("\n") + 1


def test_a_good_file_becomes_a_program(read):
    program = read(GOOD)
    assert [team.name for team in program.teams] == ["Ash County", "Elm County"]
    assert program.survey("pulse").statements[1].text == "We trust."


def test_a_code_may_be_typed_with_a_dash_and_in_small_letters(read):
    program = read('facilitator_code = "wxyz-6789"\n' + GOOD)
    assert program.team("ash").codes == {"forum-1": "ABCD2345"}
    assert program.facilitator_code == "WXYZ6789"


def test_empty_sectors_are_filled_from_the_list_the_file_names(read):
    assert read(GOOD).sectors == sectors_at_door("safe")
    assert len(read('sector_list = "dfc"\n' + GOOD).sectors) == 12


def test_sectors_of_ones_own_stand_as_written(read):
    own = GOOD + '\n[[sectors]]\nid = "all"\nname = "Everybody"\n'
    assert [sector.id for sector in read(own).sectors] == ["all"]


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_file_from_windows_is_read_and_its_lines_are_counted_alike(read, said, ends, mark):
    assert read(mark + GOOD.replace("\n", ends).encode()).name == "Made-up program"
    wrong = GOOD.replace('title = "Pulse"', "title = 5")
    words = said(mark + wrong.replace("\n", ends).encode())
    assert words.startswith(f"program.toml, line {line_of(wrong, 'title = 5')}: ")


ROLE = '[[occasions]]\nid = "project_manager"\nname = "x"\ndate = 2026-01-01\n\n'

# One change to the good file, words on the line that is meant, and what is said of it.
MISTAKES = {
    "more dots on an item than in a hand": (
        'name = "Made-up program"',
        'name = "Made-up program"\ndots_per_item = 9',
        "dots_per_item",
        "Write 3 or less",
    ),
    "strengths that do not rise": (
        'name = "Made-up program"',
        'name = "Made-up program"\nmap_strengths = [0.5, 0.4, 1]',
        "map_strengths",
        "0.5, 0.4, 1, which do not rise",
    ),
    "a line of work nobody wrote": (
        'text = "We talk."',
        'text = "We talk.", lines = ["care"]',
        "We talk.",
        'names "care", which is not in this file',
    ),
    "unknown key": ('name = "Elm County"', 'nmae = "Elm County"', "nmae", 'Did you mean "name"?'),
    "unknown key far from any": (
        'id = "elm"',
        'id = "elm"\nzebra = 1',
        "zebra",
        "It may hold: codes, id, name, place.",
    ),
    "top key below a heading": (
        'id = "elm"',
        'id = "elm"\nmade_up = true',
        "made_up",
        "belongs at the top of the file",
    ),
    "number for text": (
        'name = "Elm County"',
        "name = 7",
        "name = 7",
        'name of the team "elm" is the number 7; it has to be text in quotes: name = "…"',
    ),
    "text for true": (
        'name = "Made-up program"',
        'name = "x"\nmade_up = "yes"',
        "made_up",
        'is "yes"; it has to be true or false',
    ),
    "text for a number": (
        'name = "Made-up program"',
        'name = "x"\nmost_needs = "5"',
        "most_needs",
        "it has to be a whole number without quotes",
    ),
    "number too large": (
        'name = "Made-up program"',
        'name = "x"\nmost_needs = 50',
        "most_needs",
        "is the number 50; it has to be 10 or less",
    ),
    "date in quotes": (
        "date = 2026-01-22",
        'date = "2026-01-22"',
        "date =",
        "it has to be a day without quotes: date = 2026-01-22",
    ),
    "date with an hour": (
        "date = 2026-01-22",
        "date = 2026-01-22T09:00:00",
        "date =",
        "it has to be a day without quotes",
    ),
    "kind of occasion": (
        "date = 2026-01-22",
        'date = 2026-01-22\nkind = "party"',
        "kind",
        "'forum' or 'meeting'",
    ),
    "missing key": (
        'name = "Elm County"\n',
        "\n",
        '[[teams]]\nid = "elm"',
        'the team "elm" has no name. Add a line like: name = "…"',
    ),
    "missing at the top": (
        'support = "A line of support."\n',
        "",
        "name = ",
        "the program has no support. Add a line above the first [[…]] like: support",
    ),
    "empty text": ('name = "Elm County"', 'name = "  "', 'name = "  "', "the text is empty"),
    "text too long": (
        'name = "Elm County"',
        f'name = "{"x" * 81}"',
        "xxx",
        "it has to be at most 80 letters",
    ),
    "id with a capital": (
        'id = "elm"',
        'id = "Elm"',
        'id = "Elm"',
        "an id has to be small letters, digits, - and _",
    ),
    "second id": (
        'id = "elm"',
        'id = "ash"',
        'id = "ash"\nname = "Elm',
        f'"ash" stands twice among the teams, first on line {line_of(GOOD, "ash")}',
    ),
    "second id in an inline table": (
        '{ id = "trust"',
        '{ id = "talk"',
        '{ id = "talk", text = "We trust."',
        'among the statements of the survey "pulse", first on line',
    ),
    "unknown scale": (
        'scale = "agreement"',
        'scale = "agrement"',
        "agrement",
        'which is not in this file. Did you mean "agreement"?',
    ),
    "unknown occasion": (
        'name = "Made-up program"',
        'name = "x"\ncurrent_occasion = "party"',
        "current_occasion",
        'current_occasion names "party", which is not in this file. There are: forum-1.',
    ),
    "code for an unknown occasion": (
        "forum-1 = ",
        "forum-2 = ",
        "codes = ",
        'A code of the team "ash" names "forum-2"',
    ),
    "bad code": (
        "abcd-2345",
        "abcd-O1IL",
        "codes = ",
        'the code forum-1 of the team "ash" is "ABCDO1IL", which is no code',
    ),
    "short code": ("abcd-2345", "abc", "codes = ", "eight letters and digits"),
    "one code twice": (
        'name = "Elm County"',
        'name = "Elm County"\ncodes = { project_manager = "ABCD2345" }',
        "project_manager",
        '"ABCD2345" stands twice among the codes',
    ),
    "occasion named like a role": (
        '[[occasions]]\nid = "forum-1"',
        f'{ROLE}[[occasions]]\nid = "forum-1"',
        'id = "project_manager"',
        "names a kind of code",
    ),
    "a team named like a device": (
        'id = "elm"',
        'id = "com1"',
        'id = "com1"',
        'no team can have the id "com1": its reports would be files of that name',
    ),
    "scale too short": (
        '"I disagree", "In between", "I agree"',
        '"I disagree"',
        "labels",
        "is a list of 1; it has to have at least 3",
    ),
    "label that is no text": (
        '"In between", "I agree"',
        '"In between",\n5, "I agree"',
        "\n5, ".strip(),
        "is the number 5; it has to be text",
    ),
    "key in an inline table": (
        '{ id = "trust", text',
        '{ id = "trust", txt',
        "txt",
        'the statement "trust" of the survey "pulse" holds "txt"',
    ),
    "unknown sector list": (
        'name = "Made-up program"',
        'name = "x"\nsector_list = "saef"',
        "sector_list",
        'Did you mean "safe"?',
    ),
}


@pytest.mark.parametrize(("old", "new", "where", "words"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_named_with_its_line_and_its_cure(said, old, new, where, words):
    source = GOOD.replace(old, new, 1)
    assert source != GOOD
    told = said(source)
    assert told.startswith(f"program.toml, line {line_of(source, where)}: ")
    assert words in told


def test_a_list_with_one_bracket_is_told_how_a_list_is_written(said):
    source = GOOD.replace("[[occasions]]", "[occasions]")
    assert f"line {line_of(source, '[occasions]')}: occasions is a table" in said(source)
    assert "[[occasions]]" in said(source)


def test_a_missing_list_is_told_by_its_heading(said):
    source = GOOD[: GOOD.index("[[scales]]")]
    assert "has no scales. Add at least one, under the heading [[scales]]" in said(source)


def test_several_mistakes_are_listed_in_the_order_of_their_lines(said):
    source = GOOD.replace('"Made-up program"', "5").replace('title = "Pulse"', "title = 6")
    head, *lines = said(source).splitlines()
    assert head == "program.toml has 2 mistakes; nothing was loaded."
    places = ("name = 5", "title = 6")
    assert [line.split(":")[0] for line in lines] == [
        f"  line {line_of(source, place)}" for place in places
    ]


def test_more_than_ten_mistakes_are_counted_and_ten_are_shown(said):
    teams = "".join(f'[[teams]]\nid = "t{n}"\nname = {n}\n' for n in range(13))
    lines = said(GOOD + teams).splitlines()
    assert lines[0] == "program.toml has 13 mistakes; nothing was loaded."
    assert len(lines) == 12
    assert lines[-1] == "  and 3 more; mend these first."


SYNTAX = {
    "no quotes": ("name = Pulse", "name = Pulse", 'text in "quotes"'),
    "capital True": ("made_up = True", "made_up = True", "true or false in small letters"),
    "curly quotes": ("name = “Pulse”", "name = “Pulse”", "quotes here are curly"),
    "open quote": ('name = "Pulse', "name = ", "not closed"),
    "open list": ("x = [1,\n2\n\n[[teams]]", "[[teams]]", "not closed with ]"),
    "open list at the end": ("a = 1\nx = [1, 2\n\n", "x =", "not closed with ]"),
    "key twice": ("name = 1\nname = 2", "name = 2", "second time"),
    "table twice": ("[teams]\nid=1\n[teams]", "[teams]", "[[teams]]"),
    "no such day": ("date = 2026-02-30", "date", "no such day"),
    "no equals sign": ('name "x"', "name", "the sign = and a value"),
    "backslash": ('name = "C:\\q"', "name", "backslash"),
}


@pytest.mark.parametrize(("source", "where", "words"), SYNTAX.values(), ids=SYNTAX)
def test_what_is_no_toml_is_told_by_line_in_plain_words(said, source, where, words):
    line = source[: source.rindex(where)].count("\n") + 1
    told = said(source)
    assert f"line {line}: this cannot be read" in told
    assert words in told


def test_lists_nested_without_end_are_refused_and_not_a_crash(said):
    assert "too deeply" in said("x = " + "[" * 50_000)


FILES = {
    "empty": (b"", "is empty"),
    "only blanks": (b" \n\n", "is empty"),
    "UTF-16": (GOOD.encode("utf-16"), "UTF-16"),
    "UTF-16 without a mark": (GOOD.encode("utf-16-le"), "UTF-16"),
    "Latin-1": (GOOD.replace("Elm", "Élm").encode("latin-1"), "not saved as UTF-8"),
    "a spreadsheet": (b"PK\x03\x04\x00\x00", "no plain text"),
    "far too large": (b"#" * 1_000_001, "1,000,001 bytes"),
}


@pytest.mark.parametrize(("raw", "words"), FILES.values(), ids=FILES)
def test_what_is_no_text_file_gets_one_clear_sentence(said, raw, words):
    assert words in said(raw)


def test_a_letter_that_is_not_utf8_is_found_by_its_line(said):
    source = GOOD.replace("Elm", "Élm")
    assert f"line {line_of(source, 'Élm')}:" in said(source.encode("latin-1"))


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path):
    with pytest.raises(ProgramError, match="There is no file"):
        read_program(tmp_path / "none.toml")
    with pytest.raises(ProgramError, match="is a folder"):
        read_program(tmp_path)


def test_lines_are_found_in_tables_arrays_and_inline_tables():
    source = textwrap.dedent(
        '''\
        # a note with = and [brackets]
        top = """
        not = "a key"
        """
        "quoted key" = 'it''s'
        [one]
        a.b = 1  # ]
        list = [
            1, [2,
                3],  # "
            { x = "}", y = [
                4] },
        ]
        [[many]]
        id = 1
        [many.inner]
        z = 2
        [[many]]
        id = 2
        '''.replace("it''s", "its")
    )
    lines = TomlLines(source)
    expected = {
        ("top",): 2,
        ("quoted key",): 5,
        ("one",): 6,
        ("one", "a", "b"): 7,
        ("one", "list"): 8,
        ("one", "list", 0): 9,
        ("one", "list", 1, 0): 9,
        ("one", "list", 1, 1): 10,
        ("one", "list", 2, "x"): 11,
        ("one", "list", 2, "y"): 11,
        ("one", "list", 2, "y", 0): 12,
        ("many", 0, "id"): 15,
        ("many", 0, "inner", "z"): 17,
        ("many", 1): 18,
        ("many", 1, "id"): 19,
    }
    assert {path: lines.line_of(path) for path in expected} == expected
    assert lines.line_of(("many", 1, "missing")) == 18
    assert lines.line_of(("nothing",)) == 1


keys = st.text("abc-_1 .\"'#=[]é", min_size=1, max_size=4)
leaves = st.integers() | st.booleans() | st.text("ab\"'\\#]},= \n", max_size=6)
trees = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3)
)


def quoted(text):
    for plain, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n")):
        text = text.replace(plain, escaped)
    return f'"{text}"'


def written(value, path, places, line):
    """Return TOML for a value and note on which line each part begins."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return quoted(value)
    text = "[" if isinstance(value, list) else "{"
    pairs = enumerate(value) if isinstance(value, list) else value.items()
    for index, (key, inner) in enumerate(pairs):
        text += ", " if index else " "
        if isinstance(value, list):
            text += '# ] } "\n'
        places[*path, key] = line + text.count("\n")
        text += "" if isinstance(value, list) else f"{quoted(key)} = "
        text += written(inner, (*path, key), places, line + text.count("\n"))
    return text + ("\n]" if isinstance(value, list) else "}")


@given(st.dictionaries(keys, trees, max_size=4))
def test_every_part_of_any_file_is_found_on_its_own_line(data):
    places, source = {}, "# begin\n"
    for key, value in data.items():
        line = source.count("\n") + 1
        places[key,] = line
        source += f"{quoted(key)} = {written(value, (key,), places, line)}\n"
    assert tomllib.loads(source) == data
    lines = TomlLines(source)
    assert {path: lines.line_of(path) for path in lines.paths} == places


def test_the_crosswalk_knows_every_sector_of_every_list_and_no_other():
    file = sector_file()
    assert {name: len(one.sectors) for name, one in file.lists.items()} == {
        "safe": 8,
        "dfc": 12,
        "moha": 10,
    }
    for name, one in file.lists.items():
        in_rows = {sector for row in file.crosswalk for sector in row[name]}
        assert in_rows == {sector.id for sector in one.sectors}


@pytest.mark.parametrize("name", ["safe", "dfc", "moha"])
def test_nobody_is_asked_at_the_door_about_their_own_experience(name):
    for sector in sectors_at_door(name):
        words = f"{sector.id} {sector.name} {sector.includes}".lower()
        assert not any(told in words for told in ("lived", "using drugs", "lost someone"))
