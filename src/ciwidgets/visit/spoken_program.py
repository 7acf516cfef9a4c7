"""A program as a page says it: in the page's language, as far as anybody gave the words for it.

What the program file says in Spanish comes first, then the package's own lists. A page decides
nothing from these words and keeps none of them: what is kept names things by id.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ciwidgets.model.five_conditions import OUR_SCALES, OUR_SURVEYS
from ciwidgets.model.program_texts import in_spanish, in_words
from ciwidgets.words.ours import ours

if TYPE_CHECKING:
    from ciwidgets.model import Program


def spoken_program(program: Program, language: str) -> Program:
    """Return a program in a language; what nobody gave words for stays as the file says it.

    Its words for maps stay: people's words are put together by how they are written, and a map
    must not be another one in another language. ``SpokenDeck`` says them where they are shown.
    """
    if language == "en":
        return program
    lists = {
        "surveys": list({one.id: one for one in (*OUR_SURVEYS, *program.surveys)}.values()),
        "scales": list({one.id: one for one in (*OUR_SCALES, *program.scales)}.values()),
    }
    said = in_words(program.model_copy(update=lists), partial(spoken, program, language))
    return said.model_copy(update={"map_words": program.map_words})


def spoken(program: Program, language: str, text: str) -> str:
    """Return a text of a program in a language, as it stands where nobody gave words for it."""
    own = in_spanish(program, text) if language == "es" else None
    return ours(text, language) if own is None else own
