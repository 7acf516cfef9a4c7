"""The catalogue of words, as pages are given it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import ciwidgets
from ciwidgets.words import catalogue, filled, section

PACKAGE = Path(ciwidgets.__file__).parent


def test_a_widget_is_given_the_common_words_and_its_own() -> None:
    words = section("join_strip")
    assert words["saved"] == catalogue()["common"]["saved"]
    assert words["join"] == catalogue()["join_strip"]["join"]


def test_a_widget_may_word_a_common_sentence_in_its_own_way() -> None:
    overridden = [
        (stem, key)
        for stem, words in catalogue().items()
        for key in words
        if stem != "common" and key in catalogue()["common"]
    ]
    assert overridden
    for stem, key in overridden:
        assert section(stem)[key] == catalogue()[stem][key]


def test_what_a_group_is_told_is_a_sentence_worded_otherwise() -> None:
    stems = [stem for stem in catalogue() if stem.endswith(".group")]
    assert {"common.group", "idea_board.group"} <= set(stems)
    for stem in stems:
        plain, told = stem.removesuffix(".group"), catalogue()[stem]
        assert told.keys() <= section(plain if plain != "common" else "join_strip").keys()
        assert not told.items() & catalogue()[plain].items()
    assert section("tried", in_group=True)["looking_on"] == section("tried")["looking_on"]


def test_a_language_or_a_section_that_is_not_there_is_named() -> None:
    with pytest.raises(LookupError, match="no catalogue of words for 'xx'"):
        catalogue("xx")
    with pytest.raises(LookupError, match="no catalogue of words for '../en'"):
        catalogue("../en")
    with pytest.raises(LookupError, match=r"no section nowhere\.toml"):
        section("nowhere")


def test_what_fills_a_blank_may_hold_braces_itself() -> None:
    said = filled("{name}: {n} of {name}", name="{n} {other} {", n=3)
    assert said == "{n} {other} {: 3 of {n} {other} {"
    assert filled("Nothing to fill.") == "Nothing to fill."


def test_a_blank_that_is_not_filled_is_named() -> None:
    with pytest.raises(KeyError, match="place"):
        filled("In {place}", name="x")


def test_every_sentence_for_the_kernel_is_said_by_some_module() -> None:
    code = "".join(path.read_text("utf-8") for path in PACKAGE.rglob("*.py"))
    built = set(re.findall(r'"(\w+_)\{', code))
    stems = [stem for stem in catalogue() if stem.endswith(".kernel")]
    assert stems
    for stem in stems:
        for key in catalogue()[stem]:
            plain = re.sub(r"_(one|other)$", "", key)
            is_said = any(f"{q}{one}{q}" in code for q in "\"'" for one in (key, plain))
            assert is_said or any(key.startswith(one) for one in built), f"{stem}: {key}"


def test_a_page_is_not_sent_what_only_the_kernel_says() -> None:
    assert not catalogue()["priorities"].keys() & catalogue()["priorities.kernel"].keys()
    assert not catalogue()["local_numbers"].keys() & catalogue()["local_numbers.kernel"].keys()


@pytest.mark.parametrize("stem", sorted(catalogue()))
def test_sentences_are_plain_and_whole(stem: str) -> None:
    for key, sentence in catalogue()[stem].items():
        assert re.fullmatch(r"[a-z][a-z0-9_]*", key), key
        assert sentence, key
        assert sentence == sentence.strip(), key
        assert "!" not in sentence, f"{stem}.{key} shouts: {sentence}"
        assert "<" not in sentence, f"{stem}.{key} holds markup: {sentence}"
        assert sentence.count("{") == len(re.findall(r"\{[a-z_]+\}", sentence)), key
