"""A page is spelled as nbconvert spells it, or the long way is taken: never something else."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given
from hypothesis import strategies as st

from ciwidgets.reports.documents.spelling import respelled

HEAD = "<!doctype html>"


def parsed_and_written(page: str) -> str:
    return str(BeautifulSoup(page, features="html.parser"))


ESCAPED = ["&amp;", "&lt;", "&gt;", "&#34;", "&#39;", "&quot;", "&#182;"]
WORDS = st.lists(
    st.one_of(
        st.sampled_from([*ESCAPED, " ", "\n", "\t", "\u00a0", "a", "é", "😀", "مرحبا", ">", "'"]),
        st.text(st.characters(exclude_characters='<&"\r\0', exclude_categories=["Cs"]), max_size=4),
    ),
    max_size=6,
).map("".join)
ATTRIBUTES = st.dictionaries(
    st.sampled_from(["class", "dir", "alt", "aria-label", "id", "href", "headers"]),
    WORDS,
    max_size=4,
).map(lambda found: "".join(f' {key}="{value}"' for key, value in found.items()))


def inside(names: list[str], content: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(st.sampled_from(names), ATTRIBUTES, content).map(
        lambda found: "<{0}{1}>{2}</{0}>".format(*found)
    )


VOID = st.tuples(
    st.sampled_from(["br", "hr", "img", "meta"]), ATTRIBUTES, st.sampled_from(["", "/"])
)
MARKUP = st.recursive(
    st.one_of(WORDS, VOID.map(lambda found: "<{}{} {}>".format(*found))),
    lambda content: inside(["p", "div", "pre", "table", "li"], st.lists(content).map("".join)),
    max_leaves=12,
)
# What a page of ours never holds, and what a parser may take for something else.
STRANGE = ["<", "&", "&copy;", "&#128;", "&amp", "</p>", "<p>", "<!-- a -->", "<script>a</script>"]
STRANGE += ["<p class='a'>", "<p a>", "<P>a</P>", "<br", "<p a=b>", "<svg/>", "\r\n", "\0", "<?a?>"]


@given(MARKUP)
@example("<style>\na > b & 'c'\n</style>")
@example('<img alt="&#34;" src="data:&#39;">')
@example('<p title="&#34;&#39;">\n \n</p>')
def test_a_page_of_ours_is_spelled_as_the_parser_spells_it(markup: str) -> None:
    assert respelled(HEAD + markup) in {None, parsed_and_written(HEAD + markup)}


@given(st.lists(st.one_of(MARKUP, st.sampled_from(STRANGE)), max_size=5).map("".join))
def test_markup_that_is_not_ours_is_left_to_the_parser_or_spelled_right(markup: str) -> None:
    assert respelled(HEAD + markup) in {None, parsed_and_written(HEAD + markup)}


def test_an_ordinary_page_does_not_take_the_long_way() -> None:
    page = (
        f'{HEAD}\n<html lang="en">\n\n<head><meta charset="utf-8">'
        "<style>\np > a {}\n</style></head>"
        '<body><h1 dir="auto" class="a b">Bread &amp; &#34;salt&#34;&#39;s</h1><br>\n\n'
        '<pre>\n\n<span> </span>&lt;</pre><img src="data:," alt="One &gt; two"></body>\n</html>\n'
    )
    assert respelled(page) == parsed_and_written(page)
    assert respelled(page) != page


@pytest.mark.parametrize("strange", STRANGE)
def test_what_we_never_write_takes_the_long_way(strange: str) -> None:
    assert respelled(f"{HEAD}<p>{strange}</p>") is None


def test_a_picture_without_its_words_takes_the_long_way_since_nbconvert_adds_some() -> None:
    assert respelled(f'{HEAD}<p><img src="data:,"></p>') is None
