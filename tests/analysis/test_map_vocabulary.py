"""Which words of many maps are one."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from ciwidgets.analysis.lookalikes import likeness
from ciwidgets.analysis.maps import vocabulary
from ciwidgets.analysis.maps.vocabulary import Together, Vocabulary, alike, key_of, plain
from ciwidgets.model.maps import MapWord, WordKey

LABELS = st.text(min_size=1, max_size=280).filter(str.strip)
FEW = st.sampled_from(["deck:a", "deck:b", "need:n", "own:x", "own:y", "own:z", "own:stigma"])


def word(label, stands_for=""):
    return MapWord(id="w", label=label, stands_for=stands_for)


@pytest.mark.parametrize(
    "written", ["stigma", "Stigma ", "STIGMA", "  stig\uff4da", "Stigma\n", "\u3000stigma"]
)
def test_what_people_do_not_see_makes_no_other_word(written):
    assert key_of(word(written)) == "own:stigma"


def test_inner_blanks_are_one_blank():
    assert plain("asking \t for\u2003\u2003help") == "asking for help"


def test_capitals_without_a_small_letter_and_letters_of_two_parts_are_the_same():
    assert plain("Straße") == plain("STRASSE")
    assert plain("caf\u00e9") == plain("cafe\u0301")


def test_a_word_of_the_deck_or_a_need_keeps_its_key_whatever_it_says():
    assert key_of(word("Stigma", "deck:stigma")) == "deck:stigma"
    assert key_of(word("Our need", "need:n-1")) == "need:n-1"


def test_who_writes_by_hand_what_the_deck_says_has_written_that_word():
    words = Vocabulary({"deck:stigma": "Stigma", "need:n": "Asking for help"})
    assert words.shared("own:stigma") == "deck:stigma"
    assert words.shared("own:asking for help") == "need:n"
    assert words.shared("own:hope") == "own:hope"


def test_of_a_deck_word_and_a_need_of_one_wording_the_first_stands_for_both():
    words = Vocabulary({"deck:stigma": "Stigma", "need:n": "stigma "})
    assert words.shared("need:n") == words.shared("own:stigma") == "deck:stigma"


def test_a_word_that_is_gone_from_the_deck_is_itself_and_has_no_label_there():
    assert Vocabulary().shared("deck:gone") == "deck:gone"
    assert Vocabulary().label("deck:gone") is None


def test_words_put_together_count_as_one_under_their_label():
    words = Vocabulary(
        {"deck:stigma": "Stigma"}, [Together("Shame and stigma", ("own:shame", "own:stigma"))]
    )
    assert words.shared("own:shame") == words.shared("deck:stigma") == "deck:stigma"
    assert words.label("own:shame") == words.label("own:stigma") == "Shame and stigma"
    assert words.label("own:hope") is None


def test_a_word_stands_under_the_label_that_claimed_it_first():
    words = Vocabulary(
        {}, [Together("One", ("own:a", "own:b")), Together("Two", ("own:b", "own:c"))]
    )
    assert words.label("own:b") == "One"
    assert words.shared("own:c") == "own:c"
    assert words.label("own:c") == "Two"


@given(st.lists(st.lists(FEW, min_size=2, max_size=4, unique=True), max_size=4), FEW)
def test_a_shared_key_is_its_own_shared_key(groups, key):
    together = [Together(f"label {n}", tuple(keys)) for n, keys in enumerate(groups)]
    words = Vocabulary({"deck:a": "A", "deck:b": "Stigma"}, together)
    assert words.shared(words.shared(key)) == words.shared(key)
    assert words.label(words.shared(key)) == words.label(key)


@given(LABELS)
def test_any_label_has_a_key_that_can_be_kept_and_that_does_not_change_again(label):
    own = f"own:{plain(label)}"
    assert TypeAdapter(WordKey).validate_python(own) == own
    assert plain(label) == plain(f" {label}\n")
    if len(plain(label)) <= 320 and not re.search(r"[0-9a-f]{32}$", own):
        assert plain(plain(label)) == plain(label)


def test_a_sign_that_stands_for_a_phrase_makes_no_key_too_long_and_two_such_stay_two():
    one, other = "\ufdfa" * 280, "\ufdfa" * 279 + "!"
    assert plain(one) != plain(other)
    assert TypeAdapter(WordKey).validate_python(f"own:{plain(one)}")


def test_alike_words_are_offered_the_most_alike_first():
    labels = {
        "deck:stigma": "Stigma",
        "own:stigmas": "stigmas",
        "own:the stigma": "the stigma",
        "own:hope": "hope",
        "own:naloxone": "Naloxone at hand",
        "own:at hand": "at hand: naloxone",
    }
    offered = alike(labels)
    assert ("own:at hand", "own:naloxone") in offered
    assert ("deck:stigma", "own:the stigma") in offered
    assert any("own:stigmas" in pair for pair in offered)
    assert not any("own:hope" in pair for pair in offered)


def test_what_other_pairs_tell_is_not_offered_again():
    labels = {f"own:{n}": f"stigma {'x' * n}".strip() for n in range(6)}
    assert len(alike(labels)) == 5


@given(st.dictionaries(st.text("abc:", min_size=1), LABELS, max_size=12))
def test_only_what_is_there_is_offered_and_nothing_with_itself(labels):
    for one, other in alike(labels):
        assert one != other
        assert {one, other} <= labels.keys()


def test_as_many_long_words_as_500_people_can_write_are_looked_at_in_no_time():
    labels = {
        f"own:{n:05}": ("people who ask for help and get none " * 8)[:270] + f"{n:05}"
        for n in range(30_000)
    }
    began = time.perf_counter()
    assert len(alike(labels)) <= 20
    assert time.perf_counter() - began < 2


SAID = ["hope", "hopes", "the hope", "hop on", "help", "help us", "us help"]
LISTS = st.lists(
    st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from(SAID)), min_size=1, max_size=5
)


def forget():
    """Ask about other lists, until nothing of the last ones is kept in mind."""
    for number in range(9):
        alike({f"{number}": f"{number}"})


@given(LISTS)
def test_what_is_offered_does_not_depend_on_what_was_asked_before(lists):
    forget()
    one_after_another = [alike(labels) for labels in lists]
    for labels, offered in zip(lists, one_after_another, strict=True):
        forget()
        assert alike(labels) == offered


def test_what_is_offered_can_be_changed_without_changing_what_is_offered_next():
    labels = {"a": "hope", "b": "hopes"}
    alike(labels).clear()
    assert alike(labels) == [("a", "b")]


def test_of_a_list_with_one_new_word_only_that_word_is_compared(monkeypatch):
    labels = {f"own:{n}": f"asking for help number {n}" for n in range(20, 32)}
    forget()
    alike(labels)
    compared = []
    monkeypatch.setattr(vocabulary, "likeness", lambda *two: compared.append(two) or likeness(*two))
    assert alike(labels)
    assert compared == []
    alike(labels | {"own:new": "asking for help newly"})
    assert compared
    assert all(any("newly" in one for one in two[:2]) for two in compared)
