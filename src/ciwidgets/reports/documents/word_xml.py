"""What a Word file is made of: paragraphs, runs, tables and pictures as its XML has them.

The order of the parts of an element is Word's own; it refuses a file that has another.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, nsmap, qn
from docx.oxml.parser import oxml_parser

from ciwidgets.reports.documents.letters import is_from_the_right

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docx.oxml.xmlchemy import BaseOxmlElement as Element

    from ciwidgets.reports.documents.drawings import Drawing
    from ciwidgets.reports.documents.widths import Columns

_INCH = 914_400  # in the units of a drawing
_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_SVG_HERE = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_WIDEST, _HIGHEST = 6.8, 8.0  # inches: a page with its caption
_TWENTIETHS = 20  # of a point
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """Return a text with U+FFFD for each character that XML cannot hold."""
    return text if text.isascii() and text.isprintable() else _NO_XML.sub("\ufffd", text)


# Thousands of elements bear a few dozen names.
_named = cache(qn)


def element(tag: str, *children: Element, **attributes: str) -> Element:
    """Return an element such as ``w:p``; its attributes are of the same namespace."""
    prefix, _, _ = tag.partition(":")
    named = {_named(f"{prefix}:{name}"): value for name, value in attributes.items()}
    made: Element = oxml_parser.makeelement(_named(tag), named, {prefix: nsmap[prefix]})
    made.extend(children)
    return made


def run(
    text: str, style: str = "", *, strong: bool = False, emphasis: bool = False, size: int = 0
) -> Element:
    """Return a run of text; a line end in it is a line break, ``size`` is in half points."""
    looks = [element("w:rStyle", val=style)] if style else []
    looks += [element("w:b")] * strong + [element("w:i")] * emphasis
    looks += [element(f"w:{one}", val=str(size)) for one in ("sz", "szCs") if size]
    looks += [element("w:rtl")] * is_from_the_right(text)
    made = element("w:r", *([element("w:rPr", *looks)] if looks else []))
    lines = xml_text(text).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").split("\n")
    for number, line in enumerate(lines):
        if number:
            made.append(element("w:br"))
        words = element("w:t")
        words.text = line
        words.set(_named("xml:space"), "preserve")
        made.append(words)
    return made


def paragraph(
    style: str,
    children: Iterable[Element],
    *,
    keep_next: bool = False,
    new_page: bool = False,
    list_id: int = 0,
    depth: int = 0,
    room_above: bool = False,
) -> Element:
    """Return a paragraph; ``list_id`` makes it an item of a list at ``depth`` (from 0)."""
    runs = list(children)
    looks = [element("w:pStyle", val=style)]
    looks += [element("w:keepNext")] * keep_next + [element("w:pageBreakBefore")] * new_page
    if list_id:
        level, number = element("w:ilvl", val=str(depth)), element("w:numId", val=str(list_id))
        looks.append(element("w:numPr", level, number))
    if is_from_the_right("".join(one.text or "" for r in runs for one in r.iter(_named("w:t")))):
        looks.append(element("w:bidi"))
    if room_above:
        looks.append(element("w:spacing", before="200"))
    return element("w:p", element("w:pPr", *looks), *runs)


def bookmarked(name: str, number: int, runs: Iterable[Element]) -> list[Element]:
    """Return runs inside a bookmark, a place that links lead to."""
    return [
        element("w:bookmarkStart", id=str(number), name=name),
        *runs,
        element("w:bookmarkEnd", id=str(number)),
    ]


def link_within(name: str, text: str) -> Element:
    """Return a link to a bookmark of the same file."""
    return element("w:hyperlink", run(text, "Hyperlink"), anchor=name, history="1")


def link_to(relation: str, runs: Iterable[Element]) -> Element:
    """Return a link to the address that a relation of the document names."""
    made = element("w:hyperlink", *runs, history="1")
    made.set(_named("r:id"), relation)
    return made


def drawing(
    picture: Drawing, number: int, words: tuple[str, str], relations: tuple[str, str]
) -> Element:
    """Return a run with a picture: ``words`` are its title and what it shows in words.

    ``relations`` name the PNG, which every program shows, and the SVG, which newer ones prefer.
    """
    scale = min(1.0, _WIDEST / picture.width, _HIGHEST / picture.height) * _INCH
    title, alt = (quoteattr(xml_text(" ".join(one.split()))) for one in words)
    width, height = round(picture.width * scale), round(picture.height * scale)
    png, svg = relations
    made: Element = parse_xml(
        f"""<w:r {nsdecls("w", "wp", "a", "pic", "r")}><w:drawing>
<wp:inline distT="0" distB="0" distL="0" distR="0">
<wp:extent cx="{width}" cy="{height}"/>
<wp:docPr id="{number}" name="Picture {number}" descr={alt} title={title}/>
<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>
<a:graphic><a:graphicData uri="{nsmap["pic"]}"><pic:pic>
<pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}" descr={alt} title={title}/>
<pic:cNvPicPr/></pic:nvPicPr>
<pic:blipFill><a:blip r:embed="{png}"><a:extLst><a:ext uri="{_SVG_HERE}">
<asvg:svgBlip xmlns:asvg="{_SVG}" r:embed="{svg}"/></a:ext></a:extLst></a:blip>
<a:stretch><a:fillRect/></a:stretch></pic:blipFill>
<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>
</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"""
    )
    return made


def table(caption: str, rows: Sequence[Sequence[str | int | float]], columns: Columns) -> Element:
    """Return some columns of a table; its first row names the columns, on every page it is on.

    The first column names the rows, as far as Word knows of such a thing.
    """
    widths = [round(width * _TWENTIETHS) for width in columns.widths]
    look = {"firstRow": "1", "lastRow": "0", "firstColumn": "1", "lastColumn": "0"}
    about = element(
        "w:tblPr",
        element("w:tblStyle", val="ReportTable"),
        element("w:tblW", w=str(sum(widths)), type="dxa"),
        element("w:tblLayout", type="fixed"),
        element("w:tblLook", val="06A0", **look, noHBand="1", noVBand="1"),
        element("w:tblCaption", val=xml_text(" ".join(caption.split()))),
    )
    grid = element("w:tblGrid", *(element("w:gridCol", w=str(width)) for width in widths))
    size = round(columns.size * 2)
    lines = [[row[at] for at in columns.which] for row in rows]
    return element(
        "w:tbl",
        about,
        grid,
        *(_row(line, widths, size, is_head=not at) for at, line in enumerate(lines)),
    )


def _row(
    cells: Iterable[str | int | float], widths: Iterable[int], size: int, *, is_head: bool
) -> Element:
    about = element("w:trPr", element("w:cantSplit"), *[element("w:tblHeader")] * is_head)
    return element(
        "w:tr",
        about,
        *(
            _cell(one, width, size, is_head=is_head)
            for one, width in zip(cells, widths, strict=True)
        ),
    )


def _cell(value: str | float, width: int, size: int, *, is_head: bool) -> Element:
    style = "TableHead" if is_head else "TableText" if isinstance(value, str) else "TableNumber"
    return element(
        "w:tc",
        element("w:tcPr", element("w:tcW", w=str(width), type="dxa")),
        paragraph(style, [run(str(value), size=size)]),
    )
