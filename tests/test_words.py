"""The catalogue of words, as pages are given it."""

from __future__ import annotations

import re

import pytest

from ciwidgets.words import catalogue, section


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


def test_a_language_or_a_section_that_is_not_there_is_named() -> None:
    with pytest.raises(LookupError, match="no catalogue of words for 'xx'"):
        catalogue("xx")
    with pytest.raises(LookupError, match="no catalogue of words for '../en'"):
        catalogue("../en")
    with pytest.raises(LookupError, match=r"no section nowhere\.toml"):
        section("nowhere")


@pytest.mark.parametrize("stem", sorted(catalogue()))
def test_sentences_are_plain_and_whole(stem: str) -> None:
    for key, sentence in catalogue()[stem].items():
        assert re.fullmatch(r"[a-z][a-z0-9_]*", key), key
        assert sentence, key
        assert sentence == sentence.strip(), key
        assert "!" not in sentence, f"{stem}.{key} shouts: {sentence}"
        assert "<" not in sentence, f"{stem}.{key} holds markup: {sentence}"
        assert sentence.count("{") == len(re.findall(r"\{[a-z_]+\}", sentence)), key
