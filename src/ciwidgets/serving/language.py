"""Which language a page speaks: what its reader chose, else their browser's, else the program's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ciwidgets.words.prose import languages, prose

if TYPE_CHECKING:
    from tornado.httputil import HTTPServerRequest

    from ciwidgets.serving.assets import Page

# The page itself writes the cookie; the header is ours alone, and tells a page's kernel.
COOKIE = "ciwidgets_language"
HEADER = "Ciwidgets-Language"
# Of a header that anybody may send.
_MOST_ASKED = 20


def language_of(request: HTTPServerRequest, default: str) -> str:
    """Return the language of the page that answers a request."""
    ours = languages()
    chosen = request.cookies.get(COOKIE)
    if chosen is not None and chosen.value in ours:
        return chosen.value
    asked = asked_for(request.headers.get("Accept-Language", ""))
    return next((one for one in asked if one in ours), default)


def asked_for(header: str) -> list[str]:
    """Return the languages a browser asks for, the dearest first: ``es-MX;q=0.8, en`` en, es."""
    asked: list[tuple[float, str]] = []
    for part in header.split(",")[:_MOST_ASKED]:
        name, _, weight = part.partition(";")
        asked.append((_weight(weight), name.strip().partition("-")[0].lower()))
    wanted = [one for one in asked if one[0] > 0]
    return [name for _, name in sorted(wanted, key=lambda one: -one[0])]


def page_for(handler: Any) -> Page:
    """Return what a page needs besides its prose, in the language of who asks for it."""
    page: Page = handler.settings["ciwidgets_page"]
    return page.speaking(language_of(handler.request, page.program_language))


def choose_language(handler: Any, page: Page) -> None:
    """Tell the kernel of the page that is being sent which language it speaks."""
    handler.request.headers[HEADER] = language_of(handler.request, page.program_language)


def in_language(handler: Any, notebook: Any, cwd: str) -> None:
    """Put a notebook's prose into the language that was chosen for its page."""
    del cwd
    language = handler.request.headers.get(HEADER, "en")
    notebook.metadata["ciwidgets_language"] = language
    name = getattr(handler, "notebook_name", "")
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = prose(name, cell.get("id", ""), cell.source, language)


def _weight(said: str) -> float:
    name, _, number = said.strip().partition("=")
    try:
        return float(number) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0
