"""XML that nobody here wrote: without entities, without a network, and of bounded size."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from ciwidgets.errors import FileRefused

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MOST_TAGS = 600_000  # a map of 4,000 links with 50 what-ifs has a third of that
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_AGAIN = "Please export it again from the program it is from."


def read_xml(data: bytes, name: str) -> tuple[Element, list[str]]:
    """Return the outermost element, and what had to be assumed.

    Raises:
        FileRefused: not well formed, too big, or with a document type or entities of its own.
    """
    from defusedxml import DefusedXmlException  # noqa: PLC0415 not before a file is here
    from defusedxml.ElementTree import fromstring  # noqa: PLC0415

    if data.count(b"<") > MOST_TAGS:
        raise FileRefused(
            f"{name} has more than {MOST_TAGS:,} marks inside, which no map needs. {_AGAIN}"
        )
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")
    try:
        try:
            root: Element = fromstring(data, forbid_dtd=True)
        except (ParseError, ValueError) as error:
            if isinstance(error, DefusedXmlException):
                raise
            text, warnings = _mended(data)
            return fromstring(text, forbid_dtd=True), warnings
    except DefusedXmlException:
        raise FileRefused(
            f"{name} brings definitions of its own (a DOCTYPE or entities), which are never "
            "followed here. No map needs them. Please remove them, or export it again."
        ) from None
    except ParseError as error:
        line, column = error.position
        raise FileRefused(
            f"{name} is damaged: its XML breaks off or does not fit together in line {line}, "
            f"column {column + 1}. {_AGAIN}"
        ) from None
    except (ValueError, LookupError):
        raise FileRefused(f"{name} is damaged: its letters cannot be read. {_AGAIN}") from None
    return root, []


def _mended(data: bytes) -> tuple[str, list[str]]:
    """Return the text with what only its letters have wrong put right."""
    warnings = []
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
    else:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            text = data.decode("cp1252", "replace")
            line = data.count(b"\n", 0, error.start) + 1
            warnings.append(
                f"The file is not UTF-8 (line {line}); it was read as Western European text "
                "(cp1252). Please check that accented letters look right."
            )
    plain = _CONTROLS.sub(" ", text)
    if plain != text:
        warnings.append("Characters that cannot be printed became blanks.")
    return _DECLARATION.sub("", plain), warnings


def local_name(element: Element) -> str:
    """Return the name of an element in small letters, without its namespace."""
    return str(element.tag).rpartition("}")[2].lower()
