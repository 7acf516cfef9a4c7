"""The forms of the maps: the question, one's own map in sentences, and what comes of it."""

from __future__ import annotations

from ciwidgets.model import Lever
from ciwidgets.reports.paper.pieces import (
    Column,
    Desk,
    Form,
    Page,
    Table,
    Tick,
    Write,
    values_of,
)

_SENTENCES = 9
_STRENGTHS = ("low", "medium", "high")


def map_question(_: Desk) -> tuple[Form, ...]:
    """The question all maps of the team are about."""
    return (Form((Page("map_question").write("text", 2),)),)


def my_map(desk: Desk) -> tuple[Form, ...]:
    """Words to tick and to add, sentences to fill in, and whether the map is handed in."""
    page = Page("my_map")
    words = tuple(one.label for one in desk.program.map_words)
    deck = (Tick(page.said("words_title"), words),) if words else (page.title("words_title"),)
    columns = (
        Column(page.said("say_source"), is_wide=True),
        Column(page.said("say_sign"), (page.said("say_more"), page.said("say_less"))),
        Column(page.said("say_target"), is_wide=True),
        Column(page.said("say_strength"), page.choices("map", _STRENGTHS)),
    )
    sentences = Table("", columns, blanks=_SENTENCES)
    stored = tuple(page.say(one) for one in ("stored_shared", "stored_records"))
    return (
        Form((Write(page.said("question_is")), *stored, *deck, page.write("own_word", 2))),
        Form((page.title("sentences_title"), page.say("sentences_help"), sentences)),
        Form((page.title("done_title"), page.say("done_help"), Tick("", (page.said("done_yes"),)))),
    )


def lessons(desk: Desk) -> tuple[Form, ...]:
    """What the group agrees on, or what a month taught."""
    month = ("lessons_month",) if desk.asked.get("about") == "month" else ()
    return (Form((Page("lessons", *month).write("text", 2),), copies=4),)


def levers(_: Desk) -> tuple[Form, ...]:
    """The words a team wants to push."""
    page = Page("levers")
    direction = page.tick("direction", values_of(Lever, "direction"))
    return (Form((page.write("word"), direction, page.write("reason", 2)), copies=3),)


def change_of_mind(_: Desk) -> tuple[Form, ...]:
    """What somebody used to think and thinks now, and whether it is shared."""
    page = Page("change_of_mind")
    about = (page.title("own_title"), page.say("own_help"))
    asks = (page.write("used", 3), page.write("now", 3), page.check("share"))
    return (Form((*about, *asks, page.say("kept_in_record"))),)
