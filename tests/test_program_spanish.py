"""What a program file says in Spanish: told where it fits nothing, shown, and never counted."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciwidgets.cli import main
from ciwidgets.enrolment import current_program, load_program
from ciwidgets.errors import ProgramError
from ciwidgets.formats.program_file import read_program
from ciwidgets.formats.program_spanish import shown_in_english
from ciwidgets.model import Activity, DeckWord, Lever, LineOfWork, OwnMap, Program, Role
from ciwidgets.model.program import one_line
from ciwidgets.model.program_texts import texts_of
from ciwidgets.serving.assets import Page as Shown
from ciwidgets.store import Store
from ciwidgets.visit import Visit
from ciwidgets.visit.spoken_program import spoken_program
from ciwidgets.words.ours import ours
from tests.support.room import Page, Room, small_program

SAMPLE = Path(__file__).parent.parent / "data" / "samples" / "program.toml"
READ = {"name", "support", "records", "includes", "labels", "title", "text", "about", "low", "high"}
DECK = [DeckWord(id="help", label="Asking for help"), DeckWord(id="stigma", label="Stigma")]
SPANISH = {
    "Made-up line of support.": "Línea de apoyo inventada.",
    "Made-up line on records.": "Línea inventada sobre los registros.",
    "We talk.": "Hablamos.",
    "Yes": "Sí",
    "Asking for help": "Pedir ayuda",
    "Stigma": "Estigma",
}


@pytest.fixture
def edited(tmp_path: Path) -> Callable[[str, str], Path]:
    """Return a function that writes the sample program with one change."""

    def edit(before: str, after: str) -> Path:
        source = SAMPLE.read_text("utf-8")
        assert source.count(before) == 1
        path = tmp_path / "program.toml"
        path.write_text(source.replace(before, after), "utf-8")
        return path

    return edit


@pytest.fixture
def hall(room: Room) -> Room:
    """A room whose program has words to begin a map with, and its Spanish."""
    more = {"map_words": DECK, "spanish": SPANISH}
    room.program = room.program.model_copy(update=more)
    load_program(room.store, room.program)
    return room


def without_texts(said: Any, key: str = "") -> Any:
    """Return a dump with a sign in the place of each text that participants read."""
    if isinstance(said, dict):
        return {one: without_texts(value, one) for one, value in said.items()}
    if isinstance(said, list):
        return [without_texts(one, key) for one in said]
    return "…" if key in READ else said


def page_in(room: Room, language: str) -> Page:
    """Return the page of a new person in a language."""
    page = Page.__new__(Page)
    page.store = room.store
    page.visit = Visit("needs_assessment", store=room.store, language=language, is_live=False)
    page.strip = page.visit.join_strip()
    page.rating = page.visit.rating("how-we-see-it", survey="pulse")
    page.join(room.code())
    return page


# --- the file ---------------------------------------------------------------------------------


def test_every_text_of_the_sample_program_has_its_spanish() -> None:
    program = read_program(SAMPLE)
    assert shown_in_english(program) == []
    said = spoken_program(program, "es")
    assert "oprimir el 2 para español" in said.support
    assert said.surveys[-1].title == "Cómo lo vemos"
    same = {
        one
        for one in texts_of(program)
        if program.spanish.get(one_line(one), ours(one, "es")) == one
    }
    assert same == {"no"}


def test_init_counts_what_has_no_spanish_and_says_where_it_begins(
    edited: Callable[[str, str], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = f"sqlite:///{tmp_path / 'forum.db'}"
    assert main(["init", str(SAMPLE), "--store", store]) == 0
    assert "Spanish" not in capsys.readouterr().out
    assert main(["init", str(edited('"Hope" = "Esperanza"\n', "")), "--store", store]) == 0
    one = "1 text has no Spanish and is shown in English, beginning with “Hope”."
    assert one in capsys.readouterr().out.splitlines()
    without = SAMPLE.read_text("utf-8").partition("[spanish]")[0]
    path = tmp_path / "program.toml"
    path.write_text(without, "utf-8")
    assert main(["init", str(path), "--store", store]) == 0
    assert "93 texts have no Spanish and are shown in English, beginning with “Common Ground" in (
        capsys.readouterr().out
    )
    path.write_text(without.replace("made_up", 'language = "es"\nmade_up', 1), "utf-8")
    assert main(["init", str(path), "--store", store]) == 0
    assert "Spanish" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('"Hope" =', '"Hoppe" =', '"Hoppe", which is not a text of this file. Did you mean "Hope"'),
        ('"Hope" =', '"Quince" =', "Write it as it stands in the file, letter for letter, or take"),
        ('"Hope" =', '"Sallow Bend" =', "A team’s name stays as it is in every language"),
        ('"Hope" = "Esperanza"', '"Hope" = 5', 'the Spanish of "Hope" is the number 5; it has'),
        ('"Hope" = "Esperanza"', '"Hope" = " "', 'the Spanish of "Hope": the text is empty'),
        ('"Hope" = "Esperanza"', 'Going back = "Volver"', "Under [spanish] the key stands in"),
        ("[spanish]", "[Spanish]", 'Did you mean "spanish"?'),
    ],
)  # fmt: skip
def test_a_line_that_fits_no_text_is_told_with_its_place(
    edited: Callable[[str, str], Path], before: str, after: str, told: str
) -> None:
    path = edited(before, after)
    line = path.read_text("utf-8").partition(after)[0].count("\n") + 1
    with pytest.raises(ProgramError) as refused:
        read_program(path)
    assert f"program.toml, line {line}: " in str(refused.value)
    assert told in str(refused.value)


def test_a_text_over_several_lines_is_found_by_its_words_on_one(
    edited: Callable[[str, str], Path],
) -> None:
    line = 'name = "Forum 4: What works"'
    program = read_program(edited(line, 'name = """Forum 4:\n  What works"""'))
    names = [one.name for one in spoken_program(program, "es").occasions]
    assert "Foro 4: Lo que funciona" in names


def test_a_program_kept_before_there_was_spanish_is_read_as_it_is(room: Room) -> None:
    kept = json.loads(room.program.model_dump_json())
    del kept["spanish"]
    program = Program.model_validate_json(json.dumps(kept))
    assert program == room.program
    assert load_program(room.store, program).program == "kept"


# --- what is shown and what is counted ---------------------------------------------------------

SAMPLE_PROGRAM = read_program(SAMPLE)
TEXTS = texts_of(SAMPLE_PROGRAM)


@given(st.dictionaries(st.sampled_from(TEXTS), st.text(min_size=1).filter(str.strip)))
def test_whatever_the_spanish_nothing_changes_but_texts(spanish: dict[str, str]) -> None:
    table = {one_line(text): said for text, said in spanish.items()}
    program = SAMPLE_PROGRAM.model_copy(update={"spanish": table})
    said = spoken_program(program, "es")
    plain = spoken_program(program.model_copy(update={"spanish": {}}), "es")
    ours_too = without_texts(said.model_dump()), without_texts(plain.model_dump())
    for one in ours_too:
        one.pop("spanish")
    assert ours_too[0] == ours_too[1]
    assert said.teams == program.teams
    assert said.map_words == program.map_words
    assert [one.id for one in said.occasions] == [one.id for one in program.occasions]
    assert spoken_program(program, "en") is program
    for before, after in zip(program.criteria, said.criteria, strict=True):
        assert after.name == spanish.get(before.name, before.name)


def test_a_page_in_spanish_shows_the_programs_spanish_and_counts_the_same(hall: Room) -> None:
    spanish, english = page_in(hall, "es"), page_in(hall, "en")
    told = spanish.strip.widget.program
    assert told["support"] == "Línea de apoyo inventada."
    assert told["records"] == "Línea inventada sobre los registros."
    assert english.strip.widget.program["support"] == "Made-up line of support."
    assert spanish.rating.widget.statements[0]["text"] == "Hablamos."
    assert spanish.rating.widget.scale[-1] == {"value": 5, "label": "Sí"}
    for page in (spanish, english, *hall.people(6)):
        assert page.rate(talk=4, trust=1)["type"] == "saved"
    manager = hall.person(role=Role.PROJECT_MANAGER)
    manager.set_step(manager.rating, is_open=False)
    shown = []
    for page in (spanish, english):
        page.visit.look_again()
        shown.append(without_texts(page.rating.widget.result))
    assert shown[0] == shown[1]
    assert shown[0]["statements"]


def test_the_server_says_its_lines_in_the_language_of_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path / 'forum.db'}"
    monkeypatch.setenv("CIWIDGETS_STORE", url)
    with Store(url) as store:
        load_program(store, small_program().model_copy(update={"spanish": SPANISH}))
    shown = Shown("en")
    assert shown.records == "Made-up line on records."
    assert shown.speaking("es").records == "Línea inventada sobre los registros."
    assert shown.speaking("es").program_name == "Made-up program"


# --- words for maps ----------------------------------------------------------------------------


def test_a_word_of_the_deck_is_kept_in_one_language_and_shown_in_each(hall: Room) -> None:
    spanish, english = page_in(hall, "es"), page_in(hall, "en")
    parts = {
        page.visit.language: page.visit.my_map("my-map", question="the-question")
        for page in (spanish, english)
    }
    assert [one["label"] for one in parts["es"].widget.deck] == ["Pedir ayuda", "Estigma"]
    words = [
        {"id": "h", "label": "Pedir ayuda", "stands_for": "deck:help", "x": None, "y": None},
        {"id": "o", "label": "Estigma propio", "stands_for": "", "x": None, "y": None},
    ]
    links = [{"source": "h", "target": "o", "weight": -1.0}]
    reply = spanish.send(
        parts["es"], "save", base_revision=0, words=words, links=links, is_handed_in=True
    )
    assert reply["type"] == "saved"
    (kept,) = hall.store.current(OwnMap)
    assert [one.label for one in kept.body.words] == ["Asking for help", "Estigma propio"]
    assert [one["label"] for one in parts["es"].widget.mine["words"]] == [
        "Pedir ayuda",
        "Estigma propio",
    ]


def test_what_many_maps_say_together_is_one_map_in_both_languages(hall: Room) -> None:
    said = {"es": ("Pedir ayuda", "Estigma"), "en": ("Asking for help", "Stigma")}
    pages = [page_in(hall, one) for one in ("es", "en", "es", "en", "es", "en")]
    for page in pages:
        labels = said[page.visit.language]
        drawn = [
            {"id": f"w{n}", "label": one, "stands_for": key, "x": None, "y": None}
            for n, (one, key) in enumerate(zip(labels, ("deck:help", "deck:stigma"), strict=True))
        ]
        links = [{"source": "w1", "target": "w0", "weight": -1.0}]
        part = page.visit.my_map("my-map", question="the-question")
        page.send(part, "save", base_revision=0, words=drawn, links=links, is_handed_in=True)
    manager = hall.person(role=Role.PROJECT_MANAGER)
    maps = manager.visit.my_map("my-map", question="the-question")
    manager.set_step(maps, is_open=False)
    found = {}
    for page in pages[:2]:
        language = page.visit.language
        lever = page.visit.levers("our-levers", on="my-map", words="our-words")
        page.visit.look_again()
        _, shown = page.visit.team_maps.of("needs_assessment/my-map", "needs_assessment/our-words")
        assert shown is not None
        found[language] = shown
        assert tuple(one.label for one in shown.words) == said[language]
        assert all(one.labels == (one.label,) for one in shown.words)
        reply = page.send(
            lever, "save", base_revision=0, record_id=f"lever-{language}-000001", word="deck:help",
            direction="more", reason="",
        )  # fmt: skip
        assert reply["type"] == "saved", reply
    assert found["es"].links == found["en"].links
    assert [one.key for one in found["es"].words] == [one.key for one in found["en"].words]
    assert {one.body.label for one in hall.store.current(Lever)} == {"Asking for help"}
    words = pages[0].visit.our_words("our-words", on="my-map")
    pages[0].visit.look_again()
    assert [one["label"] for one in words.widget.words_here] == ["Estigma", "Pedir ayuda"]
    levers = pages[0].visit.levers("more-levers", on="my-map", words="our-words").widget
    assert current_program(hall.store).map_words == DECK
    assert {one["label"] for one in levers.words_here} == {"Pedir ayuda", "Estigma"}


def test_a_sheet_typed_in_in_spanish_is_kept_in_the_words_of_the_deck_and_saved_once(
    hall: Room,
) -> None:
    visit = Visit("needs_assessment", store=hall.store, language="es", is_live=False)
    clerk = Page.__new__(Page)
    clerk.store, clerk.visit, clerk.strip = hall.store, visit, visit.join_strip()
    clerk.join(hall.code(role=Role.PROJECT_MANAGER))
    sheets = visit.paper_sheets("sheets")
    links = [{"source": "pedir ayuda", "target": "Estigma", "weight": -1.0}]
    drawn = {"mental_models/my-map": {"links": links, "is_handed_in": True}}
    sheet: dict[str, Any] = {
        "occasion": "forum-2", "name": "", "sector": "law", "ratings": {}, "ideas": {},
        "dots": {}, "picks": {}, "scores": {}, "maps": drawn,
    }  # fmt: skip
    first = clerk.send(sheets, "save", record_id="new-sheet-00001", base_revision=0, **sheet)
    assert first["type"] == "saved", first
    (kept,) = hall.store.current(OwnMap)
    assert [(one.label, one.stands_for) for one in kept.body.words] == [
        ("Asking for help", "deck:help"),
        ("Stigma", "deck:stigma"),
    ]
    opened = clerk.send(sheets, "open", record_id=first["record_id"])
    (shown,) = opened["maps"]["mental_models/my-map"]["links"]
    assert (shown["source"], shown["target"]) == ("Pedir ayuda", "Estigma")
    again = {"record_id": first["record_id"], "base_revision": first["revision"]}
    again_said = sheet | {"maps": opened["maps"], "name": "Ana"}
    assert clerk.send(sheets, "save", **again, **again_said)["type"] == "saved"
    assert [one.revision for one in hall.store.current(OwnMap)] == [1]


def test_a_plan_taken_along_in_spanish_names_lines_of_work_as_they_are_read_back(
    room: Room,
) -> None:
    lines = [LineOfWork(id="treatment", name="Treatment")]
    more = {"lines_of_work": lines, "spanish": {"Treatment": "Tratamiento"}}
    load_program(room.store, room.program.model_copy(update=more))
    page = page_in(room, "es")
    assert page.visit.program.lines_of_work[0].name == "Tratamiento"
    room.keep("act-1", Activity(step="goals/our-activities", name="Van", line="treatment"))
    taken = page.visit.take_plan("take-plan")
    reply = page.send(taken, "take", what="activities", format="csv", is_template=False)
    text = base64.b64decode(reply["base64"]).decode("utf-8-sig")
    assert "Treatment" in text
    assert "Tratamiento" not in text
