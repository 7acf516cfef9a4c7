"""Files that are no maps: what each of them is, and what to bring in its place."""

from __future__ import annotations

from collections.abc import Sequence

from ciwidgets.errors import FileRefused
from ciwidgets.formats.decoding import other_kind

KNOWN = (
    "Mental Modeler (.mmp, XML or JSON), a matrix (CSV, XLS or XLSX), M-Tool, Kumu (CSV, XLSX or "
    "JSON), edge tuples, and GraphML"
)
EXPORT_AGAIN = (
    "Please export the map again from the program it was drawn in, as one of these: "
    "Mental Modeler (.mmp), a matrix (CSV or XLSX), M-Tool, Kumu, or GraphML."
)
_ELSEWHERE = (
    "The answers of a survey are brought in with “ciwidgets import survey”, local numbers with "
    "“ciwidgets import indicators”, and both on their own pages"
)


def refuse_other_files(data: bytes, name: str) -> None:
    """Refuse a picture, a database and the like; workbooks are read before this is asked.

    Raises:
        FileRefused: it is one of them.
    """
    kind = other_kind(data)
    if kind == "a picture":
        cure = "Nothing can be read from a picture of a map. " + EXPORT_AGAIN
    elif kind.startswith(("a compressed", "a ZIP")):
        cure = "Please unpack it and bring the file of the map that is inside."
    else:
        cure = EXPORT_AGAIN
    if kind:
        raise FileRefused(f"{name} is {kind}, not a file of maps. {cure}")


def no_map_in_xml(name: str, kind: str) -> FileRefused:
    """Return the refusal of XML or of a web page."""
    return FileRefused(
        f"{name} is an XML file or a web page that begins with <{kind[:40]}>, not a map. Maps that "
        f"can be read are those of {KNOWN}. Please export the map again as one of these."
    )


def eco_modeler(name: str) -> FileRefused:
    """Return the refusal of Mental Modeler's sister program."""
    return FileRefused(
        f"{name} is a file of EcoModeler, another program than Mental Modeler. It holds pictures "
        "of species and no strengths, so it cannot be read here. Please bring a "
        "Mental Modeler file (.mmp)."
    )


def words_only(name: str) -> FileRefused:
    """Return the refusal of a table of words."""
    return FileRefused(
        f"{name} holds words, but no links between them. Please bring the table of the "
        "connections (with From and To), or a workbook with both."
    )


def no_map_in_table(name: str, rows: Sequence[Sequence[str]]) -> FileRefused:
    """Return the refusal of a table that is none of links and no matrix."""
    heads = ", ".join(f"“{cell[:30]}”" for cell in (rows[0] if rows else [])[:4])
    begins = f"its first line begins with {heads or 'nothing'}"
    is_wide = len(rows) > 1 and len(rows[0]) > 1
    said = (
        f"It looks like a table of answers or of numbers, not a map: {begins}. {_ELSEWHERE}."
        if is_wide
        else f"{begins[0].upper()}{begins[1:]}."
    )
    return FileRefused(
        f"{name} is not a map known here. {said} Of a map, a matrix has the same names above it "
        "and beside it, in the same order; a table of links has the headings From and To. Other "
        f"maps that can be read are those of {KNOWN}."
    )


def answers(name: str, example: str) -> FileRefused:
    """Return the refusal of a table whose cells hold words where a matrix has its strengths."""
    return FileRefused(
        f"{name} looks like a table of answers, not a map: where a matrix has numbers from -1 to "
        f"1, most of its cells hold words such as “{example}”. {_ELSEWHERE}. If it is a map after "
        "all, please write its strengths as numbers and bring the file again."
    )
