"""Pages without a kernel: something went wrong, somebody has to wait, the network is looked at."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import jinja2
from jupyter_server.utils import url_path_join

from ciwidgets.shipped import template_paths
from ciwidgets.words import filled, section

if TYPE_CHECKING:
    from ciwidgets.serving.assets import Page

LINE_PATH = "ciwidgets/line"


def plain_page(page: Page, base_url: str, *, template: str = "plain", **told: Any) -> str:
    """Return one such page; ``told`` is what its template asks for, such as ``title``."""
    static = url_path_join(base_url, page.static_path)
    return _templates().get_template(f"{template}.html.j2").render(page=page, static=static, **told)


def trouble_page(page: Page, base_url: str, *, is_missing: bool) -> str:
    """Return the page for an address that is none, or for one that could not be opened now.

    The latter is tried once more by itself.
    """
    told: dict[str, Any] = {} if is_missing else {"script": "waiting", "retry": True}
    words = page.texts
    title = words["not_found"] if is_missing else words["could_not"]
    way = {"address": base_url, "text": words["to_start"]}
    return plain_page(page, base_url, title=title, way=way, **told)


def waiting_page(page: Page, base_url: str, *, number: int, is_full: bool) -> str:
    """Return the page of a visitor in line; ``number`` 0 is one who has not asked for it yet."""
    words = section("waiting", page.language)
    place = place_words(number, page.language, is_full=is_full) if number else words["line"]
    return plain_page(
        page,
        base_url,
        title=words["title"],
        sentences=[words["calm"], words["kept"]],
        script="waiting",
        line={
            "address": url_path_join(base_url, LINE_PATH),
            "text": place,
            "no_cookies": words["no_cookies"],
        },
    )


def too_many_page(page: Page, base_url: str, most: int) -> str:
    """Return the page of a visitor who has as many pages open as one may."""
    words = section("waiting", page.language)
    title = filled(words["too_many"], n=most)
    return plain_page(page, base_url, title=title, sentences=[words["too_many_help"]])


def wrong_host_page(page: Page, base_url: str, name: str) -> str:
    """Return the page for a request under a name that is not ours."""
    words = section("waiting", page.language)
    title = filled(words["host"], name=name)
    return plain_page(page, base_url, title=title, sentences=[words["host_help"]])


def place_words(number: int, language: str, *, is_full: bool) -> str:
    """Say a place in line; 0 is whose turn it is."""
    words = section("waiting", language)
    if number == 0:
        return words["your_turn"]
    place = words["next"] if number == 1 else filled(words["place"], n=number)
    return f"{place} {words['full']}" if is_full else place


@cache
def _templates() -> jinja2.Environment:
    folder = template_paths()["voila"] / "ciwidgets"
    return jinja2.Environment(loader=jinja2.FileSystemLoader(folder), autoescape=True)
