"""Cards for the teams' tables: a square to scan, the code in large, and how to join.

Four to a sheet, as one HTML file or a PDF. Only the teams' own codes of one occasion are on them.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, Literal

import segno

from ciwidgets.enrolment import current_program, table_codes
from ciwidgets.errors import ReportError
from ciwidgets.reports.batch.files import write_whole
from ciwidgets.reports.look import render
from ciwidgets.words import filled, kernel_section

if TYPE_CHECKING:
    from pathlib import Path

    from ciwidgets.enrolment import PrintedCode
    from ciwidgets.model import Occasion, Program
    from ciwidgets.store import Store

Paper = Literal["letter", "a4"]
ON_A_SHEET: Final = 4
_QUIET: Final = 4  # modules of white around the square, as the standard asks


def write_table_cards(
    store: Store, file: Path, public_url: str, occasion_id: str = "", paper: Paper = "letter"
) -> Path:
    """Write the cards of an occasion, by default of the one going on, and return the file.

    Args:
        store: holds the program and its codes.
        file: ends in ``.html`` or ``.pdf``.
        public_url: the address phones open, with a slash at its end.
        occasion_id: whose codes; each occasion has its own.
        paper: of a PDF; HTML fits both.

    Raises:
        ReportError: for another ending, an occasion the program does not have, or a file that
            cannot be written.
    """
    program = current_program(store)
    occasion = _occasion(program, occasion_id)
    cards = [_card(one, public_url) for one in table_codes(store, occasion.id)]
    words = kernel_section("room_cards")
    title = filled(words["title"], occasion=occasion.name)
    made_up = [words["card_made_up"]] if program.made_up else []
    place = " · ".join([program.name, occasion.name, *made_up])
    sheets = [cards[at : at + ON_A_SHEET] for at in range(0, len(cards), ON_A_SHEET)]
    if file.suffix == ".html":
        page = render("table_cards.html.j2", title=title, place=place, sheets=sheets, words=words)
        write_whole(file, page.encode())
    elif file.suffix == ".pdf":
        from ciwidgets.reports.documents.pdf.make import cards_to_pdf  # noqa: PLC0415  # Typst

        data = {"title": title, "place": place, "sheets": sheets, "words": words, "paper": paper}
        write_whole(file, cards_to_pdf(data))
    else:
        raise ReportError(
            f"{file.name} is no file the cards can be written to. Give one that ends in .html or "
            ".pdf, such as cards.pdf."
        )
    return file


def _occasion(program: Program, occasion_id: str) -> Occasion:
    if not occasion_id:
        return program.occasion_on(datetime.now(UTC).date())
    found = program.occasion(occasion_id)
    if found is None:
        known = ", ".join(one.id for one in program.occasions)
        raise ReportError(f"The program has no occasion {occasion_id!r}. It has: {known}.")
    return found


def _card(one: PrintedCode, public_url: str) -> dict[str, Any]:
    """Return what stands on a card; the code is in the part of the address no server sees."""
    words = kernel_section("room_cards")
    side, path = _square(f"{public_url}start#team={one.code}")
    return {
        "team": one.team,
        "code": one.code,
        "is_open": one.is_open,
        "side": side,
        "path": path,
        "alt": filled(words["card_qr"], team=one.team, code=one.code),
        "lines": [
            words["card_scan"],
            filled(words["card_type"], url=f"{public_url}start".partition("://")[2]),
            words["card_join"],
        ],
    }


def _square(text: str) -> tuple[int, str]:
    """Return a QR code as the side of a square, in modules, and the path of its dark ones."""
    rows = segno.make(text, error="m", micro=False).matrix
    dark = (
        f"M{x + _QUIET} {y + _QUIET}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, module in enumerate(row)
        if module
    )
    return len(rows) + 2 * _QUIET, "".join(dark)
